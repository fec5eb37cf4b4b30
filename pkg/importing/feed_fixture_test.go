package importing

import (
	"archive/zip"
	"bytes"
	"context"
	"strings"
	"testing"
	"time"

	"github.com/xuri/excelize/v2"

	care "intouch/pkg/careleaver"
)

// extract is what a case system sends in a night.
type extract struct {
	allocations, moves, contacts [][]any
}

var (
	allocationHeadings = []any{"Allocation ID", "Person ID", "Worker", "Role", "Team", "From", "To", "Deleted"}
	moveHeadings       = []any{"Move ID", "Person ID", "Type of Accommodation", "From", "To", "Postcode", "Suitable", "Deleted"}
	contactsHeadings   = []any{"Contact ID", "Person ID", "Date", "Type", "Outcome", "Worker", "Note", "Deleted"}
)

func (x extract) sheets() map[string]sheet {
	with := func(heads []any, rows [][]any) sheet { return append(cells{heads}, rows...).sheet() }
	return map[string]sheet{"Allocations": with(allocationHeadings, x.allocations), "Moves": with(moveHeadings, x.moves), "Contacts": with(contactsHeadings, x.contacts)}
}

func (x extract) zip(t testing.TB) []byte {
	t.Helper()
	var b bytes.Buffer
	z := zip.NewWriter(&b)
	for name, s := range x.sheets() {
		w, err := z.Create("extract/" + strings.ToLower(name) + ".csv")
		if err != nil {
			t.Fatal(err)
		}
		w.Write(s.csv(','))
	}
	if err := z.Close(); err != nil {
		t.Fatal(err)
	}
	return b.Bytes()
}

func (x extract) xlsx(t testing.TB) []byte {
	t.Helper()
	book := excelize.NewFile()
	defer book.Close()
	for name, s := range x.sheets() {
		if _, err := book.NewSheet(name); err != nil {
			t.Fatal(err)
		}
		s.writeTo(t, book, name)
	}
	var b bytes.Buffer
	if err := book.Write(&b); err != nil {
		t.Fatal(err)
	}
	return b.Bytes()
}

// fed takes an extract that is complete to six in the morning of a day.
func (g *register) fed(day care.Day, file []byte) Report {
	g.Helper()
	report, err := Import(g.Context(), g.feedJob(day, file))
	if err != nil {
		g.Fatal(err)
	}
	return report
}

func (g *register) feedJob(day care.Day, file []byte) Job {
	job := g.job(0, file)
	job.Format, job.CompleteTo, job.BegunTo = Feed, day.Start().Add(6*time.Hour), g.begunTo
	return job
}

// begunTo is up to when the newest extract that was begun is complete.
func (g *register) begunTo(_ context.Context, source string) (last time.Time, err error) {
	for _, e := range g.events {
		if f, ok := e.Fact.(care.ImportStarted); ok && f.Source == source {
			if at, _ := f.CompleteTo.Instant(); at.After(last) {
				last = at
			}
		}
	}
	return last, nil
}

var night = care.NewDay(2026, time.June, 10)

func usualExtract() extract {
	return extract{
		allocations: [][]any{{"a1", "L-1", "Emir Dyer", "Personal Advisor", "North", "01/05/2026", "", ""}},
		moves:       [][]any{{"m1", "L-1", "U - Independent living", "10/05/2026", "", "ZZ1 1AA", "Y", ""}},
		contacts:    [][]any{{"c1", "L-1", "02/06/2026", "Home visit", "Seen", "Emir Dyer", "fine", ""}, {"c2", "L-1", "03/06/2026", "Phone", "no reply", "Emir Dyer", "", "N"}},
	}
}
