package importing

import (
	"slices"

	care "intouch/pkg/careleaver"
)

// where is the home that the row speaks of.
type where struct {
	record
	home *care.Home // as the register has it; nil when the row opens it
}

// whereabouts tells where the row says that they are. An imported home has no
// known start: they were there on or before the list's day, so it starts no
// duty to visit (rules.md section 8).
func (t *telling) whereabouts() {
	place := t.place()
	if place == "" {
		return
	}
	same, a := t.sameAs(place), t.standing(string(place), t.saidOfWhereabouts())
	found := place != notKnown && t.now().State == care.NotKnownWhere
	switch {
	case (found || !same) && t.personDecides(), a == disputed && t.yields(a, ColumnAccommodation, "where they live"):
		return
	case same:
		t.stillAt(place, a)
		return
	case t.yields(a, ColumnAccommodation, "where they live"):
		return
	}
	switch place {
	case inCustody:
		f := care.WentAway{From: t.notLater(), Kind: care.AwayCustody, HowKnown: care.FromImport}
		t.add(t.opens(care.AreaAccommodation), fact{Event: care.Event{Fact: f}, column: ColumnAccommodation, what: "in custody"}, "away", string(care.AwayCustody), t.asAt.String())
	case notKnown:
		f := care.WhereaboutsNotKnown{From: t.asAt, Why: "a list of that day says so"}
		t.add(t.one(care.AreaAccommodation, care.RecordWhereabouts), fact{Event: care.Event{Fact: f}, column: ColumnAccommodation, what: "whereabouts not known"}, "not known", t.asAt.String())
	default:
		t.livesIn(place)
	}
}

func (t *telling) notLater() care.From { return care.From{From: t.asAt, FromIs: care.NotLaterThan} }

// place is where the row says that they are: what its accommodation column says,
// and what its in-touch column says of it. Empty when nothing does.
func (t *telling) place() care.Residence {
	home, told := t.row.accommodation, t.row.inTouch.or(inTouch{}).where
	switch {
	case home.ask != "":
		return ""
	case home.value == inPlacement && t.row.category.or("") == care.Eligible:
		t.note("type of accommodation: a placement of a child still looked after, nothing to record")
		return ""
	case home.value == inPlacement:
		t.ask(ColumnAccommodation, askPlacement)
		return ""
	case home.missing():
		return told
	case told != "" && told != home.value && !(told == "G" && home.value.Abroad()):
		t.ask(ColumnInTouch, "Say where they are: this column and the type of accommodation say different things.")
		return ""
	}
	return home.value
}

// now is where the facts say that they are on the list's day.
func (t *telling) now() care.Stretch {
	s := care.Stretch{State: care.NothingToldOfHome}
	for _, x := range t.person.Stretches {
		if x.From <= t.asAt {
			s = x
		}
	}
	return s
}

// homeNow is the home that they have on the list's day, at it or away.
func (t *telling) homeNow() *care.Home {
	var now *care.Home
	for i, h := range t.person.Homes {
		if h.Facts.From.From <= t.asAt && h.Until > t.asAt {
			now = &t.person.Homes[i]
		}
	}
	return now
}

// custodyNow is the absence in custody that they are in on the list's day.
func (t *telling) custodyNow() *care.Absence {
	now := t.now()
	for i, a := range t.person.Absences {
		if now.State == care.Away && now.Of == a.Record && a.Facts.Kind == care.AwayCustody {
			return &t.person.Absences[i]
		}
	}
	return nil
}

func (t *telling) sameAs(place care.Residence) bool {
	home := t.homeNow()
	switch place {
	case inCustody:
		return t.custodyNow() != nil
	case notKnown:
		return t.now().State == care.NotKnownWhere
	}
	return home != nil && home.Facts.Residence == place && t.custodyNow() == nil
}

// stillAt confirms the place as of the list's day, unless that is known from
// that day or a later one, or they are away from it.
func (t *telling) stillAt(place care.Residence, a age) {
	var there care.Entry
	switch {
	case place == notKnown:
		return
	case place == inCustody:
		there = t.custodyNow().Entry
	default:
		home := t.homeNow()
		t.home = where{of(home.Entry), home}
		there = home.Entry
	}
	if a == newerThanList || place != inCustody && t.now().State == care.Away || t.evidencedOn(t.asAt, there.Record) {
		return
	}
	f := care.WhereaboutsConfirmed{On: t.asAt, HowKnown: care.FromImport}
	t.add(of(there), fact{Event: care.Event{Fact: f}, column: ColumnAccommodation, what: "still there", quiet: true}, "confirmed", string(there.Record), t.asAt.String())
}

func (t *telling) evidencedOn(day care.Day, of care.RecordID) bool {
	return slices.ContainsFunc(t.person.Evidence, func(e care.Evidence) bool { return e.Of == of && e.On == day })
}

// personDecides asks when the list has them elsewhere than in the custody that a
// person recorded, or has them somewhere when a person recorded that nobody
// knows where they are. What a list told of either, a newer one ends.
func (t *telling) personDecides() bool {
	away, now := t.custodyNow(), t.now()
	_, unknown := now.Entry.Fact.(care.WhereaboutsNotKnown)
	_, left := now.Entry.Fact.(care.MovedOut)
	switch {
	case (away != nil || unknown) && now.From == t.asAt:
		t.ask(ColumnAccommodation, "Say where they are: something else is on record of that very day.")
	case away != nil && !said("", 0, away.Entry, away.Facts.HowKnown == care.FromImport).listed:
		t.ask(ColumnAccommodation, "Say where they are: InTouch has them in custody, and the list has them elsewhere.")
	case left, unknown && !t.derived(now.Entry, "not known", now.From.String()):
		t.ask(ColumnAccommodation, "Say where they are: InTouch has it that nobody knows, and the list has them somewhere.")
	default:
		return false
	}
	return true
}

// livesIn tells a home, and that they have come back to it from custody.
func (t *telling) livesIn(place care.Residence) {
	home := t.homeNow()
	same := home != nil && home.Facts.Residence == place
	if away := t.custodyNow(); away != nil {
		f := care.CameBack{On: t.asAt, HowKnown: care.FromImport}
		if same {
			f.ToHome = care.Yes
		}
		t.add(of(away.Entry), fact{Event: care.Event{Fact: f}, column: ColumnAccommodation, what: "no longer in custody"}, "came back", string(away.Record), t.asAt.String())
	}
	if same {
		t.home = where{of(home.Entry), home}
		return
	}
	f := care.MovedIn{From: t.notLater(), Residence: place, HowKnown: care.FromImport}
	t.home.record = t.opens(care.AreaAccommodation)
	t.home.id = t.add(t.home.record, fact{Event: care.Event{Fact: f}, column: ColumnAccommodation, what: "lives at: " + label(care.Residences, place) + " (" + string(place) + ")"},
		"home", string(place), t.asAt.String())
}

// saidOfWhereabouts is all that was said of where they are, in order of time.
func (t *telling) saidOfWhereabouts() []statement {
	var all []statement
	p, places := t.person, t.places()
	for _, e := range p.Evidence {
		says := places[e.Of]
		if !e.There {
			says = "not " + says
		}
		all = append(all, said(says, e.On, e.Entry, e.How == care.FromImport))
	}
	for _, h := range p.Homes {
		if h.Out != nil {
			all = append(all, said("left", h.Out.Facts.On, h.Out.Entry, h.Out.Facts.HowKnown == care.FromImport))
		}
	}
	for _, a := range p.Absences {
		if a.Back != nil && !evident(p.Evidence, a.Back.Entry) {
			all = append(all, said("came back", a.Back.Facts.On, a.Back.Entry, a.Back.Facts.HowKnown == care.FromImport))
		}
	}
	for _, n := range p.NotKnown {
		all = append(all, said(string(notKnown), n.Facts.From, n.Entry, t.derived(n.Entry, "not known", n.Facts.From.String())))
	}
	slices.SortStableFunc(all, func(a, b statement) int { return int(a.on - b.on) })
	return all
}

// evident reports whether an event is evidence of where they are: who came back to
// a home is at that home.
func evident(all []care.Evidence, e care.Entry) bool {
	return slices.ContainsFunc(all, func(x care.Evidence) bool { return x.Entry.ID == e.ID })
}

// places are the homes and absences in the words of the column.
func (t *telling) places() map[care.RecordID]string {
	all := map[care.RecordID]string{}
	for _, h := range t.person.Homes {
		all[h.Record] = string(h.Facts.Residence)
	}
	for _, a := range t.person.Absences {
		all[a.Record] = string(a.Facts.Kind)
		if a.Facts.Kind == care.AwayCustody {
			all[a.Record] = string(inCustody)
		}
	}
	return all
}
