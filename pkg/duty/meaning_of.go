package duty

import (
	"slices"

	"github.com/google/uuid"

	care "intouch/pkg/careleaver"
)

// Look is what the rules say of a person on a day.
type Look struct {
	Standing    Standing
	Whereabouts Whereabouts
	Activity    Activity
	Deadlines   []Deadline // those that apply, lapsed or to come
}

// On is what the rules say of a person on a day. Its spans run from the day to
// before the first later day on which anything of it would be otherwise.
func (r Authority) On(p care.Person, day care.Day) Look { return r.OnIncomplete(p, nil, day) }

func (a *at) look(broken *Incomplete, all bool) Look {
	o := a.owed()
	look := Look{Standing: a.standing(o, broken)}
	if all {
		look.Deadlines = a.deadlines(o)
		look.Whereabouts = a.whereabouts()
		look.Activity = a.doing()
	}
	return look
}

func (l *Look) over(s Span) {
	l.Standing.Span, l.Whereabouts.Span, l.Activity.Span = s, s, s
	for i := range l.Deadlines {
		l.Deadlines[i].Span = s
	}
}

// Meaning is what is stored of a person. Rules are asked on each day on which
// their answer can change, from the first on the register to the last that
// matters, and equal neighbours are joined. broken says from when on an event
// of theirs could not be applied; nil: all were.
func (r Authority) Meaning(p care.Person, broken *Incomplete) Meaning {
	m := Meaning{Person: r.summary(&p, broken), NextLook: care.Forever, Questions: p.Questions}
	for _, l := range p.Alerts {
		m.Alerts = append(m.Alerts, r.alertNow(&p, l))
	}
	if p.Registered.ID == uuid.Nil || p.MergedInto != uuid.Nil {
		return m
	}
	recorded := max(p.LastRecorded.RecordedOn(), registeredOn(&p))
	first := r.at(&p, registeredOn(&p))
	for day := first.day; day < care.Forever; {
		a := first.on(day)
		if day < recorded {
			a.reached(recorded)
		}
		look := a.look(broken, day >= recorded)
		look.over(Span{day, a.next})
		m.add(look, day >= recorded)
		day = a.next
	}
	return m
}

func (m *Meaning) add(l Look, all bool) {
	m.Standings = join(m.Standings, l.Standing)
	if !all {
		return
	}
	m.Whereabouts = join(m.Whereabouts, l.Whereabouts)
	m.Activity = join(m.Activity, l.Activity)
	for _, d := range l.Deadlines {
		m.addDeadline(d)
	}
	if day := l.Standing.From; m.NextLook == care.Forever && differ(m.Alerts, l.Deadlines, day) {
		m.NextLook = day
	}
}

// spanned is a row that holds over a span of days.
type spanned[S any] interface {
	*S
	span() *Span
	says(S) bool // the same, whatever the span
}

// join adds a row, or lengthens the last one when it says the same.
func join[S any, P spanned[S]](rows []S, row S) []S {
	if n := len(rows); n > 0 {
		if last := P(&rows[n-1]); last.says(row) {
			last.span().Until = P(&row).span().Until
			return rows
		}
	}
	return append(rows, row)
}

func (s *Span) span() *Span { return s }

func (s *Standing) says(t Standing) bool {
	return s.Bucket == t.Bucket && s.Since == t.Since && s.ActBy == t.ActBy && s.Category == t.Category &&
		s.Team == t.Team && s.Adviser == t.Adviser && s.Owner == t.Owner &&
		slices.Equal(s.Reasons, t.Reasons) && slices.Equal(s.Flags, t.Flags)
}

func (w *Whereabouts) says(v Whereabouts) bool {
	v.Span = w.Span
	return *w == v
}

func (x *Activity) says(y Activity) bool {
	y.Span = x.Span
	return *x == y
}

// addDeadline adds a deadline, or lengthens the one that it continues.
func (m *Meaning) addDeadline(d Deadline) {
	for i := range m.Deadlines {
		last := &m.Deadlines[i]
		if last.Rule != d.Rule || last.Lapse != d.Lapse || last.Until != d.From {
			continue
		}
		same := d
		same.Span = last.Span
		if same == *last {
			last.Until = d.Until
			return
		}
	}
	m.Deadlines = append(m.Deadlines, d)
}

// differ reports whether the alerts on record are not those that the lapsed
// deadlines of the day ask for.
func differ(alerts []Alert, deadlines []Deadline, day care.Day) bool {
	open := map[string]bool{}
	settled, held := map[string]bool{}, map[string]bool{}
	for _, l := range alerts {
		key := l.Raised.Facts.Rule + string(l.Raised.Facts.Lapse)
		open[key] = l.Open && !l.Held
		held[key] = l.Held
		settled[key] = !l.Open && l.Closed != nil && l.Closed.Facts.Reason == care.ClosedNotPursued
	}
	for _, d := range deadlines {
		key := string(d.Rule) + string(d.Lapse)
		if !d.Alerting(day) || settled[key] {
			continue
		}
		if !open[key] && !held[key] {
			return true
		}
		delete(open, key)
	}
	for _, still := range open {
		if still {
			return true
		}
	}
	return false
}

func (r *Authority) alertNow(p *care.Person, l care.Alert) Alert {
	a := Alert{Alert: l, Held: r.held(p, &l)}
	if e, ok := metBy(p, l); ok {
		a.MetBy, a.MetOn = e, e.HappenedOn()
	}
	return a
}

func (r Authority) summary(p *care.Person, broken *Incomplete) Summary {
	d := p.Details
	s := Summary{
		ID: p.ID, Authority: p.Authority, LocalID: p.Registered.Facts.LocalID, GivenName: d.GivenName, FamilyName: d.FamilyName, KnownAs: d.KnownAs,
		DateOfBirth: d.DateOfBirth, BirthStatus: d.BirthStatus, Root: p.MergedInto, RulesVersion: RulesVersion,
		Seen: clock(p.Seen), Spoken: clock(p.Spoken), HeardOf: clock(p.HeardOf), Tried: clock(p.Tried),
		PolicyVersion: r.Policies[len(r.Policies)-1].Version,
	}
	if p.Registered.ID != uuid.Nil {
		s.RegisteredOn, s.Category = registeredOn(p), p.Registered.Facts.Category
	}
	if n := len(p.Categories); n > 0 {
		s.Category = p.Categories[n-1].Facts.Category
	}
	for _, id := range d.Identifiers {
		if !slices.Contains(s.Identifiers, id.ID) {
			s.Identifiers = append(s.Identifiers, id.ID)
		}
	}
	if broken != nil {
		s.Incomplete = broken.Why
	}
	return s
}

func clock(marks []care.Mark) Clock {
	if len(marks) == 0 {
		return Clock{}
	}
	m := marks[len(marks)-1]
	return Clock{When: m.When, How: howOf(m.Entry.Fact), Event: m.Entry.SaidBy()}
}

// howOf says in a code what moved a clock.
func howOf(f care.Fact) string {
	switch f := f.(type) {
	case care.ContactMade:
		return string(f.How)
	case care.Attempted:
		return string(f.How)
	case care.ToldBySomeoneElse:
		return string(f.Informant)
	case care.Refused:
		return "refused"
	case care.OfferMade:
		return string(f.How)
	}
	return "found"
}

// whereabouts is the row of where they are on the day.
func (a *at) whereabouts() Whereabouts {
	s := a.where()
	w := Whereabouts{State: s.stretch.State, Of: s.stretch.Of, Since: s.stretch.From, Confidence: s.confidence, SaidBy: s.stretch.Entry.SaidBy()}
	if s.best != nil {
		w.EvidenceOn, w.How, w.EvidenceBy = s.best.On, s.best.How, s.best.Entry.SaidBy()
	}
	for i := range a.Homes {
		if h := &a.Homes[i]; h.Record == s.stretch.Of {
			w.Kind, w.Address, w.Postcode, w.Protected = string(h.Facts.Residence), h.Facts.Address, h.Facts.Postcode, h.Facts.Protected
			w.Since, w.SinceIs, w.SaidBy = h.Facts.From.From, h.Facts.FromIs, h.SaidBy()
		}
	}
	for i := range a.Absences {
		if x := &a.Absences[i]; x.Record == s.stretch.Of {
			w.Kind, w.Address, w.Postcode, w.Protected = string(x.Facts.Kind), x.Facts.Address, x.Facts.Postcode, x.Facts.Protected
			w.Since, w.SinceIs, w.SaidBy = x.Facts.From.From, x.Facts.FromIs, x.SaidBy()
		}
	}
	return w
}
