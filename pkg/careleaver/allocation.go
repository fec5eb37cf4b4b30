package careleaver

// AdviserAllocated says who works with the care leaver, in which role.
type AdviserAllocated struct {
	Staff StaffID `json:"staff"`
	Role  Role    `json:"role"`
	Team  string  `json:"team,omitzero"`
	From  Day     `json:"from"`
}

// Validate checks who, as what and since when.
func (f AdviserAllocated) Validate() error {
	var p Problems
	p.check(f.Staff != StaffID{}, "/staff", "Select the member of staff")
	p.check(Roles.Has(f.Role), "/role", "Select the role")
	p.check(!f.From.IsZero(), "/from", "Enter the day from which it holds")
	return p.Err()
}

// Happened is the day from which it holds.
func (f AdviserAllocated) Happened() When { return OnDay(f.From) }

// AdviserUnallocated ends an allocation.
type AdviserUnallocated struct {
	Staff  StaffID `json:"staff"`
	Role   Role    `json:"role"`
	On     Day     `json:"on"`
	Reason string  `json:"reason,omitzero"`
}

// Validate checks who, as what and when.
func (f AdviserUnallocated) Validate() error {
	return AdviserAllocated{Staff: f.Staff, Role: f.Role, From: f.On}.Validate()
}

// Happened is the day it ended.
func (f AdviserUnallocated) Happened() When { return OnDay(f.On) }

// TeamAllocated says which team answers for the care leaver.
type TeamAllocated struct {
	Team string `json:"team"`
	From Day    `json:"from"`
}

// Validate checks which team and since when.
func (f TeamAllocated) Validate() error {
	var p Problems
	p.need(f.Team, "/team", "Select the team")
	p.check(!f.From.IsZero(), "/from", "Enter the day from which it holds")
	return p.Err()
}

// Happened is the day from which it holds.
func (f TeamAllocated) Happened() When { return OnDay(f.From) }

// HandoverOffered offers a care leaver to another worker, with a brief.
type HandoverOffered struct {
	Handover EventID `json:"handover"`
	From     StaffID `json:"from,omitzero"`
	To       StaffID `json:"to"`
	Role     Role    `json:"role"`
	Team     string  `json:"team,omitzero"`
	On       Day     `json:"on"`
	AcceptBy Day     `json:"acceptBy"`
	Brief    string  `json:"brief,omitzero"`
}

// Validate checks to whom and by when.
func (f HandoverOffered) Validate() error {
	var p Problems
	p.check(f.Handover != EventID{}, "/handover", "Give the handover an id")
	p.check(f.To != StaffID{}, "/to", "Select to whom it is offered")
	p.check(Roles.Has(f.Role), "/role", "Select the role")
	p.check(!f.On.IsZero(), "/on", "Enter the day of the offer")
	p.check(f.AcceptBy >= f.On, "/acceptBy", "Enter the day by which it is to be accepted")
	return p.Err()
}

// Happened is the day of the offer.
func (f HandoverOffered) Happened() When { return OnDay(f.On) }

// HandoverAccepted makes the new worker the allocated one from that day.
type HandoverAccepted struct {
	Handover EventID `json:"handover"`
	On       Day     `json:"on"`
}

// Validate checks which and when.
func (f HandoverAccepted) Validate() error {
	var p Problems
	p.check(f.Handover != EventID{}, "/handover", "Say which handover")
	p.check(!f.On.IsZero(), "/on", "Enter the day")
	return p.Err()
}

// Happened is the day it was accepted.
func (f HandoverAccepted) Happened() When { return OnDay(f.On) }

// HandoverRefused leaves the old worker, and says why.
type HandoverRefused struct {
	Handover EventID `json:"handover"`
	On       Day     `json:"on"`
	Reason   string  `json:"reason"`
}

// Validate checks which, when and why.
func (f HandoverRefused) Validate() error {
	var p Problems
	p.check(f.Handover != EventID{}, "/handover", "Say which handover")
	p.check(!f.On.IsZero(), "/on", "Enter the day")
	p.need(f.Reason, "/reason", "Say why")
	return p.Err()
}

// Happened is the day it was refused.
func (f HandoverRefused) Happened() When { return OnDay(f.On) }
