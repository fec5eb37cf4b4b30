package duty

import care "intouch/pkg/careleaver"

// Bucket is where a person stands on a day: everybody is in exactly one (I1).
type Bucket string

// The seven buckets (rules.md section 3).
const (
	InTouch     Bucket = "in_touch"
	Due         Bucket = "due"
	Overdue     Bucket = "overdue"
	Unaccounted Bucket = "unaccounted"
	OfferOpen   Bucket = "offer_open"
	LookedAfter Bucket = "looked_after"
	Closed      Bucket = "closed"
)

// Buckets lists them, most worrying first.
var Buckets = care.Codes[Bucket]{
	{Code: Unaccounted, Label: "Unaccounted for"}, {Code: Overdue, Label: "Overdue"}, {Code: Due, Label: "Due"}, {Code: InTouch, Label: "In touch"},
	{Code: OfferOpen, Label: "Offer open"}, {Code: LookedAfter, Label: "Looked after"}, {Code: Closed, Label: "Closed"},
}

// Reason is why somebody is in their bucket.
type Reason string

// The reasons.
const (
	RecordIncomplete    Reason = "record_incomplete"
	MissingPerson       Reason = "missing"
	NeverInTouch        Reason = "never_in_touch"
	NoDatedContact      Reason = "no_dated_contact"
	Silent              Reason = "silent"
	WhereaboutsNotKnown Reason = "whereabouts_not_known"
	WhereaboutsStale    Reason = "whereabouts_stale"
	ContactOverdue      Reason = "contact_overdue"
	OfferMissed         Reason = "offer_missed"
	RenewalMissed       Reason = "renewal_missed"
	RefusalNoEvidence   Reason = "refusal_no_evidence"
	ClosedDied          Reason = "died"
	ClosedAt25          Reason = "reached_25"
	ClosedInError       Reason = "registered_in_error"
	ClosedTransferred   Reason = "transferred"
)

// Reasons lists them in words for people.
var Reasons = care.Codes[Reason]{
	{Code: RecordIncomplete, Label: "Record incomplete: an event could not be applied"}, {Code: MissingPerson, Label: "Reported missing"},
	{Code: NeverInTouch, Label: "Never in touch"}, {Code: NoDatedContact, Label: "No dated contact (list says in touch)"},
	{Code: Silent, Label: "Silent for too long"}, {Code: WhereaboutsNotKnown, Label: "Whereabouts not known"},
	{Code: WhereaboutsStale, Label: "Whereabouts not confirmed for too long"}, {Code: ContactOverdue, Label: "Contact overdue"},
	{Code: OfferMissed, Label: "Offer of support not made"}, {Code: RenewalMissed, Label: "Refusal not renewed"},
	{Code: RefusalNoEvidence, Label: "Refuses contact, and no evidence of whereabouts"}, {Code: ClosedDied, Label: "Died"},
	{Code: ClosedAt25, Label: "Reached 25"}, {Code: ClosedInError, Label: "Registered in error"}, {Code: ClosedTransferred, Label: "Transferred to another authority"},
}

// Flag is something to know of a person besides the bucket.
type Flag string

// The flags.
const (
	NotSeen               Flag = "not_seen"
	AttemptsOnly          Flag = "attempts_only"
	BaselineFlag          Flag = "baseline"
	InCustody             Flag = "in_custody"
	InHospital            Flag = "in_hospital"
	AbroadFlag            Flag = "abroad"
	DeportedFlag          Flag = "deported"
	NoDecisionAt21        Flag = "21_no_decision"
	ReceivingSupport      Flag = "21_receiving"
	InProgramme           Flag = "programme"
	ListedPast25          Flag = "25_listed"
	OfferOnly             Flag = "offer_only"
	NoOfferAt21           Flag = "first_offer_not_made"
	BirthNotKnown         Flag = "date_of_birth_missing"
	CategoryNotRecorded   Flag = "category_not_recorded"
	CategoryDiffers       Flag = "category_differs"
	ContradictionFlag     Flag = "contradiction"
	HomeInQuestion        Flag = "home_in_question"
	ClosedUnaccounted     Flag = "closed_while_unaccounted"
	NotNotified           Flag = "notification_not_made"
	LeavingCareUnrecorded Flag = "leaving_care_not_recorded"
	HighRiskFlag          Flag = "high_risk"
	RefusalFlag           Flag = "refusal_in_force"
	ToBeConfirmed         Flag = "to_be_confirmed"
	RestrictedFlag        Flag = "restricted"
)

// Flags lists them in words for people.
var Flags = care.Codes[Flag]{
	{Code: NotSeen, Label: "Not seen"}, {Code: AttemptsOnly, Label: "Attempts only"}, {Code: BaselineFlag, Label: "Baseline"}, {Code: InCustody, Label: "In custody"},
	{Code: InHospital, Label: "In hospital"}, {Code: AbroadFlag, Label: "Abroad"}, {Code: DeportedFlag, Label: "Abroad (deported)"}, {Code: NoDecisionAt21, Label: "21, no decision"},
	{Code: ReceivingSupport, Label: "21+, receiving support"}, {Code: InProgramme, Label: "21+, programme"}, {Code: ListedPast25, Label: "25 or over, on the list: is there a programme?"}, {Code: OfferOnly, Label: "Offer only"}, {Code: NoOfferAt21, Label: "21+, first offer not made"},
	{Code: BirthNotKnown, Label: "Date of birth missing"}, {Code: CategoryNotRecorded, Label: "Category not recorded"}, {Code: CategoryDiffers, Label: "Periods of care say another category"},
	{Code: ContradictionFlag, Label: "Sources disagree about where they are"}, {Code: HomeInQuestion, Label: "Long in custody: is the home lost?"}, {Code: ClosedUnaccounted, Label: "Closed while unaccounted"}, {Code: NotNotified, Label: "Notification of death not made"},
	{Code: LeavingCareUnrecorded, Label: "Leaving care not recorded"}, {Code: HighRiskFlag, Label: "High risk"}, {Code: RefusalFlag, Label: "Does not want contact"}, {Code: ToBeConfirmed, Label: "To be confirmed"},
	{Code: RestrictedFlag, Label: "Restricted record"},
}

// Confidence is how sure we are of whereabouts (rules.md section 5).
type Confidence string

// The degrees. Unsure is of whereabouts that are not known.
const (
	Confirmed Confidence = "confirmed"
	Likely    Confidence = "likely"
	Stale     Confidence = "stale"
	Unsure    Confidence = "not_known"
)

// Confidences lists them.
var Confidences = care.Codes[Confidence]{{Code: Confirmed, Label: "Confirmed"}, {Code: Likely, Label: "Likely"}, {Code: Stale, Label: "Not confirmed lately"}, {Code: Unsure, Label: "Not known"}}

// Rule names a duty, for ever (rules.md section 6).
type Rule string

// The rules.
const (
	KeepInTouch     Rule = "keep-in-touch"
	SeeInPerson     Rule = "see-in-person"
	ProvidedVisit   Rule = "provided-visit"
	FirstVisit      Rule = "first-visit"
	FirstReview     Rule = "first-review"
	NextReview      Rule = "next-review"
	PlanReview      Rule = "plan-review"
	NeedsAssessment Rule = "needs-assessment"
	CustodyVisit    Rule = "custody-visit"
	ReleaseReview   Rule = "release-review"
	WhereNow        Rule = "where-now"
	MissingDecision Rule = "missing-decision"
	BedAndBreakfast Rule = "bed-and-breakfast"
	TryAgain        Rule = "try-again"
	RenewOffer      Rule = "renew-offer"
	FirstOffer      Rule = "first-offer"
	AnnualOffer     Rule = "annual-offer"
	DecisionAt21    Rule = "decision-at-21"
	WhereaboutsRule Rule = "whereabouts"
	ActivityRule    Rule = "activity"
	NoAdviser       Rule = "no-adviser"
	HandoverRule    Rule = "handover"
	Oversight       Rule = "oversight"
	PlannedContact  Rule = "planned-contact"
	Window903       Rule = "window-903"
	FrequencyRight  Rule = "frequency-right"
)

// Rules lists them in words for people.
var Rules = care.Codes[Rule]{
	{Code: KeepInTouch, Label: "Keep in touch"}, {Code: SeeInPerson, Label: "See in person"}, {Code: ProvidedVisit, Label: "Visit at provided accommodation"},
	{Code: FirstVisit, Label: "First visit at new accommodation"}, {Code: FirstReview, Label: "First review at new accommodation"}, {Code: NextReview, Label: "Next review at it"},
	{Code: PlanReview, Label: "Pathway plan review"}, {Code: NeedsAssessment, Label: "Needs assessment"}, {Code: CustodyVisit, Label: "First custody visit"},
	{Code: ReleaseReview, Label: "Review before release"}, {Code: WhereNow, Label: "Where now"}, {Code: MissingDecision, Label: "Missing: manager's decision"},
	{Code: BedAndBreakfast, Label: "Bed and breakfast"}, {Code: TryAgain, Label: "Try again"}, {Code: RenewOffer, Label: "Renew the offer"},
	{Code: FirstOffer, Label: "First offer after 21"}, {Code: AnnualOffer, Label: "Annual offer of support"}, {Code: DecisionAt21, Label: "Decision before 21"},
	{Code: WhereaboutsRule, Label: "Whereabouts confirmed"}, {Code: ActivityRule, Label: "Activity known"}, {Code: NoAdviser, Label: "No personal adviser"},
	{Code: HandoverRule, Label: "Handover not accepted"}, {Code: Oversight, Label: "Management oversight"}, {Code: PlannedContact, Label: "Planned contact without outcome"},
	{Code: Window903, Label: "903 window"}, {Code: FrequencyRight, Label: "Frequency still right?"},
}

// Alerts reports whether missing the rule raises an alert; otherwise it is a
// to-do, which is shown and never an event (rules.md section 11).
func (r Rule) Alerts() bool {
	switch r {
	case KeepInTouch, WhereaboutsRule, MissingDecision, FirstVisit, ProvidedVisit, CustodyVisit, WhereNow, BedAndBreakfast,
		NoAdviser, HandoverRule, DecisionAt21, FirstOffer, AnnualOffer, Oversight:
		return true
	}
	return false
}
