package returns

import (
	"time"

	care "intouch/pkg/careleaver"
	"intouch/pkg/duty"
)

// The DfE's children's social care API wants to know every day of each care
// leaver the latest contact, the activity and the accommodation, nested in the
// record of the child (domain.md section 7). It asks neither whether the
// authority is in touch nor whether a home is suitable.
//
// # Who falls out of it
//
// Its cohort is of those of 16 to 25 with an open case and a latest contact
// inside a window. So whoever has been silent for longest is not in it, nor is
// anybody who was never in touch, or whose date of birth is missing: the very
// people of whom the authority should know most (lessons.md, I1). A count of its
// records is never a count of care leavers. Everybody on the register who falls
// out is therefore named beside the records, with the reason; together they are
// the register.

// child is the record of a child, as far as it is ours to say: the rest of it,
// and the id of the episode, are those of the case system.
type child struct {
	LocalID  string       `json:"la_child_id,omitzero"`
	SystemID string       `json:"mis_child_id,omitzero"`
	Purge    bool         `json:"purge"`
	Details  childDetails `json:"child_details"`
	Episodes [1]episode   `json:"social_care_episodes"`
}

type childDetails struct {
	FirstName   string   `json:"first_name,omitzero"`
	Surname     string   `json:"surname,omitzero"`
	DateOfBirth care.Day `json:"date_of_birth,omitzero"`
	Purge       bool     `json:"purge"`
}

type episode struct {
	Leaver leaver `json:"care_leavers"`
	Purge  bool   `json:"purge"`
}

// leaver is fields 50 to 52 of the specification.
type leaver struct {
	ContactDate   care.Day          `json:"contact_date,omitzero"`
	Activity      care.ActivityCode `json:"activity,omitzero"`      // two characters
	Accommodation string            `json:"accommodation,omitzero"` // one
	Purge         bool              `json:"purge"`
}

// purged is the record with which one that was sent before is deleted: the DfE
// deletes nothing but by these flags.
func (c child) purged() child {
	c.Purge, c.Details.Purge, c.Episodes[0].Purge, c.Episodes[0].Leaver.Purge = true, true, true, true
	return c
}

// sources are the events that say what each field of a record says.
type sources map[string][]care.EventID

// Falling is why somebody on the register is not among the records.
type Falling string

// The reasons.
const (
	FallsClosed     Falling = "case_closed"
	FallsNoBirth    Falling = "date_of_birth_missing"
	FallsAge        Falling = "not_16_to_25"
	FallsNever      Falling = "never_in_touch"
	FallsSilent     Falling = "latest_contact_before_the_window"
	FallsRestricted Falling = "restricted"
	FallsIncomplete Falling = "record_incomplete"
	fallsNotYet     Falling = "not_on_the_register_yet" // nobody asks for them
)

// The ages of the cohort (domain.md section 7).
const (
	youngest = 16
	oldest   = 25
)

// windowFrom is the first day of the window: so many months back, and from there
// to the 1 April before.
func windowFrom(on care.Day, months int) care.Day {
	y, m, _ := on.AddMonths(-months).Date()
	if m < time.April {
		y--
	}
	return care.NewDay(y, time.April, 1)
}

// daily is somebody's record on the day with the events that say so, or why there
// is none.
func (s subject) daily() (child, sources, Falling) {
	born, last := s.Details.DateOfBirth, lastMark(s.Spoken, s.on)
	look := s.On(s.rules, s.on)
	switch {
	case look.Standing.Bucket == "":
		return child{}, nil, fallsNotYet
	case s.Incomplete != nil && s.Incomplete.Since <= s.on:
		return child{}, nil, FallsIncomplete
	case look.Standing.Bucket == duty.Closed:
		return child{}, nil, FallsClosed
	case s.Shut != "":
		return child{}, nil, FallsRestricted
	case born.IsZero():
		return child{}, nil, FallsNoBirth
	case born.Age(s.on) < youngest || born.Age(s.on) > oldest:
		return child{}, nil, FallsAge
	case last == nil:
		return child{}, nil, FallsNever
	case last.Day() < windowFrom(s.on, s.rules.List9(s.on).ContactMonths):
		return child{}, nil, FallsSilent
	}
	c := idsOf(&s.Person.Person)
	c.Details = childDetails{FirstName: s.Details.GivenName, Surname: s.Details.FamilyName, DateOfBirth: born}
	c.Episodes[0].Leaver.ContactDate = last.Day()
	letter, says := s.letter(look.Whereabouts)
	c.Episodes[0].Leaver.Accommodation = letter
	if code := look.Activity.Code; care.ActivityCodes.Has(code) && !s.hides(look.Activity.SaidBy) {
		c.Episodes[0].Leaver.Activity = code // a superseded code is none that the DfE takes
	}
	return c, s.sources(c, last.Entry.SaidBy(), says, look.Activity.SaidBy), ""
}

// idsOf is a record with nothing but the ids.
func idsOf(p *care.Person) child {
	return child{LocalID: p.ReturnedAs(), SystemID: p.Details.ID(care.CaseSystemID)}
}

// sources names for each field that says something the event that says it.
func (s subject) sources(c child, contact, home, doing care.EventID) sources {
	id := func(kind care.IDKind, id string) care.EventID {
		return s.saysDetail(func(d care.Details) bool { return d.HasID(kind, id) }, "identifiers")
	}
	from := sources{"la_child_id": {id(care.ChildID, c.LocalID)}, "date_of_birth": {s.saysBirth()}, "contact_date": {contact}}
	for field, says := range map[string]struct {
		what string
		by   care.EventID
	}{
		"mis_child_id":  {c.SystemID, id(care.CaseSystemID, c.SystemID)},
		"first_name":    {c.Details.FirstName, s.saysGivenName()},
		"surname":       {c.Details.Surname, s.saysFamilyName()},
		"activity":      {string(c.Episodes[0].Leaver.Activity), doing},
		"accommodation": {c.Episodes[0].Leaver.Accommodation, home},
	} {
		if says.what != "" {
			from[field] = []care.EventID{says.by}
		}
	}
	return from
}
