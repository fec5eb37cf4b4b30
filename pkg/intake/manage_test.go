package intake

import (
	"errors"
	"fmt"
	"testing"

	"github.com/google/uuid"
	"github.com/nats-io/nats.go"

	care "intouch/pkg/careleaver"
	"intouch/pkg/eventlog"
	"intouch/pkg/problem"
)

func logOf(t *testing.T, nc *nats.Conn) *eventlog.Log {
	t.Helper()
	t.Cleanup(nc.Close)
	log, err := eventlog.Open(t.Context(), nc)
	if err != nil {
		t.Fatal(err)
	}
	return log
}

// alert raises an alert of the rule as the monitor does, and returns its path
// and position.
func (h *house) alert(person, rule string) (string, uint64) {
	h.Helper()
	nc, err := h.server.Connect("monitor")
	if err != nil {
		h.Fatal(err)
	}
	who := uuid.MustParse(person[len("/care-leavers/"):])
	alert := care.NewAlertID(who, rule, "a lapse")
	stored, err := logOf(h.T, nc).Append(h.Context(), care.Event{
		ID: alert, Authority: h.authority, Person: who, Area: care.AreaAlert, Record: care.NewRecordID(alert),
		RecordedAt: noon, Actor: care.Monitor, Source: "/intouch/monitor",
		Fact: care.AlertRaised{Rule: rule, Lapse: "a lapse", Due: care.DayOf(noon) - 5, ActBy: care.DayOf(noon)},
	}, 0)
	if err != nil {
		h.Fatal(err)
	}
	return person + "/alerts/" + alert.String(), stored.Position
}

func TestAnAlertIsAcknowledgedWithAnEnd(t *testing.T) {
	h := newHouse(t)
	alert, at := h.alert(h.register("1", ""), "keep-in-touch")
	ack := alert + "/acknowledgements/" + id() + after(at)
	h.refused(422, "/until", pa.String(), ack, `{"what":"Visit.","until":"2026-06-14"}`)
	h.refused(422, "/until", pa.String(), ack, `{"what":"Visit.","until":"2026-07-14"}`)
	h.refused(403, "", support.String(), ack, `{"what":"Visit.","until":"2026-06-20"}`)
	h.must(201, pa.String(), ack, `{"what":"Visit.","until":"2026-06-20"}`)
}

func TestPeopleCloseAnAlertOnlyByDecidingNotToPursueIt(t *testing.T) {
	h := newHouse(t)
	alert, at := h.alert(h.register("1", ""), "keep-in-touch")
	path := alert + "/closures/" + id() + after(at)
	h.refused(403, "", pa.String(), path, `{"reason":"decided_not_to_pursue","rationale":"Abroad.","approver":"`+manager.String()+`"}`)
	h.refused(422, "/reason", manager.String(), path, `{"reason":"contact_made"}`)
	h.refused(422, "/rationale", manager.String(), path, `{"reason":"decided_not_to_pursue"}`)
	closed := h.must(201, manager.String(), path, `{"reason":"decided_not_to_pursue","rationale":"Settled abroad, in touch with family."}`).Position
	h.refused(409, "", pa.String(), alert+"/acknowledgements/"+id()+after(closed), `{"what":"Visit.","until":"2026-06-20"}`)
	h.must(201, pa.String(), alert+"/not-useful/"+id()+after(closed), `{"reason":"They had called."}`)
}

func TestASilenceHasALongestLengthAndExceptions(t *testing.T) {
	h := newHouse(t)
	adult := h.register("1", `,"dateOfBirth":"2006-01-01"`)
	alert, at := h.alert(adult, "keep-in-touch")
	h.refused(422, "/until", pa.String(), alert+"/silences/"+id()+after(at), `{"reason":"visit_booked","until":"2026-06-23"}`)
	h.refused(409, "", pa.String(), alert+"/silence-ends/"+id()+after(at), `{"because":"Back."}`)
	silent := h.must(201, pa.String(), alert+"/silences/"+id()+after(at), `{"reason":"travel","until":"2026-07-13"}`).Position
	h.must(201, pa.String(), alert+"/silence-ends/"+id()+after(silent), `{"because":"Back."}`)

	body := `{"reason":"visit_booked","until":"2026-06-20"}`
	child, at := h.alert(h.register("2", `,"dateOfBirth":"2008-06-16"`), "keep-in-touch")
	h.refused(409, "", pa.String(), child+"/silences/"+id()+after(at), body)
	missing, at := h.alert(adult, "missing-decision")
	h.refused(409, "", pa.String(), missing+"/silences/"+id()+after(at), body)
	risky := h.register("3", `,"dateOfBirth":"2006-01-01"`)
	h.must(201, pa.String(), risky+"/frequencies/"+id(), `{"everyDays":7,"risk":"high","from":"2026-06-01"}`)
	risk, at := h.alert(risky, "keep-in-touch")
	h.refused(409, "", pa.String(), risk+"/silences/"+id()+after(at), body)
}

func TestOversightIsTheManagersOwn(t *testing.T) {
	h := newHouse(t)
	sam, child := h.register("1", `,"dateOfBirth":"2006-01-01"`), h.register("2", `,"dateOfBirth":"2009-01-01"`)
	body := `{"on":"2026-06-15","decision":"visit_unannounced","rationale":"Nobody has seen them."`
	h.refused(403, "", pa.String(), sam+"/oversight/"+id(), body+`}`)
	h.refused(422, "/manager", head.String(), sam+"/oversight/"+id(), body+`,"manager":"`+manager.String()+`"}`)
	decided := id()
	h.must(201, manager.String(), sam+"/oversight/"+decided, body+`}`)
	if f := h.record(sam, care.AreaOversight, decided)[0].Fact.(care.OversightDecided); f.Manager != manager {
		t.Errorf("manager %s", f.Manager)
	}
	h.refused(422, "/manager", "", sam+"/oversight/"+id(), body+`,"manager":"`+pa.String()+`"}`)
	h.must(201, "", sam+"/oversight/"+id(), body+`,"manager":"`+manager.String()+`"}`)
	h.must(201, manager.String(), sam+"/oversight/"+id(), body+`,"bulk":true}`)
	h.refused(422, "/bulk", manager.String(), child+"/oversight/"+id(), body+`,"bulk":true}`)
}

func TestStaffAreManagedByWhoMay(t *testing.T) {
	h := newHouse(t)
	someone := id()
	h.refused(403, "", pa.String(), "/staff/"+someone, `{"name":"Pat"}`)
	at := h.must(201, manager.String(), "/staff/"+someone, `{"name":"Pat","roles":["team_manager"]}`).Position
	sam := h.register("1", "")
	restrict := `{"only":["` + pa.String() + `"],"reason":"A threat.","approver":"` + someone + `"}`
	h.must(201, manager.String(), sam+"/restrictions/"+id(), restrict)
	h.must(201, manager.String(), "/staff/"+someone+"/departures/"+id()+after(at), `{"on":"2026-06-15"}`)
	h.refused(422, "/approver", manager.String(), sam+"/restrictions/"+id(), restrict)

	team := care.NewTeamID(h.authority, "North").String()
	h.refused(422, "/team", manager.String(), "/teams/"+team+"/managers/"+id(), `{"team":"South","manager":"`+manager.String()+`","from":"2026-06-01"}`)
	h.must(201, manager.String(), "/teams/"+team+"/managers/"+id(), `{"team":"North","manager":"`+manager.String()+`","from":"2026-06-01"}`)
	h.must(201, manager.String(), "/teams/"+team+"/managers/"+id(), `{"team":"north ","manager":"`+head.String()+`","from":"2026-06-10"}`)
}

func policyBody(version int, from, text string) string {
	return fmt.Sprintf(`{"version":%d,"effectiveFrom":"%s","text":"%s","publishers":["%s","%s"]}`, version, from, text, manager, head)
}

func TestAPolicyVersionIsPublishedOnceByTwo(t *testing.T) {
	h := newHouse(t)
	path := func(version int) string { return "/policies/" + PolicyID(h.authority, version).String() }
	h.refused(403, "", pa.String(), path(1), policyBody(1, "2026-06-15", "a"))
	h.refused(422, "/version", manager.String(), path(2), policyBody(2, "2026-06-15", "a"))
	h.refused(422, "/version", manager.String(), "/policies/"+id(), policyBody(1, "2026-06-15", "a"))
	h.must(201, manager.String(), path(1), policyBody(1, "2026-06-15", "a"))
	h.refused(422, "/publishers", manager.String(), path(2), `{"version":2,"effectiveFrom":"2026-07-01","text":"b","publishers":["`+manager.String()+`"]}`)
	h.refused(422, "/publishers", manager.String(), path(2), `{"version":2,"effectiveFrom":"2026-07-01","text":"b","publishers":["`+manager.String()+`","`+pa.String()+`"]}`)
	h.must(201, manager.String(), path(2), policyBody(2, "2026-07-01", "b"))
	h.refused(409, "", head.String(), path(2), policyBody(2, "2026-07-01", "c"))
}

func TestSealingAndDestroyingTakeTwoAndSayWhatTheyCover(t *testing.T) {
	h := newHouse(t)
	sam := h.register("1", "")
	contact := id()
	path := sam + "/contacts/" + contact
	first := h.must(201, pa.String(), path, `{"how":"call","when":"2026-06-14"}`).Position
	second := h.must(201, pa.String(), path+"/corrections/"+id()+after(first), `{"reason":"Video.","facts":{"how":"video","when":"2026-06-14"}}`).Position
	seal, reason := path+"/seals/"+id()+after(second), `"reason":"Court order of 12 June."`
	h.refused(403, "", pa.String(), seal, `{`+reason+`,"approver":"`+manager.String()+`"}`)
	h.refused(422, "/approver", manager.String(), seal, `{`+reason+`,"approver":"`+manager.String()+`"}`)
	sealed := h.must(201, manager.String(), seal, `{`+reason+`,"approver":"`+head.String()+`"}`)
	h.must(200, manager.String(), seal, `{`+reason+`,"approver":"`+head.String()+`","positions":[9]}`)
	h.refused(410, "", pa.String(), path+"/voids/"+id()+after(sealed.Position), `{"reason":"duplicate"}`)
	h.refused(410, "", pa.String(), path, `{"how":"call","when":"2026-06-14"}`)

	destroy := path + "/destructions/" + id() + after(sealed.Position)
	two := `{` + reason + `,"approvers":["` + manager.String() + `","` + head.String() + `"],"positions":[1],"kind":"?"}`
	h.refused(403, "", manager.String(), destroy, two)
	h.refused(422, "/approvers", head.String(), destroy, `{`+reason+`,"approvers":["`+manager.String()+`","`+pa.String()+`"],"positions":[1],"kind":"?"}`)
	gone := h.must(201, head.String(), destroy, two)
	f := last(h.record(sam, care.AreaContact, contact)).(care.Destroyed)
	if f.Kind != "contact" || f.When.String() != "2026-06-14" || fmt.Sprint(f.Positions) != fmt.Sprint([]uint64{first, second, sealed.Position}) {
		t.Errorf("%+v", f)
	}
	h.refused(410, "", head.String(), path+"/destructions/"+id()+after(gone.Position), two)
	h.refused(404, "", manager.String(), sam+"/frequencies/seals/"+id(), `{`+reason+`,"approver":"`+head.String()+`"}`)
}

func TestOfSomebodyWhoIsDestroyedNothingMoreIsRecorded(t *testing.T) {
	h := newHouse(t)
	sam := h.register("1", "")
	h.must(201, head.String(), sam+"/destructions/"+id(), `{"reason":"Kept to the 75th birthday.","approvers":["`+manager.String()+`","`+head.String()+`"]}`)
	h.refused(410, "", pa.String(), sam+"/contacts/"+id(), `{"how":"call","when":"2026-06-14"}`)
	h.refused(410, "", pa.String(), sam+"/details/"+id(), `{"knownAs":"Sam"}`)
	h.refused(410, "", pa.String(), sam+"/frequencies/"+id(), `{"everyDays":28,"from":"2026-06-15"}`)
}

func TestWhatAnImportLeftIsSettledOnce(t *testing.T) {
	h := newHouse(t)
	row := "/set-aside-rows/" + id()
	h.refused(403, "", pa.String(), row, `{"row":4,"reason":"It names nobody.","import":"`+id()+`","asAt":"2026-06-01","column":"Unique ID"}`)
	at := h.must(201, support.String(), row, `{"row":4,"reason":"It names nobody.","import":"`+id()+`","asAt":"2026-06-01","column":"Unique ID"}`).Position
	h.must(201, support.String(), h.register("1", "")+"/questions/"+id(), `{"column":"Postcode","value":"#MULTIVALUE","reason":"Enter one postcode.","asAt":"2026-06-01"}`)
	settled := h.must(201, pa.String(), row+"/settlements/"+id()+after(at), `{"how":"A heading, not a person."}`).Position
	h.refused(409, "", pa.String(), row+"/settlements/"+id()+after(settled), `{"how":"Again."}`)
}

func TestTheOperatorSaysWhereItComesFrom(t *testing.T) {
	h := newHouse(t)
	person := care.NewPersonID(h.authority, care.LocalID, "1")
	registered := care.Event{Person: person, Area: care.AreaCaseload, Record: care.RecordPerson, Source: "/intouch/import", Fact: care.Registered{LocalID: "1", Category: care.Relevant, HowKnown: care.FromImport}}
	met := care.Event{ID: uuid.New(), Person: person, Area: care.AreaContact, Source: "/intouch/import", Fact: care.ContactMade{How: care.NotStated, When: care.OnDay(care.DayOf(noon) - 9)}}
	for _, e := range []care.Event{registered, met} {
		cmd, err := Of(e)
		if err != nil {
			t.Fatal(err)
		}
		if _, err := h.client.Do(t.Context(), h.caller(""), cmd); err != nil {
			t.Fatal(err)
		}
	}
	anothers, _ := Of(met)
	anothers.Event = uuid.New()
	if _, err := h.client.Do(t.Context(), h.caller(pa.String()), anothers); !errors.Is(err, problem.Invalid) {
		t.Errorf("a personal adviser says that it comes from an import: %v", err)
	}
	if e := h.record("/care-leavers/"+person.String(), care.AreaContact, met.ID.String())[0]; e.Source != "/intouch/import" || e.Fact.(care.ContactMade).By != (care.By{}) {
		t.Errorf("%+v", e)
	}
}
