package web

import (
	"encoding/json"
	"maps"
	"net/http"
	"net/url"
	"slices"
	"strings"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"
	"github.com/google/uuid"

	care "intouch/pkg/careleaver"
	"intouch/pkg/wire"
	"intouch/schemas"
)

// Every form is filled in with the example of its schema, so that a form that
// forgets a field, or a field that a form cannot send, is found.

// notAsked are the fields of examples that no form asks for, or that it asks only
// of others than Martha, and why. After a ! stands the one form that is meant.
var notAsked = map[string]string{
	"by!contact":         "whoever records was in touch; asked of those who record for others",
	"by!attempt":         "likewise",
	"by!refused":         "likewise",
	"by!planned":         "likewise",
	"accommodation":      "asked where there is more than one",
	"howKnown!refused":   "only a list says so otherwise than directly",
	"handover!handover":  "named by its event",
	"period!care-period": "named by its event",
	"decider":            "whoever records it",
}

// chosenOnPage are the fields that are chosen of what the person has.
var chosenOnPage = []string{"fulfils", "handover", "into", "believed", "setAside"}

// without are facts without some fields.
func without(all map[string]any, f form, fields ...string) map[string]any {
	kept := maps.Clone(all)
	for _, field := range fields {
		name, only, limited := strings.Cut(field, "!")
		if !limited || only == f.path {
			delete(kept, name)
		}
	}
	return kept
}

// askedBy is what the form asks of facts.
func askedBy(all map[string]any, f form) map[string]any {
	return without(all, f, slices.Collect(maps.Keys(notAsked))...)
}

// example is what the schema of a form's fact gives as an example, with nothing
// in it that is still to come on 15 June 2026 and that no form could send.
func (f form) example(t testing.TB) map[string]any {
	t.Helper()
	typ, ok := wire.TypeOf(f.area, f.fact)
	if !ok {
		t.Fatalf("no type for form %s", f.path)
	}
	text, err := schemas.Files.ReadFile(typ.Name + "/example.json")
	if err != nil {
		t.Fatal(err)
	}
	var all map[string]any
	if err := json.Unmarshal(text, &all); err != nil {
		t.Fatal(err)
	}
	for name, value := range all {
		if text, ok := value.(string); ok && len(text) >= 10 && text[:3] == "202" && text[:10] > "2026-06-15" && !slices.Contains([]string{"until", "next", "nextBy", "expectedEnd", "expectedReturn", "acceptBy", "reviewOn"}, name) && f.path != "planned" {
			all[name] = "2026-06-15"
		}
	}
	if change := otherwise[f.path]; change != nil {
		change(all)
	}
	return asFacts(t, asFact(t, f, all))
}

// otherwise changes an example where the form, or the town, asks for another.
var otherwise = map[string]func(map[string]any){
	"not-pursued": func(all map[string]any) {
		clear(all)
		all["reason"], all["rationale"], all["approver"] = "decided_not_to_pursue", "He is with his brother, who is ours too", martha.String()
	},
	"oversight": func(all map[string]any) { all["manager"] = martha.String() },
	"silence":   func(all map[string]any) { all["cites"] = thePlan },
	"compared":  func(all map[string]any) { all["with"] = secondCall },
	"planned":   func(all map[string]any) { delete(all, "where") }, // as how implies
	"attempt":   func(all map[string]any) { delete(all["told"].(map[string]any), "accommodation") },
	"restrict":  func(all map[string]any) { all["only"] = append(all["only"].([]any), martha.String()) },
	"merge":     func(all map[string]any) { all["into"] = examplePerson("other").String() },
	"unmerge":   func(all map[string]any) { all["from"] = examplePerson("unmerge").String() },
	"contact":   func(all map[string]any) { all["how"] = "saw_elsewhere"; all["where"] = "hospital" },
	"safety":    func(all map[string]any) {},
}

func asFact(t testing.TB, f form, all map[string]any) care.Fact {
	t.Helper()
	fact, err := factOf(f.fact, facts(maps.Clone(all)))
	if err != nil {
		t.Fatal(err)
	}
	return fact
}

func asFacts(t testing.TB, f care.Fact) map[string]any {
	t.Helper()
	all, err := factsOf(f)
	if err != nil {
		t.Fatal(err)
	}
	return all
}

const (
	theHome     = "0f9d2c44-8e55-4b7a-9a4e-6d2b1c3e5f01"
	thePlan     = "0f9d2c44-8e55-4b7a-9a4e-6d2b1c3e5f03"
	theStay     = "0f9d2c44-8e55-4b7a-9a4e-6d2b1c3e5f04"
	theOffer    = "e6b7d7d4-7ea7-4ac2-8d4f-5d9d6b7a8f01"
	believed    = "7b7e4b8e-2b8f-4b59-8a0e-0d3c1f2a4b01"
	disbelieved = "0c2a9e54-1d3e-4f6b-9a7c-5b8d6e7f8a02"
	firstCall   = "11111111-0000-4000-8000-000000000001"
	secondCall  = "11111111-0000-4000-8000-000000000002"
)

// examplePerson is somebody of their own for each form, so that no form meets
// what another one recorded.
func examplePerson(form string) care.PersonID { return personID("example " + form) }

// exampleStaff are those whom the examples name: all are managers here, so that
// each may approve.
func exampleStaff() []care.Event {
	var events []care.Event
	for i, id := range []string{"a2d1f3f0-3a63-5c8e-8f0b-1f5f2d3c4b01", "a2d1f3f0-3a63-5c8e-8f0b-1f5f2d3c4b02", "b3e2a4a1-4b74-5d9f-9a1c-2a6a3e4d5c01", "b3e2a4a1-4b74-5d9f-9a1c-2a6a3e4d5c02"} {
		who := uuid.MustParse(id)
		events = append(events, care.Event{ID: who, Authority: authority, Area: care.AreaStaff, Record: care.NewRecordID(who), Actor: care.Operator, Source: "/intouch/test",
			Fact:       care.StaffJoined{Name: "Example " + id[len(id)-4:], Roles: []care.StaffRole{care.RoleTeamManager, care.RolePA}, Team: "North"},
			RecordedAt: day("2024-01-02").Start().Add(time.Duration(10+i) * time.Second)})
	}
	return events
}

// exampleLife is what has happened to the person of a form before it is filled in.
func exampleLife(f form) *life {
	l := &life{id: examplePerson(f.path), actor: priya}
	l.tellAs("2026-01-02", care.AreaCaseload, care.RecordPerson, care.Registered{LocalID: "example " + f.path, Category: care.FormerRelevant,
		Details: care.Details{GivenName: "Old", FamilyName: "Name", KnownAs: "Oldie", Gender: "Other"}})
	l.tellAs("2026-01-02", care.AreaCaseload, care.RecordAdviser, care.AdviserAllocated{Staff: uuid.MustParse("a2d1f3f0-3a63-5c8e-8f0b-1f5f2d3c4b01"), Role: care.PersonalAdviser, From: day("2026-01-02")})
	l.open(care.AreaAccommodation, theHome, care.MovedIn{From: care.From{From: day("2026-01-02")}, Residence: "U"})
	l.open(care.AreaContact, thePlan, care.Planned{On: on("2026-06-20"), How: care.SawAtHome})
	l.tellAs("2026-06-02", care.AreaCaseload, care.RecordAdviser, care.HandoverOffered{Handover: uuid.MustParse(theOffer), To: uuid.MustParse("a2d1f3f0-3a63-5c8e-8f0b-1f5f2d3c4b02"), Role: care.PersonalAdviser, On: day("2026-06-02"), AcceptBy: day("2026-06-20")})
	l.prelude(f.path)
	return l
}

// open records the first fact of a record with that id.
func (l *life) open(area care.Area, id string, f care.Fact) {
	l.tellAs("2026-06-01", area, care.RecordID(id), f)
	l.events[len(l.events)-1].ID = uuid.MustParse(id)
}

// prelude is what a form follows on.
func (l *life) prelude(form string) {
	switch form {
	case "came-back", "confirmed":
		l.open(care.AreaAccommodation, theStay, care.WentAway{From: care.From{From: day("2026-05-02")}, Kind: care.AwayCustody})
	case "found":
		l.open(care.AreaAccommodation, theStay, care.ReportedMissing{From: on("2026-05-02")})
	case "activity-ended", "activity-confirmed":
		l.open(care.AreaPathway, theStay, care.ActivityStarted{From: care.From{From: day("2026-01-02")}, Code: "F2"})
	case "programme-ended":
		l.open(care.AreaPathway, theStay, care.ProgrammeAgreed{What: "A course", From: day("2026-01-02")})
	case "refusal-approved", "refusal-renewed":
		l.open(care.AreaContact, theStay, care.Refused{What: care.RefusesContact, When: on("2026-02-01"), How: care.Called})
	case "compared":
		l.open(care.AreaContact, firstCall, care.ContactMade{How: care.Called, When: on("2026-06-01")})
		l.open(care.AreaContact, secondCall, care.ContactMade{How: care.Called, When: on("2026-06-01")})
		l.events[len(l.events)-1].Source = "/intouch/import"
	case "contradiction":
		l.open(care.AreaContact, believed, care.ContactMade{How: care.Called, When: on("2026-06-01"), StillThere: care.StillYes})
		l.open(care.AreaContact, disbelieved, care.ToldBySomeoneElse{When: on("2026-06-08"), Hearsay: care.Hearsay{Informant: care.FromOther, StillThere: care.StillNo}})
	case "death-confirmed":
		l.tellAs("2026-06-01", care.AreaCaseload, care.RecordPerson, care.Died{On: day("2026-05-30")})
	case "restriction-ended":
		l.open(care.AreaCaseload, theStay, care.AccessRestricted{Only: []care.StaffID{martha}, Reason: "x", Approver: martha})
	case "settle-question":
		l.open(care.AreaImport, theStay, care.CellQuestioned{Column: "A", Value: "?", Reason: "Say it"})
	case "acknowledge", "silence", "silence-ended", "not-useful", "not-pursued":
		l.open(care.AreaAlert, exampleAlert(form), care.AlertRaised{Rule: "keep-in-touch", PolicyVersion: 1, Lapse: "x", Due: day("2026-05-18"), ActBy: day("2026-05-18")})
		l.events[len(l.events)-1].Actor = care.Monitor
		if form == "silence-ended" {
			l.tellAs("2026-06-10", care.AreaAlert, care.RecordID(exampleAlert(form)), care.AlertSilenced{Reason: "travel", Until: day("2026-06-20")})
		}
	}
}

func exampleAlert(form string) string {
	return care.NewAlertID(examplePerson(form), "keep-in-touch", "x").String()
}

// exampleOf is what the address of the form names.
func exampleOf(f form) string {
	switch f.path {
	case "moved-out", "suitability":
		return "?of=" + theHome
	case "plan-cancelled":
		return "?of=" + thePlan
	case "compared":
		return "?of=" + firstCall
	case "merge":
		return "?of=" + examplePerson("other").String()
	case "unmerge":
		return "?of=" + examplePerson("merged").String()
	}
	switch {
	case f.area == care.AreaAlert:
		return "?of=" + exampleAlert(f.path)
	case f.onto != "":
		return "?of=" + theStay
	}
	return ""
}

// withExamples is the town with somebody for each form.
func (h *house) withExamples() *house {
	h.Helper()
	h.publish(exampleStaff()...)
	for _, f := range forms {
		h.publish(exampleLife(f).events...)
	}
	h.publish(exampleLife(form{path: "other"}).events...)
	merged := exampleLife(form{path: "merged"})
	merged.tellAs("2026-06-03", care.AreaCaseload, care.RecordPerson, care.Merged{Into: examplePerson("unmerge"), Reason: "x"})
	stays := &life{id: examplePerson("unmerge"), actor: priya, events: make([]care.Event, 40)}
	stays.tellAs("2026-06-03", care.AreaCaseload, care.RecordPerson, care.Absorbed{Other: examplePerson("merged"), Reason: "x"})
	h.publish(append(merged.events, stays.events[40:]...)...)
	return h.inTown()
}

func TestEveryFormSendsTheExampleOfItsSchema(t *testing.T) {
	h := newHouse(t).withExamples()
	v := h.as(martha)
	for _, f := range forms {
		t.Run(f.path, func(t *testing.T) {
			path, want := personPath(examplePerson(f.path), "/record/", f.path, exampleOf(f)), f.example(t)
			page := v.get(path).wants(t, http.StatusOK, f.title)
			before, _ := h.logEnd(t.Context(), authority)
			v.post(path, filled(t, page, nil)).wants(t, http.StatusUnprocessableEntity, "There is a problem")
			if after, _ := h.logEnd(t.Context(), authority); after != before {
				t.Errorf("with nothing filled in something was recorded, at position %d", after)
			}
			sent := filled(t, page, nil)
			maps.Copy(sent, typedBy(t, f, want))
			v.post(path, sent).wants(t, http.StatusOK, f.done)
			got := h.recorded(sent.Get("event"), f)
			for name, value := range askedBy(want, f) {
				if diff := cmp.Diff(value, got[name]); diff != "" {
					t.Errorf("%s: sent (-), in the log (+):\n%s", name, diff)
				}
			}
		})
	}
}

// typedBy is what somebody types who fills in a form with facts.
func typedBy(t testing.TB, f form, all map[string]any) url.Values {
	t.Helper()
	typed := fillingOf(url.Values{})
	from := facts(asFacts(t, asFact(t, f, all)))
	for _, x := range append(f.fields(subject{}), askedSometimes...) {
		x.fill(typed, from)
	}
	if f.path == "details" {
		typed.Set("gender", "")
		typed.Set("knownAs", "")
	}
	return typed.Values
}

// askedSometimes are the fields that a form asks only where there is something
// to choose from.
var askedSometimes = []field{pick{name: "fulfils"}, pick{name: "accommodation"}, choice{name: "handover"}, verdicts{}}

// recorded is what the log has of an event.
func (h *house) recorded(event string, f form) map[string]any {
	h.Helper()
	h.settle()
	for _, who := range []care.PersonID{examplePerson(f.path), examplePerson("merged")} {
		events, _, err := h.db.Events(h.Context(), authority, who)
		if err != nil {
			h.Fatal(err)
		}
		for _, e := range events {
			if e.ID.String() == event {
				return asFacts(h, e.Fact)
			}
		}
	}
	h.Errorf("event %s of form %s is not in the log", event, f.path)
	return nil
}

// noForm are the types of event that a person sends without a form of a person's
// page, and why.
var noForm = map[string]string{
	"caseload.listed":         "a list says it when it is imported",
	"caseload.absorbed":       "comes with the merge that it is the other half of",
	"caseload.corrected":      "every form, filled from an event of the timeline: correcting.go",
	"contact.corrected":       "likewise",
	"accommodation.corrected": "likewise",
	"pathway.corrected":       "likewise",
	"oversight.corrected":     "likewise",
	"policy.published":        "a page of its own: policies.go",
	"import.started":          "the importer says it",
	"import.finished":         "the importer says it",
	"import.row_set_aside":    "the importer says it",
	"import.cell_questioned":  "the importer says it",
}

func TestEveryCommandHasAForm(t *testing.T) {
	var all []care.Fact
	for _, f := range slices.Concat(forms, staffForms, []form{registerForm, settleForm, voidForm, sealForm, destroyForm}) {
		all = append(all, f.fact)
	}
	for _, typ := range wire.Types {
		sent := typ.Path != "" || slices.Contains([]string{"contact", "accommodation", "pathway", "caseload"}, typ.Publisher)
		has := slices.ContainsFunc(all, func(f care.Fact) bool { return sameKind(f, typ.Fact) })
		_, said := noForm[typ.Name]
		if sent && has == said {
			t.Errorf("%s: has a form: %v; it is said why it has none: %v", typ.Name, has, said)
		}
	}
}

func TestAPersonsPageOffersEveryForm(t *testing.T) {
	for _, f := range forms {
		beside := f.area == care.AreaAlert || f.area == care.AreaImport
		offered := f.link != "" || f.of != nil
		if offered == beside {
			t.Errorf("form %q: offered %v, beside what it is about %v", f.path, offered, beside)
		}
		if f.group != "" && !slices.Contains(groups, f.group) {
			t.Errorf("form %q is in a group %q that the page does not show", f.path, f.group)
		}
	}
}
