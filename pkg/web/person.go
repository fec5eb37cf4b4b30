package web

import (
	"net/http"
	"strings"

	"github.com/google/uuid"

	care "intouch/pkg/careleaver"
	"intouch/pkg/duty"
	"intouch/pkg/web/pages"
)

// personPage is everything about one person: pages/person.gohtml.
type personPage struct {
	Who         pages.IdentityBar
	Warnings    []pages.Component // how to be in touch safely
	Incomplete  string            // why the record is, if it is
	Bucket      duty.Bucket
	Reasons     []reasonLine
	Flags       []pages.Tag
	Trying      string // whether anybody tries to be in touch
	Standing    pages.SummaryList
	Clocks      pages.SummaryList // last seen, spoken to, heard of, tried
	Reach       pages.SummaryList // numbers and addresses, and what is safe; no rows: none are known
	Whereabouts pages.SummaryList
	Activity    pages.SummaryList
	Disagree    []contradictionView // sources that disagree about where they are
	Deadlines   []deadlineLine
	Alerts      []alertLine // open, worst first
	Questions   []questionLine
	Twins       []twinPair    // contacts that may be the same meeting
	Contact     pages.Button  // the way to record a contact; below the warnings, never above
	Usual       []pages.Link  // what else is recorded most
	Record      []recordGroup // what else can be recorded
	Timeline    pages.Timeline
	Older       string // where older events are; empty: all are shown
	File        string // where they can be taken out; empty: not by whoever looks
	Then        thenForm
}

// deadlineLine is a duty on a person's page.
type deadlineLine struct {
	Rule   string
	By     string
	Left   string // "3 days left", "12 days late"
	Late   bool
	Source string
	Note   string // baseline, known late
	Todo   bool   // missing it raises no alert
	Why    string // where it comes from
}

// reasonLine is why somebody is in their bucket.
type reasonLine struct {
	Text string
	Why  string // where it comes from; empty: no event says it
}

// alertLine is an open alert on a person's page.
type alertLine struct {
	Rule  string
	Since string
	Note  string
	Act   string         // where to say what will be done about it
	More  []pages.Action // what else can be said of it
}

// questionLine is a cell of an import that could not be read.
type questionLine struct {
	Text   string
	Settle string // where to settle it
}

// person answers GET /care-leavers/{person}.
func (s *server) person(w http.ResponseWriter, r *http.Request, v visit) error {
	id, err := personIn(r)
	if err != nil {
		return err
	}
	flash := flashFor(r)
	late := s.caughtUp(r, v) != nil
	q := &query{values: r.URL.Query()}
	m := asked(q, v)
	if err := q.err(); err != nil {
		return err
	}
	rec, err := s.openAt(r.Context(), v, id, m)
	switch {
	case err != nil && flash.Text != "" && tablesAway(err):
		return s.recordedBlind(w, r, v, id)
	case err != nil:
		return err
	case rec.LeadsTo != uuid.Nil:
		into := m.query()
		into.Set("merged", "yes")
		http.Redirect(w, r, "/care-leavers/"+rec.LeadsTo.String()+"?"+into.Encode(), http.StatusSeeOther)
		return nil
	case m.past():
		flash = m.banner(r.URL.Path, rec.destroyedSince(m))
	}
	if late && flash.Text != "" {
		flash.Text += ". It is stored, and will show here in a moment: load this page again"
	}
	return s.show(w, r, v, "person", pages.Page{Title: "Care leaver", Section: pages.Register, Flash: flash, Data: rec.page(r, v, m),
		Trail: pages.Breadcrumbs{Items: []pages.Link{{Href: "/register", Text: "Register"}, {Text: "Care leaver"}}}})
}

// recordedBlind says that it is recorded, where the tables are away and the
// person's page cannot be shown.
func (s *server) recordedBlind(w http.ResponseWriter, r *http.Request, v visit, id care.PersonID) error {
	again := "/care-leavers/" + id.String()
	return s.show(w, r, v, "recorded", pages.Page{Title: "Recorded", Section: pages.RecordContact, Flash: flashFor(r), Data: recordedPage{again}})
}

// recordedPage is what stands in for a person's page while the tables are away:
// pages/recorded.gohtml.
type recordedPage struct {
	Person string // where their page will be
}

// flashFor says what has just been recorded.
func flashFor(r *http.Request) pages.NotificationBanner {
	if r.URL.Query().Get("merged") != "" {
		return pages.NotificationBanner{Text: "The record you opened was merged into this one"}
	}
	said := map[string]string{"correction": "Correction recorded", "void": voidForm.done, "seal": sealForm.done, "destroy": destroyForm.done, "register": registerForm.done, "row": settleForm.done}[r.URL.Query().Get("recorded")]
	if f, ok := formAt(r.URL.Query().Get("recorded")); ok {
		said = f.done
	}
	return pages.NotificationBanner{Text: said, Success: said != ""}
}

func (rec record) page(r *http.Request, v visit, m asAt) personPage {
	v.today = m.on // "12 days ago" is said as on the day that is shown
	rec.known = rec.values()
	p := personPage{
		Who: rec.bar(v), Incomplete: rec.Incomplete, Bucket: rec.Standing.Bucket, Reasons: rec.reasonLines(), Disagree: rec.contradictionViews(v), Flags: flagTags(rec.Standing.Flags),
		Trying: rec.trying(v), Standing: rec.standing(v), Clocks: rec.clocks(v), Reach: rec.reachList(v), Whereabouts: rec.whereaboutsList(v), Activity: rec.activityList(v),
		Deadlines: rec.deadlineLines(v.today), Alerts: rec.alertLines(v), Questions: rec.questionLines(v), Twins: rec.twinPairs(v), Contact: pages.Button{Text: "Record a contact", Href: rec.formURL("contact", "")}, Usual: rec.usual(v), Record: rec.recordGroups(v), Then: m.form(r.URL),
	}
	if rec.facts.Safety != nil {
		p.Warnings = safetyWarnings(&rec.facts.Safety.Facts)
	}
	all := rec.shownOf(m)
	if len(all) > timelineAtOnce && r.URL.Query().Get("timeline") != "all" {
		older := m.query()
		older.Set("timeline", "all")
		all, p.Older = all[:timelineAtOnce], r.URL.Path+"?"+older.Encode()+"#timeline"
	}
	p.Timeline = rec.timeline(v, all)
	p.File = rec.timelineFile(v, m)
	if m.past() {
		p.onlyToRead()
	}
	return p
}

// onlyToRead takes out all that records something: nothing is recorded in the past.
func (p *personPage) onlyToRead() {
	p.Usual, p.Record = nil, nil
	for i := range p.Alerts {
		p.Alerts[i].Act, p.Alerts[i].More = "", nil
	}
	for i := range p.Disagree {
		p.Disagree[i].Decide = ""
	}
	for i := range p.Questions {
		p.Questions[i].Settle = ""
	}
	for i := range p.Twins {
		p.Twins[i].Action = ""
	}
}

func (rec record) bar(v visit) pages.IdentityBar {
	facts := []string{age(rec.DateOfBirth, v.today), "local id " + rec.LocalID}
	if !rec.DateOfBirth.IsZero() {
		facts[0] += ", born " + rec.DateOfBirth.Long()
		if rec.BirthStatus == "disputed" {
			facts[0] += " (disputed)"
		}
	}
	facts = append(facts, "PA: "+or(rec.AdviserName, "nobody"), or(rec.Standing.Team, "no team"))
	return pages.IdentityBar{Name: rec.called(), Facts: facts}
}

func (rec record) formURL(path string, of care.RecordID) string {
	url := "/care-leavers/" + rec.ID.String() + "/record/" + path
	if of != "" {
		url += "?of=" + string(of)
	}
	return url
}

func (rec record) trying(v visit) string {
	if !sought(rec.Standing.Bucket) {
		return ""
	}
	return trying(rec.Tried.When, rec.Spoken.When, rec.Tried.How, v.today)
}

// sought reports whether somebody ought to be trying: then lists say whether
// anybody does.
func sought(b duty.Bucket) bool { return b == duty.Unaccounted || b == duty.Overdue }

// clocks are the four last movements, each with how and where it says so.
func (rec record) clocks(v visit) pages.SummaryList {
	row := func(key, value, never string, c duty.Clock) pages.SummaryRow {
		if c.When.IsZero() {
			return pages.SummaryRow{Key: key, Value: never}
		}
		return pages.SummaryRow{Key: key, Value: long(c.When) + ", " + ago(c.When.Day(), v.today) + ": " + moved(c.How), Actions: rec.why(value, strings.ToLower(key))}
	}
	return pages.SummaryList{Rows: []pages.SummaryRow{
		row("Last seen", duty.ValueSeen, "Never", rec.Seen), row("Last spoken to", duty.ValueSpoken, "Never", rec.Spoken),
		row("Last heard of", duty.ValueHeardOf, "Never", rec.HeardOf), row("Last tried", duty.ValueTried, "Nobody has tried yet", rec.Tried),
	}}
}
