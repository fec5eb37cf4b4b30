package web

import (
	"context"
	"net/http"
	"net/url"
	"regexp"
	"strings"
	"testing"

	"github.com/jackc/pgx/v5/pgxpool"

	care "intouch/pkg/careleaver"
	"intouch/pkg/store"
)

// filled is a form as its page had it, with more typed in.
func filled(t *testing.T, page answer, typed map[string]string) url.Values {
	t.Helper()
	form := url.Values{}
	for _, m := range regexp.MustCompile(`<input type="hidden" name="([^"]+)" value="([^"]*)">`).FindAllStringSubmatch(page.body, -1) {
		form.Set(m[1], m[2])
	}
	for _, m := range regexp.MustCompile(`id="([^"]+)" name="([^"]+)" type="text" value="([^"]*)"`).FindAllStringSubmatch(page.body, -1) {
		form.Set(m[2], m[3])
	}
	for name, value := range typed {
		form.Set(name, value)
	}
	if form.Get("event") == "" && !strings.Contains(page.url.Path, "/new") {
		t.Errorf("the form at %s has no event id", page.url.Path)
	}
	return form
}

// fill opens a form, types and sends it.
func (v visitor) fill(path string, typed map[string]string) answer {
	v.Helper()
	return v.post(path, filled(v.T, v.get(path), typed))
}

func TestRecordAContact(t *testing.T) {
	h := newHouse(t).inTown()
	v := h.as(priya)
	a := v.fill(personPath(chloe, "/record/contact"), map[string]string{"how": "call", "when-time": "10.30", "stillThere": "yes", "note": "She is well."})
	a.wants(t, http.StatusOK, "Contact recorded", "15 June 2026 at 10:30, today: by phone", "app-bucket--in_touch", "She is well.")
	if !strings.HasPrefix(a.url.Path, personPath(chloe)) || !a.url.Query().Has("min-position") {
		t.Errorf("went on to %s", a.url)
	}
}

func TestAFormThatIsSentTwiceIsOneEvent(t *testing.T) {
	h := newHouse(t).inTown()
	v := h.as(priya)
	path := personPath(chloe, "/record/contact")
	form := filled(t, v.get(path), map[string]string{"how": "call"})
	first, second := v.post(path, form), v.post(path, form)
	if first.url.String() != second.url.String() {
		t.Errorf("the first went to %s, the second to %s", first.url, second.url)
	}
	t.Run("the browser went back and something else was typed: what stands is kept, and said", func(t *testing.T) {
		form.Set("how", "email")
		v.post(path, form).wants(t, http.StatusUnprocessableEntity, "This form was sent before, with something else in it")
	})
	if n := strings.Count(v.get(personPath(chloe)).body, `__title">Phone call`); n != 2 {
		t.Errorf("the timeline has %d phone calls, want the one of March and this one", n)
	}
}

func TestWhatIsWrongWithAForm(t *testing.T) {
	h := newHouse(t).inTown()
	v := h.as(priya)
	for _, c := range []struct {
		name, form string
		typed      map[string]string
		wants      []string
	}{
		{"all that is missing is said at once, with links to the fields", "contact", map[string]string{"when-day": "", "when-month": "", "when-year": ""},
			[]string{`<a href="#how">Select how you were in touch</a>`, `<a href="#when-day">Enter when it was, such as 2026-06-15</a>`, "<title>Error: Record a contact"}},
		{"what was typed is kept", "contact", map[string]string{"note": "Long talk", "when-day": "31", "when-month": "2"}, []string{">Long talk</textarea>", `value="31"`, "Enter a real day, such as 15 6 2026"}},
		{"a day that is still to come, as the service says", "contact", map[string]string{"how": "call", "when-day": "16"}, []string{`<a href="#when-day">This has not happened yet`, `value="call" checked`}},
		{"a time that is none", "contact", map[string]string{"how": "call", "when-time": "half past"}, []string{"Enter a time such as 14:30, or leave it out"}},
		{"before they were born", "contact", map[string]string{"how": "call", "when-year": "2001"}, []string{"This is before they were born"}},
		{"the form inside another: who told us", "attempt", map[string]string{"how": "visit", "outcome": "not_in", "anyone": "yes"}, []string{`<a href="#told-informant">Select who told us</a>`}},
		{"a number that is none", "frequency", map[string]string{"everyDays": "often"}, []string{"Enter a whole number"}},
		{"a longer frequency needs a manager", "frequency", map[string]string{"everyDays": "84", "from-day": "15", "from-month": "June", "from-year": "2026"}, []string{`href="#approver"`}},
	} {
		t.Run(c.name, func(t *testing.T) {
			v.fill(personPath(amira, "/record/", c.form), c.typed).wants(t, http.StatusUnprocessableEntity, append(c.wants, "There is a problem")...)
		})
	}
}

func TestEveryFormRecordsWhatItAsksFor(t *testing.T) {
	h := newHouse(t).inTown()
	v := h.as(martha)
	today := map[string]string{"from-day": "15", "from-month": "6", "from-year": "2026", "on-day": "15", "on-month": "6", "on-year": "2026", "when-day": "15", "when-month": "6", "when-year": "2026"}
	for _, c := range []struct {
		form, query string
		of          care.PersonID
		typed       map[string]string
		wants       []string
	}{
		{"contact", "", amira, map[string]string{"how": "saw_elsewhere", "where": "custody"}, []string{"Contact recorded", "Saw them elsewhere, in custody"}},
		{"attempt", "", amira, map[string]string{"how": "visit", "outcome": "not_in", "anyone": "yes", "told-informant": "family", "told-who": "mother"}, []string{"Attempt recorded", "Tried: visit, not in", "mother"}},
		{"told", "", amira, map[string]string{"informant": "police", "what": "Seen in town"}, []string{"Told by someone else: police", "Seen in town"}},
		{"refused", "", amira, map[string]string{"what": "contact", "how": "call", "words": "Leave me"}, []string{"Duties go on until a manager approves", "Does not want: contact (REFU)", "Leave me"}},
		{"moved-in", "", amira, map[string]string{"letter": "E", "address": "3 Mill Road", "provided": "s23B"}, []string{"Move recorded", "Supported lodgings (E); 3 Mill Road", "First visit at new accommodation", "reg. 8(2)(a)"}},
		{"went-away", "", amira, map[string]string{"kind": "hospital", "howKnown": "told_on_site"}, []string{"In hospital; since 15 June 2026"}},
		{"not-known", "", chloe, map[string]string{"why": "Her flat is empty"}, []string{"Recorded: whereabouts not known", "Her flat is empty", "Not known"}},
		{"missing", "", chloe, map[string]string{"reportedBy": "her landlord"}, []string{"Recorded as reported missing", "her landlord", "Reported missing"}},
		{"activity", "", amira, map[string]string{"code": "P4", "hours": "16"}, []string{"Activity recorded", "Part time in an apprenticeship (P4)", "16"}},
		{"adviser", "", farid, map[string]string{"staff": priya.String(), "role": "personal_adviser"}, []string{"Allocation recorded", "Priya Shah, since 15 June 2026"}},
		{"frequency", "", amira, map[string]string{"everyDays": "28", "risk": "high"}, []string{"Contact frequency recorded", "High risk", "28"}},
		{"oversight", "", chloe, map[string]string{"manager": martha.String(), "decision": "visit_unannounced", "rationale": "Silent for 84 days"}, []string{"Management oversight recorded", "Visit unannounced"}},
		{"came-back", "?of=" + string(absenceOf(olu)), olu, map[string]string{"toHome": "yes", "howKnown": "told_by_person"}, []string{"no longer away", "Independent living (U); 12 Tide Street"}},
		{"moved-out", "?of=" + string(homeOf(uma)), uma, map[string]string{"reason": "Evicted"}, []string{"Where are they now?", "Move out recorded"}},
		{"confirmed", "?of=" + string(homeOf(viktor)), viktor, map[string]string{"still": "yes", "howKnown": "told_on_site", "who": "the warden"}, []string{"Confirmed", "Told by staff on site, prison or hospital", "the warden"}},
		{"found", "?of=" + string(missingOf(uma)), uma, map[string]string{"seenByUs": "no"}, []string{"Where are they now?", "Recorded as found"}},
		{"activity-ended", "?of=" + string(activityOf(amira)), amira, map[string]string{"reason": "Finished"}, []string{"End of the activity recorded", "Finished"}},
		{"settle-question", "?of=" + string(questionOfFarid()), farid, map[string]string{"how": "He lives with an uncle, recorded as a move"}, []string{"Question settled"}},
	} {
		t.Run(c.form, func(t *testing.T) {
			typed := map[string]string{}
			for name, value := range today {
				typed[name] = value
			}
			for name, value := range c.typed {
				typed[name] = value
			}
			v.fill(personPath(c.of, "/record/", c.form, c.query), typed).wants(t, http.StatusOK, c.wants...)
		})
	}
}

func TestEveryFormIsTested(t *testing.T) {
	// acknowledge needs an alert: TestAcknowledgeAnAlert.
	for _, f := range forms {
		if f.fact == nil || f.title == "" || f.done == "" || f.area == "" || len(f.fields(subject{})) == 0 {
			t.Errorf("form %q is not whole", f.path)
		}
	}
}

func TestStillThereNoIsSavedFirstThenAsksWhere(t *testing.T) {
	h := newHouse(t).inTown()
	a := h.as(priya).fill(personPath(chloe, "/record/contact"), map[string]string{"how": "call", "stillThere": "no"})
	a.wants(t, http.StatusOK, "Where are they now?", "Contact recorded", personPath(chloe, "/record/moved-in"), personPath(chloe, "/record/not-known"))
	h.settle()
	h.as(priya).get(personPath(chloe)).wants(t, http.StatusOK, "15 June 2026, today: by phone")
}

func TestCorrectARecord(t *testing.T) {
	h := newHouse(t).inTown()
	v := h.as(priya)
	path := personPath(amira, "/events/", lastOf(amira).String(), "/correct")
	page := v.get(path).wants(t, http.StatusOK, `value="F2" checked`, `value="Riverside College"`, `id="from-year" name="from-year" type="text" value="2025"`)
	form := filled(t, page, map[string]string{"provider": "Harbour College", "code": "F2"})
	t.Run("without a reason it is not taken", func(t *testing.T) {
		v.post(path, form).wants(t, http.StatusUnprocessableEntity, `<a href="#correction-reason">Say why it is corrected</a>`, `value="Harbour College"`)
	})
	form.Set("correction-reason", "Wrong college")
	a := v.post(path, form).wants(t, http.StatusOK, "Correction recorded", "Full time in education other than higher (F2); Harbour College", "Wrong college", "app-timeline__item--struck", "Riverside College", "Corrected on 15 June 2026 at 12:00")
	t.Run("a correction replaces in full and loses nothing that the form does not ask for", func(t *testing.T) {
		h.as(priya).get("/api/v1"+personPath(amira)).wants(t, http.StatusOK, `"provider":"Harbour College"`, `"replaces":"`+lastOf(amira).String())
	})
	if strings.Count(a.body, "Wrong college") != 1 {
		t.Error("the reason is not shown once")
	}
}

func TestTakeBackARecord(t *testing.T) {
	h := newHouse(t).inTown()
	v := h.as(priya)
	var call care.Event
	for _, e := range town()[1].events {
		if c, ok := e.Fact.(care.ContactMade); ok && c.How == care.Called {
			call = e
		}
	}
	path := personPath(chloe, "/events/", call.ID.String(), "/void")
	v.fill(path, map[string]string{}).wants(t, http.StatusUnprocessableEntity, "Select why it is taken back")
	v.fill(path, map[string]string{"reason": "did_not_happen"}).wants(t, http.StatusOK, "Taken back on 15 June 2026", "It did not happen", "app-timeline__item--struck", "app-bucket--unaccounted", "3 June 2025")
	v.get(path).wants(t, http.StatusNotFound, "no longer on record")
}

func TestAVoidForTheWrongPersonSealsWhatWasSaid(t *testing.T) {
	h := newHouse(t).inTown()
	v := h.as(martha)
	l := &life{id: amira, actor: priya, events: make([]care.Event, 30)}
	note := l.tell("2026-06-10", care.AreaContact, care.ContactMade{How: care.Called, When: on("2026-06-10"), Note: "About somebody else's baby"})
	h.publish(l.events[30:]...)
	h.settle()
	v.get(personPath(amira)).wants(t, http.StatusOK, "somebody else&#39;s baby")
	v.fill(personPath(amira, "/events/", string(note), "/void"), map[string]string{"reason": "wrong_person"}).wants(t, http.StatusOK, "Taken back").lacks(t, "baby")
	v.get("/api/v1"+personPath(amira, "/timeline")).wants(t, http.StatusOK, `"sealed":true`).lacks(t, "baby")
}

func TestTwoPeopleChangeOneRecord(t *testing.T) {
	h := newHouse(t).inTown()
	v := h.as(priya)
	path := personPath(olu, "/record/came-back?of="+string(absenceOf(olu)))
	form := filled(t, v.get(path), map[string]string{"on-day": "15", "on-month": "6", "on-year": "2026", "toHome": "yes"})
	confirm := personPath(olu, "/record/confirmed?of="+string(absenceOf(olu)))
	v.fill(confirm, map[string]string{"still": "yes", "howKnown": "told_on_site", "on-day": "14", "on-month": "6", "on-year": "2026"}).wants(t, http.StatusOK, "Recorded")
	again := v.post(path, form).wants(t, http.StatusUnprocessableEntity, "Somebody else has changed this meanwhile")
	t.Run("having looked, it is taken", func(t *testing.T) {
		form := filled(t, again, map[string]string{"toHome": "yes"})
		v.post(path, form).wants(t, http.StatusOK, "no longer away")
	})
}

func TestRegisterAPerson(t *testing.T) {
	h := newHouse(t).inTown()
	v := h.as(priya)
	typed := map[string]string{"localId": "3001", "givenName": "Nia", "familyName": "Dove", "category": "former_relevant", "dateOfBirth-day": "4", "dateOfBirth-month": "5", "dateOfBirth-year": "2007"}
	a := v.fill("/care-leavers/new", typed).wants(t, http.StatusOK, "Registered", "Nia Dove", "Unaccounted for", "Never in touch", "Nobody yet")
	if a.url.Path != personPath(personID("3001")) {
		t.Errorf("went on to %s", a.url)
	}
	typed["givenName"] = "Somebody else"
	v.fill("/care-leavers/new", typed).wants(t, http.StatusUnprocessableEntity, "Somebody with this local id is on the register already", `value="Somebody else"`)
	v.fill("/care-leavers/new", map[string]string{}).wants(t, http.StatusUnprocessableEntity, `<a href="#localId">Enter the id by which your authority knows them</a>`, `<a href="#category">`)
}

func TestAnyoneMayRecordForAnyone(t *testing.T) {
	h := newHouse(t).inTown()
	v := h.as(bernard)
	for _, c := range []struct {
		name  string
		typed url.Values
		wants []string
		lack  []string
	}{
		{"by local id", url.Values{"id": {"1002"}}, []string{"Chloe Banks", "18. ", "Personal adviser: Priya Shah"}, []string{"overdue"}},
		{"by name and date of birth", url.Values{"name": {"amira"}, "birth-day": {"10"}, "birth-month": {"3"}, "birth-year": {"2007"}}, []string{"Amira Noor"}, []string{"Farid"}},
		{"another's date of birth finds nobody", url.Values{"name": {"amira"}, "birth-day": {"11"}, "birth-month": {"3"}, "birth-year": {"2007"}}, []string{"Nobody was found"}, []string{"Amira Noor"}},
		{"a part of an id is none", url.Values{"id": {"100"}}, []string{"Nobody was found"}, nil},
	} {
		t.Run(c.name, func(t *testing.T) { v.post("/record", c.typed).wants(t, http.StatusOK, c.wants...).lacks(t, c.lack...) })
	}
	t.Run("a name alone is not enough for those who may not see lists", func(t *testing.T) {
		v.post("/record", url.Values{"name": {"amira"}}).wants(t, http.StatusUnprocessableEntity, "Enter the date of birth as well")
		h.as(priya).post("/record", url.Values{"name": {"amira"}}).wants(t, http.StatusOK, "Amira Noor")
	})
	t.Run("they see who it is, how to be safe, and nothing more", func(t *testing.T) {
		v.get(personPath(viktor, "/record/contact")).wants(t, http.StatusOK, "Viktor Hale", "Do not use: letter", "Who was in touch?").lacks(t, "Tide Street")
		v.get(personPath(viktor)).wants(t, http.StatusForbidden, "Ask one who may")
	})
	t.Run("business support says for whom", func(t *testing.T) {
		path := personPath(viktor, "/record/contact")
		v.fill(path, map[string]string{"how": "call"}).wants(t, http.StatusUnprocessableEntity, "Say who was in touch")
		v.fill(path, map[string]string{"how": "call", "by-staff": priya.String()}).wants(t, http.StatusForbidden) // recorded; their page is not theirs to see
		h.settle()
		h.as(priya).get(personPath(viktor)).wants(t, http.StatusOK, "Bernard Lowe for Priya Shah", "15 June 2026, today: by phone")
	})
	t.Run("an analyst looks and never records", func(t *testing.T) {
		h.as(anna).fill(personPath(viktor, "/record/contact"), map[string]string{"how": "call"}).wants(t, http.StatusUnprocessableEntity, "Inspectors and analysts look and never record")
	})
}

func TestWhilePostgresIsAwayAContactIsRecorded(t *testing.T) {
	h := newHouse(t).inTown()
	pool, err := pgxpool.New(context.Background(), "postgres://nobody@127.0.0.1:1/nowhere?connect_timeout=1")
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(pool.Close)
	h.door(Options{DB: store.Open(pool)})
	away := h.as(priya)
	path := personPath(chloe, "/record/contact")
	page := away.get(path).wants(t, http.StatusOK, "Record a contact", "their name cannot be shown just now", chloe.String(), "The tables are away")
	away.post(path, filled(t, page, map[string]string{"how": "call"})).wants(t, http.StatusOK, "Contact recorded", "It is recorded, and cannot be shown yet")
	for _, p := range []string{"/", "/register", "/alerts", personPath(chloe)} {
		away.get(p).wants(t, http.StatusServiceUnavailable, "You can still record a contact")
	}
	away.get("/api/v1/summary").wants(t, http.StatusServiceUnavailable, "/problems/unavailable")
	h.settle()
	if p, err := h.db.Person(t.Context(), authority, chloe, day("2026-06-15")); err != nil || p.Spoken.When != on("2026-06-15") {
		t.Errorf("last spoken to %v, %v", p.Spoken.When, err)
	}
}

func TestWhileNATSIsAwayNothingIsSaidToBeRecorded(t *testing.T) {
	h := newHouse(t).inTown()
	for _, stop := range h.stops {
		stop()
	}
	h.as(priya).fill(personPath(chloe, "/record/contact"), map[string]string{"how": "call", "note": "Well"}).
		wants(t, http.StatusUnprocessableEntity, "It may not be recorded. Send it again", ">Well</textarea>").lacks(t, "Contact recorded")
}

func TestAcknowledgeAnAlert(t *testing.T) {
	h := newHouse(t).inTown()
	id := care.NewAlertID(chloe, "keep-in-touch", "x")
	h.publish(care.Event{ID: id, Authority: authority, Person: chloe, Area: care.AreaAlert, Record: care.NewRecordID(id), Actor: care.Monitor, Source: "/intouch/monitor", RecordedAt: noon,
		Fact: care.AlertRaised{Rule: "keep-in-touch", PolicyVersion: 1, Lapse: "x", Due: day("2026-05-18"), ActBy: day("2026-05-18")}})
	h.settle()
	h.as(priya).fill(personPath(chloe, "/record/acknowledge?of=", id.String()), map[string]string{"what": "Visit her aunt", "until-day": "18", "until-month": "6", "until-year": "2026"}).
		wants(t, http.StatusOK, "Acknowledged until 18 June 2026: Visit her aunt")
}

// A contact ends a refusal unless they say that it stands, so the form asks where
// one is in force, and nowhere else (docs/rules.md section 7).
func TestAContactAsksWhetherARefusalStands(t *testing.T) {
	h := newHouse(t).inTown()
	v := h.as(martha)
	const asks = "Do they still not want contact?"
	v.get(personPath(chloe, "/record/contact")).wants(t, http.StatusOK).lacks(t, asks)
	refusal := newID()
	put := func(path, body string) string {
		a := h.stranger().do(http.MethodPut, "/api/v1"+personPath(chloe)+path, "application/json", strings.NewReader(body)).wants(t, http.StatusCreated)
		return regexp.MustCompile(`[0-9]+`).FindString(a.body)
	}
	said := put("/refusals/"+refusal, `{"what":"contact","when":"2026-06-14","how":"call"}`)
	put("/refusals/"+refusal+"/approvals/"+newID()+"?after="+said, `{"on":"2026-06-15","attempts":"Two calls","approver":"`+martha.String()+`"}`)
	h.settle()
	flags := func() string { return h.stranger().get("/api/v1"+personPath(chloe)).wants(t, http.StatusOK).body }
	v.fill(personPath(chloe, "/record/contact"), map[string]string{"how": "call", "when-time": "10.30", "stillRefuses": "yes"}).wants(t, http.StatusOK, "Contact recorded", "Does not want contact")
	if !strings.Contains(flags(), "refusal_in_force") {
		t.Error("they said that it stands, and it does not")
	}
	page := v.get(personPath(chloe, "/record/contact")).wants(t, http.StatusOK, asks)
	v.post(personPath(chloe, "/record/contact"), filled(t, page, map[string]string{"how": "call", "when-time": "11.30"})).wants(t, http.StatusOK, "Contact recorded")
	if strings.Contains(flags(), "refusal_in_force") {
		t.Error("they said nothing of it, and it stands")
	}
}
