package importing

import (
	care "intouch/pkg/careleaver"
)

// homeHere is the home of which somebody has recorded here that they live there
// on the day of the row: then the row is evidence of it, and no second home.
func (t *telling) homeHere(m moveEntry) *care.Home {
	for i, h := range t.person.Homes {
		elsewhere := m.postcode != "" && h.Facts.Postcode != "" && spelling(m.postcode) != spelling(h.Facts.Postcode)
		if h.Source == t.source || h.Facts.Residence != m.home.value || elsewhere || h.Facts.From.From > m.from.value {
			continue
		}
		if h.Until > m.from.value || t.latest(m.part(h, "end")...).stands() {
			return &t.person.Homes[i]
		}
	}
	return nil
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
		if here != nil && h.Record == here.Record {
			t.note("the home is on record here: the row confirms it")
			there, end = t.livesHere(m, h), t.leaves(m, h)
		}
		t.keepsPart(of(h.Entry), there, m.part(h, "confirmation")...)
		t.keepsPart(of(h.Entry), end, m.part(h, "end")...)
	}
}

// livesHere is that they lived there when the row begins; no fact where that is
// known without the row.
func (t *telling) livesHere(m moveEntry, h care.Home) wanted {
	if t.evidencedOn(m.from.value, h.Record) && !t.latest(m.part(h, "confirmation")...).stands() {
		return wanted{}
	}
	return wanted{care.AreaAccommodation, care.WhereaboutsConfirmed{On: m.from.value, HowKnown: care.FromFeed}, "still there on " + m.from.value.Long()}
}

// leaves is the end that the row says; no fact if a person has recorded one.
func (t *telling) leaves(m moveEntry, h care.Home) wanted {
	end := m.ended(h.Facts, t.asAt)
	switch says := m.to.or(0); {
	case says > t.asAt:
		t.note("they are to leave on " + says.Long() + ": nothing ends until then")
	case end.fact == nil || h.Out == nil || t.latest(m.part(h, "end")...).stands():
		return end
	case h.Out.Facts.On != says:
		t.ask(ColumnTo, "Say which is right: InTouch has it that they left on "+h.Out.Facts.On.Long()+".")
	}
	return wanted{}
}
