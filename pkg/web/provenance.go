package web

import (
	"net/http"
	"net/url"
	"strings"
	"time"

	"github.com/google/uuid"

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
	Back     string
}

// errNoValue says that a value has no source to show.
var errNoValue = problem.New(problem.NotFound, "No event says such a value of this person now. Go back to their page and choose one.")

// values are the person's values on the day of the record, with their events.
func (rec record) values() []duty.Value {
	look := duty.Look{Standing: rec.Standing, Whereabouts: rec.Whereabouts, Activity: rec.Activity, Deadlines: rec.Deadlines}
	return duty.ValuesOf(rec.facts, rec.records, look, rec.On)
}

// value answers GET /care-leavers/{person}/values/{value}.
func (s *server) value(w http.ResponseWriter, r *http.Request, v visit) error {
	id, err := personIn(r)
	if err != nil {
		return err
	}
	rec, err := s.open(r.Context(), v, id, v.today)
	if err != nil {
		return err
	}
	for _, x := range rec.values() {
		if x.Name == r.PathValue("value") {
			return s.show(w, r, v, "value", pages.Page{Title: "Where this comes from", Section: pages.Register, Data: rec.valuePage(v, x),
				Back: pages.BackLink{Href: "/care-leavers/" + rec.ID.String(), Text: "Back to the person"}})
		}
	}
	return errNoValue
}

func (rec record) valuePage(v visit, x duty.Value) valuePage {
	p := valuePage{Who: rec.bar(v), Name: rec.valueName(x.Name), Says: rec.saysNow(v, x), Back: "/care-leavers/" + rec.ID.String()}
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
	add("What it says", or(rec.sealedWords(e.Event), rec.saysThen(name, e)))
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
	for _, c := range rec.corrections(e) {
		add("Corrected", clockTime(c.RecordedAt)+", by "+rec.by(c)+", because: "+c.Fact.(care.Corrected).Reason)
	}
	list.Rows = append(list.Rows, pages.SummaryRow{Key: "The event", HTML: linked(titleOf(rec, e), "/care-leavers/"+rec.ID.String()+"?timeline=all#event-"+e.ID.String())})
	return list
}

func titleOf(rec record, e care.Entry) string {
	if rec.sealed(e.Event) {
		return "Sealed"
	}
	return factTitle(e.Fact)
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

// sourceWords say from which program or import something came.
func sourceWords(source string) string {
	words, ours := strings.CutPrefix(source, "/intouch/")
	switch {
	case !ours:
		return source
	case strings.HasPrefix(words, "import"):
		return "An imported list"
	case words == "demo":
		return "The demonstration"
	}
	return "Recorded in InTouch (" + words + ")"
}

// valueName is what a value is called on a page.
func (rec record) valueName(name string) string {
	if label, ok := valueNames[name]; ok {
		return label
	}
	if reason, ok := strings.CutPrefix(name, "reason."); ok {
		return "Why: " + lower(duty.Reasons.Label(duty.Reason(reason)))
	}
	for _, d := range rec.Deadlines {
		if duty.DeadlineValue(d) == name {
			return ruleWords(d) + ": what started it"
		}
	}
	return name
}

var valueNames = map[string]string{
	duty.ValueName: "Name", duty.ValueBirth: "Date of birth", duty.ValueContactPoints: "Numbers and addresses", duty.ValueCategory: "Category", duty.ValueTeam: "Team",
	duty.ValueAdviser: "Personal adviser", duty.ValueSeen: "Last seen", duty.ValueSpoken: "Last spoken to", duty.ValueHeardOf: "Last heard of", duty.ValueTried: "Last tried",
	duty.ValueWhereabouts: "Where they are", duty.ValueConfidence: "How sure that is", duty.ValueHome: "Home", duty.ValueSuitability: "Suitability of the home",
	duty.ValueActivity: "What they do", duty.ValueActivityEvidence: "How it is known what they do", duty.ValueFrequency: "Contact frequency", duty.ValueRisk: "Risk",
	duty.ValueSafety: "How to be in touch safely",
}

// saysNow is what the value is now, as the person's page has it.
func (rec record) saysNow(v visit, x duty.Value) string {
	switch x.Name {
	case duty.ValueName:
		return rec.called()
	case duty.ValueBirth:
		return birthWords(rec.DateOfBirth, rec.BirthStatus)
	case duty.ValueCategory:
		return care.Categories.Label(rec.Standing.Category)
	case duty.ValueTeam:
		return rec.Standing.Team
	case duty.ValueAdviser:
		return rec.adviserNow()
	case duty.ValueWhereabouts:
		return rec.placeWords(v)
	case duty.ValueConfidence:
		return duty.Confidences.Label(rec.Whereabouts.Confidence) + "," + rec.evidenceWords(v)
	}
	for _, d := range rec.Deadlines {
		if duty.DeadlineValue(d) == x.Name {
			return "By " + d.Due.Long() + ", " + left(d.Due, v.today) + " (" + d.Source + ")"
		}
	}
	return rec.saysThen(x.Name, x.Chain[0])
}

// saysThen is what an event says of a value.
func (rec record) saysThen(name string, e care.Entry) string {
	if rec.sealed(e.Event) {
		return rec.sealedWords(e.Event)
	}
	switch f := e.Fact.(type) {
	case care.Registered:
		return saidOf(name, f.Details, f.Category, e)
	case care.DetailsChanged:
		return saidOf(name, f.Details, "", e)
	case care.EligibilityChanged:
		return care.Categories.Label(f.Category)
	case care.AdviserAllocated:
		return rec.staff.named(f.Staff) + ", " + lower(care.Roles.Label(f.Role))
	case care.HandoverAccepted:
		return "Accepted a handover"
	case care.TeamAllocated:
		return f.Team
	case care.FrequencySet:
		return frequencyWords(f)
	case care.SuitabilityAssessed:
		return map[care.YesNo]string{care.Yes: "Suitable", care.No: "Not suitable"}[f.Suitable]
	}
	return factTitle(e.Fact)
}

// saidOf is what details say of a value of theirs.
func saidOf(name string, d care.Details, c care.Category, e care.Entry) string {
	switch name {
	case duty.ValueName:
		return or(strings.Trim(d.GivenName+" "+d.FamilyName+" "+knownAsWords(d.KnownAs), " "), "Emptied")
	case duty.ValueBirth:
		return or(birthWords(d.DateOfBirth, d.BirthStatus), "Emptied")
	case duty.ValueContactPoints:
		var all []string
		for _, p := range d.ContactPoints {
			all = append(all, p.Value)
		}
		return or(strings.Join(all, ", "), "Emptied")
	case duty.ValueCategory:
		return care.Categories.Label(c)
	}
	return factTitle(e.Fact)
}

func knownAsWords(known string) string {
	if known == "" {
		return ""
	}
	return "(known as " + known + ")"
}

func birthWords(born care.Day, status care.BirthStatus) string {
	words := ""
	if !born.IsZero() {
		words = born.Long()
	}
	if status != "" {
		words = strings.TrimPrefix(words+", "+lower(care.BirthStatuses.Label(status)), ", ")
	}
	return words
}

func frequencyWords(f care.FrequencySet) string {
	words := "In touch every " + counted(f.EveryDays, "day")
	if f.SeenEveryDays > 0 {
		words += ", seen every " + counted(f.SeenEveryDays, "day")
	}
	if f.Risk != "" {
		words += "; " + lower(care.Risks.Label(f.Risk)) + " risk"
	}
	return words
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
	return "/care-leavers/" + rec.ID.String() + "/values/" + url.PathEscape(value)
}

// apiProvenance answers GET /api/v1/care-leavers/{person}/provenance.
func (s *server) apiProvenance(w http.ResponseWriter, r *http.Request, v visit) error {
	q := queryOf(r.URL)
	id, err := personIn(r)
	if err := firstOf(err, q.err(), s.caughtUp(r, v)); err != nil {
		return err
	}
	rec, err := s.open(r.Context(), v, id, v.today)
	if err != nil {
		return err
	}
	if rec.LeadsTo != uuid.Nil {
		http.Redirect(w, r, "/api/v1/care-leavers/"+rec.LeadsTo.String()+"/provenance", http.StatusTemporaryRedirect)
		return nil
	}
	return s.answerJSON(w, r, v, listOf(rec.values(), "", func(x duty.Value) valueJSON {
		j := valueJSON{Value: x.Name, saidJSON: rec.said(x.Name, x.Chain[0])}
		for _, e := range x.Chain[1:] {
			j.Replaced = append(j.Replaced, rec.said(x.Name, e))
		}
		return j
	}))
}

// valueJSON is a value and where it comes from.
type valueJSON struct {
	Value string `json:"value"`
	saidJSON
	Replaced []saidJSON `json:"replaced,omitzero"` // what was said before, newest first
}

// saidJSON is what an event says of a value.
type saidJSON struct {
	Says        string           `json:"says"`
	Source      *provenance      `json:"source,omitzero"`
	Corrections []correctionJSON `json:"corrections,omitzero"`
	SealedAs    *sealedJSON      `json:"sealedAs,omitzero"`
}

// correctionJSON is a correction of the event that says a value.
type correctionJSON struct {
	Event      care.EventID `json:"event"`
	By         *worker      `json:"by,omitzero"`
	RecordedAt time.Time    `json:"recordedAt"`
	Reason     string       `json:"reason"`
}

func (rec record) said(name string, e care.Entry) saidJSON {
	j := saidJSON{Says: rec.saysThen(name, e), Source: rec.provenance(e.SaidBy()), SealedAs: rec.sealedAs(e.Event)}
	for _, c := range rec.corrections(e) {
		j.Corrections = append(j.Corrections, correctionJSON{c.ID, workerOf(c.Actor, rec.staff.named(c.Actor)), c.RecordedAt, c.Fact.(care.Corrected).Reason})
	}
	return j
}
