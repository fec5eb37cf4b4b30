package oracle

import care "intouch/pkg/careleaver"

// Numbers of docs/rules.md that are marked † there: those of the policy that we
// ship, typed again.
const (
	everyDays      = 56
	seenDays       = 56
	firstContact   = 7
	qualifyingDays = 182

	dueWindow       = 7
	unaccountedMin  = 7
	unaccountedMax  = 28
	notKnownLimit   = 14
	staleLimit      = 28
	notKnownWorking = 2

	refusalRenewal  = 182
	refusalGrace    = 28
	refusalEvidence = 182

	firstReviewBy      = 42
	broughtForwardBy   = 10 // working days
	whereNowBy         = 2  // working days
	missingBy          = 1  // working day
	tryAgainEvery      = 14
	tryAgainHighRisk   = 7
	firstOfferBy       = 28
	activityEvery      = 182
	noAdviserBy        = 5 // working days
	oversightBy        = 5 // working days
	oversightEvery     = 28
	plannedBy          = 2 // working days
	windowMonthsBefore = 3
	windowMonthsAfter  = 1
)

// Numbers of the law, as docs/rules.md section 6 has them.
const (
	firstVisitBy        = 7  // reg. 8(2)(a)
	providedMonths      = 2  // reg. 8(2)(c)
	firstReviewNotUntil = 28 // reg. 7(3)(a)
	nextReviewMonths    = 3  // reg. 7(3)(b)
	planReviewMonths    = 6  // reg. 7(2)
	assessmentMonths    = 3  // reg. 5(2)
	custodyVisitBy      = 10 // working days: Vol3 6.41
	releaseMonths       = 1  // Vol3 6.44
	bedAndBreakfastBy   = 2  // working days: Vol3 7.12
	annualMonths        = 12
	decisionMonths      = 3
	decisionToDoMonths  = 6
)

// colleague is somebody who works, or worked, for the authority.
type colleague struct {
	id   care.StaffID
	left care.Day // the first day without them; zero: still here
}
