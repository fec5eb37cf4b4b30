package careleaver

// SupportRequested says that the young person asked for support (s.23CZB, s.23CA).
type SupportRequested struct {
	On     Day    `json:"on"`
	What   string `json:"what,omitzero"`
	ToldBy string `json:"toldBy,omitzero"`
}

// Validate checks the day.
func (f SupportRequested) Validate() error {
	var p Problems
	p.check(!f.On.IsZero(), "/on", "Enter the day they asked")
	return p.Err()
}

// Happened is the day they asked.
func (f SupportRequested) Happened() When { return OnDay(f.On) }

// SupportStopped says that support after 21 stopped. Under 21 it ends no duty.
type SupportStopped struct {
	On        Day     `json:"on"`
	Reason    string  `json:"reason"`
	ToldBy    string  `json:"toldBy,omitzero"`
	Approver  StaffID `json:"approver,omitzero"`
	Rationale string  `json:"rationale,omitzero"`
}

// Validate checks when and why.
func (f SupportStopped) Validate() error {
	var p Problems
	p.check(!f.On.IsZero(), "/on", "Enter the day support stopped")
	p.need(f.Reason, "/reason", "Say why it stopped")
	return p.Err()
}

// Happened is the day it stopped.
func (f SupportStopped) Happened() When { return OnDay(f.On) }

// SupportResumed says that support goes on again.
type SupportResumed struct {
	On Day `json:"on"`
}

// Validate checks the day.
func (f SupportResumed) Validate() error {
	var p Problems
	p.check(!f.On.IsZero(), "/on", "Enter the day support resumed")
	return p.Err()
}

// Happened is the day it resumed.
func (f SupportResumed) Happened() When { return OnDay(f.On) }

// Died closes the case at once, to be confirmed until an approver has
// (DeathConfirmed); a mistake is taken back with Voided.
type Died struct {
	On       Day       `json:"on"`
	OnIs     Precision `json:"onIs,omitzero"` // a list knows only "not later than"
	ToldBy   string    `json:"toldBy,omitzero"`
	HowKnown Knowledge `json:"howKnown,omitzero"`
	ToldOn   Day       `json:"toldOn,omitzero"`
}

// Validate checks the day.
func (f Died) Validate() error {
	var p Problems
	p.check(!f.On.IsZero(), "/on", "Enter the day they died")
	p.check(Precisions.valid(f.OnIs), "/onIs", "Say on, about or not_later_than, or leave it out")
	checkKnown(&p, f.HowKnown, f.ToldOn, f.On)
	return p.Err()
}

// Happened is the day they died.
func (f Died) Happened() When { return OnDay(f.On) }

// DeathConfirmed is an approver's word that a recorded death is true.
type DeathConfirmed struct {
	Approver StaffID `json:"approver"`
	On       Day     `json:"on"`
	Notified YesNo   `json:"notificationMade,omitzero"`
}

// Validate checks who and when.
func (f DeathConfirmed) Validate() error {
	var p Problems
	p.check(f.Approver != StaffID{}, "/approver", "Name who confirms it")
	p.check(!f.On.IsZero(), "/on", "Enter the day of the confirmation")
	p.check(YesNos.valid(f.Notified), "/notificationMade", "Say yes or no, or leave it out")
	return p.Err()
}

// Happened is the day of the confirmation.
func (f DeathConfirmed) Happened() When { return OnDay(f.On) }

// TransferOffered offers the case to another authority; nothing ends by it.
type TransferOffered struct {
	To string `json:"to"` // the other authority
	On Day    `json:"on"`
}

// Validate checks to whom and when.
func (f TransferOffered) Validate() error {
	var p Problems
	p.need(f.To, "/to", "Name the other authority")
	p.check(!f.On.IsZero(), "/on", "Enter the day of the offer")
	return p.Err()
}

// Happened is the day of the offer.
func (f TransferOffered) Happened() When { return OnDay(f.On) }

// TransferReceived is the other authority's receipt: the case is theirs now.
type TransferReceived struct {
	By      string `json:"by"` // the other authority
	On      Day    `json:"on"`
	Receipt string `json:"receipt"`
}

// Validate checks by whom, when and the receipt.
func (f TransferReceived) Validate() error {
	var p Problems
	p.need(f.By, "/by", "Name the other authority")
	p.check(!f.On.IsZero(), "/on", "Enter the day of the receipt")
	p.need(f.Receipt, "/receipt", "Say where their receipt is kept")
	return p.Err()
}

// Happened is the day of the receipt.
func (f TransferReceived) Happened() When { return OnDay(f.On) }

// RegisteredInError says that the person was never ours; they leave N.
type RegisteredInError struct {
	Approver StaffID `json:"approver"`
	Reason   string  `json:"reason"`
}

// Validate checks who approves and why.
func (f RegisteredInError) Validate() error {
	var p Problems
	p.check(f.Approver != StaffID{}, "/approver", "Name the manager who approves")
	p.need(f.Reason, "/reason", "Say why they were never ours")
	return p.Err()
}

// Happened is never.
func (RegisteredInError) Happened() When { return When{} }

// Merged says that this person is the same as another: facts recorded under
// this one count for that one until Unmerged.
type Merged struct {
	Into   PersonID `json:"into"`
	Reason string   `json:"reason"`
}

// Validate checks into whom and why.
func (f Merged) Validate() error {
	var p Problems
	p.check(f.Into != PersonID{}, "/into", "Select the person it is the same as")
	p.need(f.Reason, "/reason", "Say how you know that they are the same")
	return p.Err()
}

// Happened is never.
func (Merged) Happened() When { return When{} }

// Absorbed is the other half of Merged, on the record of the person who stays.
type Absorbed struct {
	Other  PersonID `json:"other"`
	Reason string   `json:"reason"`
}

// Validate checks whom and why.
func (f Absorbed) Validate() error { return Merged{Into: f.Other, Reason: f.Reason}.Validate() }

// Happened is never.
func (Absorbed) Happened() When { return When{} }

// Unmerged separates them again; each keeps what was recorded under it.
type Unmerged struct {
	From   PersonID `json:"from"`
	Reason string   `json:"reason"`
}

// Validate checks from whom and why.
func (f Unmerged) Validate() error { return Merged{Into: f.From, Reason: f.Reason}.Validate() }

// Happened is never.
func (Unmerged) Happened() When { return When{} }
