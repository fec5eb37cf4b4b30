package web

import (
	"context"
	"net/http"
	"slices"

	"intouch/pkg/access"
	care "intouch/pkg/careleaver"
	"intouch/pkg/duty"
	"intouch/pkg/problem"
	"intouch/pkg/store"
	"intouch/pkg/web/pages"
)

// Sources that disagree about where somebody is stand side by side, and a named
// person decides which is not believed. Both are kept (docs/rules.md section 5).

// contradictionView is a contradiction on a person's page: the part
// "contradiction" of pages/partials/contradiction.gohtml draws it.
type contradictionView struct {
	Place   string // where they are by the facts
	For     []evidenceLine
	Against []evidenceLine
	Decide  string // where to decide; empty: whoever looks may not
}

// evidenceLine is a piece of evidence: who said what, when, and how they know.
type evidenceLine struct {
	What  string
	When  string
	How   string
	By    string
	Href  string // where on the whole timeline it is
	Event care.EventID
}

// contradictions are those of a record on its day, as known at its moment. Which
// evidence still lives depends on the policy; where there is no flag, nothing is
// looked up.
func (s *server) contradictions(ctx context.Context, v visit, rec record) ([]duty.Contradiction, error) {
	if !slices.Contains(rec.Standing.Flags, duty.ContradictionFlag) {
		return nil, nil
	}
	rules, err := s.council(v).Rules(ctx, rec.moment.known)
	if err != nil {
		return nil, err
	}
	return rules.Contradictions(rec.facts, rec.On), nil
}

func (rec record) contradictionViews(v visit) []contradictionView {
	var all []contradictionView
	for _, c := range rec.contradicted {
		older, newer := rec.evidenceLine(c.Older), rec.evidenceLine(c.Newer)
		if n := len(all); n > 0 && all[n-1].For[0].Event == older.Event {
			all[n-1].Against = append(all[n-1].Against, newer)
			continue
		}
		view := contradictionView{Place: rec.homeNow(), For: []evidenceLine{older}, Against: []evidenceLine{newer}}
		if mayRecord(v, care.ContradictionDecided{}) {
			view.Decide = rec.formURL(contradictionForm.path, "")
		}
		all = append(all, view)
	}
	return all
}

func (rec record) evidenceLine(e care.Evidence) evidenceLine {
	l := evidenceLine{When: e.On.Long(), How: or(care.Knowledges.Label(e.How), "Told"), By: rec.by(e.Entry.Event), Href: rec.eventHref(e.Entry.ID), Event: e.Entry.ID}
	if l.What = rec.sealedWords(e.Entry.Event); l.What == "" {
		l.What = voice(e.Entry.Fact) + ": " + rec.speaks(e)
	}
	return l
}

// voice is whose word a piece of evidence is.
func voice(f care.Fact) string {
	switch f := f.(type) {
	case care.ToldBySomeoneElse:
		return sayer(f.Hearsay)
	case care.Attempted:
		if f.Told != nil {
			return sayer(*f.Told)
		}
	case care.ContactMade:
		if f.Place() == "" || f.Place() == care.Elsewhere {
			return "The young person says (" + lower(factTitle(f)) + ")"
		}
	}
	return factTitle(f)
}

func sayer(h care.Hearsay) string {
	who := care.Informants.Label(h.Informant)
	if h.Who != "" {
		who += " (" + h.Who + ")"
	}
	return who + " says"
}

// speaks says what a piece of evidence says of where they are.
func (rec record) speaks(e care.Evidence) string {
	place := "at that place"
	for _, h := range rec.facts.Homes {
		if h.Record == e.Of {
			place = lower(living(care.AtHome, string(h.Facts.Residence))) + " (" + string(h.Facts.Residence) + ")"
		}
	}
	for _, a := range rec.facts.Absences {
		if a.Record == e.Of {
			place = lower(living(care.Away, string(a.Facts.Kind)))
		}
	}
	if e.There {
		return "there, " + place
	}
	return "not there, " + place
}

// contradictionForm is the decision.
var contradictionForm = form{
	path: "contradiction", title: "Decide which source is believed", done: "Decided", group: groupWhere,
	lead: "What is set aside no longer speaks for or against a place. It is kept, and shown.",
	fact: care.ContradictionDecided{}, area: care.AreaAccommodation, today: []string{"on"},
	of: func(rec record) []target {
		return when(len(rec.contradicted) > 0, "Sources disagree: decide", "")
	},
	fields: func(s subject) []field {
		return []field{
			verdicts{s.disagreeing()},
			passage{name: "rationale", label: "Why is one believed and the other not?"},
			date{name: "on", legend: "When was it decided?"},
		}
	},
}

// disagreeing are the pieces that contradict each other now, and those that were
// decided on before.
func (who subject) disagreeing() []evidenceLine {
	if who.record == nil {
		return nil
	}
	var lines []evidenceLine
	add := func(l evidenceLine) {
		if !slices.ContainsFunc(lines, func(x evidenceLine) bool { return x.Event == l.Event }) {
			lines = append(lines, l)
		}
	}
	for _, c := range who.record.contradicted {
		add(who.record.evidenceLine(c.Newer))
		add(who.record.evidenceLine(c.Older))
	}
	for _, d := range who.record.facts.Contradictions {
		for _, id := range slices.Concat(d.Facts.SetAside, d.Facts.Believed) {
			if e, ok := who.record.event(id); ok { // what is set aside is no evidence any more
				add(who.record.eventLine(e))
			}
		}
	}
	return lines
}

// eventLine is an event that was evidence, as it was recorded.
func (rec record) eventLine(e care.Event) evidenceLine {
	l := evidenceLine{What: rec.sealedWords(e), When: e.HappenedOn().Long(), How: "Decided on before", By: rec.by(e), Href: rec.eventHref(e.ID), Event: e.ID}
	if l.What == "" {
		l.What = voice(e.Fact)
	}
	return l
}

// verdicts asks of each piece of evidence whether it is believed.
type verdicts struct{ all []evidenceLine }

var verdictItems = []pages.Choice{{Value: "believed", Text: "Believed"}, {Value: "setAside", Text: "Set aside"}, {Value: "", Text: "Left open"}}

func verdictName(l evidenceLine) string { return "verdict-" + l.Event.String() }

func (q verdicts) draw(f *filling) []pages.Component {
	anchor := "setAside"
	if len(q.all) > 0 {
		anchor = verdictName(q.all[0])
	}
	wrong := or(f.on("setAside", anchor), f.on("believed", anchor))
	var parts []pages.Component
	for i, l := range q.all {
		r := pages.Radios{Name: verdictName(l), Legend: l.What, LegendClasses: "govuk-fieldset__legend--s", Hint: l.When + ". " + l.How + ". Recorded by " + l.By,
			Items: slices.Clone(verdictItems), Value: f.text(verdictName(l)), Classes: "govuk-radios--inline"}
		r.Items[2].Chosen = r.Value == ""
		if i == 0 {
			r.Error = wrong
		}
		parts = append(parts, r)
	}
	return parts
}

func (q verdicts) read(f *filling, to facts) {
	if len(q.all) == 0 {
		return
	}
	said := map[string][]any{}
	for _, l := range q.all {
		verdict := f.text(verdictName(l))
		said[verdict] = append(said[verdict], l.Event.String())
	}
	for _, name := range []string{"believed", "setAside"} {
		to.set(name, nil)
		if len(said[name]) > 0 {
			to.set(name, said[name])
		}
	}
}

func (q verdicts) fill(f *filling, from facts) {
	for _, name := range []string{"believed", "setAside"} {
		all, _ := from.get(name).([]any)
		for _, x := range all {
			f.Set("verdict-"+x.(string), name)
		}
	}
}

// verdictRows say of a decision which pieces it believed and set aside.
func (rec record) verdictRows(f care.Fact) []pages.SummaryRow {
	d, ok := f.(care.ContradictionDecided)
	if !ok {
		return nil
	}
	var rows []pages.SummaryRow
	add := func(key string, ids []care.EventID) {
		for _, id := range ids {
			if e, known := rec.event(id); known {
				rows = append(rows, pages.SummaryRow{Key: key, HTML: linked(or(rec.sealedWords(e), factTitle(e.Fact)+", "+e.HappenedOn().Long()), rec.eventHref(id))})
			}
		}
	}
	add("Set aside", d.SetAside)
	add("Believed", d.Believed)
	return rows
}

// contradictionsPage is everybody about whom sources disagree:
// pages/contradictions.gohtml.
type contradictionsPage struct {
	Rows  []personRow
	Next  pages.Pagination
	Empty string
}

// contradictionsList answers GET /contradictions.
func (s *server) contradictionsList(w http.ResponseWriter, r *http.Request, v visit) error {
	if err := access.May(v.Caller, access.Oversee); err != nil {
		return problem.New(problem.Forbidden, "This list is for managers. Open a person's page to see what sources say of them.")
	}
	q := queryOf(r.URL, "cursor")
	ask := store.RegisterQuery{Authority: v.Authority, On: v.today, Flag: duty.ContradictionFlag, Cursor: q.text("cursor")}
	l, err := s.peopleList(r, v, q, ask, asAt{on: v.today, today: v.today})
	if err != nil {
		return err
	}
	page := contradictionsPage{Rows: l.rows, Next: nextPage(r.URL, l.next), Empty: "Of nobody do sources disagree about where they are."}
	return s.show(w, r, v, "contradictions", pages.Page{Title: "Sources disagree", Section: pages.Register, Data: page})
}
