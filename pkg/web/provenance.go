package web

import (
	"net/http"
	"net/url"
	"strings"

	care "intouch/pkg/careleaver"
	"intouch/pkg/duty"
	"intouch/pkg/problem"
	"intouch/pkg/web/pages"
)

// Where a value comes from, one click away: the event that says it, who recorded
// it and for whom, when it happened, was told and was recorded, how it is known,
// and what it replaced.

// valuePage is the provenance of one value: pages/value.gohtml.
type valuePage struct {
	Who      pages.IdentityBar
	Name     string // "Date of birth"
	Says     string // what it is now
	Now      pages.SummaryList
	Replaced []pages.SummaryList // what was said before, newest first
}

// errNoValue says that a value has no source to show.
var errNoValue = problem.New(problem.NotFound, "No event says such a value of this person. Go back to their page and choose one.")

// values are the person's values on the day of the record, with their events.
func (rec record) values() []duty.Value {
	look := duty.Look{Standing: rec.Standing, Whereabouts: rec.Whereabouts, Activity: rec.Activity, Deadlines: rec.Deadlines}
	return duty.ValuesOf(rec.facts, rec.records, look, rec.On)
}

// value answers GET /care-leavers/{person}/values/{value}.
func (s *server) value(w http.ResponseWriter, r *http.Request, v visit) error {
	q := queryOf(r.URL, "at", "known")
	m := asked(q, v)
	id, err := personIn(r)
	if err := firstOf(err, q.err()); err != nil {
		return err
	}
	rec, err := s.openAt(r.Context(), v, id, m)
	if err != nil {
		return err
	}
	for _, x := range rec.values() {
		if x.Name == r.PathValue("value") {
			return s.show(w, r, v, "value", pages.Page{Title: "Where this comes from", Section: pages.Register, Flash: m.banner(r.URL.Path), Data: rec.valuePage(v, x),
				Back: pages.BackLink{Href: m.address("/care-leavers/" + rec.ID.String()), Text: "Back to the person"}})
		}
	}
	return errNoValue
}

func (rec record) valuePage(v visit, x duty.Value) valuePage {
	v.today = rec.On // "12 days ago" is said as on the day that is shown
	p := valuePage{Who: rec.bar(v), Name: rec.valueName(x.Name), Says: rec.saysNow(v, x)}
	for i, e := range x.Chain {
		list := rec.sourceList(v, x.Name, e)
		if i == 0 {
			list.Card = "The event that says so"
			p.Now = list
		} else {
			p.Replaced = append(p.Replaced, list)
		}
	}
	return p
}

// sourceList is an event as the source of a value.
func (rec record) sourceList(v visit, name string, e care.Entry) pages.SummaryList {
	list := pages.SummaryList{Card: "Before that"}
	add := func(key, value string) {
		if value != "" {
			list.Rows = append(list.Rows, pages.SummaryRow{Key: key, Value: value})
		}
	}
	add("What it says", or(rec.sealedWords(e.Event), rec.saysThen(v, name, e)))
	p := rec.provenance(e.SaidBy())
	if p == nil {
		return list
	}
	if !p.Happened.IsZero() {
		add("It happened", long(p.Happened))
	}
	if !p.ToldOn.IsZero() {
		add("We were told", p.ToldOn.Long())
	}
	add("Recorded", clockTime(e.RecordedAt))
	add("By", rec.by(e.Event))
	add("How it is known", care.Knowledges.Label(p.HowKnown))
	add("Source", sourceWords(e.Source))
	before := rec.asRecorded(e)
	for _, c := range rec.corrections(e) {
		facts := c.Fact.(care.Corrected)
		add("Corrected", clockTime(c.RecordedAt)+", by "+rec.by(c)+", because: "+strings.TrimSuffix(rec.whyCorrected(v, c), ".")+". Until then it said: "+rec.saysThen(v, name, before))
		before.Fact = facts.Facts
	}
	list.Rows = append(list.Rows, pages.SummaryRow{Key: "The event", HTML: linked(titleOf(rec, e), rec.eventHref(e.ID))})
	return list
}

// whyCorrected is the reason of a correction, for whoever looks.
func (rec record) whyCorrected(v visit, c care.Event) string {
	f, _ := rec.masked(v, c).(care.Corrected)
	return f.Reason
}

func titleOf(rec record, e care.Entry) string {
	if rec.sealed(e.Event) {
		return "Sealed"
	}
	return factTitle(e.Fact)
}

// asRecorded is an event with the facts that it was recorded with.
func (rec record) asRecorded(e care.Entry) care.Entry {
	if first, ok := rec.event(e.ID); ok {
		e.Fact = first.Fact
	}
	return e
}

// corrections are those of an event, in log order.
func (rec record) corrections(e care.Entry) []care.Event {
	var all []care.Event
	for _, x := range rec.on(e.Event) {
		if c, ok := x.Fact.(care.Corrected); ok && rec.corrects(x, c) == e.ID {
			all = append(all, x)
		}
	}
	return all
}

// why links to where a value comes from, if an event says it.
func (rec record) why(value, of string) []pages.Action {
	for _, x := range rec.known {
		if x.Name == value {
			return []pages.Action{{Href: rec.valueURL(value), Text: "Source", Hidden: "of " + of}}
		}
	}
	return nil
}

func (rec record) valueURL(value string) string {
	return rec.moment.address("/care-leavers/" + rec.ID.String() + "/values/" + url.PathEscape(value))
}

// eventHref is where an event is on the person's page, with all that happened:
// the page of the moment, or of now where that one shows the event first.
func (rec record) eventHref(id care.EventID) string {
	q := url.Values{}
	if e, ok := rec.event(id); ok && !rec.moment.before(e) {
		q = rec.moment.query()
	}
	return onTimeline(rec.ID, q, id)
}

// onTimeline is where an event is on somebody's page, with all that happened.
func onTimeline(person care.PersonID, q url.Values, id care.EventID) string {
	q.Set("timeline", "all")
	return "/care-leavers/" + person.String() + "?" + q.Encode() + "#event-" + id.String()
}
