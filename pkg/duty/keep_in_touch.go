package duty

import care "intouch/pkg/careleaver"

// The authority must take reasonable steps to keep in touch with a relevant
// child (Children Act 1989, s.23B(1)) and a former relevant child, and to
// re-establish contact if touch is lost (s.23C(2)); with a person qualifying for
// advice and assistance it takes such steps as it thinks appropriate (s.24(4)).
// How often stands in the pathway plan (Care Leavers Regulations 2010, Schedule
// 1 para 1); the policy where it does not.

// touch is where somebody stands with the keep-in-touch duty on a day.
type touch struct {
	last  *care.Mark  // the last two-way contact; nil: never
	entry *care.Entry // what started the clock
	running
}

// touch starts the clock at the last two-way contact; where there was none, when
// the duty began.
func (a *at) touch(o owed) *touch {
	if a.touched != nil {
		return a.touched
	}
	t := &touch{last: a.lastMark(a.Spoken)}
	a.touched = t
	if t.last != nil {
		t.entry = &t.last.Entry
		t.running = a.dueAfter(t.last.Day(), a.intervalSince(t.last.Day(), o.category, a.contactEvery), everyDays)
		return t
	}
	t.entry, t.running = &a.Registered.Entry, a.firstContact(o.category)
	return t
}

// firstContact is the clock of somebody with whom nobody was ever in touch: by the
// days of the policy, or by a shorter frequency of the person's own.
func (a *at) firstContact(c care.Category) running {
	began, usual := a.dutyBegan(), a.contactEvery(c)
	first := running{due: began.AddDays(a.policy().Contact.FirstContactDays), every: usual}
	due := first
	for i := range a.Frequencies {
		f := a.Frequencies[i].Facts
		if !a.reached(f.From) {
			continue
		}
		if f.From <= began {
			due = first // the last one before the duty began counts
		}
		due = due.sooner(running{due: max(f.From, began).AddDays(f.EveryDays), every: interval{f.EveryDays, fromPlan}})
	}
	return due
}

// dutyBegan is when the authority came to owe the person contact: on the
// register, or on leaving care after that.
func (a *at) dutyBegan() care.Day {
	return max(registeredOn(a.Person), a.leftCareOn())
}

// intervalSince is the interval that the policy gives from a day on, by category.
// Becoming qualifying lengthens it, and does not touch a lapse that was open by then.
func (a *at) intervalSince(start care.Day, c care.Category, every func(care.Category) interval) interval {
	now := every(c)
	if c != care.Qualifying || a.Registered.Facts.Category == c && len(a.Categories) == 0 {
		return now
	}
	before := every(care.FormerRelevant)
	lapsed := start.AddDays(before.days + 1)
	if before.days < now.days && lapsed >= registeredOn(a.Person) && a.reached(lapsed) && a.on(lapsed).category() != care.Qualifying {
		return before
	}
	return now
}

func keepInTouch(a *at, o owed) []Deadline {
	if !o.contact || a.refusalNow().current {
		return nil
	}
	t := a.touch(o)
	return []Deadline{{Rule: KeepInTouch, Lapse: lapse(t.entry), Due: t.due, Source: t.every.source}}
}

// keptInTouch is met by the first two-way contact after the clock started.
func keptInTouch(p *care.Person, l care.Alert) (care.Entry, bool) {
	return firstAfter(p, p.Spoken, l)
}

// firstAfter is the first movement of a clock after the one that started the
// lapse, or the first ever where the clock started with the registration. Where
// what started it was taken back there is none: the lapse no longer applies.
func firstAfter(p *care.Person, marks []care.Mark, l care.Alert) (care.Entry, bool) {
	started := l.Raised.Facts.Lapse
	found := lapse(&p.Registered.Entry) == started
	for i := range marks {
		if found {
			return marks[i].Entry, true
		}
		found = lapse(&marks[i].Entry) == started
	}
	return care.Entry{}, false
}
