package oc3

import (
	"strconv"
	"strings"
	"time"

	care "intouch/pkg/careleaver"
)

// Taking is a return that somebody takes out, as the audit has it.
type Taking struct {
	Year  Year
	Ages  Ages   // empty: as the policy says
	Known string // a day or an instant, as it was asked; empty: all that is known
	As    string // csv, xml, json, page, pre-check
}

const (
	agesIs  = "ages "
	knownIs = "as known "
)

// String is what the audit says: "oc3 2026, ages whole, as known 2026-05-01, csv".
func (t Taking) String() string {
	parts := []string{takingOf(t.Year)}
	if t.Ages != "" {
		parts = append(parts, agesIs+string(t.Ages))
	}
	if t.Known != "" {
		parts = append(parts, knownIs+t.Known)
	}
	return strings.Join(append(parts, t.As), ", ")
}

func takingOf(y Year) string { return "oc3 " + strconv.Itoa(int(y)) }

// takenBy reads what the audit says of a taking.
func takenBy(y Year, detail string) Taking {
	parts := strings.Split(detail, ", ")
	t := Taking{Year: y, As: parts[len(parts)-1]}
	for _, part := range parts {
		if ages, ok := strings.CutPrefix(part, agesIs); ok {
			t.Ages = Ages(ages)
		}
		if known, ok := strings.CutPrefix(part, knownIs); ok {
			t.Known = known
		}
	}
	return t
}

// submittable reports whether it is a file that the DfE takes, and no look at the
// return.
func (t Taking) submittable() bool { return t.As == "csv" || t.As == "xml" }

// knownAt is the time of which the return of a taking says what was known: that of
// the taking, unless an earlier one was asked for.
func (t Taking) knownAt(at time.Time) time.Time {
	known, err := care.ParseKnown(t.Known)
	if err != nil || known.After(at) {
		return at
	}
	return known
}
