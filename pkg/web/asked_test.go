package web

import (
	"net/http"
	"testing"
	"time"

	care "intouch/pkg/careleaver"
)

// grace is somebody of whom more became known later: a call that was recorded
// late, a contact that was another person's, an address that had to be protected.
func grace() *life {
	l := registered("3001", "Grace", "Lark", "2007-03-10", "2025-01-01").settled().met("2026-03-02", care.Called, care.StillYes)
	l.tell("2026-05-20", care.AreaContact, care.ContactMade{How: care.Called, When: on("2026-04-10"), Note: "She rang back"})
	wrong := l.tell("2026-05-01", care.AreaContact, care.ContactMade{How: care.Email, When: on("2026-05-01"), Note: "About the choir"})
	l.tellAs("2026-06-02", care.AreaContact, wrong, care.Voided{Reason: care.WrongPerson})
	moved := l.tell("2026-05-05", care.AreaAccommodation, care.MovedIn{From: care.From{From: day("2026-05-05")}, Residence: "Y", Address: "7 Hidden Lane", Postcode: "ZZ9 9ZZ"})
	l.tellAs("2026-06-05", care.AreaAccommodation, moved, care.Corrected{Reason: "it must be protected",
		Facts: care.MovedIn{From: care.From{From: day("2026-05-05")}, Residence: "Y", Address: "7 Hidden Lane", Postcode: "ZZ9 9ZZ", Protected: true}})
	return l
}

func withGrace(t *testing.T) *house {
	h := newHouse(t)
	h.publish(grace().events...)
	return h.inTown()
}

func TestAPersonAtAMoment(t *testing.T) {
	h := withGrace(t)
	program, her := h.stranger(), "/api/v1"+personPath(grace().id)
	for _, c := range []struct {
		name, query, spoken, said string
	}{
		{"now", "", "2026-04-10", `"on":"2026-06-15"`},
		{"as at a day, what happened later does not count", "?at=2026-04-01", "2026-03-02", `"on":"2026-04-01"`},
		{"as known before it was recorded, the late call does not count", "?known=2026-04-30", "2026-03-02", `"on":"2026-04-30","known":"2026-04-30"`},
		{"what was believed of the wrong person counts while it was believed", "?known=2026-05-10", "2026-05-01", `"known":"2026-05-10"`},
		{"of a day before, as known later", "?at=2026-04-30&known=2026-05-25", "2026-04-10", `"on":"2026-04-30","known":"2026-05-25"`},
		{"as known just before it was recorded", "?known=2026-05-20T09:00:00Z", "2026-05-01", `"known":"2026-05-20T09:00:00Z"`},
		{"as known at an instant with an unquoted plus", "?at=2026-04-30&known=2026-05-20T12:00:00+01:00", "2026-04-10", `"on":"2026-04-30"`},
		{"what will be known is what is known", "?known=2027-01-01", "2026-04-10", `"on":"2026-06-15","known":"2027-01-01"`},
	} {
		t.Run(c.name, func(t *testing.T) {
			program.get(her+c.query).wants(t, http.StatusOK, `"lastSpokenTo":{"when":"`+c.spoken+`"`, c.said)
		})
	}
}

func TestAListAtAMoment(t *testing.T) {
	program := newHouse(t).inTown().stranger()
	program.get("/api/v1/care-leavers?sort=name&known=2026-05-31").wants(t, http.StatusOK, "Noor", `"on":"2026-05-31","known":"2026-05-31"`).lacks(t, "Amin")
	program.get("/api/v1/care-leavers?q=1001&at=2026-04-10").wants(t, http.StatusOK, `"lastSpokenTo":"2026-04-02"`, `"lastSeen":"2026-04-02"`, `"whereabouts":"home"`, `"on":"2026-04-10"`)
	program.get("/api/v1/care-leavers?bucket=closed&known=2026-06-14").wants(t, http.StatusOK, `"items":[]`) // nobody knew yet that Sam had died
	program.get("/api/v1/care-leavers?bucket=closed&at=2026-06-14").wants(t, http.StatusOK, "Okafor")
}

func TestTheSummaryAtAMoment(t *testing.T) {
	program := newHouse(t).inTown().stranger()
	for _, c := range []struct{ name, query, want string }{
		{"Sam is on the register until his death is known", "?known=2026-06-14", `"on":"2026-06-14","known":"2026-06-14","register":7`},
		{"and not on the same day, by all that is known", "?at=2026-06-14", `"on":"2026-06-14","register":6`},
		{"the row that names nobody came later", "?known=2026-06-10", `"notYetOnTheRegister":0`},
	} {
		t.Run(c.name, func(t *testing.T) { program.get("/api/v1/summary"+c.query).wants(t, http.StatusOK, c.want) })
	}
}

// What is sealed or protected now is so at every moment (docs/rules.md section 10).
func TestThePastKeepsWhatIsSealedAndProtected(t *testing.T) {
	l, paul := grace(), care.NewStaffID(authority, "Paul Reed")
	h := newHouse(t)
	h.publish(care.Event{ID: paul, Authority: authority, Area: care.AreaStaff, Record: care.NewRecordID(paul), Actor: care.Operator, Source: "/intouch/test",
		Fact: care.StaffJoined{Name: "Paul Reed", Roles: []care.StaffRole{care.RolePA}, Team: "North"}, RecordedAt: noon.Add(-time.Hour)})
	l.tell("2026-05-08", care.AreaContact, care.ToldBySomeoneElse{When: on("2026-05-08"), Hearsay: care.Hearsay{Informant: care.FromOther, StillThere: care.StillNo}})
	h.publish(l.events...)
	h.inTown()
	other, past := h.as(paul), personPath(l.id, "?known=2026-05-10")
	other.get(past).wants(t, http.StatusOK, "They are there: Other accommodation", "Someone else says: not there")
	api := "/api/v1" + personPath(l.id)
	h.stranger().get(api+"/timeline?known=2026-05-10").wants(t, http.StatusOK, `"sealed":true`, `"known":"2026-05-10"`).lacks(t, "choir", "She rang back")
	for _, path := range []string{api + "?known=2026-05-10", api + "/timeline?known=2026-05-10", past, personPath(l.id, "?at=2026-05-10")} {
		other.get(path).wants(t, http.StatusOK).lacks(t, "Hidden Lane", "ZZ9 9ZZ", "choir")
		h.as(martha).get(path).wants(t, http.StatusOK, "Hidden Lane").lacks(t, "choir")
	}
}

func TestARestrictionOfNowHoldsForThePast(t *testing.T) {
	h := newHouse(t)
	l := registered("3002", "Grace", "Lark", "2007-03-10", "2025-01-01").settled()
	l.tell("2026-06-02", care.AreaCaseload, care.AccessRestricted{Only: []care.StaffID{martha}, Reason: "a relative works here", Approver: martha})
	h.publish(l.events...)
	h.inTown()
	h.as(priya).get(personPath(l.id, "?known=2026-05-01")).wants(t, http.StatusForbidden, "restricted to named people").lacks(t, "Grace")
	h.as(martha).get(personPath(l.id, "?known=2026-05-01")).wants(t, http.StatusOK, "Grace")
}

func TestPagesAtAMoment(t *testing.T) {
	h := withGrace(t)
	pa := h.as(priya)
	const then = "As it was on 10 May 2026, as known then."
	pa.get(personPath(grace().id, "?known=2026-05-10")).wants(t, http.StatusOK, then, `href="`+personPath(grace().id)+`">Go back to now`, "9 days ago: sealed", "As known on").
		lacks(t, "/record/", "Take back", "by email", "She rang back")
	for _, path := range []string{"/", "/register"} {
		pa.get(path+"?at=2026-05-10&known=2026-05-10").wants(t, http.StatusOK, then, "people on the register", "at=2026-05-10&amp;known=2026-05-10")
		pa.get(path).wants(t, http.StatusOK, "As it was on another day").lacks(t, "Go back to now")
	}
	pa.get("/register?known=2026-05-10&bucket=closed").wants(t, http.StatusOK, `<input type="hidden" name="bucket" value="closed">`, `<input type="hidden" name="known" value="2026-05-10">`, "Nobody.")
	pa.get("/register?at=soon").wants(t, http.StatusBadRequest, "Write at as a day")
	pa.get("/register?at=2026-05-10").wants(t, http.StatusOK, "by all that is known now")
}

func TestAPastPageOfAPersonAsksForNothing(t *testing.T) {
	h := newHouse(t).inTown().contradicted().grownLong()
	v := h.as(martha)
	v.get(personPath(amira)).wants(t, http.StatusOK, "These may be the same meeting", "The feed mosaic", "Two meetings</button>", "Decide which is believed")
	for _, moment := range []string{"?at=2026-06-13", "?known=2026-06-13"} {
		v.get(personPath(amira, moment)).wants(t, http.StatusOK, "These may be the same meeting", "The feed mosaic").
			lacks(t, "Two meetings</button>", `method="post"`, "Until you say", "/record/")
	}
}

func TestMergedPeopleAtAMoment(t *testing.T) {
	h := newHouse(t).inTown()
	other := registered("2001", "Amirah", "Noor", "2007-03-10", "2026-05-02")
	other.tellAs("2026-06-03", care.AreaCaseload, care.RecordPerson, care.Merged{Into: amira, Reason: "the same passport"})
	h.publish(other.events...)
	h.settle()
	program := h.stranger()
	program.get("/api/v1"+personPath(other.id, "?known=2026-06-02")).wants(t, http.StatusOK, `"localId":"2001"`)
	program.get("/api/v1"+personPath(other.id, "?known=2026-06-04")).wants(t, http.StatusOK, `"localId":"1001"`, `"known":"2026-06-04"`, other.id.String())
	program.get("/api/v1/care-leavers?q=noor&known=2026-06-02").wants(t, http.StatusOK, "2001", "1001")
}
