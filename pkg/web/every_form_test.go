package web

import (
	"encoding/json"
	"maps"
	"net/http"
	"net/url"
	"slices"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

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
			t.Run("and it can be corrected and taken back", func(t *testing.T) { v.corrects(t, f, sent.Get("event"), want) })
			for name, value := range askedBy(want, f) {
				if diff := cmp.Diff(value, got[name]); diff != "" {
					t.Errorf("%s: sent (-), in the log (+):\n%s", name, diff)
				}
			}
		})
	}
}

// corrects opens what was recorded to correct it, and sends the same again with
// a reason; then it opens the page on which it is taken back. Alerts, what an
// import asked, and merges are undone by other facts.
func (v visitor) corrects(t *testing.T, f form, event string, all map[string]any) {
	t.Helper()
	at := personPath(examplePerson(f.path), "/events/", event)
	switch {
	case f.area == care.AreaAlert || f.area == care.AreaImport:
		v.get(at+"/correct").wants(t, http.StatusNotFound, "This cannot be corrected or taken back")
		return
	case isMerge(f.fact):
		return
	}
	page := v.get(at+"/correct").wants(t, http.StatusOK, "Correct what was recorded")
	sent := filled(t, page, nil)
	maps.Copy(sent, typedBy(t, f, all))
	sent.Set("correction-reason", "A slip of the pen")
	v.post(at+"/correct", sent).wants(t, http.StatusOK, "Correction recorded", "A slip of the pen")
	v.get(at+"/void").wants(t, http.StatusOK, "Take back what was recorded")
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
var askedSometimes = []field{pick{name: "fulfils"}, pick{name: "accommodation"}, choice{name: "handover"}, choice{name: "stillRefuses"}, verdicts{}}

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
