package careleaver

import (
	"bytes"
	"cmp"
	"slices"
	"time"

	"github.com/google/uuid"
)

// Person is all that is in force of one person, typed and in order of time. It
// holds facts of every day, past and to come; what holds on a day is asked of
// package duty.
type Person struct {
	ID        PersonID
	Authority string

	Registered Told[Registered]
	Details    Details // as last changed
	Changes    []Told[DetailsChanged]
	Births     []Birth // each date of birth that was on record, in log order
	Categories []Told[EligibilityChanged]
	CarePeriod []Told[CarePeriodRecorded] // the last of each period
	CareEnded  []Told[CareEnded]
	BackInCare []Told[ReturnedToCare]
	Listings   []Told[Listed]

	Requests    []Told[SupportRequested]
	Stops       []Told[SupportStopped]
	Resumptions []Told[SupportResumed]
	Died        *Told[Died]
	DeathSure   *Told[DeathConfirmed]
	Offered     []Told[TransferOffered]
	Transferred *Told[TransferReceived]
	InError     *Told[RegisteredInError]
	MergedInto  PersonID // zero: not merged

	Allocations []Allocation
	Teams       []Told[TeamAllocated]
	Handovers   []Handover
	Restricted  []Restriction
	Safety      *Told[ContactSafetySet]

	Contacts   []Told[ContactMade]
	Attempts   []Told[Attempted]
	Reports    []Told[ToldBySomeoneElse]
	Compared   []Told[Compared] // on the records of contacts
	Refusals   []Refusal
	Plans      []Plan
	DeadPoints []Told[ContactPointDead]

	Homes    []Home
	Absences []Absence
	NotKnown []Told[WhereaboutsNotKnown]
	Missing  []MissingReport

	Contradictions []Told[ContradictionDecided]

	Activities    []Activity
	Programmes    []Programme
	Frequencies   []Told[FrequencySet]
	PlansAgreed   []Told[PlanAgreed]
	Reviews       []Told[PlanReviewed]
	Early         []Told[ReviewBroughtForward]
	Circumstances []Told[CircumstancesChanged]
	Assessments   []Told[NeedsAssessed]
	Offers        []Told[OfferMade]
	Post21        []Told[Post21Decided]

	Alerts     []Alert
	Oversights []Told[OversightDecided]
	Questions  []Question

	LastRecorded Event   // the event recorded last: nothing later is known
	Sealed       []Event // what sealed or destroyed a record of theirs
	Sheltered    bool    // a move to a protected address, or a stay at one, was taken back

	unallocated []Told[AdviserUnallocated]

	Clocks
	Evidence  []Evidence      // of whereabouts, in order of its day
	Visits    []Visit         // at homes and in absences, in order of time
	Stretches []Stretch       // where they are by the facts, from each day on
	Doing     []DoingEvidence // of activities, in order of its day
}

// Birth is a date of birth, and when it was recorded; no day: it was taken out.
type Birth struct {
	Day        Day
	RecordedAt time.Time
}

// Refusal is a refusal with what a manager said of it.
type Refusal struct {
	Told[Refused]
	Approved []Told[RefusalApproved]
	Renewed  []Told[RefusalRenewed]
}

// Plan is a planned contact, cancelled or not.
type Plan struct {
	Told[Planned]
	Cancelled *Told[PlanCancelled]
}

// Home is an accommodation with what became known of it. Until is the day of
// the move out of it, or into the next (I19): the first day not there; Forever
// when none is known.
type Home struct {
	Told[MovedIn]
	Out           *Told[MovedOut]
	Until         Day
	Confirmations []Told[WhereaboutsConfirmed]
	Assessments   []Told[SuitabilityAssessed] // in order of the days that they are of
}

// AssessedBy is the last assessment of whether the home is suitable by a day; nil
// when there is none.
func (h *Home) AssessedBy(day Day) *Told[SuitabilityAssessed] {
	for i := len(h.Assessments) - 1; i >= 0; i-- {
		if a := &h.Assessments[i]; a.Facts.On <= day {
			return a
		}
	}
	return nil
}

// Absence is a time away from home: custody, hospital, a holiday. Until is the day
// on which it ended or another began, since nobody is away in two places: the
// first day not there; Forever when none is known.
type Absence struct {
	Told[WentAway]
	Back          *Told[CameBack]
	Until         Day
	Confirmations []Told[WhereaboutsConfirmed]
}

// MissingReport is a report of missing, and how it ended.
type MissingReport struct {
	Told[ReportedMissing]
	Found *Told[Found]
}

// Activity is something that somebody does, and until when.
type Activity struct {
	Told[ActivityStarted]
	Ended         *Told[ActivityEnded]
	Confirmations []Told[ActivityConfirmed]
}

// Programme is a programme of education or training in the pathway plan.
type Programme struct {
	Told[ProgrammeAgreed]
	Ended *Told[ProgrammeEnded]
}

// Allocation is a worker allocated in a role from a day; Until is the first day
// without, Forever when none is known.
type Allocation struct {
	Told[AdviserAllocated]
	Until Day
}

// Handover is an offer of a person to another worker, and its answer.
type Handover struct {
	Told[HandoverOffered]
	Accepted *Told[HandoverAccepted]
	Refused  *Told[HandoverRefused]
}

// Restriction limits who opens the record.
type Restriction struct {
	Told[AccessRestricted]
	Ended *Told[AccessRestrictionEnded]
}

// Question is a cell of an import that could not be read, settled or not.
type Question struct {
	Told[CellQuestioned]
	Settled *Told[CellSettled]
}

// Alert is an alert as its events left it.
type Alert struct {
	ID       uuid.UUID
	Raised   Told[AlertRaised]
	Due      Day // as raised, or as last reopened
	ActBy    Day
	Open     bool
	Closed   *Told[AlertClosed] // how it closed last
	Spans    []AlertSpan        // when it was open, in days of recording
	Opened   int                // how often: once, and once more for each reopening
	Ack      *Told[AlertAcknowledged]
	Silence  *Told[AlertSilenced]
	Unuseful []Told[AlertNotUseful]
	Last     Event // its last event: what the next one follows
}

// AlertSpan is a time in which an alert was open: Until is the first day not,
// Forever while it is.
type AlertSpan struct{ From, Until Day }

// PersonOf types the records in force of one person. The records of people
// merged into them come with them.
func PersonOf(id PersonID, records []Record) Person {
	p := Person{ID: id}
	for _, r := range slices.SortedFunc(slices.Values(records), byOpening) {
		p.noteLast(r)
		p.noteSealed(r)
		p.take(r)
	}
	p.allocate()
	p.order()
	p.Clocks = clocksOf(p)
	p.endHomes()
	p.endAbsences()
	p.followWhereabouts()
	p.followActivities()
	return p
}

// byOpening orders records by when they were opened, not by how they came to be
// interleaved in the log: where two of people who are one say the same thing
// twice, as who the adviser is, it must not matter.
func byOpening(a, b Record) int {
	return cmp.Or(a.Opened.RecordedAt.Compare(b.Opened.RecordedAt), bytes.Compare(a.Opened.ID[:], b.Opened.ID[:]),
		bytes.Compare(a.Person[:], b.Person[:]), cmp.Compare(a.Area, b.Area), cmp.Compare(a.ID, b.ID))
}

// noteLast keeps the event that was recorded last. Ties are broken by id, never
// by position, so that the order of different records makes no difference.
func (p *Person) noteLast(r Record) {
	last := r.Opened
	for _, e := range r.events() {
		if later(e, last) {
			last = e
		}
	}
	if p.LastRecorded.ID == uuid.Nil || later(last, p.LastRecorded) {
		p.LastRecorded = last
	}
}

func (r Record) events() []Event {
	var all []Event
	for _, e := range r.Force {
		all = append(all, e.Event)
		if e.Correction.ID != uuid.Nil {
			all = append(all, e.Correction)
		}
	}
	for _, e := range []*Event{r.Voided, r.Sealed, r.Gone} {
		if e != nil {
			all = append(all, *e)
		}
	}
	return all
}

func later(a, b Event) bool {
	return cmp.Or(a.RecordedAt.Compare(b.RecordedAt), bytes.Compare(a.ID[:], b.ID[:])) > 0
}

// inOrder sorts by when it happened, then by when it was recorded, then by id.
func inOrder[F Fact](list []Told[F]) {
	slices.SortFunc(list, func(a, b Told[F]) int { return compare(a.Entry, b.Entry) })
}

func compare(a, b Entry) int {
	return cmp.Or(
		when(a).Compare(when(b)),
		a.RecordedAt.Compare(b.RecordedAt),
		bytes.Compare(a.ID[:], b.ID[:]),
	)
}

// when is when it happened, or else when it was recorded.
func when(e Entry) When {
	if w := e.Fact.Happened(); !w.IsZero() {
		return w
	}
	return AtInstant(e.RecordedAt)
}

// endAbsences ends each absence on the day of the return, or when the next began,
// whichever was first.
func (p *Person) endAbsences() {
	for i := range p.Absences {
		a := &p.Absences[i]
		if a.Back != nil {
			a.Until = a.Back.Facts.On
		}
		if i+1 < len(p.Absences) {
			a.Until = min(a.Until, p.Absences[i+1].Facts.From.From)
		}
		a.Until = max(a.Until, a.Facts.From.From)
	}
}
