package oc3

import (
	care "intouch/pkg/careleaver"
	"intouch/pkg/duty"
)

// statement is what somebody said of something: that it is still so, or not.
type statement struct {
	on    care.Day
	still bool
	entry care.Entry
}

// activity is ACTIV: what they did on the day of the contact nearest to the
// birthday. Without one, what they did on the birthday, if there is evidence in
// the window, a third party's too; else 0 (docs/rules.md section 12).
func (l *look) activity(contact *care.Mark) Cell {
	day := l.anchor
	if contact != nil {
		day = contact.Day()
	}
	is := l.on(day).Activity
	x := l.activityBy(is.SaidBy)
	if x == nil || is.Code == "" {
		return l.notDoing(is, day)
	}
	from := []care.Entry{x.Entry}
	known := ", the day of the contact"
	if contact == nil {
		last := l.lastOf(l.ofActivity(x), l.from, l.to)
		if last == nil || !last.still {
			return l.nothing("No contact, and no evidence of what they did from "+l.from.Long()+" to "+l.to.Long()+".", is.SaidBy)
		}
		from, known = append(from, last.entry), "; known from "+last.on.Long()
	}
	if care.OldActivityCodes.Has(x.Facts.Code) {
		l.trouble(ActivityOldCode, "What they do is recorded as "+string(x.Facts.Code)+", a code of before 2022.")
		return l.cell("0", "The code "+string(x.Facts.Code)+" is of before 2022 and fits no return.", x.Entry)
	}
	return l.cell(string(x.Facts.Code), care.ActivityCodes.Label(x.Facts.Code)+", on "+day.Long()+known+".", from...)
}

// notDoing says why it is not known what they do: nobody said, or somebody said
// that they no longer do what they did.
func (l *look) notDoing(is duty.Activity, day care.Day) Cell {
	for _, e := range l.Doing {
		if !e.Still && e.Entry.SaidBy() == is.SaidBy {
			return l.cell("0", "On "+e.On.Long()+" it was said that they no longer did what they had done, and not what they did instead.", e.Entry)
		}
	}
	return l.nothing("No activity is recorded for "+day.Long()+".", is.SaidBy)
}

func (l *look) activityBy(saidBy care.EventID) *care.Activity {
	for i := range l.Activities {
		if x := &l.Activities[i]; x.SaidBy() == saidBy {
			return x
		}
	}
	return nil
}

// ofActivity is all that was said of an activity. That it ended on a day says
// that they did it until then.
func (l *look) ofActivity(x *care.Activity) []statement {
	var all []statement
	for _, e := range l.Doing {
		if e.Of == x.Record || e.Of == "" && e.On >= x.Facts.From.From {
			ended := x.Ended != nil && e.Entry.ID == x.Ended.ID
			all = append(all, statement{e.On, e.Still || ended, e.Entry})
		}
	}
	return all
}

// lastOf is the newest statement of those days; nil when there is none.
func (l *look) lastOf(all []statement, from, to care.Day) *statement {
	var last *statement
	for i := range all {
		s := &all[i]
		if s.on >= from && s.on <= to && (last == nil || s.on > last.on || s.on == last.on && !s.entry.RecordedAt.Before(last.entry.RecordedAt)) {
			last = s
		}
	}
	return last
}
