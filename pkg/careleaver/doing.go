package careleaver

import (
	"bytes"
	"cmp"
	"slices"
)

// DoingEvidence is one piece of evidence of what somebody does: on its day they
// did the activity that it speaks of, or no longer did.
type DoingEvidence struct {
	On    Day
	Of    RecordID // an activity; empty: the one in force on the day
	Still bool
	How   Knowledge
	Entry Entry
}

// followActivities gathers what was said of activities, in order of time.
func (p *Person) followActivities() {
	var all []DoingEvidence
	say := func(on Day, of RecordID, s Still, how Knowledge, e Entry) {
		if s == StillYes || s == StillNo {
			all = append(all, DoingEvidence{on, of, s == StillYes, how, e})
		}
	}
	for _, x := range p.Activities {
		say(evidenceDay(x.Facts.From.From, x.Facts.ToldOn), x.Record, StillYes, known(x.Facts.HowKnown), x.Entry)
		if x.Ended != nil {
			say(x.Ended.Facts.On, x.Record, StillNo, known(x.Ended.Facts.HowKnown), x.Ended.Entry)
		}
		for _, c := range x.Confirmations {
			say(c.Facts.On, x.Record, cmp.Or(c.Facts.Still, StillYes), c.Facts.HowKnown, c.Entry)
		}
	}
	for _, c := range p.Contacts {
		say(c.Facts.When.Day(), "", c.Facts.ActivityStill, ToldByPerson, c.Entry)
	}
	for _, r := range p.Reports {
		say(r.Facts.When.Day(), "", r.Facts.ActivityStill, r.Facts.Knowledge(), r.Entry)
	}
	for _, t := range p.Attempts {
		if t.Facts.Told != nil {
			say(t.Facts.When.Day(), "", t.Facts.Told.ActivityStill, t.Facts.Told.Knowledge(), t.Entry)
		}
	}
	slices.SortFunc(all, func(a, b DoingEvidence) int {
		return cmp.Or(int(a.On-b.On), a.Entry.RecordedAt.Compare(b.Entry.RecordedAt), bytes.Compare(a.Entry.ID[:], b.Entry.ID[:]))
	})
	p.Doing = all
}
