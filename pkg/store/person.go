package store

import (
	"context"

	care "intouch/pkg/careleaver"
	"intouch/pkg/duty"
)

// PersonView is what is stored of a person, as a day has it.
type PersonView struct {
	duty.Summary
	On          care.Day
	LeadsTo     care.PersonID    // the person whom all this is now recorded of; zero: this one. What follows is empty then
	Absorbed    []care.PersonID  // those merged into this one
	Registered  bool             // false: On is before their first day on the register; there is no standing
	Standing    duty.Standing    // the one that holds the day
	Whereabouts duty.Whereabouts // likewise; zero for a day before their last recording: ask package history
	Activity    duty.Activity    // likewise
	Deadlines   []duty.Deadline  // shown on the day, by ActBy, Due, Rule
	Alerts      []Alert          // all there ever were: open first, then the last raised first
	Questions   []Question       // those not settled, by row and column
	OwnerName   string
	AdviserName string
	NextLook    care.Day
}

// Person returns what is stored of a person, as the day has it. Of a person who
// is merged into another it says only who that is. ErrNotFound when the
// authority never registered them.
func (db *DB) Person(ctx context.Context, authority string, id care.PersonID, on care.Day) (PersonView, error) {
	return PersonView{}, errNotYet
}
