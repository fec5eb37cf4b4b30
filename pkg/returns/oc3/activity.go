package oc3

import (
	care "intouch/pkg/careleaver"
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
	x := l.doing(day)
	if x == nil {
		return Cell{Value: "0", Why: "No activity is recorded for " + day.Long() + "."}
	}
	last := l.lastStatement(l.ofActivity(x, contact != nil), contact, day)
	switch {
	case last == nil:
		return Cell{Value: "0", Why: "No contact, and no evidence of what they did from " + l.from.Long() + " to " + l.to.Long() + "."}
	case !last.still:
		return l.cell("0", "On "+last.on.Long()+" it was said that they no longer did it ("+label(x)+"), and not what they did instead.", last.entry)
	case care.OldActivityCodes.Has(x.Facts.Code):
		l.trouble(ActivityOldCode, "What they do is recorded as "+string(x.Facts.Code)+", a code of before 2022.")
		return l.cell("0", "The code "+string(x.Facts.Code)+" is of before 2022 and fits no return.", x.Entry)
	}
	return l.cell(string(x.Facts.Code), label(x)+", on "+day.Long()+l.known(contact, last)+".", x.Entry, last.entry)
}

// known says how it is known, where it is not from a contact.
func (l *look) known(contact *care.Mark, last *statement) string {
	if contact != nil {
		return ", the day of the contact"
	}
	return "; known from " + last.on.Long()
}

func label(x *care.Activity) string { return care.ActivityCodes.Label(x.Facts.Code) }

// doing is what they did on a day, by the facts; nil when nothing is recorded.
func (l *look) doing(day care.Day) *care.Activity {
	is := l.rules.On(*l.Person, day).Activity
	for i := range l.Activities {
		if x := &l.Activities[i]; is.Code != "" && x.SaidBy() == is.SaidBy {
			return x
		}
	}
	return nil
}

// lastStatement is the newest statement that counts: up to the day of the
// contact, or without one in the window. Nil: none does.
func (l *look) lastStatement(all []statement, contact *care.Mark, day care.Day) *statement {
	var last *statement
	for i := range all {
		s := &all[i]
		counts := s.on >= l.from && s.on <= l.to
		if contact != nil {
			counts = s.on <= day
		}
		if counts && (last == nil || s.on > last.on || s.on == last.on && !s.entry.RecordedAt.Before(last.entry.RecordedAt)) {
			last = s
		}
	}
	return last
}

// ofActivity is all that was said of an activity: that it began, that it is
// confirmed, and the answers to "still doing it?" since it began. With a contact
// the facts of its day count, whenever they were told; without one a fact is
// evidence of the day on which it was told.
func (l *look) ofActivity(x *care.Activity, contact bool) []statement {
	all := []statement{{x.Entry.KnownOn(), true, x.Entry}}
	if contact {
		all[0].on = x.Facts.From.From
	}
	for _, c := range x.Confirmations {
		all = append(all, statement{c.Facts.On, c.Facts.Still != care.StillNo, c.Entry})
	}
	answer := func(still care.Still, on care.Day, e care.Entry) {
		if (still == care.StillYes || still == care.StillNo) && on >= x.Facts.From.From {
			all = append(all, statement{on, still == care.StillYes, e})
		}
	}
	for _, c := range l.Contacts {
		answer(c.Facts.ActivityStill, c.Facts.When.Day(), c.Entry)
	}
	for _, a := range l.Attempts {
		if a.Facts.Told != nil {
			answer(a.Facts.Told.ActivityStill, a.Facts.When.Day(), a.Entry)
		}
	}
	for _, r := range l.Reports {
		answer(r.Facts.ActivityStill, r.Facts.When.Day(), r.Entry)
	}
	return all
}
