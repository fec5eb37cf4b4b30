package careleaver

import "time"

// Area is a part of practice; each has a service of its own that publishes its facts.
type Area string

// The areas.
const (
	AreaCaseload      Area = "caseload"
	AreaContact       Area = "contact"
	AreaAccommodation Area = "accommodation"
	AreaPathway       Area = "pathway"
	AreaAlert         Area = "alert"
	AreaOversight     Area = "oversight"
	AreaStaff         Area = "staff"
	AreaPolicy        Area = "policy"
	AreaImport        Area = "import"
	AreaNotice        Area = "notice"
	AreaRegister      Area = "register"
)

// Fact is something that happened, in the past tense and the words of the work.
// It checks itself without a clock and without looking anything up.
type Fact interface {
	// Validate returns [Problems] with an entry for each field that is wrong.
	Validate() error
	// Happened is when it happened in the world; zero when it is a fact of its
	// recording alone (a decision, a change of details).
	Happened() When
}

// Event is a fact and its envelope.
type Event struct {
	ID         EventID
	Authority  string
	Person     PersonID // zero: a fact of no person
	Area       Area
	Record     RecordID
	Fact       Fact
	RecordedAt time.Time // when our service took it: "known at"
	DeviceAt   time.Time // when a phone wrote it, if one did
	Actor      StaffID
	OnBehalfOf StaffID // whom business support recorded for
	Source     string  // which program, or which import
	Position   uint64  // in the log; 0 before it is stored
}

// RecordedOn is the day on which the authority's system came to know.
func (e Event) RecordedOn() Day { return DayOf(e.RecordedAt) }

// HappenedOn is the day on which it happened, or the day it was recorded when
// the fact names no other.
func (e Event) HappenedOn() Day {
	if w := e.Fact.Happened(); !w.IsZero() {
		return w.Day()
	}
	return e.RecordedOn()
}

// Corrected replaces the facts of one event of a record, the first unless Of
// names another. It carries the full new facts, never a difference.
type Corrected struct {
	Of     EventID `json:"of,omitzero"`
	Facts  Fact    `json:"facts"` // of the same kind as those it replaces
	Reason string  `json:"reason"`
}

// Validate checks the new facts as the old ones were checked.
func (f Corrected) Validate() error {
	var p Problems
	p.need(f.Reason, "/reason", "Say why it is corrected")
	switch f.Facts.(type) {
	case nil:
		p.Add("/facts", "Enter the corrected facts in full")
		return p.Err()
	case Corrected, Voided:
		p.Add("/facts", "Correct what was recorded, not its correction")
		return p.Err()
	}
	if more, ok := f.Facts.Validate().(Problems); ok {
		for _, q := range more {
			p.Add("/facts"+q.Pointer, q.Detail)
		}
	}
	return p.Err()
}

// Happened is never: correcting is not activity (I7).
func (Corrected) Happened() When { return When{} }

// VoidReason is why something recorded is taken back.
type VoidReason string

// WrongPerson is the reason that also seals what was recorded (rules.md section 10).
const WrongPerson VoidReason = "wrong_person"

// VoidReasons lists them.
var VoidReasons = Codes[VoidReason]{{"entered_in_error", "Entered in error"}, {WrongPerson, "It was another person"}, {"duplicate", "Recorded twice"}, {"did_not_happen", "It did not happen"}}

// Voided takes back one event of a record, or the whole record when Of is left
// out. On a record of which each person has one it takes back its last event
// unless Of names another.
type Voided struct {
	Of     EventID    `json:"of,omitzero"`
	Reason VoidReason `json:"reason"`
	Note   string     `json:"note,omitzero"`
}

// Validate checks that a reason is given.
func (f Voided) Validate() error {
	var p Problems
	p.check(VoidReasons.Has(f.Reason), "/reason", "Select why it is taken back")
	return p.Err()
}

// Happened is never: taking back is not activity (I7).
func (Voided) Happened() When { return When{} }
