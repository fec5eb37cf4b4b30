package careleaver

// Origin says where an alert comes from, when not from a lapse as it happens.
type Origin string

// Baseline is what had lapsed before the authority went live, or lapses in its
// days of grace for want of a dated fact (rules.md section 8).
const Baseline Origin = "baseline"

// AlertRaised says that a deadline passed without what the duty asks for. Its
// id follows from the person, the rule and the lapse (NewAlertID).
type AlertRaised struct {
	Rule          string   `json:"rule"`
	PolicyVersion int      `json:"policyVersion"`
	Lapse         RecordID `json:"lapse"` // the event that started the clock
	Due           Day      `json:"due"`   // the last good day
	ActBy         Day      `json:"actBy"`
	Origin        Origin   `json:"origin,omitzero"`
	KnownLate     bool     `json:"knownLate,omitzero"`
	Owner         StaffID  `json:"owner,omitzero"` // nobody: the lapse is raised all the same (I5)
}

// Validate checks the rule and the days.
func (f AlertRaised) Validate() error {
	var p Problems
	p.need(f.Rule, "/rule", "Name the rule")
	p.need(string(f.Lapse), "/lapse", "Name the record that started the clock")
	p.check(!f.Due.IsZero() && f.ActBy >= f.Due, "/actBy", "To be acted on no earlier than it was due")
	return p.Err()
}

// Happened is the day after the deadline.
func (f AlertRaised) Happened() When { return OnDay(f.Due + 1) }

// AlertEscalated says that it went up a step, by time or by absence.
type AlertEscalated struct {
	To      StaffID `json:"to,omitzero"`
	Step    string  `json:"step"` // team_manager, head_of_service
	Because string  `json:"because"`
}

// Validate checks the step.
func (f AlertEscalated) Validate() error {
	var p Problems
	p.need(f.Step, "/step", "Name the step")
	return p.Err()
}

// Happened is never.
func (AlertEscalated) Happened() When { return When{} }

// AlertAcknowledged says who is doing what about it until when. It never stops
// the clock of the lapse.
type AlertAcknowledged struct {
	What  string `json:"what"`
	Until Day    `json:"until"`
}

// Validate checks what and until when.
func (f AlertAcknowledged) Validate() error {
	var p Problems
	p.need(f.What, "/what", "Say what you will do")
	p.check(!f.Until.IsZero(), "/until", "Enter the day by which you will have done it")
	return p.Err()
}

// Happened is never.
func (AlertAcknowledged) Happened() When { return When{} }

// SilenceReason is what a silence may cite (rules.md section 11).
type SilenceReason string

// SilenceReasons lists them.
var SilenceReasons = Codes[SilenceReason]{{"travel", "Holiday or travel, said by the person"}, {"visit_booked", "A visit is booked"}, {"duplicate", "A duplicate is being repaired"}, {"feed_broken", "A feed is known to be broken"}}

// AlertSilenced stops its notices for a time; the bucket never moves by it.
type AlertSilenced struct {
	Reason SilenceReason `json:"reason"`
	Cites  RecordID      `json:"cites,omitzero"`
	Until  Day           `json:"until"`
}

// Validate checks why and until when.
func (f AlertSilenced) Validate() error {
	var p Problems
	p.check(SilenceReasons.Has(f.Reason), "/reason", "Select why it may be silent")
	p.check(!f.Until.IsZero(), "/until", "Enter the last day of the silence")
	return p.Err()
}

// Happened is never.
func (AlertSilenced) Happened() When { return When{} }

// SilenceEnded ends a silence before its day.
type SilenceEnded struct {
	Because string `json:"because"`
}

// Validate checks why.
func (f SilenceEnded) Validate() error {
	var p Problems
	p.need(f.Because, "/because", "Say why it ends")
	return p.Err()
}

// Happened is never.
func (SilenceEnded) Happened() When { return When{} }

// Closing is why an alert closed; the reasons stay apart (lessons.md 2.9).
type Closing string

// The reasons.
const (
	ClosedMet        Closing = "contact_made"  // what the duty asks for happened after the deadline
	ClosedLate       Closing = "recorded_late" // it had happened in time, and was recorded late
	ClosedNoLonger   Closing = "no_longer_applies"
	ClosedDied       Closing = "died"
	ClosedNotPursued Closing = "decided_not_to_pursue" // needs an approver and a rationale
)

// Closings lists them.
var Closings = Codes[Closing]{{ClosedMet, "Done"}, {ClosedLate, "Done in time, recorded late"}, {ClosedNoLonger, "No longer applies"}, {ClosedDied, "Died"}, {ClosedNotPursued, "Decided not to pursue"}}

// AlertClosed closes it: only the fact that the duty asks for, or a named
// person's decision, does (I6). Both gaps are kept: as it looked when the fact
// was recorded, and as it was.
type AlertClosed struct {
	Reason     Closing `json:"reason"`
	Because    EventID `json:"because,omitzero"` // the fact that met the duty
	AsItLooked int     `json:"daysLateAsItLooked,omitzero"`
	AsItWas    int     `json:"daysLateAsItWas,omitzero"`
	Approver   StaffID `json:"approver,omitzero"`
	Rationale  string  `json:"rationale,omitzero"`
}

// Validate checks the reason, and the approver of a decision not to pursue.
func (f AlertClosed) Validate() error {
	var p Problems
	p.check(Closings.Has(f.Reason), "/reason", "Select why it closes")
	if f.Reason == ClosedNotPursued {
		p.check(f.Approver != StaffID{}, "/approver", "Name the manager who approves")
		p.need(f.Rationale, "/rationale", "Say why it is not pursued")
	}
	return p.Err()
}

// Happened is never.
func (AlertClosed) Happened() When { return When{} }

// AlertReopened says that it must be open again: what closed it was taken back.
type AlertReopened struct {
	Because EventID `json:"because,omitzero"`
	Due     Day     `json:"due"`
	ActBy   Day     `json:"actBy"`
}

// Validate checks the days.
func (f AlertReopened) Validate() error {
	var p Problems
	p.check(!f.Due.IsZero() && f.ActBy >= f.Due, "/actBy", "To be acted on no earlier than it was due")
	return p.Err()
}

// Happened is never.
func (AlertReopened) Happened() When { return When{} }

// AlertNotUseful is feedback; it changes nothing else.
type AlertNotUseful struct {
	Reason string `json:"reason"`
}

// Validate checks that a reason is given.
func (f AlertNotUseful) Validate() error {
	var p Problems
	p.need(f.Reason, "/reason", "Say why it was not useful")
	return p.Err()
}

// Happened is never.
func (AlertNotUseful) Happened() When { return When{} }

// Decision is what a manager decides about a lapse.
type Decision string

// Decisions lists them.
var Decisions = Codes[Decision]{
	{"visit_unannounced", "Visit unannounced"}, {"ask_others", "Ask family, provider or other services"}, {"report_missing", "Report missing to the police"},
	{"change_adviser", "Change the personal adviser"}, {"continue", "Go on as planned"}, {"reduce_effort", "Step down, with a review day"}, {"no_action", "No action, for the reason given"},
}

// Action is who does what by when.
type Action struct {
	Who  StaffID `json:"who,omitzero"`
	What string  `json:"what"`
	By   Day     `json:"by,omitzero"`
}

// OversightDecided is a manager's decision about a person who is not accounted
// for, also the decision not to act.
type OversightDecided struct {
	Manager   StaffID  `json:"manager"`
	On        Day      `json:"on"`
	Decision  Decision `json:"decision"`
	Actions   []Action `json:"actions,omitzero"`
	Rationale string   `json:"rationale"`
	ReviewOn  Day      `json:"reviewOn,omitzero"`
	Bulk      bool     `json:"bulk,omitzero"`
}

// Validate checks who decided what, and why.
func (f OversightDecided) Validate() error {
	var p Problems
	p.check(f.Manager != StaffID{}, "/manager", "Name the manager")
	p.check(!f.On.IsZero(), "/on", "Enter the day of the decision")
	p.check(Decisions.Has(f.Decision), "/decision", "Select the decision")
	p.need(f.Rationale, "/rationale", "Say why")
	return p.Err()
}

// Happened is the day of the decision.
func (f OversightDecided) Happened() When { return OnDay(f.On) }
