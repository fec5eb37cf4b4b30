package careleaver

import (
	"strings"

	"github.com/google/uuid"
)

// Ids are UUIDs and say nothing of anybody; the names say whose they are.
type (
	// PersonID is a care leaver's, made by NewPersonID.
	PersonID = uuid.UUID
	// EventID is chosen by whoever sends the event, so that a second sending is recognised.
	EventID = uuid.UUID
	// StaffID is a member of staff's, made by NewStaffID.
	StaffID = uuid.UUID
)

// RecordID names a record among those of its person and area: the UUID of its
// first event, or a word for a record of which each person has one ("person",
// "adviser", "frequency", "post21", "safety", "whereabouts").
type RecordID string

// NewRecordID names a record by its first event.
func NewRecordID(first EventID) RecordID { return RecordID(first.String()) }

// The records of which each person has one.
const (
	RecordPerson      RecordID = "person"
	RecordAdviser     RecordID = "adviser"
	RecordFrequency   RecordID = "frequency"
	RecordPost21      RecordID = "post21"
	RecordSafety      RecordID = "safety"
	RecordWhereabouts RecordID = "whereabouts"
)

// single reports whether each person has just one such record, on which events
// follow each other for as long as the person is known.
func (r RecordID) single() bool {
	switch r {
	case RecordPerson, RecordAdviser, RecordFrequency, RecordPost21, RecordSafety, RecordWhereabouts:
		return true
	}
	return false
}

// namespace roots all ids that follow from what they name.
var namespace = uuid.MustParse("3c4c6d9e-5e2a-5d0b-9a53-0d8b0f4f6a01")

// DerivedID returns the id that follows from the parts: the same parts, the
// same id, on every machine, for ever.
func DerivedID(parts ...string) uuid.UUID {
	return uuid.NewSHA1(namespace, []byte(strings.Join(parts, "\x1f")))
}

// NewPersonID follows from the authority, the kind of id (see IDKinds) and the
// id under which a person is first registered: registering twice finds the
// same person.
func NewPersonID(authority string, kind IDKind, id string) PersonID {
	return DerivedID(authority, string(kind), alikeID(id))
}

// alikeID is the same for all ways in which an id is written.
func alikeID(id string) string { return strings.ToUpper(strings.TrimSpace(id)) }

// NewStaffID follows from the authority and the name as a list spells it; two
// spellings are two people until they are merged.
func NewStaffID(authority, name string) StaffID {
	return DerivedID(authority, "staff", Normalised(name))
}

// NewTeamID follows from the authority and the team's name.
func NewTeamID(authority, team string) uuid.UUID {
	return DerivedID(authority, "team", Normalised(team))
}

// NewAlertID follows from the person, the rule and the record that started the
// clock, so that any number of monitors raise one alert for one lapse.
func NewAlertID(person PersonID, rule string, lapse RecordID) uuid.UUID {
	return DerivedID(person.String(), rule, string(lapse))
}

// Normalised folds case and white space, for names that are compared.
func Normalised(s string) string {
	return strings.ToLower(strings.Join(strings.Fields(s), " "))
}

// Operator is who acts where nobody has signed in yet: the operator of the
// machine on which InTouch runs. Every authority has it from the start.
var Operator StaffID = DerivedID("staff", "operator of this machine")

// Monitor is the actor of what the monitor appends.
var Monitor StaffID = DerivedID("staff", "the monitor")
