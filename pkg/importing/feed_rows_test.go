package importing

import (
	"testing"

	care "intouch/pkg/careleaver"
)

func TestAFlagThatASpreadsheetWroteAsANumberIsYesOrNo(t *testing.T) {
	g := withPeople(t, "L-1")
	heads := []any{"Contact ID", "Person ID", "Date", "Type", "Outcome", "Successful", "Seen", "Deleted"}
	sheet := func(deleted string) []byte {
		return cells{heads,
			{"c1", "L-1", "01/06/2026", "Home visit", "", "", "1.0", deleted},
			{"c2", "L-1", "02/06/2026", "Home visit", "", "", "0.0", deleted},
			{"c3", "L-1", "03/06/2026", "Phone", "", "0.0", "", deleted},
			{"c4", "L-1", "04/06/2026", "Video call", "", "1.0", "", deleted},
		}.sheet().csv(',')
	}
	report := g.contactsOf(sheet("0.0"))
	if p := g.person("L-1"); len(p.Contacts) != 2 || p.Contacts[0].Facts.How != care.SawAtHome || len(p.Attempts) != 2 || len(p.Questions) != 0 {
		t.Errorf("%d contacts, %d attempts\n%s", len(p.Contacts), len(p.Attempts), report.Text())
	}
	report = g.contactsOf(sheet("1.0"))
	if p := g.person("L-1"); len(p.Contacts)+len(p.Attempts) != 0 {
		t.Errorf("deleted: %d contacts, %d attempts\n%s", len(p.Contacts), len(p.Attempts), report.Text())
	}
	x := extract{moves: [][]any{{"m1", "L-1", "U", "10/05/2026", "", "", "1.0", "0.0"}}}
	g.fed(night, x.zip(t))
	if h := g.person("L-1").Homes; len(h) != 1 || len(h[0].Assessments) != 1 || h[0].Assessments[0].Facts.Suitable != care.Yes {
		t.Errorf("homes %+v", h)
	}
}
