package web

import (
	"net/http"
	"net/url"
	"strings"
	"testing"
	"time"

	care "intouch/pkg/careleaver"
)

// personPath is the address of a person's page, and what is below it.
func personPath(id care.PersonID, below ...string) string {
	return "/care-leavers/" + id.String() + strings.Join(below, "")
}

// everyPage is a visit to each page that can be looked at, and what it must
// say. TestEveryPageIsHere holds it against the routes.
func everyPage() map[string]struct {
	path  string
	wants []string
} {
	type page = struct {
		path  string
		wants []string
	}
	return map[string]page{
		"GET /{$}":                                  {"/", []string{"Unaccounted for", "6 people on the register", "Farid Amin", "No dated contact (list says in touch)", "Uma Rao", "Reported missing"}},
		"GET /register":                             {"/register", []string{"Amira Noor", "Chloe Banks", "Register a person"}},
		"GET /alerts":                               {"/alerts", []string{"No alerts."}},
		"GET /record":                               {"/record", []string{"First find the young person"}},
		"GET /import":                               {"/import", []string{"Annex A List 9", "Of which day is the list?", "sofa?"}},
		"GET /import/rows/{row}":                    {"/import/rows/" + string(rowOfNobody), []string{"Settle a row that names nobody", "C. Nobody"}},
		"GET /staff":                                {"/staff", []string{"Priya Shah", "Martha Cole"}},
		"GET /staff/new/{form}":                     {"/staff/new/joined", []string{"Add a member of staff"}},
		"GET /staff/{member}/{form}":                {"/staff/" + priya.String() + "/absent", []string{"away from work"}},
		"GET /care-leavers/new":                     {"/care-leavers/new", []string{"Register a person", "Local id"}},
		"GET /care-leavers/{person}":                {personPath(amira), []string{"Amira Noor", "Last seen", "Keep in touch"}},
		"GET /contradictions":                       {"/contradictions", []string{"Of nobody do sources disagree"}},
		"GET /policies":                             {"/policies", []string{"the policy that came with the program holds"}},
		"GET /policies/new":                         {"/policies/new", []string{"Publish a policy", "It takes two publishers"}},
		"GET /care-leavers/{person}/values/{value}": {personPath(amira, "/values/last-spoken-to"), []string{"Last spoken to", "20 April 2026", "What it replaced", "Priya Shah"}},
		"GET /care-leavers/{person}/merge":          {personPath(amira, "/merge"), []string{"First find the other one"}},
		"GET /care-leavers/{person}/where-now":      {personPath(amira, "/where-now"), []string{"Where are they now?"}},
		"GET /care-leavers/{person}/record/{form}":  {personPath(amira, "/record/contact"), []string{"Record a contact", "How were you in touch?"}},
		"GET /returns":                              {"/returns", []string{"Annex A, list 9", "Excel workbook", "As it was on"}},
		"GET /returns/oc3":                          {"/returns/oc3", []string{"Care leaver return 2026", "Before you submit", "Amira Noor"}},
		"GET /import/lists/{import}":                {"/import/lists/" + importOfNobody.String(), []string{"The list of 1 June 2026", "1 of 2 rows answered", "goes on where this broke off", "the log was away"}},
		"GET /figures":                              {"/figures?beside=E10000014", []string{"Figures on 15 June 2026", "In touch now", "How this is worked out", "England 2024: in touch (YES)", "Hampshire published 36%", "Open Government Licence v3.0"}},
		"GET /figures/people":                       {"/figures/people?figure=seen&part=seen&band=17_18", []string{"Seen in the last 8 weeks, 17 to 18", "1 person", "Uma Rao"}},
		"GET /recording":                            {"/recording", []string{"Late recording", "By month of recording", "June 2026", "By worker", "Many records at once", "None in this time."}},
		"GET /recording/records":                    {"/recording/records?which=late", []string{"Recorded late, from 1 January 2026 to 15 June 2026", "Amira Noor", "155 working days: late"}},
		"GET /counts":                               {"/counts?from=2026-04-01", []string{"Everyone counted", "1 April 2026", "412"}},
		"GET /counts/{day}":                         {"/counts/2026-04-01", []string{"Counted again: 1 April 2026", "An incident"}},
		"GET /care-leavers/{person}/events/{event}/correct": {personPath(amira, "/events/", lastOf(amira).String(), "/correct"), []string{"Correct what was recorded", "Riverside College"}},
		"GET /care-leavers/{person}/events/{event}/seal":    {personPath(amira, "/events/", lastOf(amira).String(), "/seal"), []string{"Seal what was recorded", "What goes: all of this record", "it cannot be unsealed"}},
		"GET /care-leavers/{person}/events/{event}/destroy": {personPath(amira, "/events/", lastOf(amira).String(), "/destroy"), []string{"Destroy what was recorded", "erased for ever"}},
		"GET /care-leavers/{person}/events/{event}/void":    {personPath(amira, "/events/", lastOf(amira).String(), "/void"), []string{"Take back what was recorded"}},
	}
}

func TestEveryPageIsHere(t *testing.T) {
	all := everyPage()
	for pattern := range (&server{}).pages() {
		if pattern == "GET /policies/{version}" {
			continue // TestPublishAPolicy: in the town none is published
		}
		if _, ok := all[pattern]; !ok && strings.HasPrefix(pattern, "GET ") {
			t.Errorf("nobody tests %s", pattern)
		}
	}
}

func TestEveryPage(t *testing.T) {
	h := newHouse(t).inTown()
	pa := h.as(martha)
	for pattern, c := range everyPage() {
		t.Run(pattern, func(t *testing.T) {
			pa.get(c.path).wants(t, http.StatusOK, c.wants...)
		})
	}
	t.Run("a stranger is asked who they are, and comes back", func(t *testing.T) {
		a := h.stranger().get(personPath(amira)).wants(t, http.StatusOK, "Who are you?", "Priya Shah", "Operator of this machine").lacks(t, "Amira")
		if got := a.url.Query().Get("next"); got != personPath(amira) {
			t.Errorf("would go on to %q", got)
		}
	})
}

func TestUnaccountedFor(t *testing.T) {
	v := newHouse(t).inTown().as(priya)
	for _, c := range []struct {
		name, path  string
		wants, lack []string
	}{
		{"those never in touch are on top", "/", []string{"Never in touch", "Nobody has tried yet", "No owner"}, []string{"Amira"}},
		{"those with an owner have them named, and when anybody tried", "/", []string{"Priya Shah, North", "Nobody has tried since 10 June"}, nil},
		{"a team shows its own", "/?team=North", []string{"Uma Rao"}, []string{"Farid Amin"}},
		{"a team without anybody says so", "/?team=South", []string{"Nobody of these is unaccounted for."}, []string{"Uma"}},
		{"an adviser shows their own", "/?adviser=" + priya.String(), []string{"Uma Rao"}, []string{"Farid Amin"}},
	} {
		t.Run(c.name, func(t *testing.T) { v.get(c.path).wants(t, http.StatusOK, c.wants...).lacks(t, c.lack...) })
	}
	body := v.get("/").body
	if strings.Index(body, "Farid Amin") > strings.Index(body, "Uma Rao") {
		t.Error("Uma, in touch on 10 June, is above Farid, never in touch")
	}
}

func TestTheCountsAddUpToTheRegister(t *testing.T) {
	newHouse(t).inTown().as(priya).get("/").wants(t, http.StatusOK,
		counted2("2", "Unaccounted for"), counted2("1", "Overdue"), counted2("1", "Due"), counted2("2", "In touch"), counted2("0", "Offer open"), counted2("0", "Looked after"), counted2("1", "Closed"),
		"1 not yet on the register")
}

// counted2 is a bucket and its number as the page has them.
func counted2(n, bucket string) string {
	return `<span class="app-counts__n">` + n + "</span>\n      <span class=\"app-counts__bucket\">" + bucket + "</span>"
}

func TestAnEmptyAuthority(t *testing.T) {
	h := newHouse(t)
	h.project()
	h.publish(staffed()[1])
	h.settle()
	v := h.as(care.Operator)
	for path, want := range map[string]string{
		"/": "Nobody is on the register yet", "/register": "Nobody is on the register yet", "/alerts": "No alerts.", "/import": "Nobody: every row", "/staff": "Martha Cole",
	} {
		v.get(path).wants(t, http.StatusOK, want)
	}
}

func TestRegister(t *testing.T) {
	v := newHouse(t).inTown().as(priya)
	for _, c := range []struct {
		name, path  string
		wants, lack []string
	}{
		{"a bucket shows those in it", "/register?bucket=overdue", []string{"Chloe Banks", "Attempts only", "Trying: last 13 June, by text or app"}, []string{"Amira"}},
		{"the closed are shown with why", "/register?bucket=closed", []string{"Sam Okafor", "Died"}, []string{"Amira"}},
		{"everyone but the closed otherwise", "/register", []string{"Amira Noor", "Uma Rao"}, []string{"Sam Okafor"}},
		{"a flag shows those who have it", "/register?flag=in_custody", []string{"Olu Ade"}, []string{"Amira"}},
		{"custody is where they are, and how sure that is", "/register?flag=in_custody", []string{"Whereabouts: in custody (confirmed)"}, nil},
		{"by name, the family name first", "/register?sort=name", []string{"Olu Ade"}, nil},
	} {
		t.Run(c.name, func(t *testing.T) { v.get(c.path).wants(t, http.StatusOK, c.wants...).lacks(t, c.lack...) })
	}
	t.Run("what is not a bucket is refused with the list of those that are", func(t *testing.T) {
		v.get("/register?bucket=lost").wants(t, http.StatusBadRequest, "bucket is one or more of unaccounted, overdue")
	})
}

func TestSearchingTheRegister(t *testing.T) {
	v := newHouse(t).inTown().as(priya)
	for _, c := range []struct {
		name, text  string
		wants, lack []string
	}{
		{"by the beginning of a name", "ami", []string{"Amira Noor", "Farid Amin", "2 people found"}, []string{"Chloe"}},
		{"by an id", "1002", []string{"Chloe Banks", "1 person found"}, []string{"Amira"}},
		{"the closed are found too", "okafor", []string{"Sam Okafor", "Closed"}, nil},
		{"nobody is said", "zzz", []string{"Nobody.", "0 people found"}, nil},
	} {
		t.Run(c.name, func(t *testing.T) {
			a := v.post("/register", url.Values{"q": {c.text}}).wants(t, http.StatusOK, c.wants...).lacks(t, c.lack...)
			if strings.Contains(a.url.String(), c.text) {
				t.Errorf("what was looked for is in the address %s", a.url)
			}
		})
	}
}

func TestAPersonsPage(t *testing.T) {
	v := newHouse(t).inTown().as(priya)
	for _, c := range []struct {
		name  string
		of    care.PersonID
		wants []string
	}{
		{"the four clocks, each with how", amira, []string{"2 April 2026, 74 days ago: seen at their accommodation", "20 April 2026, 56 days ago: by phone", `/values/last-seen`, `/values/last-spoken-to`, `/values/date-of-birth`, `/values/personal-adviser`, `/values/deadline.keep-in-touch.`}},
		{"the bucket and the flags", amira, []string{"app-bucket--due", "Not seen"}},
		{"the home, since when and how sure", amira, []string{"Independent living (U); 12 Tide Street, ZZ1 1AA; since 1 June 2025", "Likely", "told by the young person, 20 April 2026"}},
		{"what they do", amira, []string{"Full time in education other than higher (F2); Riverside College"}},
		{"deadlines with days left and where they come from", amira, []string{"15 June 2026", "last day today", "18 days late", "policy"}},
		{"who works with them, and since when", amira, []string{"Priya Shah, since 1 January 2025", "North"}},
		{"attempts beside the silence", chloe, []string{"Trying: last 13 June, by text or app", "12 June 2026, 3 days ago: family told us", "Attempts only"}},
		{"away and home are both shown", olu, []string{"In custody; since 8 June 2026", "Independent living (U); 12 Tide Street", "First custody visit", "known late, act by 24 June 2026"}},
		{"when it was recorded stands beside when it happened", olu, []string{"8 June 2026", "recorded 10 June 2026 at 10:00"}},
		{"questions that imports left", farid, []string{"Row 3 of the list of 1 June 2026, Accommodation: “sofa?”", "Settle"}},
		{"nobody works with them", farid, []string{"Nobody yet", "Nobody: no owner on record"}},
		{"how to be in touch safely comes first", viktor, []string{"Do not use: letter", "Language: Albanian", "date of birth missing"}},
		{"a death closes and is to be confirmed", sam, []string{"app-bucket--closed", "Died", "To be confirmed"}},
		{"missing", uma, []string{"Reported missing", "Missing: manager&#39;s decision", ">Found<"}},
	} {
		t.Run(c.name, func(t *testing.T) { v.get(personPath(c.of)).wants(t, http.StatusOK, c.wants...) })
	}
	t.Run("nobody of that id", func(t *testing.T) {
		v.get(personPath(personID("9999"))).wants(t, http.StatusNotFound, "There is nothing under this address")
		v.get("/care-leavers/amira").wants(t, http.StatusNotFound, "Look for the person in the register")
	})
}

func TestAMergedRecordLeadsToTheOther(t *testing.T) {
	h := newHouse(t).inTown()
	other := registered("2001", "Amirah", "Noor", "2007-03-10", "2026-06-02")
	other.tellAs("2026-06-03", care.AreaCaseload, care.RecordPerson, care.Merged{Into: amira, Reason: "the same passport"})
	h.publish(other.events...)
	h.settle()
	a := h.as(priya).get(personPath(other.id)).wants(t, http.StatusOK, "Amira Noor", "was merged into this one")
	if a.url.Path != personPath(amira) {
		t.Errorf("came to %s", a.url)
	}
}

func TestARestrictedRecordOpensToThoseNamedAlone(t *testing.T) {
	h := newHouse(t).inTown()
	l := registered("2002", "Grace", "Hart", "2007-03-10", "2026-06-02")
	l.tell("2026-06-02", care.AreaCaseload, care.AccessRestricted{Only: []care.StaffID{martha}, Reason: "a relative works here", Approver: martha})
	h.publish(l.events...)
	h.settle()
	h.as(martha).get(personPath(l.id)).wants(t, http.StatusOK, "Grace Hart")
	h.as(priya).get(personPath(l.id)).wants(t, http.StatusForbidden, "restricted to named people").lacks(t, "Grace")
	h.as(priya).get(personPath(l.id, "/record/contact")).wants(t, http.StatusOK, "Restricted record", "Record a contact").lacks(t, "Grace", "Who exactly")
}

func TestAProtectedAddressIsShownToWhoeverWorksWithThem(t *testing.T) {
	h := newHouse(t).inTown()
	l := registered("2003", "Ines", "Moor", "2007-03-10", "2026-06-02")
	l.tell("2026-06-02", care.AreaAccommodation, care.MovedIn{From: care.From{From: day("2026-06-02")}, Residence: "Y", Address: "7 Hidden Lane", Postcode: "ZZ9 9ZZ", Protected: true})
	h.publish(l.events...)
	h.settle()
	h.as(martha).get(personPath(l.id)).wants(t, http.StatusOK, "7 Hidden Lane")
	h.as(priya).get(personPath(l.id)).wants(t, http.StatusOK, "protected address: ask").lacks(t, "7 Hidden Lane", "ZZ9 9ZZ")
	h.as(priya).get("/api/v1"+personPath(l.id)).wants(t, http.StatusOK, `"protected":true`).lacks(t, "7 Hidden Lane", "ZZ9 9ZZ")
	h.as(priya).get("/api/v1"+personPath(l.id, "/timeline")).wants(t, http.StatusOK, "moved_in").lacks(t, "7 Hidden Lane", "ZZ9 9ZZ")
}

func TestTheCoverageLine(t *testing.T) {
	h := newHouse(t).inTown()
	v := h.as(priya)
	t.Run("nobody has looked for lapses yet, or not everyone was evaluated", func(t *testing.T) {
		v.get("/").wants(t, http.StatusOK, "app-coverage--amber", "Evaluated 3 of 6 people at 12:00, log position", "app-late")
	})
	t.Run("every look is due to nobody: green", func(t *testing.T) {
		quiet := newHouse(t)
		quiet.publish(staffed()...)
		quiet.project()
		quiet.settle()
		quiet.sweep(noon.Add(-time.Minute))
		quiet.as(priya).get("/").wants(t, http.StatusOK, "app-coverage--green", "Evaluated 0 of 0 people at 12:00").lacks(t, "app-late")
	})
	t.Run("a sweep of an hour ago is no sweep", func(t *testing.T) {
		quiet := newHouse(t)
		quiet.publish(staffed()...)
		quiet.project()
		quiet.settle()
		quiet.sweep(noon.Add(-time.Hour))
		quiet.as(priya).get("/").wants(t, http.StatusOK, "app-coverage--amber", "The last look for lapses was on 15 June 2026 at 11:00")
	})
}

func TestAlerts(t *testing.T) {
	h := newHouse(t).inTown()
	raise := func(l *life, rule, lapse string, due string, origin care.Origin) {
		id := care.NewAlertID(l.id, rule, care.RecordID(lapse))
		l.events = append(l.events, care.Event{ID: id, Authority: authority, Person: l.id, Area: care.AreaAlert, Record: care.NewRecordID(id), Actor: care.Monitor, Source: "/intouch/monitor",
			RecordedAt: noon.Add(-time.Hour), Fact: care.AlertRaised{Rule: rule, PolicyVersion: 1, Lapse: care.RecordID(lapse), Due: day(due), ActBy: day(due), Origin: origin, Owner: priya}})
	}
	c, f := &life{id: chloe}, &life{id: farid}
	raise(c, "keep-in-touch", "x", "2026-05-18", "")
	raise(c, "whereabouts", "y", "2026-05-20", "")
	raise(f, "whereabouts", "z", "2026-06-03", care.Baseline)
	h.publish(append(c.events, f.events...)...)
	h.settle()
	v := h.as(priya)
	a := v.get("/alerts").wants(t, http.StatusOK, "Chloe Banks", "Keep in touch", "1 more", "Baseline: what had lapsed before going live", "Farid Amin")
	if strings.Index(a.body, "Farid Amin") < strings.Index(a.body, "Baseline: what") {
		t.Error("a baseline stands among the lapses as they happen")
	}
	if strings.Count(a.body, "Chloe Banks") != 1 {
		t.Error("one person has more than one line")
	}
	v.get("/alerts?rule=whereabouts").wants(t, http.StatusOK, "Chloe Banks", "Farid Amin").lacks(t, "<strong>Keep in touch")
	v.get("/alerts?team=North").wants(t, http.StatusOK, "Chloe Banks").lacks(t, "Farid Amin")
	v.get("/alerts?state=closed").wants(t, http.StatusOK, "No alerts.")
	v.get(personPath(chloe)).wants(t, http.StatusOK, "Open alerts", "last good day was 18 May 2026, 28 days late", "Say what you will do")
}
