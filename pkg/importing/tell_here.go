package importing

import (
	"slices"

	care "intouch/pkg/careleaver"
)

// nearly is how many days a home that a person recorded may begin before or after
// the row of the same move.
const nearly = 7

// homeHere is the home of which somebody has recorded here that they live there
// on the day of the row: then the row is evidence of it, and no second home.
func (t *telling) homeHere(m moveEntry) *care.Home {
	if m.home.value == inCustody || m.home.value == notKnown {
		return nil
	}
	for i, h := range t.person.Homes {
		if h.Source == t.source || !m.samePlace(h) || !m.beginsIn(h) {
			continue
		}
		if t.latest(m.part(h, "end")...).stands() || !m.over(t.person.Homes[i:]) {
			return &t.person.Homes[i]
		}
	}
	return nil
}

// over reports whether the first of these homes was over when the row begins. What
// begins on that day or later has no say, so that rows told after this one leave
// what it means as it is.
func (m moveEntry) over(homes []care.Home) bool {
	out := homes[0].Out
	next := slices.ContainsFunc(homes[1:], func(h care.Home) bool { return h.Facts.From.From < m.from.value })
	return next || out != nil && out.Facts.On <= m.from.value
}

// samePlace reports whether the row is of the place where that home is: of its
// letter, and no other postcode; or of its postcode, and the days of the move are
// the same.
func (m moveEntry) samePlace(h care.Home) bool {
	apart := h.Facts.From.From - m.from.value
	if m.postcode != "" && h.Facts.Postcode != "" {
		same := spelling(m.postcode) == spelling(h.Facts.Postcode)
		return same && (h.Facts.Residence == m.home.value || max(apart, -apart) <= nearly)
	}
	return h.Facts.Residence == m.home.value
}

// beginsIn reports whether the home is one that the row may be of by the days: it
// has begun when the row does, or little later; or nobody knows since when they
// were there, and the row is not over by then.
func (m moveEntry) beginsIn(h care.Home) bool {
	from := h.Facts.From
	if m.to.known() && m.to.value < from.From {
		return false
	}
	return from.From <= m.from.value+nearly || from.FromIs == care.NotLaterThan
}

// part is what something that the row tells of a home recorded here is known by.
func (m moveEntry) part(h care.Home, what string) []string {
	return []string{"move", m.rowID, string(h.Record), what}
}

// keepsHere keeps what the row tells of a home recorded here in step with it:
// that they lived there when the row begins, and its end. What it told of
// another home before is taken back.
func (t *telling) keepsHere(m moveEntry, here *care.Home) {
	for _, h := range t.person.Homes {
		if h.Source == t.source {
			continue
		}
		var there, end wanted
		suits := reading[care.YesNo]{}
		if here != nil && h.Record == here.Record {
			t.note("the home is on record here: the row confirms it")
			there, end, suits = t.livesHere(m, h), t.leaves(m, h), m.suitable
		}
		t.keepsSuitable(of(h.Entry), max(m.from.value, h.Facts.From.From), suits, m.part(h, "suitable")...)
		t.keepsPart(of(h.Entry), there, m.part(h, "confirmation")...)
		t.keepsPart(of(h.Entry), end, m.part(h, "end")...)
	}
}

// livesHere is that they lived there when the row begins, or when the home does if
// that is later; no fact where that is known without the row.
func (t *telling) livesHere(m moveEntry, h care.Home) wanted {
	on := max(m.from.value, h.Facts.From.From)
	if t.evidencedOn(on, h.Record) && !t.latest(m.part(h, "confirmation")...).stands() {
		return wanted{}
	}
	return wanted{care.AreaAccommodation, care.WhereaboutsConfirmed{On: on, HowKnown: care.FromFeed}, "still there on " + on.Long()}
}

// leaves is the end that the row says; no fact if a person has recorded one.
func (t *telling) leaves(m moveEntry, h care.Home) wanted {
	end := m.ended(h.Facts, t.asAt)
	switch says := m.to.or(0); {
	case says > t.asAt:
		t.note("they are to leave on " + says.Long() + ": nothing ends until then")
	case end.fact == nil || h.Out == nil || h.Out.Source == t.source || t.latest(m.part(h, "end")...).stands():
		return end
	case h.Out.Facts.On != says:
		t.ask(ColumnTo, "Say which is right: InTouch has it that they left on "+h.Out.Facts.On.Long()+".")
	}
	return wanted{}
}
