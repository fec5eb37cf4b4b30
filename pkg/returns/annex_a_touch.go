package returns

import (
	"slices"

	care "intouch/pkg/careleaver"
)

// columnInTouch is the heading under which an import asks about being in touch.
const columnInTouch = "LA in Touch"

// touch are the last review of the pathway plan, in touch, and the last contact.
// Rules.md section 12.
func (r list9Row) touch() []Cell {
	cells := []Cell{r.reviewed(), r.inTouch(), {}}
	if m := lastMark(r.Spoken, r.on); m != nil {
		cells[2] = date(m.Day(), m.Entry.SaidBy())
	}
	return cells
}

// reviewed is when the pathway plan was agreed or last reviewed, whichever is
// later.
func (s subject) reviewed() Cell {
	agreed, reviewed := lastBy(s.PlansAgreed, s.on), lastBy(s.Reviews, s.on)
	switch {
	case reviewed != nil && (agreed == nil || reviewed.Facts.On >= agreed.Facts.On):
		return date(reviewed.Facts.On, reviewed.SaidBy())
	case agreed != nil:
		return date(agreed.Facts.On, agreed.SaidBy())
	}
	return Cell{}
}

// inTouch is the first that holds: died; returned home; a refusal in force; the
// last two-way contact within the months of the policy.
func (r list9Row) inTouch() Cell {
	p := &r.Person.Person
	if r.dead() {
		return text(inTouchDied, r.Died.SaidBy())
	}
	if r.rules.ReturnedHome(p, r.on) {
		return text(inTouchReturned, r.saysReturned()...)
	}
	if refused := r.rules.Refused(p, r.on); refused != nil {
		if refused.Facts.What == care.RefusesServices {
			return text(inTouchNoNeed, refused.SaidBy())
		}
		return text(inTouchRefused, refused.SaidBy())
	}
	return r.spoken()
}

func (s subject) saysReturned() (from []care.EventID) {
	for _, h := range s.Homes {
		if h.Facts.WithParent {
			from = append(from, h.SaidBy())
		}
	}
	return append(from, s.saysBirth())
}

// spoken says whether they are in touch by the last two-way contact; where the
// authority has it so and nothing is known that a list does not know, as that
// list said.
func (r list9Row) spoken() Cell {
	last := lastMark(r.Spoken, r.on)
	since := r.on.AddMonths(-r.settings.InTouchMonths)
	if r.settings.AsListed {
		if said := r.asListed(last, since); !said.Blank() {
			return said
		}
	}
	switch {
	case last == nil:
		return text(inTouchNo, r.Registered.SaidBy())
	case last.Day() < since:
		return text(inTouchNo, last.Entry.SaidBy())
	}
	return text(inTouchYes, last.Entry.SaidBy())
}

// asListed is what the last list said, for as long as a contact of its day would
// count: yes and no where no dated contact is known, so that InTouch is no less
// certain than its list, and no more; returned home until that question is
// settled, or somebody is in touch with them again.
func (s subject) asListed(last *care.Mark, since care.Day) Cell {
	l := lastBy(s.Listings, s.on)
	if l == nil || l.Facts.AsAt < since {
		return Cell{}
	}
	settled := slices.ContainsFunc(s.Questions, func(q care.Question) bool { return q.Facts.Column == columnInTouch && q.Settled != nil })
	switch said := l.Facts.InTouch; {
	case said == care.ListedReturned && !settled && (last == nil || last.Day() <= l.Facts.AsAt):
		return text(inTouchReturned, l.SaidBy())
	case said == care.ListedYes && last == nil:
		return text(inTouchYes, l.SaidBy())
	case said == care.ListedNo && last == nil:
		return text(inTouchNo, l.SaidBy())
	}
	return Cell{}
}

// lastMark is the last movement of a clock by the day; nil when it never moved.
func lastMark(marks []care.Mark, on care.Day) *care.Mark {
	for i := len(marks) - 1; i >= 0; i-- {
		if marks[i].Day() <= on {
			return &marks[i]
		}
	}
	return nil
}
