package returns

import (
	"context"
	"io"
	"slices"
	"strings"

	care "intouch/pkg/careleaver"
	"intouch/pkg/returns/oc3"
)

// Out is something that can be taken out as a file.
type Out struct {
	Name    string // in addresses and at the command line
	Title   string
	Purpose string // what it is for; empty where the page does not offer it
	Formats []Format
	Takes   []Part
	Over    bool // it is of a day that is over
	Write   func(ctx context.Context, t Take, w Wanted, to io.Writer, f Format) error
}

// Part is something that is said of what is wanted, by the name that it has at
// the command line. Of everything it can be said as known when.
type Part string

// The parts.
const (
	PartAt     Part = "at"     // the day of which it is
	PartFrom   Part = "from"   // the first day
	PartPerson Part = "person" // whose it is; needed where it is taken
	PartYear   Part = "year"   // the collection year; likewise
	PartAges   Part = "ages"
)

// Wanted is what is said of something besides what a Take says.
type Wanted struct {
	From   care.Day
	Person care.PersonID
	Words  Words // for a person's timeline
	Year   oc3.Year
	Ages   oc3.Ages
}

// Has reports whether a part can be said of it.
func (o Out) Has(p Part) bool { return slices.Contains(o.Takes, p) }

// Of is the take that it is of, where another is asked for.
func (o Out) Of(t Take) Take {
	if o.Over {
		return t.finished()
	}
	return t
}

// Sheets are the formats of what is a sheet.
var Sheets = []Format{XLSX, CSV, JSON}

// Outs are all that can be taken out, in the order of the page. Something new is
// an entry here, and an address in schemas/openapi.yaml.
var Outs = []Out{
	{
		Name: "annex-a-list-9", Title: "Annex A, list 9", Formats: Sheets, Takes: []Part{PartAt}, Write: whole(Take.List9),
		Purpose: "For Ofsted: everyone who has reached the threshold for leaving care services, in Ofsted’s columns and values.",
	},
	{
		Name: "register", Title: "Register", Formats: Sheets, Takes: []Part{PartAt}, Write: whole(Take.Register),
		Purpose: "Everybody with bucket, reasons, flags, owner, whereabouts, and when they were last seen, spoken to, heard of and tried. Closed cases too.",
	},
	{
		Name: "contacts", Title: "Contacts", Formats: Sheets, Takes: []Part{PartAt, PartFrom},
		Purpose: "Each contact, attempt, report by somebody else and refusal up to the day. A meeting that two sources tell of is one row.",
		Write: func(ctx context.Context, t Take, w Wanted, to io.Writer, f Format) error {
			return t.Contacts(ctx, to, f, w.From)
		},
	},
	{
		Name: "dfe-daily", Title: "Daily records for the DfE", Formats: []Format{JSON}, Takes: []Part{PartAt}, Over: true,
		Purpose: "For the DfE’s children’s social care API: what is new, updated or gone since the day before. Only those whose last contact is recent are in it; everybody else is named beside the records, with the reason.",
		Write: func(ctx context.Context, t Take, _ Wanted, to io.Writer, _ Format) error {
			return t.Daily(ctx, to)
		},
	},
	{
		Name: "timeline", Title: "Timeline", Formats: Sheets, Takes: []Part{PartPerson},
		Write: func(ctx context.Context, t Take, w Wanted, to io.Writer, f Format) error {
			return t.Timeline(ctx, to, f, w.Person, w.Words)
		},
	},
	{
		Name: "oc3", Title: "Care leaver return (SSDA903, OC3)", Formats: []Format{CSV, XML}, Takes: []Part{PartYear, PartAges},
		Write: func(ctx context.Context, t Take, w Wanted, to io.Writer, f Format) error {
			made, err := oc3.Collect(ctx, oc3.Job{Council: t.Council, Year: w.Year, Ages: w.Ages, Known: t.Known, Today: t.Today, Shut: t.shut})
			if err != nil {
				return err
			}
			if f == XML {
				return oc3.WriteXML(to, made.Rows)
			}
			return oc3.WriteCSV(to, made.Rows)
		},
	},
}

// whole writes what nothing more is to be said of.
func whole(write func(Take, context.Context, io.Writer, Format) error) func(context.Context, Take, Wanted, io.Writer, Format) error {
	return func(ctx context.Context, t Take, _ Wanted, to io.Writer, f Format) error { return write(t, ctx, to, f) }
}

// Entry is what the audit says of something that is taken out as at a day; known
// is as known when, as it was asked, and empty for all that is known.
func Entry(name string, on care.Day, known string, f Format) string {
	parts := []string{name, "as at " + on.String()}
	if known != "" {
		parts = append(parts, "as known "+known)
	}
	return strings.Join(append(parts, string(f)), ", ")
}

// Names are those of what all of these parts can be said of.
func Names(parts ...Part) []string {
	var names []string
	for _, o := range Outs {
		if !slices.ContainsFunc(parts, func(p Part) bool { return !o.Has(p) }) {
			names = append(names, o.Name)
		}
	}
	return names
}
