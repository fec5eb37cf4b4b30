package intake

import (
	"sync"
	"testing"
	"time"

	care "intouch/pkg/careleaver"
)

func TestAContactIsRecordedOnceHoweverOftenItIsSent(t *testing.T) {
	h := newHouse(t)
	sam := h.register("1", "")
	path, body := sam+"/contacts/"+id(), `{"how":"call","when":"2026-06-14","note":"Fine."}`
	first := h.must(201, pa.String(), path, body)
	again := h.must(200, pa.String(), path, ` { "note":"Fine.", "when":"2026-06-14","how":"call", "where":null}`)
	if first.Position == 0 || again.Position != first.Position || h.end() != first.Position {
		t.Errorf("positions %d and %d, the log ends at %d", first.Position, again.Position, h.end())
	}
}

func TestFiveAtOnceAreOne(t *testing.T) {
	h := newHouse(t)
	sam := h.register("1", "")
	plan := id()
	planned := h.must(201, pa.String(), sam+"/planned-contacts/"+plan, `{"on":"2026-06-20","how":"call"}`)
	for what, r := range map[string][2]string{
		"a new record":           {sam + "/contacts/" + id(), `{"how":"call","when":"2026-06-14"}`},
		"a follow-up":            {sam + "/planned-contacts/" + plan + "/cancellations/" + id() + after(planned.Position), `{"reason":"They are away."}`},
		"a record of their own":  {sam + "/frequencies/" + id(), `{"everyDays":28,"from":"2026-06-15"}`},
		"the person's own facts": {sam + "/details/" + id(), `{"knownAs":"Sam"}`},
		"a registration":         {"/care-leavers/" + care.NewPersonID(h.authority, care.LocalID, "2").String(), `{"localId":"2","category":"relevant"}`},
	} {
		t.Run(what, func(t *testing.T) {
			before := h.end()
			var all sync.WaitGroup
			answers := make([]answer, 5)
			for i := range answers {
				all.Go(func() { answers[i] = h.put(pa.String(), r[0], r[1]) })
			}
			all.Wait()
			created := 0
			for _, a := range answers {
				if a.Status == 201 {
					created++
				}
				if a.Position != before+1 || a.Status != 201 && a.Status != 200 {
					t.Errorf("%d at %d: %s %v", a.Status, a.Position, a.Detail, a.Errors)
				}
			}
			if created != 1 || h.end() != before+1 {
				t.Errorf("%d were created, %d events", created, h.end()-before)
			}
		})
	}
}

func TestAnIdThatIsTakenShowsBoth(t *testing.T) {
	h := newHouse(t)
	path := h.register("1", "") + "/contacts/" + id()
	stored := h.must(201, pa.String(), path, `{"how":"call","when":"2026-06-14"}`)
	a := h.refused(409, "", pa.String(), path, `{"how":"video","when":"2026-06-14"}`)
	if a.Type != "/problems/id-taken" || a.Sent["how"] != "video" || len(a.Stored) != 1 || a.Stored[0].Facts["how"] != "call" || a.Stored[0].Position != stored.Position || a.Stored[0].Type != "contact.made" {
		t.Errorf("%+v", a)
	}
	if a := h.refused(409, "", support.String(), path+"?onBehalfOf="+pa.String(), `{"how":"video","when":"2026-06-14"}`); a.Stored[0].Facts != nil {
		t.Errorf("business support, which opens no records, is shown %v", a.Stored[0].Facts)
	}
}

func TestWhoWasInTouchIsFilledIn(t *testing.T) {
	h := newHouse(t)
	sam := h.register("1", "")
	for _, c := range []struct {
		what, as, query, by string
		want                care.By
		behalf              care.StaffID
	}{
		{"the caller, in the capacity of their role", pa.String(), "", "", care.By{Staff: pa, Capacity: care.AsPersonalAdviser}, care.StaffID{}},
		{"a manager is another worker", manager.String(), "", "", care.By{Staff: manager, Capacity: care.AsOtherWorker}, care.StaffID{}},
		{"unless they say who", pa.String(), "", `,"by":{"staff":"` + manager.String() + `","capacity":"acting_for_us"}`, care.By{Staff: manager, Capacity: care.AsActingForUs}, care.StaffID{}},
		{"business support records on behalf", support.String(), "?onBehalfOf=" + pa.String(), "", care.By{Staff: pa}, pa},
		{"or names who it was", support.String(), "", `,"by":{"staff":"` + pa.String() + `"}`, care.By{Staff: pa}, pa},
		{"the operator was in touch with nobody", "", "", "", care.By{}, care.StaffID{}},
	} {
		t.Run(c.what, func(t *testing.T) {
			contact := id()
			h.must(201, c.as, sam+"/contacts/"+contact+c.query, `{"how":"call","when":"2026-06-14"`+c.by+`}`)
			e := h.record(sam, care.AreaContact, contact)[0]
			if got := e.Fact.(care.ContactMade).By; got != c.want || e.OnBehalfOf != c.behalf {
				t.Errorf("by %+v on behalf of %s", got, e.OnBehalfOf)
			}
		})
	}
	h.refused(422, "/by", support.String(), sam+"/contacts/"+id(), `{"how":"call","when":"2026-06-14"}`)
}

func TestTheEnvelopeSaysWhoAndWhenAndFromWhere(t *testing.T) {
	h := newHouse(t)
	sam, contact := h.register("1", ""), id()
	h.must(201, pa.String(), sam+"/contacts/"+contact+"?deviceAt=2026-06-15T10:59:00Z", `{"how":"call","when":"2026-06-15T10:58:00Z"}`)
	e := h.record(sam, care.AreaContact, contact)[0]
	if e.ID.String() != contact || e.Actor != pa || e.RecordedAt.Truncate(time.Second) != noon.UTC() || e.Source != "/intouch/contact" || !e.DeviceAt.Equal(noon.Add(-time.Minute)) {
		t.Errorf("%+v", e)
	}
}

func TestWhatCannotBeIsRefusedAndNotWritten(t *testing.T) {
	h := newHouse(t)
	sam := h.register("1", `,"dateOfBirth":"2007-03-01"`)
	for _, c := range []struct {
		what   string
		status int
		field  string
		body   string
	}{
		{"no JSON", 400, "", `how=call`},
		{"nothing at all", 400, "", ``},
		{"a list", 400, "", `[]`},
		{"two objects", 400, "", `{"how":"call","when":"2026-06-14"}{}`},
		{"a field that there is not", 422, "/hau", `{"hau":"call","how":"call","when":"2026-06-14"}`},
		{"a field in another case", 422, "/How", `{"How":"call","how":"call","when":"2026-06-14"}`},
		{"a field twice", 422, "/how", `{"how":"call","how":"video","when":"2026-06-14"}`},
		{"a field within that there is not", 422, "/by/name", `{"how":"call","when":"2026-06-14","by":{"name":"Pat"}}`},
		{"a number for text", 422, "/how", `{"how":1,"when":"2026-06-14"}`},
		{"a day that there is not", 422, "/when", `{"how":"call","when":"2026-06-31"}`},
		{"an id that is none", 422, "/by/staff", `{"how":"call","when":"2026-06-14","by":{"staff":"me"}}`},
		{"a record that is none", 422, "/accommodation", `{"how":"call","when":"2026-06-14","accommodation":"the flat"}`},
		{"no how", 422, "/how", `{"when":"2026-06-14"}`},
		{"a method that only lists leave out", 422, "/how", `{"how":"not_stated","when":"2026-06-14"}`},
		{"tomorrow", 422, "/when", `{"how":"call","when":"2026-06-16"}`},
		{"in ten minutes", 422, "/when", `{"how":"call","when":"2026-06-15T12:10:00+01:00"}`},
		{"told tomorrow", 422, "/toldOn", `{"how":"call","when":"2026-06-14","toldOn":"2026-06-16"}`},
		{"a magic day", 422, "/when", `{"how":"call","when":"1900-01-01"}`},
		{"before they were born", 422, "/when", `{"how":"call","when":"2007-02-28"}`},
		{"a magic word", 422, "/note", `{"how":"call","when":"2026-06-14","note":"#MULTIVALUE"}`},
	} {
		t.Run(c.what, func(t *testing.T) {
			h.refused(c.status, c.field, pa.String(), sam+"/contacts/"+id(), c.body)
		})
	}
	h.must(201, pa.String(), sam+"/contacts/"+id(), `{"how":"call","when":"2026-06-15T12:04:00+01:00","next":"2026-08-01"}`)
}

func TestNobodyIsNotFound(t *testing.T) {
	h := newHouse(t)
	nobody := "/care-leavers/" + id()
	h.refused(404, "", pa.String(), nobody+"/contacts/"+id(), `{"how":"call","when":"2026-06-14"}`)
	h.refused(404, "", pa.String(), nobody+"/details/"+id(), `{"knownAs":"Sam"}`)
	h.refused(404, "", pa.String(), nobody+"/frequencies/"+id(), `{"everyDays":28,"from":"2026-06-15"}`)
	h.refused(404, "", pa.String(), nobody+"/contacts/"+id()+"/voids/"+id()+"?after=1", `{"reason":"duplicate"}`)
	h.refused(400, "", pa.String(), "/care-leavers/sam/contacts/"+id(), `{"how":"call","when":"2026-06-14"}`)
	h.refused(404, "", pa.String(), "/care-leavers/"+id()+"/nothing/"+id(), `{}`)
}

func TestWhoOnlyLooksRecordsNothing(t *testing.T) {
	h := newHouse(t)
	sam := h.register("1", "")
	h.refused(403, "", analyst.String(), sam+"/contacts/"+id(), `{"how":"call","when":"2026-06-14"}`)
	h.refused(403, "", analyst.String(), sam+"/accommodations/"+id(), `{"letter":"U","from":"2026-06-01"}`)
}

func TestOnlyARefusalThatLastsIsApproved(t *testing.T) {
	h := newHouse(t)
	sam := h.register("1", "")
	for what, status := range map[string]int{"contact": 201, "services": 201, "this_meeting": 409, "this_adviser": 409} {
		refusal := id()
		said := h.must(201, pa.String(), sam+"/refusals/"+refusal, `{"what":"`+what+`","how":"call","when":"2026-06-14"}`)
		path := sam + "/refusals/" + refusal + "/approvals/" + id() + after(said.Position)
		body := `{"on":"2026-06-15","attempts":"Three calls, a card, a visit."}`
		h.refused(403, "", pa.String(), path, body)
		if a := h.put(manager.String(), path, body); a.Status != status {
			t.Errorf("a refusal of %s: %d %s %v", what, a.Status, a.Detail, a.Errors)
		}
		if status == 201 {
			e := h.record(sam, care.AreaContact, refusal)[1]
			if got := e.Fact.(care.RefusalApproved).Approver; got != manager {
				t.Errorf("approver %s", got)
			}
		}
	}
}
