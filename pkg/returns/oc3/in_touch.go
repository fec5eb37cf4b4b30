package oc3

import (
	"slices"
	"strconv"

	care "intouch/pkg/careleaver"
	"intouch/pkg/duty"
)

// steps are the questions that decide IN_TOUCH. The policy has their order; the
// first that holds decides (docs/rules.md section 12).
var steps = map[duty.InTouchStep]func(*look) (Cell, bool){
	duty.StepDied:         (*look).died,
	duty.StepReturnedHome: (*look).returnedHome,
	duty.StepRefusedOnly:  (*look).refusedOnly,
	duty.StepInTouch:      (*look).spokenTo,
	duty.StepRefuses:      func(l *look) (Cell, bool) { return l.refused(care.RefusesContact) },
	duty.StepNotRequired:  func(l *look) (Cell, bool) { return l.refused(care.RefusesServices) },
	duty.StepNotInTouch:   func(l *look) (Cell, bool) { return l.notInTouch(), true },
}

func (l *look) inTouch() Cell {
	for _, step := range l.choices.InTouchOrder {
		if c, ok := steps[step](l); ok {
			return c
		}
	}
	return l.notInTouch()
}

// died: by the end of the year, or of the window where that ends later. A death
// after both is of a later return, and stays DIED in each.
func (l *look) died() (Cell, bool) {
	d := l.Died
	if d == nil || d.Facts.On > max(l.to, l.year.Last()) {
		return Cell{}, false
	}
	from := []care.Entry{d.Entry}
	if l.DeathSure != nil {
		from = append(from, l.DeathSure.Entry)
	}
	return l.cell("DIED", "Died on "+d.Facts.On.Long()+".", from...), true
}

// returnedHome: six months with a parent, complete before 18, and nobody stated
// since that they are a care leaver all the same.
func (l *look) returnedHome() (Cell, bool) {
	home, complete := l.rules.BackHome(l.Person, l.birthday)
	if home == nil {
		return Cell{}, false
	}
	for _, c := range l.Categories {
		leaver := c.Facts.Category == care.Relevant || c.Facts.Category == care.FormerRelevant
		if leaver && c.Facts.Since >= complete && c.Facts.Since <= l.birthday {
			return Cell{}, false
		}
	}
	return l.cell("RHOM", "Six months with a parent were complete on "+complete.Long()+", before 18.", home.Entry), true
}

// refusedOnly: a refusal in force on some day of the window, and no two-way
// contact in it: to refuse again is none.
func (l *look) refusedOnly() (Cell, bool) {
	for _, day := range l.refusalDays() {
		f := l.rules.RefusedInForce(l.Person, day)
		if f == nil || l.otherContact() {
			continue
		}
		from := []care.Entry{f.Entry}
		for _, a := range f.Approved {
			from = append(from, a.Entry)
		}
		return l.cell(refusalCode(f), "Said on "+f.Facts.When.Day().Long()+", approved, and no other contact in the window.", from...), true
	}
	return Cell{}, false
}

// refused: a refusal that was said and still counted in the window, whether or
// not a manager approved it.
func (l *look) refused(what care.RefusalOf) (Cell, bool) {
	alone := *l.Person
	alone.Refusals = nil
	for _, f := range l.Refusals {
		if f.Facts.What == what {
			alone.Refusals = append(alone.Refusals, f)
		}
	}
	for _, day := range l.refusalDays() {
		if f := l.rules.Refused(&alone, day); f != nil {
			return l.cell(refusalCode(f), "Said on "+f.Facts.When.Day().Long()+", and no contact in the window.", f.Entry), true
		}
	}
	return Cell{}, false
}

func refusalCode(f *care.Refusal) string {
	if f.Facts.What == care.RefusesServices {
		return "NREQ"
	}
	return "REFU"
}

// refusalDays are the days on which a refusal can have come into force that was
// on some day of the window, the last first.
func (l *look) refusalDays() []care.Day {
	days := []care.Day{l.from}
	add := func(d care.Day) {
		if d > l.from && d <= l.to {
			days = append(days, d)
		}
	}
	for _, f := range l.Refusals {
		add(f.Facts.When.Day())
		for _, a := range f.Approved {
			add(a.Facts.On)
		}
		for _, r := range f.Renewed {
			add(r.Facts.On)
		}
	}
	slices.Sort(days)
	slices.Reverse(days)
	return days
}

// otherContact reports whether there was a contact in the window that was not
// itself the refusal of contact or of services.
func (l *look) otherContact() bool {
	return slices.ContainsFunc(l.contacts(), func(m care.Mark) bool {
		f, refused := m.Entry.Fact.(care.Refused)
		return !refused || f.What != care.RefusesContact && f.What != care.RefusesServices
	})
}

// contacts are the two-way contacts in the window, in order of time.
func (l *look) contacts() []care.Mark {
	var in []care.Mark
	for _, m := range l.Spoken {
		if d := m.Day(); d >= l.from && d <= l.to {
			in = append(in, m)
		}
	}
	return in
}

// nearest is the contact nearest to the birthday, the later of two that are
// equally near; from 22 on the last of the year. Nil: there is none.
func (l *look) nearest() *care.Mark {
	var best *care.Mark
	for _, m := range l.contacts() {
		if best == nil || distance(m.Day(), l.anchor) <= distance(best.Day(), l.anchor) {
			best = &m
		}
	}
	return best
}

func (l *look) spokenTo() (Cell, bool) {
	m := l.nearest()
	if m == nil {
		return Cell{}, false
	}
	return l.cell("YES", "Two-way contact on "+m.Day().Long()+l.apart(m.Day())+": "+howOf(m.Entry.Fact)+".", m.Entry), true
}

// apart says how far a day is from the birthday.
func (l *look) apart(d care.Day) string {
	if l.age > 21 {
		return ", the last of the year"
	}
	switch n := int(d - l.birthday); {
	case n == 0:
		return ", on the birthday"
	case n < 0:
		return ", " + counted(-n, "day") + " before the birthday"
	default:
		return ", " + counted(n, "day") + " after the birthday"
	}
}

func (l *look) notInTouch() Cell {
	why := "No two-way contact from " + l.from.Long() + " to " + l.to.Long() + "."
	var tried []care.Entry
	for _, a := range l.Attempts {
		if d := a.Facts.When.Day(); d >= l.from && d <= l.to {
			tried = append(tried, a.Entry)
		}
	}
	if n := len(tried); n > 0 {
		return l.cell("NO", why+" Tried "+counted(n, "time")+".", tried...)
	}
	before := care.EventID{}
	for _, m := range l.Spoken {
		if m.Day() < l.from {
			before = m.Entry.SaidBy()
		}
	}
	return Cell{"NO", why, l.nothing(why, before).From}
}

func howOf(f care.Fact) string {
	switch f := f.(type) {
	case care.ContactMade:
		if f.How != care.NotStated {
			return care.Hows.Label(f.How)
		}
		return "the way is not stated"
	case care.Refused:
		return "said what they do not want"
	}
	return "in touch"
}

func distance(a, b care.Day) int { return max(int(a-b), int(b-a)) }

func counted(n int, what string) string {
	if n == 1 {
		return "1 " + what
	}
	return strconv.Itoa(n) + " " + what + "s"
}

func years(n int) string { return strconv.Itoa(n) }
