package web

import (
	"encoding/json"
	"html"
	"net/http"
	"regexp"
	"strings"
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

// grownLong is Amira's record with a change of name that came later, two accounts
// of one call and more events since than a page shows at once.
func (h *house) grownLong() *house {
	h.Helper()
	l := &life{id: amira, actor: priya, events: make([]care.Event, 40)}
	for _, source := range []string{"/intouch/test", "/intouch/feed/mosaic"} {
		l.tell("2026-04-20", care.AreaContact, care.ContactMade{How: care.Video, When: on("2026-04-20"), By: care.By{Staff: priya}})
		l.events[len(l.events)-1].Source = source
	}
	tried := care.Attempted{How: care.TriedText, When: on("2026-06-13"), Outcome: care.NoAnswer}
	for range timelineAtOnce + 10 {
		l.tell("2026-06-13", care.AreaContact, tried)
	}
	l.tellAs("2026-06-14", care.AreaContact, l.events[len(l.events)-1].Record, care.Corrected{Facts: tried, Reason: "No reason at all"})
	l.tellAs("2026-06-14", care.AreaCaseload, care.RecordPerson, care.DetailsChanged{Details: care.Details{KnownAs: "Mira"}})
	h.publish(l.events[40:]...)
	h.settle()
	return h
}

// follower goes where links lead, to each page once.
type follower struct {
	visitor
	seen map[string]answer
}

// follow fails unless what the link points to is there.
func (f follower) follow(t *testing.T, href string) answer {
	t.Helper()
	path, anchor, _ := strings.Cut(html.UnescapeString(href), "#")
	a, ok := f.seen[path]
	if !ok {
		a = f.get(path).wants(t, http.StatusOK)
		f.seen[path] = a
	}
	if anchor != "" && !strings.Contains(a.body, `id="`+anchor+`"`) {
		t.Errorf("nothing is at %s", href)
	}
	return a
}

func TestEverySourceLeadsSomewhereHoweverLongTheRecord(t *testing.T) {
	h := newHouse(t).inTown().contradicted().grownLong()
	v := follower{h.as(martha), map[string]answer{}}
	source := regexp.MustCompile(`href="([^"]*)">(?:Source<|Corrected on|[^<]*says[^<]*: there|[^<]*says: not there)`)
	event := regexp.MustCompile(`The event</dt>\s*<dd[^>]*><a class="govuk-link" href="([^"]*)"`)
	for _, moment := range []string{"", "?known=2026-06-13", "?at=2026-06-13"} {
		t.Run("now"+moment, func(t *testing.T) {
			found := source.FindAllStringSubmatch(v.get(personPath(amira, moment)).body, -1)
			kinds := map[bool]int{}
			for _, m := range found {
				if !strings.HasPrefix(m[1], personPath(amira)) {
					t.Fatalf("%s is of this page alone", m[1])
				}
				isValue := strings.Contains(m[1], "/values/")
				kinds[isValue]++
				a := v.follow(t, m[1])
				if !isValue {
					continue
				}
				if past := strings.Contains(a.body, "As it was on 13 June 2026"); past != (moment != "") {
					t.Errorf("%s is of another moment", m[1])
				}
				for _, e := range event.FindAllStringSubmatch(a.body, -1) {
					v.follow(t, e[1])
				}
			}
			if kinds[true] < 10 || kinds[false] < 4 {
				t.Errorf("%d values and %d others lead to a source", kinds[true], kinds[false])
			}
		})
	}
}

func TestThePastSaysWhatAValueReplaced(t *testing.T) {
	h := newHouse(t).inTown()
	l := &life{id: amira, actor: priya, events: make([]care.Event, 40)}
	l.tellAs("2026-05-04", care.AreaCaseload, care.RecordPerson, care.DetailsChanged{Details: care.Details{FamilyName: "Nour"}})
	l.tellAs("2026-06-10", care.AreaCaseload, care.RecordPerson, care.DetailsChanged{Details: care.Details{FamilyName: "Noor"}})
	h.publish(l.events[40:]...)
	h.settle()
	v, path := h.as(martha), personPath(amira, "/values/name")
	v.get(path+"?known=2026-05-03").wants(t, http.StatusOK, "As it was on 3 May 2026, as known then", "It replaced nothing", `href="`+personPath(amira, "?at=2026-05-03&amp;known=2026-05-03")+`"`)
	v.get(path+"?known=2026-06-01").wants(t, http.StatusOK, "Nour", "What it replaced", "Amira Noor").lacks(t, "10 June")
	v.get(personPath(amira, "/values/whereabouts?at=2026-06-01")).wants(t, http.StatusOK, "As it was on 1 June 2026, by all that is known now")
	v.get(path+"?at=soon").wants(t, http.StatusBadRequest, "Write at as a day")
	api := h.stranger()
	api.get("/api/v1"+personPath(amira, "/provenance?known=2026-06-01")).wants(t, http.StatusOK, `"known":"2026-06-01"`, `"on":"2026-06-01"`, "Nour").lacks(t, "2026-06-10")
	api.get("/api/v1"+personPath(amira, "/provenance?at=2026-04-10")).wants(t, http.StatusOK, `"on":"2026-04-10"`).lacks(t, `"happened":"2026-04-20"`)
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
