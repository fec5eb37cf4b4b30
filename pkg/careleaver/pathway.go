package careleaver

// ActivityStarted says what somebody does from a day: education, training,
// work, or none with the reason.
type ActivityStarted struct {
	From
	Code     ActivityCode `json:"code"`
	Provider string       `json:"provider,omitzero"`
	Hours    int          `json:"hours,omitzero"` // a week
	Until    Day          `json:"until,omitzero"` // the last day, if known
	HowKnown Knowledge    `json:"howKnown,omitzero"`
	ToldOn   Day          `json:"toldOn,omitzero"`
}

// Validate checks the code and the days. A superseded code can only be imported.
func (f ActivityStarted) Validate() error {
	var p Problems
	f.From.check(&p)
	old := OldActivityCodes.Has(f.Code) && f.HowKnown == FromImport
	p.check(ActivityCodes.Has(f.Code) || old, "/code", "Select the activity")
	p.check(f.Hours >= 0 && f.Hours <= 168, "/hours", "Enter the hours a week, 0 to 168")
	p.check(f.Until.IsZero() || f.Until >= f.From.From, "/until", "It cannot end before it began")
	checkKnown(&p, f.HowKnown, f.ToldOn, f.From.From)
	return p.Err()
}

// Happened is the day it began.
func (f ActivityStarted) Happened() When { return OnDay(f.From.From) }

// ActivityEnded says that it is over; On is the last day of it.
type ActivityEnded struct {
	On       Day       `json:"on"`
	Reason   string    `json:"reason,omitzero"`
	HowKnown Knowledge `json:"howKnown,omitzero"`
	ToldOn   Day       `json:"toldOn,omitzero"`
}

// Validate checks the day.
func (f ActivityEnded) Validate() error {
	var p Problems
	p.check(!f.On.IsZero(), "/on", "Enter the last day of it")
	checkKnown(&p, f.HowKnown, f.ToldOn, f.On)
	return p.Err()
}

// Happened is the day it ended.
func (f ActivityEnded) Happened() When { return OnDay(f.On) }

// ActivityConfirmed is evidence of an activity without a contact.
type ActivityConfirmed struct {
	On       Day       `json:"on"`
	Still    Still     `json:"still,omitzero"` // yes when left out
	HowKnown Knowledge `json:"howKnown"`
	Who      string    `json:"who,omitzero"`
	ToldOn   Day       `json:"toldOn,omitzero"`
}

// Validate checks the day and how it is known.
func (f ActivityConfirmed) Validate() error {
	return WhereaboutsConfirmed{On: f.On, Still: f.Still, HowKnown: f.HowKnown}.Validate()
}

// Happened is the day of which it is known.
func (f ActivityConfirmed) Happened() When { return OnDay(f.On) }

// ProgrammeAgreed puts a programme of education or training into the pathway
// plan. While it runs past 21, or past 25, so do the duties (s.23C(7), s.23CA).
type ProgrammeAgreed struct {
	What  string `json:"what"`
	From  Day    `json:"from"`
	Until Day    `json:"until,omitzero"` // the last day of the programme
}

// Validate checks what and when.
func (f ProgrammeAgreed) Validate() error {
	var p Problems
	p.need(f.What, "/what", "Name the programme")
	p.check(!f.From.IsZero(), "/from", "Enter the day it begins")
	p.check(f.Until.IsZero() || f.Until >= f.From, "/until", "It cannot end before it began")
	return p.Err()
}

// Happened is the day it begins.
func (f ProgrammeAgreed) Happened() When { return OnDay(f.From) }

// ProgrammeEnded ends a programme before or after its agreed day; On is the last
// day of it.
type ProgrammeEnded struct {
	On     Day    `json:"on"`
	Reason string `json:"reason,omitzero"`
}

// Validate checks the day.
func (f ProgrammeEnded) Validate() error {
	var p Problems
	p.check(!f.On.IsZero(), "/on", "Enter the day it ended")
	return p.Err()
}

// Happened is the day it ended.
func (f ProgrammeEnded) Happened() When { return OnDay(f.On) }

// FrequencySet is how often we must be in touch with this person and see them.
// The pathway plan is its legal home (Care Leavers Regulations Schedule 1 para 1).
type FrequencySet struct {
	EveryDays     int     `json:"everyDays"`              // in touch at least every so many days
	SeenEveryDays int     `json:"seenEveryDays,omitzero"` // seen at least every so many days; as the policy says when left out
	Risk          Risk    `json:"risk,omitzero"`          // standard when left out
	From          Day     `json:"from"`
	Reason        string  `json:"reason,omitzero"`
	Approver      StaffID `json:"approver,omitzero"` // needed when longer than the policy
	ReviewOn      Day     `json:"reviewOn,omitzero"`
}

// Validate checks the intervals. Whether a longer one is approved is decided
// where the policy is known.
func (f FrequencySet) Validate() error {
	var p Problems
	p.check(f.EveryDays >= 1 && f.EveryDays <= 366, "/everyDays", "Enter the days between contacts, 1 to 366")
	p.check(f.SeenEveryDays >= 0 && f.SeenEveryDays <= 366, "/seenEveryDays", "Enter the days between meetings, 1 to 366")
	p.check(!f.From.IsZero(), "/from", "Enter the day from which it holds")
	p.check(Risks.valid(f.Risk), "/risk", "Select the level of risk")
	return p.Err()
}

// Happened is the day from which it holds.
func (f FrequencySet) Happened() When { return OnDay(f.From) }

// PlanAgreed is a first or new pathway plan.
type PlanAgreed struct {
	On   Day    `json:"on"`
	Note string `json:"note,omitzero"`
}

// Validate checks the day.
func (f PlanAgreed) Validate() error {
	var p Problems
	p.check(!f.On.IsZero(), "/on", "Enter the day the plan was agreed")
	return p.Err()
}

// Happened is the day it was agreed.
func (f PlanAgreed) Happened() When { return OnDay(f.On) }

// PlanReviewed is a review of the pathway plan (reg. 7).
type PlanReviewed struct {
	On            Day       `json:"on"`
	Accommodation RecordID  `json:"accommodation,omitzero"` // the home whose reg. 7(3) review it is
	NextBy        Day       `json:"nextBy,omitzero"`        // when the next review is to be
	Note          string    `json:"note,omitzero"`
	HowKnown      Knowledge `json:"howKnown,omitzero"`
}

// Validate checks the days.
func (f PlanReviewed) Validate() error {
	var p Problems
	p.check(!f.On.IsZero(), "/on", "Enter the day of the review")
	p.check(f.NextBy.IsZero() || f.NextBy > f.On, "/nextBy", "The next review must be after this one")
	p.check(Knowledges.valid(f.HowKnown), "/howKnown", "Select how this is known")
	return p.Err()
}

// Happened is the day of the review.
func (f PlanReviewed) Happened() When { return OnDay(f.On) }

// ReviewBroughtForward asks for a review before its day (reg. 7(2); Vol3 4.16).
type ReviewBroughtForward struct {
	On      Day    `json:"on"`
	Trigger string `json:"trigger"`
}

// Validate checks the trigger.
func (f ReviewBroughtForward) Validate() error {
	var p Problems
	p.check(!f.On.IsZero(), "/on", "Enter the day on which it was asked for")
	p.need(f.Trigger, "/trigger", "Say what brings it forward")
	return p.Err()
}

// Happened is the day on which it was asked for.
func (f ReviewBroughtForward) Happened() When { return OnDay(f.On) }

// NeedsAssessed is an assessment of needs (reg. 5).
type NeedsAssessed struct {
	On   Day    `json:"on"`
	Note string `json:"note,omitzero"`
}

// Validate checks the day.
func (f NeedsAssessed) Validate() error {
	var p Problems
	p.check(!f.On.IsZero(), "/on", "Enter the day of the assessment")
	return p.Err()
}

// Happened is the day of the assessment.
func (f NeedsAssessed) Happened() When { return OnDay(f.On) }

// Answer is what was said to an offer of support.
type Answer string

// Answers lists them.
var Answers = Codes[Answer]{{"accepted", "Accepted"}, {"declined", "Declined"}, {"no_answer", "No answer"}, {"wants_to_think", "Wants to think about it"}}

// OfferMade is an offer of a personal adviser's support from 21 to 25
// (s.23CZB). Made to a dead contact point it is only an attempt.
type OfferMade struct {
	On           Day        `json:"on"`
	How          AttemptHow `json:"how"`
	ContactPoint string     `json:"contactPoint,omitzero"`
	Answer       Answer     `json:"answer,omitzero"`
	Note         string     `json:"note,omitzero"`
}

// Validate checks when and how.
func (f OfferMade) Validate() error {
	var p Problems
	p.check(!f.On.IsZero(), "/on", "Enter the day of the offer")
	p.check(AttemptHows.Has(f.How), "/how", "Select how the offer was made")
	p.check(Answers.valid(f.Answer), "/answer", "Select what was answered")
	return p.Err()
}

// Happened is the day of the offer.
func (f OfferMade) Happened() When { return OnDay(f.On) }

// Wish is what somebody wants after 21.
type Wish string

// The wishes.
const (
	WantsSupport   Wish = "support_goes_on"
	WantsNoSupport Wish = "support_stops"
	NotReached     Wish = "could_not_be_reached"
)

// Wishes lists them.
var Wishes = Codes[Wish]{{WantsSupport, "Support goes on"}, {WantsNoSupport, "Support stops"}, {NotReached, "Could not be reached"}}

// Post21Decided is the decision of what happens after 21: what the young person
// wants, said when and to whom; or could not be reached, what was tried, and an
// approver. Without it nobody leaves the duty at 21 (rules.md section 2).
type Post21Decided struct {
	On       Day     `json:"on"`
	Wish     Wish    `json:"wish"`
	SaidTo   StaffID `json:"saidTo,omitzero"`
	SaidOn   Day     `json:"saidOn,omitzero"`
	Tried    string  `json:"tried,omitzero"`
	Approver StaffID `json:"approver,omitzero"`
}

// Validate checks that a decision without the young person has an approver.
func (f Post21Decided) Validate() error {
	var p Problems
	p.check(!f.On.IsZero(), "/on", "Enter the day of the decision")
	p.check(Wishes.Has(f.Wish), "/wish", "Select what the young person wants")
	p.check(f.Wish == NotReached || !f.SaidOn.IsZero(), "/saidOn", "Enter the day they said so")
	p.check(f.Wish != NotReached || f.Approver != StaffID{}, "/approver", "Name the manager who approves")
	if f.Wish == NotReached {
		p.need(f.Tried, "/tried", "Say what was tried to reach them")
	}
	return p.Err()
}

// Happened is the day of the decision.
func (f Post21Decided) Happened() When { return OnDay(f.On) }

// Circumstance is a change in somebody's life after which the frequency of
// contact may no longer be right (rules.md section 6).
type Circumstance string

// Circumstances lists them. Custody and risk have facts of their own.
var Circumstances = Codes[Circumstance]{{"eviction", "Eviction, or notice of it"}, {"charge", "Charged with an offence"}, {"pregnancy", "Pregnancy, or a child"}, {"other", "Something else that changes much"}}

// CircumstancesChanged puts the question whether the frequency is still right.
type CircumstancesChanged struct {
	On     Day          `json:"on"`
	What   Circumstance `json:"what"`
	Note   string       `json:"note,omitzero"`
	ToldOn Day          `json:"toldOn,omitzero"`
}

// Validate checks what changed and when.
func (f CircumstancesChanged) Validate() error {
	var p Problems
	p.check(!f.On.IsZero(), "/on", "Enter the day of the change")
	p.check(Circumstances.Has(f.What), "/what", "Select what changed")
	p.check(f.ToldOn.IsZero() || f.ToldOn >= f.On, "/toldOn", "You cannot have known of it before it happened")
	return p.Err()
}

// Happened is the day of the change.
func (f CircumstancesChanged) Happened() When { return OnDay(f.On) }
