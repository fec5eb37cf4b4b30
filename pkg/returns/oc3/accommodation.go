package oc3

import (
	"slices"

	care "intouch/pkg/careleaver"
	"intouch/pkg/duty"
)

// accommodation is ACCOM: a letter and whether it is suitable. The letter is of
// where they lived on the day of the contact nearest to the birthday; not known
// is R where that is recorded, and custody X while they are in it. Of whose home
// nobody was ever told it is 0: not told is neither not known nor homeless
// (docs/lessons.md, I2). Without a contact it is of the birthday, if there is
// evidence in the window, a third party's too; else 0 (docs/rules.md section 12).
func (l *look) accommodation(contact *care.Mark) Cell {
	day, since, until := l.anchor, l.from, l.to
	if contact != nil {
		day, since, until = contact.Day(), 0, contact.Day()
	}
	where := l.on(day).Whereabouts
	last := l.lastOf(l.ofPlace(where.Of), since, until)
	switch {
	case contact == nil && (where.Of == "" || last == nil):
		return l.nothing("No contact, and no evidence of where they lived from "+l.from.Long()+" to "+l.to.Long()+".", where.SaidBy, where.EvidenceBy)
	case contact == nil && !last.still:
		return l.cell("0", "On "+last.on.Long()+" they were said not to be there, and not where they were.", last.entry)
	case where.State == care.NothingToldOfHome:
		return l.nothing(neverTold(day), where.SaidBy)
	case where.Of == "":
		return l.residenceNotKnown(day, contact.Entry)
	case last != nil && !last.still:
		return l.residenceNotKnown(day, contact.Entry, last.entry)
	}
	return l.living(where, day, last)
}

func neverTold(day care.Day) string {
	return "Where they had their home on " + day.Long() + " is not recorded."
}

func (l *look) residenceNotKnown(day care.Day, from ...care.Entry) Cell {
	return l.suitable("R", nil, day, "In touch, and where they lived on "+day.Long()+" is not known.", from)
}

// living is where they lived: custody while they are in it, else the home,
// wherever they were staying.
func (l *look) living(where duty.Whereabouts, day care.Day, last *statement) Cell {
	var from []care.Entry
	if last != nil {
		from = append(from, last.entry)
	}
	if away := l.absence(where.Of); away != nil {
		if away.Facts.Kind == care.AwayCustody {
			return l.cell("X2", "In custody on "+day.Long()+". Custody is never suitable.", append(from, away.Entry)...)
		}
		from = append(from, away.Entry)
	}
	home := l.homeOn(day)
	if home == nil {
		return l.cell("0", neverTold(day), from...)
	}
	letter := home.Facts.Residence
	return l.suitable(letter, home, day, care.Residences.Label(letter)+", on "+day.Long()+".", append(from, home.Entry))
}

// suitable adds the digit: S is never suitable, R, G and H take what the policy
// says, all others what was assessed, and without an assessment none: nobody may
// guess that a home is suitable.
func (l *look) suitable(letter care.Residence, home *care.Home, day care.Day, why string, from []care.Entry) Cell {
	choice := l.choices.Of(letter)
	if letter == "S" {
		choice = duty.TakesUnsuitable
	}
	if choice == duty.TakesSuitable || choice == duty.TakesUnsuitable {
		return l.cell(string(letter)+string(choice), why, from...)
	}
	var a *care.Told[care.SuitabilityAssessed]
	if home != nil {
		a = home.AssessedBy(day)
	}
	if a == nil {
		l.trouble(NotAssessed, "No assessment of whether their accommodation ("+string(letter)+") is suitable is recorded by "+day.Long()+".")
		return l.cell(string(letter), why+" Nobody has recorded whether it is suitable.", from...)
	}
	digit, word := "2", "unsuitable"
	if a.Facts.Suitable == care.Yes {
		digit, word = "1", "suitable"
	}
	return l.cell(string(letter)+digit, why+" Assessed as "+word+" on "+a.Facts.On.Long()+".", append(from, a.Entry)...)
}

func (l *look) homeOn(day care.Day) *care.Home {
	for i := len(l.Homes) - 1; i >= 0; i-- {
		if h := &l.Homes[i]; h.Facts.From.From <= day && day < h.Until {
			return h
		}
	}
	return nil
}

func (l *look) absence(of care.RecordID) *care.Absence {
	for i := range l.Absences {
		if x := &l.Absences[i]; x.Record == of {
			return x
		}
	}
	return nil
}

// ofPlace is the evidence of whether they were at a home or in an absence. What
// somebody decided not to believe is left out (docs/rules.md section 5).
func (l *look) ofPlace(of care.RecordID) []statement {
	var all []statement
	for _, e := range l.Evidence {
		if e.Of == of && !l.disbelieved(e.Entry.ID) {
			all = append(all, statement{e.On, e.There, e.Entry})
		}
	}
	return all
}

func (l *look) disbelieved(e care.EventID) bool {
	return slices.ContainsFunc(l.Contradictions, func(c care.Told[care.ContradictionDecided]) bool { return slices.Contains(c.Facts.SetAside, e) })
}
