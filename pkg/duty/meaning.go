package duty

import (
	"github.com/google/uuid"

	care "intouch/pkg/careleaver"
)

// RulesVersion counts the versions of these rules. Rows that carry another are
// derived again.
const RulesVersion = 2

// Authority is what a person's rows depend on besides their own events.
type Authority struct {
	Policies    Policies
	Staff       care.Workforce
	FirstImport care.Day // the day of its first import; zero: none yet
	FirstPerson care.Day // the day of its first registration; zero: none yet
}

// Meaning is what is stored of a person: what their events mean under the
// policy, on every day, if nothing more happens. It does not depend on today.
type Meaning struct {
	Person      Summary
	Standings   []Standing    // every day since the first on the register, each in exactly one
	Whereabouts []Whereabouts // from the day of the last recording on
	Activity    []Activity    // likewise
	Deadlines   []Deadline    // likewise; shown from their From to before their Until
	Alerts      []Alert
	Questions   []care.Question
	NextLook    care.Day // the first day on which the alerts on record are not those the rules ask for; Forever: none
}

// Summary is the person's own row.
type Summary struct {
	ID            care.PersonID
	Authority     string
	LocalID       string
	GivenName     string
	FamilyName    string
	KnownAs       string
	Identifiers   []string // all ids, as typed, for search
	DateOfBirth   care.Day
	BirthStatus   care.BirthStatus
	Category      care.Category // as stated; what holds on a day is in its Standing
	RegisteredOn  care.Day
	Seen          Clock
	Spoken        Clock
	HeardOf       Clock
	Tried         Clock
	Root          care.PersonID // whom they are merged into; zero: nobody
	Incomplete    string        // why an event of theirs could not be applied; empty: all were (I10)
	PolicyVersion int
	RulesVersion  int
}

// Clock is the last movement of one of the four clocks.
type Clock struct {
	When  care.When
	How   string // what happened, in a code: saw_at_home, visit, family
	Event care.EventID
}

// Span is a span of days: From is the first, Until the first after it.
type Span struct {
	From, Until care.Day
}

// Standing is the bucket of a person over a span of days.
type Standing struct {
	Span
	Bucket   Bucket
	Reasons  []Reason
	Flags    []Flag
	Since    care.Day // the last day in touch; zero: never
	ActBy    care.Day // of a baseline, the day by which it is to be acted on
	Category care.Category
	Team     string
	Adviser  care.StaffID // the personal adviser; zero: none
	Owner    care.StaffID // who is to act; zero: nobody at all
}

// Whereabouts is where somebody is over a span of days, and how sure that is.
type Whereabouts struct {
	Span
	State      care.WhereState
	Of         care.RecordID // the accommodation or absence; empty when not known
	Since      care.Day      // since when they are there, or not known
	SinceIs    care.Precision
	Kind       string // the 903 letter of the home, or the kind of absence
	Address    string
	Postcode   string
	Protected  bool
	Confidence Confidence
	EvidenceOn care.Day // of which day the evidence is that is nearest to now
	How        care.Knowledge
	SaidBy     care.EventID // the event that says where
	EvidenceBy care.EventID // the event that is the evidence
}

// Activity is what somebody does over a span of days.
type Activity struct {
	Span
	Code       care.ActivityCode // empty: not known
	Since      care.Day
	Provider   string
	EvidenceOn care.Day
	How        care.Knowledge
	SaidBy     care.EventID
	EvidenceBy care.EventID
}

// Alert is an alert on record with what the facts say of it now.
type Alert struct {
	care.Alert
	MetBy care.Entry // the fact that met the duty; zero: nothing has
	MetOn care.Day
	Held  bool // open only because a date of birth was changed: a manager decides
}

// Incomplete says from when on a person's events could not be applied, and why.
type Incomplete struct {
	Since care.Day
	Why   string
}

// Deadline is a day by which a duty is to be done, if nothing more happens.
type Deadline struct {
	Rule      Rule
	Lapse     care.RecordID // the event that started the clock: it names the lapse
	Span                    // shown from From to before Until
	Due       care.Day      // the last good day
	ActBy     care.Day      // alerts, notices and escalation count from here
	AlertFrom care.Day      // the first day on which an alert is asked for: the day after Due, or at once
	Source    string        // where the number comes from: "pathway plan", "policy", "reg. 8(2)(a)"
	KnownLate bool          // told after it happened: not late, known late
	Origin    care.Origin
	Record    care.RecordID // the home or absence that it is about, if one
}

// Lapsed reports whether the deadline has been missed on the day.
func (d Deadline) Lapsed(on care.Day) bool { return on > d.Due && on >= d.From && on < d.Until }

// Alerting reports whether the deadline asks for an alert on the day.
func (d Deadline) Alerting(on care.Day) bool {
	return d.Rule.Alerts() && on >= d.AlertFrom && on >= d.From && on < d.Until
}

// AlertID is the id of the alert for this lapse of the person.
func (d Deadline) AlertID(person care.PersonID) uuid.UUID {
	return care.NewAlertID(person, string(d.Rule), d.Lapse)
}
