package intake

import (
	"errors"
	"testing"
	"time"

	care "intouch/pkg/careleaver"
)

func TestALongerFrequencyNeedsAManagerAReasonAndAReview(t *testing.T) {
	h := newHouse(t)
	sam := h.register("1", "")
	for _, c := range []struct {
		what, field, body string
	}{
		{"no reason", "/reason", `{"everyDays":57,"from":"2026-06-15","approver":"` + manager.String() + `","reviewOn":"2026-12-15"}`},
		{"no review", "/reviewOn", `{"everyDays":57,"from":"2026-06-15","approver":"` + manager.String() + `","reason":"At university."}`},
		{"a review after six months", "/reviewOn", `{"everyDays":57,"from":"2026-06-15","approver":"` + manager.String() + `","reason":"At university.","reviewOn":"2026-12-16"}`},
		{"no approver", "/approver", `{"everyDays":57,"from":"2026-06-15","reason":"At university.","reviewOn":"2026-12-15"}`},
		{"an approver who manages nobody", "/approver", `{"everyDays":57,"from":"2026-06-15","approver":"` + pa.String() + `","reason":"At university.","reviewOn":"2026-12-15"}`},
		{"seen less often alone", "/approver", `{"everyDays":28,"seenEveryDays":57,"from":"2026-06-15","reason":"Abroad.","reviewOn":"2026-12-15"}`},
	} {
		t.Run(c.what, func(t *testing.T) { h.refused(422, c.field, pa.String(), sam+"/frequencies/"+id(), c.body) })
	}
	set := id()
	h.must(201, pa.String(), sam+"/frequencies/"+set, `{"everyDays":56,"from":"2026-06-15"}`)
	h.refused(422, "/facts/reason", pa.String(), sam+"/frequencies/corrections/"+id(), `{"of":"`+set+`","reason":"Typed wrong.","facts":{"everyDays":84,"from":"2026-06-15"}}`)
	h.must(201, pa.String(), sam+"/frequencies/"+id(), `{"everyDays":84,"from":"2026-06-15","approver":"`+manager.String()+`","reason":"At university.","reviewOn":"2026-12-15"}`)
}

func TestWhatWasDecidedIsNotDecidedAgainWhenItIsSentAgain(t *testing.T) {
	h := newHouse(t)
	someone := id()
	at := h.must(201, "", "/staff/"+someone, `{"name":"Pat","roles":["team_manager"]}`).Position
	path, body := h.register("1", "")+"/frequencies/"+id(), `{"everyDays":84,"from":"2026-06-15","approver":"`+someone+`","reason":"At university.","reviewOn":"2026-12-15"}`
	h.must(201, pa.String(), path, body)
	h.must(201, "", "/staff/"+someone+"/departures/"+id()+after(at), `{"on":"2026-06-15"}`)
	h.must(200, pa.String(), path, body)
}

func TestWhatIsUsualForQualifyingCareLeavers(t *testing.T) {
	h := newHouse(t)
	sam := h.register("1", "")
	h.must(201, pa.String(), sam+"/eligibility/"+id(), `{"category":"qualifying","since":"2026-01-01"}`)
	h.must(201, pa.String(), sam+"/frequencies/"+id(), `{"everyDays":182,"from":"2026-06-15"}`)
	h.refused(422, "/reason", pa.String(), sam+"/frequencies/"+id(), `{"everyDays":183,"from":"2026-06-15"}`)
}

func TestThePolicyInForceSaysWhatIsUsual(t *testing.T) {
	p, err := startPlant(t.TempDir())
	if err != nil {
		t.Fatal(err)
	}
	defer p.server.Stop()
	h := p.house(t)
	for i, s := range Services {
		if s == "pathway" {
			p.stops[i]()
		}
	}
	nc, err := p.server.Connect("pathway")
	if err != nil {
		t.Fatal(err)
	}
	versions := map[string]int{"one": 10, "two": 20, "three": 30}
	stop, err := Service{Name: "pathway", Log: logOf(t, nc), Now: func() time.Time { return noon }, UsualDays: func(p care.PolicyPublished, _ care.Category, r care.Risk) (int, error) {
		if r == care.HighRisk {
			return 0, errors.New("no such level")
		}
		return versions[p.Text], nil
	}}.Start(nc)
	if err != nil {
		t.Fatal(err)
	}
	defer stop()
	sam := h.register("1", "")
	for n, text := range []string{"one", "two", "three"} {
		from := []string{"2024-01-01", "2026-06-15", "2026-06-16"}[n]
		h.must(201, manager.String(), "/policies/"+PolicyID(h.authority, n+1).String(), policyBody(n+1, from, text))
	}
	h.must(201, pa.String(), sam+"/frequencies/"+id(), `{"everyDays":20,"from":"2026-06-15"}`)
	h.refused(422, "/reason", pa.String(), sam+"/frequencies/"+id(), `{"everyDays":21,"from":"2026-06-15"}`)
	if a := h.refused(500, "", pa.String(), sam+"/frequencies/"+id(), `{"everyDays":21,"risk":"high","from":"2026-06-15"}`); a.Detail == "" {
		t.Errorf("%+v", a)
	}
}

func TestADecisionWithoutTheYoungPersonIsApproved(t *testing.T) {
	h := newHouse(t)
	sam := h.register("1", "")
	h.refused(422, "/approver", pa.String(), sam+"/post-21-decisions/"+id(), `{"on":"2026-06-15","wish":"could_not_be_reached","tried":"Five visits."}`)
	h.refused(422, "/approver", pa.String(), sam+"/post-21-decisions/"+id(), `{"on":"2026-06-15","wish":"could_not_be_reached","tried":"Five visits.","approver":"`+pa.String()+`"}`)
	h.must(201, pa.String(), sam+"/post-21-decisions/"+id(), `{"on":"2026-06-15","wish":"could_not_be_reached","tried":"Five visits.","approver":"`+manager.String()+`"}`)
}

func TestWhatIsAgreedBeforeItHappensMayLieAhead(t *testing.T) {
	h := newHouse(t)
	sam := h.register("1", "")
	for path, body := range map[string]string{
		"/accommodations/" + id():   `{"letter":"U","from":"2026-07-01","expectedEnd":"2027-07-01"}`,
		"/absences/" + id():         `{"kind":"holiday","from":"2026-07-01"}`,
		"/activities/" + id():       `{"code":"F1","from":"2026-09-20","until":"2029-06-30"}`,
		"/programmes/" + id():       `{"what":"Degree","from":"2026-09-20"}`,
		"/planned-contacts/" + id(): `{"on":"2026-06-20T10:00:00+01:00","how":"saw_at_home"}`,
		"/allocations/" + id():      `{"staff":"` + pa.String() + `","role":"personal_adviser","from":"2026-07-01"}`,
	} {
		h.must(201, pa.String(), sam+path, body)
	}
	for path, body := range map[string]string{
		"/accommodations/" + id():        `{"letter":"U","from":"2026-07-01","toldOn":"2026-07-01"}`,
		"/attempts/" + id():              `{"how":"call","when":"2026-06-16","outcome":"no_answer"}`,
		"/plan-reviews/" + id():          `{"on":"2026-06-16"}`,
		"/offers/" + id():                `{"on":"2026-06-16","how":"call"}`,
		"/whereabouts-not-known/" + id(): `{"from":"2026-06-16"}`,
		"/missing/" + id():               `{"from":"2026-06-16"}`,
	} {
		h.refused(422, "", pa.String(), sam+path, body)
	}
}
