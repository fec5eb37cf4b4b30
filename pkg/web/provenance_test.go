package web

import (
	"encoding/json"
	"net/http"
	"regexp"
	"testing"

	care "intouch/pkg/careleaver"
)

func TestWhereAValueComesFrom(t *testing.T) {
	h := newHouse(t).inTown()
	l := &life{id: amira, actor: bernard, events: make([]care.Event, 60)}
	first := l.tellAs("2026-05-04", care.AreaCaseload, care.RecordPerson, care.DetailsChanged{Details: care.Details{DateOfBirth: day("2007-03-11"), BirthStatus: "stated"}})
	wrong := l.events[len(l.events)-1].ID
	l.tellAs("2026-05-05", care.AreaCaseload, first, care.Corrected{Of: wrong, Facts: care.DetailsChanged{Details: care.Details{DateOfBirth: day("2007-03-12"), BirthStatus: "documents"}}, Reason: "Her passport says the twelfth"})
	l.events[60].OnBehalfOf = priya
	h.publish(l.events[60:]...)
	h.settle()
	v := h.as(martha)
	v.get(personPath(amira, "/values/date-of-birth")).wants(t, http.StatusOK,
		"12 March 2007, from documents", "Bernard Lowe for Priya Shah", "Her passport says the twelfth. Until then it said: 11 March 2007, as stated", "What it replaced", "10 March 2007", "4 May 2026 at 10:01")
	for _, c := range []struct {
		name, value string
		of          care.PersonID
		wants       []string
	}{
		{"a clock, and its movements before", "last-seen", amira, []string{"Saw them at their accommodation", "2 April 2026", "Before that", "3 June 2025"}},
		{"how sure it is where they are", "confidence", olu, []string{"Confirmed", "Told by staff on site", "11 June 2026"}},
		{"where they are, told late", "whereabouts", olu, []string{"In custody", "We were told", "10 June 2026", "Moved in"}},
		{"why they are unaccounted for", "reason.missing", uma, []string{"Why: reported missing", "13 June 2026"}},
		{"why they never were in touch: the registration", "reason.no_dated_contact", farid, []string{"Why: no dated contact", "Named by an imported list"}},
		{"what closed the case", "reason.died", sam, []string{"Died", "30 May 2026", "15 June 2026"}},
	} {
		t.Run(c.name, func(t *testing.T) {
			v.get(personPath(c.of, "/values/", c.value)).wants(t, http.StatusOK, c.wants...)
		})
	}
	t.Run("what nobody said has no source", func(t *testing.T) {
		v.get(personPath(amira, "/values/risk")).wants(t, http.StatusNotFound, "No event says such a value")
	})
	t.Run("restricted to named people like everything else", func(t *testing.T) {
		h.as(bernard).get(personPath(amira, "/values/date-of-birth")).wants(t, http.StatusForbidden)
	})
}

func TestEverySourceOnAPersonsPageLeadsSomewhere(t *testing.T) {
	h := newHouse(t).inTown()
	v := h.as(martha)
	link := regexp.MustCompile(`href="(/care-leavers/[^"]+/values/[^"]+)"`)
	for _, l := range town() {
		found := link.FindAllStringSubmatch(v.get(personPath(l.id)).body, -1)
		if len(found) < 5 {
			t.Errorf("only %d sources", len(found))
		}
		for _, m := range found {
			v.get(m[1]).wants(t, http.StatusOK, "The event that says so")
		}
	}
}

func TestProvenanceForPrograms(t *testing.T) {
	h := newHouse(t).inTown()
	a := h.as(priya).get("/api/v1"+personPath(olu, "/provenance")).wants(t, http.StatusOK, `"value":"whereabouts"`, `"toldOn":"2026-06-10"`)
	var got struct {
		Items []struct {
			Value, Says string
			Source      struct{ Event, RecordedAt string }
			Replaced    []struct{ Says string }
		}
	}
	if err := json.Unmarshal([]byte(a.body), &got); err != nil {
		t.Fatal(err)
	}
	for _, x := range got.Items {
		if x.Says == "" || x.Source.Event == "" || x.Source.RecordedAt == "" {
			t.Errorf("%s has no source: %+v", x.Value, x)
		}
		if x.Value == "whereabouts" && (len(x.Replaced) == 0 || x.Replaced[0].Says != "Moved in: Independent living (U)") {
			t.Errorf("whereabouts replaced %v", x.Replaced)
		}
	}
}
