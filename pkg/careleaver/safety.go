package careleaver

import "time"

// AccessRestricted limits who opens the record to the people it names
// (rules.md section 10).
type AccessRestricted struct {
	Only     []StaffID `json:"only"`
	Reason   string    `json:"reason"`
	Until    Day       `json:"until,omitzero"`
	Approver StaffID   `json:"approver"`
}

// Validate checks who, why and who approves.
func (f AccessRestricted) Validate() error {
	var p Problems
	p.check(len(f.Only) > 0, "/only", "Name the people who may open the record")
	p.need(f.Reason, "/reason", "Say why")
	p.check(f.Approver != StaffID{}, "/approver", "Name the manager who approves")
	return p.Err()
}

// Happened is never.
func (AccessRestricted) Happened() When { return When{} }

// AccessRestrictionEnded opens the record to those who may see it by role.
type AccessRestrictionEnded struct {
	Reason   string  `json:"reason"`
	Approver StaffID `json:"approver"`
}

// Validate checks why and who approves.
func (f AccessRestrictionEnded) Validate() error {
	var p Problems
	p.need(f.Reason, "/reason", "Say why")
	p.check(f.Approver != StaffID{}, "/approver", "Name the manager who approves")
	return p.Err()
}

// Happened is never.
func (AccessRestrictionEnded) Happened() When { return When{} }

// MayAsk is somebody whom we may ask, and what they may be told.
type MayAsk struct {
	Who       string `json:"who"`
	MayBeTold string `json:"mayBeTold,omitzero"`
}

// ContactSafetySet says how this person can be contacted safely. The latest one
// holds; it is shown above the record button.
type ContactSafetySet struct {
	SafeWays     []AttemptHow `json:"safeWays,omitzero"`
	UnsafeWays   []AttemptHow `json:"unsafeWays,omitzero"`
	Wording      string       `json:"wording,omitzero"`
	MayAsk       []MayAsk     `json:"mayAsk,omitzero"`
	Language     string       `json:"language,omitzero"`
	Needs        string       `json:"needs,omitzero"`
	VisitInPairs bool         `json:"visitInPairs,omitzero"`
	ReviewOn     Day          `json:"reviewOn,omitzero"`
}

// Validate checks the ways.
func (f ContactSafetySet) Validate() error {
	var p Problems
	for _, way := range append(append([]AttemptHow{}, f.SafeWays...), f.UnsafeWays...) {
		p.check(AttemptHows.Has(way), "/safeWays", "Select ways of contact from the list")
	}
	return p.Err()
}

// Happened is never.
func (ContactSafetySet) Happened() When { return When{} }

// Sealed takes a record out of sight, in the past too; that it is sealed, when,
// by whom and why is still shown. It is on the record's own subject.
type Sealed struct {
	Reason    string    `json:"reason"`
	Approver  StaffID   `json:"approver"`
	Approvers []StaffID `json:"approvers,omitzero"`
	Positions []uint64  `json:"positions,omitzero"` // the events it covers
}

// Validate checks why and who approves.
func (f Sealed) Validate() error {
	var p Problems
	p.need(f.Reason, "/reason", "Say why it is sealed")
	p.check(f.Approver != StaffID{}, "/approver", "Name the manager who approves")
	return p.Err()
}

// Happened is never.
func (Sealed) Happened() When { return When{} }

// Destroyed precedes the erasure of a record's messages from the log and keeps
// what counting needs: who, when and which kind (rules.md section 10).
type Destroyed struct {
	Reason    string    `json:"reason"`
	Approvers []StaffID `json:"approvers"` // two
	Positions []uint64  `json:"positions"` // the messages that are erased
	Kind      string    `json:"kind"`      // the kind of record
	When      When      `json:"when,omitzero"`
	Remains   []Remnant `json:"remains,omitzero"` // of each event, in order
}

// Remnant is what counting needs of an event that is erased: where it stood, when
// it was recorded, by whom, and its facts as [Bare] leaves them.
type Remnant struct {
	Event      EventID   `json:"event"`
	RecordedAt time.Time `json:"recordedAt"`
	Actor      StaffID   `json:"actor,omitzero"`
	Source     string    `json:"source,omitzero"`
	Position   uint64    `json:"position,omitzero"`
	Area       Area      `json:"-"` // of the event, which its type names
	Facts      Fact      `json:"facts"`
}

// WhatRemains is what counting needs of the events of a record; that it was sealed
// before it was destroyed is not among it.
func WhatRemains(events []Event) (all []Remnant) {
	for _, e := range events {
		if _, sealed := e.Fact.(Sealed); !sealed {
			all = append(all, Remnant{Event: e.ID, RecordedAt: e.RecordedAt, Actor: e.Actor, Source: e.Source, Position: e.Position, Area: e.Area, Facts: Bare(e.Fact)})
		}
	}
	return all
}

// Validate checks that two people approve.
func (f Destroyed) Validate() error {
	var p Problems
	p.need(f.Reason, "/reason", "Say why it is destroyed")
	p.check(len(f.Approvers) == 2 && f.Approvers[0] != f.Approvers[len(f.Approvers)-1], "/approvers", "Two different people must approve")
	p.check(len(f.Positions) > 0, "/positions", "Name the messages to erase")
	for _, r := range f.Remains {
		p.check(r.Event != EventID{} && !r.RecordedAt.IsZero() && r.Facts != nil && r.Facts.Validate() == nil, "/remains", "Leave what counting needs to the service")
	}
	return p.Err()
}

// Happened is never.
func (Destroyed) Happened() When { return When{} }
