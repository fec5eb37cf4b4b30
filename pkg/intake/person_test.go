package intake

import (
	"fmt"
	"net/http"
	"testing"

	"github.com/google/uuid"

	care "intouch/pkg/careleaver"
)

func TestRegisteringTwiceMeetsTheSamePerson(t *testing.T) {
	h := newHouse(t)
	body := `{"localId":"ab 12","category":"relevant","givenName":"Sam"}`
	first := h.send(http.MethodPost, pa.String(), "/care-leavers", body)
	again := h.send(http.MethodPost, pa.String(), "/care-leavers", body)
	if first.Status != 201 || again.Status != 200 || again.Position != first.Position || again.Person != first.Person {
		t.Errorf("%+v, then %+v", first, again)
	}
	if want := "/api/v1/care-leavers/" + first.Person; first.Header.Get("Location") != want {
		t.Errorf("location %s, want %s", first.Header.Get("Location"), want)
	}
	h.must(200, pa.String(), "/care-leavers/"+first.Person, body)
	other := h.send(http.MethodPost, pa.String(), "/care-leavers", `{"localId":"AB 12","category":"relevant","givenName":"Alex"}`)
	if other.Status != 409 || other.Stored[0].Facts["givenName"] != "Sam" || other.Header.Get("Location") != "" {
		t.Errorf("another under the same id: %+v", other)
	}
}

func TestAPersonsAddressFollowsFromAnIdOfTheirs(t *testing.T) {
	h := newHouse(t)
	h.refused(422, "/localId", pa.String(), "/care-leavers/"+id(), `{"localId":"1","category":"relevant"}`)
	child := care.NewPersonID(h.authority, care.ChildID, "903")
	h.must(201, pa.String(), "/care-leavers/"+child.String(), `{"localId":"1","category":"relevant","identifiers":[{"kind":"903_child_id","id":"903"}]}`)
	if a := h.send(http.MethodPost, pa.String(), "/care-leavers", `{"category":"relevant"}`); a.Status != 422 || a.Errors[0].Pointer != "/localId" {
		t.Errorf("without an id: %+v", a)
	}
}

func TestADateOfBirthThatTakesADutyAwayNeedsAManager(t *testing.T) {
	h := newHouse(t)
	for _, c := range []struct {
		what, was, is string
		approver      bool
	}{
		{"19 becomes 21", `,"dateOfBirth":"2007-01-01"`, "2005-01-01", true},
		{"17 becomes 18", `,"dateOfBirth":"2009-01-01"`, "2008-01-01", true},
		{"22 becomes 25", `,"dateOfBirth":"2004-01-01"`, "2001-01-01", true},
		{"19 stays under 21", `,"dateOfBirth":"2007-01-01"`, "2006-12-31", false},
		{"missing, and then 19", ``, "2007-01-01", false},
		{"missing, and then 22", ``, "2004-01-01", true},
	} {
		t.Run(c.what, func(t *testing.T) {
			path := h.register(c.what, c.was) + "/details/" + id()
			body := `{"dateOfBirth":"` + c.is + `"}`
			if !c.approver {
				h.must(201, pa.String(), path, body)
				return
			}
			h.refused(422, "/approver", pa.String(), path, body)
			h.refused(422, "/approver", pa.String(), path, body[:len(body)-1]+`,"approver":"`+pa.String()+`"}`)
			h.refused(422, "/approver", pa.String(), path, body[:len(body)-1]+`,"approver":"`+id()+`"}`)
			h.must(201, pa.String(), path, body[:len(body)-1]+`,"approver":"`+manager.String()+`"}`)
		})
	}
	h.must(201, manager.String(), h.register("a manager does it", `,"dateOfBirth":"2007-01-01"`)+"/details/"+id(), `{"dateOfBirth":"2004-01-01"}`)
}

// However the date of birth comes to change what is owed: by a correction, by
// being emptied, or by taking a change back.
func TestNoWayAroundTheManagerLeadsThroughTheDateOfBirth(t *testing.T) {
	h := newHouse(t)
	registered := func(born string) (path, of string) {
		path = h.register("born "+born, `,"dateOfBirth":"`+born+`"`)
		return path, h.record(path, care.AreaCaseload, "person")[0].ID.String()
	}
	child, of := registered("2007-01-01")
	corrected := `{"reason":"Misread.","of":"` + of + `","facts":{"localId":"born 2007-01-01","category":"former_relevant","dateOfBirth":"%s"}}`
	h.refused(422, "/facts/dateOfBirth", pa.String(), child+"/corrections/"+id(), fmt.Sprintf(corrected, "1997-01-01"))
	h.must(201, pa.String(), child+"/corrections/"+id(), fmt.Sprintf(corrected, "2007-01-02"))
	h.must(201, manager.String(), child+"/corrections/"+id(), fmt.Sprintf(corrected, "1997-01-01"))

	adult, _ := registered("2004-01-01")
	h.refused(422, "/approver", pa.String(), adult+"/details/"+id(), `{"cleared":["dateOfBirth"]}`)
	h.must(201, manager.String(), adult+"/details/"+id(), `{"cleared":["dateOfBirth"]}`)

	changed, _ := registered("2004-01-02")
	change := id()
	h.must(201, manager.String(), changed+"/details/"+change, `{"dateOfBirth":"2008-01-02"}`)
	back := `{"reason":"entered_in_error","of":"` + change + `"}`
	h.refused(403, "", pa.String(), changed+"/voids/"+id(), back)
	h.must(201, manager.String(), changed+"/voids/"+id(), back)
}

func TestADeathIsConfirmedByAnother(t *testing.T) {
	h := newHouse(t)
	sam := h.register("1", "")
	h.refused(409, "", manager.String(), sam+"/death-confirmations/"+id(), `{"on":"2026-06-15"}`)
	died := id()
	h.must(201, manager.String(), sam+"/deaths/"+died, `{"on":"2026-06-01"}`)
	h.refused(409, "", head.String(), sam+"/deaths/"+id(), `{"on":"2026-06-02"}`)
	h.refused(403, "", pa.String(), sam+"/death-confirmations/"+id(), `{"on":"2026-06-15"}`)
	h.refused(409, "", manager.String(), sam+"/death-confirmations/"+id(), `{"on":"2026-06-15"}`)
	h.must(201, head.String(), sam+"/death-confirmations/"+id(), `{"on":"2026-06-15"}`)
	h.must(201, manager.String(), sam+"/voids/"+id(), `{"of":"`+died+`","reason":"did_not_happen"}`)
}

func TestRegisteredInErrorTakesTwoPeople(t *testing.T) {
	h := newHouse(t)
	sam := h.register("1", "")
	h.refused(403, "", pa.String(), sam+"/registration-errors/"+id(), `{"reason":"Never ours.","approver":"`+manager.String()+`"}`)
	h.refused(422, "/approver", manager.String(), sam+"/registration-errors/"+id(), `{"reason":"Never ours.","approver":"`+manager.String()+`"}`)
	h.refused(422, "/approver", manager.String(), sam+"/registration-errors/"+id(), `{"reason":"Never ours."}`)
	h.refused(422, "/approver", "", sam+"/registration-errors/"+id(), `{"reason":"Never ours.","approver":"`+care.Operator.String()+`"}`)
	h.refused(409, "", pa.String(), sam+"/voids/"+id(), `{"of":"`+sam[len("/care-leavers/"):]+`","reason":"entered_in_error"}`)
	h.must(201, manager.String(), sam+"/registration-errors/"+id(), `{"reason":"Never ours.","approver":"`+head.String()+`"}`)
}

func TestMergingWritesOnBothAndIsUndone(t *testing.T) {
	h := newHouse(t)
	a, b, c := h.register("1", ""), h.register("2", ""), h.register("3", "")
	aID, bID := a[len("/care-leavers/"):], b[len("/care-leavers/"):]
	into := `{"into":"` + aID + `","reason":"Same date of birth, same mother."}`
	h.refused(404, "", manager.String(), b+"/merges/"+id(), `{"into":"`+id()+`","reason":"Same."}`)
	h.refused(422, "/into", manager.String(), b+"/merges/"+id(), `{"into":"`+bID+`","reason":"Same."}`)
	merge := b + "/merges/" + id()
	h.must(201, manager.String(), merge, into)
	h.must(200, manager.String(), merge, into)
	if f, ok := last(h.record(a, care.AreaCaseload, "person")).(care.Absorbed); !ok || f.Other.String() != bID {
		t.Errorf("on the record of the one who stays: %+v", f)
	}
	h.refused(409, "", manager.String(), b+"/merges/"+id(), into)
	h.refused(422, "/into", manager.String(), c+"/merges/"+id(), `{"into":"`+bID+`","reason":"Same."}`)
	h.must(201, pa.String(), b+"/contacts/"+id(), `{"how":"call","when":"2026-06-14"}`)

	h.refused(422, "/from", manager.String(), a+"/unmerges/"+id(), `{"from":"`+bID+`","reason":"Two people."}`)
	h.must(201, manager.String(), b+"/unmerges/"+id(), `{"from":"`+aID+`","reason":"Two people."}`)
	if f, ok := last(h.record(a, care.AreaCaseload, "person")).(care.Unmerged); !ok || f.From.String() != bID {
		t.Errorf("on the record of the one who stays: %+v", f)
	}
	h.must(201, manager.String(), b+"/merges/"+id(), into)
}

func last(events []care.Event) care.Fact { return events[len(events)-1].Fact }

func TestAHandoverIsAnsweredOnceByWhomItIsOfferedTo(t *testing.T) {
	h := newHouse(t)
	sam := h.register("1", "")
	h.must(201, manager.String(), sam+"/allocations/"+id(), `{"staff":"`+head.String()+`","role":"personal_adviser","from":"2026-01-01"}`)
	offer := id()
	h.must(201, manager.String(), sam+"/allocations/handover-offers/"+offer, `{"handover":"`+offer+`","to":"`+pa.String()+`","role":"personal_adviser","on":"2026-06-15","acceptBy":"2026-06-22"}`)
	yes := `{"handover":"` + offer + `","on":"2026-06-15"}`
	h.refused(422, "/handover", pa.String(), sam+"/allocations/handover-acceptances/"+id(), `{"handover":"`+id()+`","on":"2026-06-15"}`)
	h.refused(403, "", support.String(), sam+"/allocations/handover-acceptances/"+id(), yes)
	h.must(201, pa.String(), sam+"/allocations/handover-acceptances/"+id(), yes)
	h.refused(409, "", pa.String(), sam+"/allocations/handover-refusals/"+id(), `{"handover":"`+offer+`","on":"2026-06-15","reason":"Too many."}`)
}

func TestACaseloadIsHandedOverWithAnAnswerForEach(t *testing.T) {
	h := newHouse(t)
	a, b, nobody := h.register("1", ""), h.register("2", ""), id()
	people := `["` + a[len("/care-leavers/"):] + `","` + b[len("/care-leavers/"):] + `","` + nobody + `"]`
	path := "/handovers/" + id()
	body := `{"people":` + people + `,"to":"` + pa.String() + `","role":"personal_adviser","on":"2026-06-15","acceptBy":"2026-06-22","brief":"All well."}`
	for range 2 {
		items := h.must(200, manager.String(), path, body).Items
		if len(items) != 3 || items[0].Position == 0 || items[1].Position == 0 || items[2].Problem == nil || items[2].Problem.Status != 404 {
			t.Errorf("%+v", items)
		}
	}
	if n := len(h.record(a, care.AreaCaseload, "adviser")); n != 1 {
		t.Errorf("%d offers", n)
	}
	h.refused(422, "/people", manager.String(), path, `{"people":[],"to":"`+pa.String()+`","role":"personal_adviser","on":"2026-06-15","acceptBy":"2026-06-22"}`)
	h.refused(422, "/persons", manager.String(), path, `{"persons":[]}`)
	h.refused(400, "", manager.String(), "/handovers/1", body)
}

func TestSomebodyOf18DoesNotComeBackIntoCare(t *testing.T) {
	h := newHouse(t)
	sam := h.register("1", `,"dateOfBirth":"2008-06-14"`)
	h.refused(409, "", pa.String(), sam+"/returns-to-care/"+id(), `{"on":"2026-06-14"}`)
	h.must(201, pa.String(), sam+"/returns-to-care/"+id(), `{"on":"2026-06-13"}`)
}

func TestARestrictionIsAManagersAndEndsOnce(t *testing.T) {
	h := newHouse(t)
	path := h.register("1", "") + "/restrictions/" + id()
	body := `{"only":["` + pa.String() + `"],"reason":"A threat."}`
	h.refused(403, "", pa.String(), path, body)
	at := h.must(201, manager.String(), path, body).Position
	ended := h.must(201, manager.String(), path+"/ends/"+id()+after(at), `{"reason":"The threat is over."}`).Position
	h.refused(409, "", manager.String(), path+"/ends/"+id()+after(ended), `{"reason":"Again."}`)
	h.refused(422, "/approver", "", h.register("2", "")+"/restrictions/"+id(), `{"only":["`+pa.String()+`"],"reason":"A threat.","approver":"`+uuid.NewString()+`"}`)
}

func TestWhoeverIsNamedAsApproverMayApprove(t *testing.T) {
	h := newHouse(t)
	sam := h.register("1", "")
	for path, body := range map[string]string{
		"/support-stops/": `{"on":"2026-06-01","reason":"Moved on.","approver":"`,
		"/eligibility/":   `{"category":"qualifying","since":"2026-06-01","approver":"`,
	} {
		h.refused(422, "/approver", pa.String(), sam+path+id(), body+pa.String()+`"}`)
		h.must(201, pa.String(), sam+path+id(), body+manager.String()+`"}`)
	}
}

func TestNanMayBeAsked(t *testing.T) {
	h := newHouse(t)
	h.must(201, pa.String(), h.register("1", "")+"/contact-safety/"+id(), `{"mayAsk":[{"who":"Nan"}],"unsafeWays":["letter"]}`)
}
