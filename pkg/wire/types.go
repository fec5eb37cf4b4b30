package wire

import (
	"reflect"
	"strings"

	care "intouch/pkg/careleaver"
)

// Kind is a kind of record: what one subject of the log speaks of.
type Kind struct {
	Name   string
	Area   care.Area
	Path   string        // in the API, below the person (or below /api/v1 for kinds of no person)
	Single care.RecordID // the record's name when each person has just one
	NoOne  bool          // of no person: a member of staff, a policy, an import
}

// Kinds are all kinds of record.
var Kinds = []Kind{
	{Name: "person", Area: care.AreaCaseload, Single: care.RecordPerson},
	{Name: "adviser", Area: care.AreaCaseload, Path: "allocations", Single: care.RecordAdviser},
	{Name: "safety", Area: care.AreaCaseload, Path: "contact-safety", Single: care.RecordSafety},
	{Name: "restriction", Area: care.AreaCaseload, Path: "restrictions"},
	{Name: "listing", Area: care.AreaCaseload, Path: "listings"},
	{Name: "contact", Area: care.AreaContact, Path: "contacts"},
	{Name: "attempt", Area: care.AreaContact, Path: "attempts"},
	{Name: "third_party_report", Area: care.AreaContact, Path: "third-party-reports"},
	{Name: "refusal", Area: care.AreaContact, Path: "refusals"},
	{Name: "planned_contact", Area: care.AreaContact, Path: "planned-contacts"},
	{Name: "dead_contact_point", Area: care.AreaContact, Path: "dead-contact-points"},
	{Name: "accommodation", Area: care.AreaAccommodation, Path: "accommodations"},
	{Name: "absence", Area: care.AreaAccommodation, Path: "absences"},
	{Name: "whereabouts", Area: care.AreaAccommodation, Path: "whereabouts-not-known", Single: care.RecordWhereabouts},
	{Name: "missing", Area: care.AreaAccommodation, Path: "missing"},
	{Name: "contradiction", Area: care.AreaAccommodation, Path: "contradictions"},
	{Name: "activity", Area: care.AreaPathway, Path: "activities"},
	{Name: "programme", Area: care.AreaPathway, Path: "programmes"},
	{Name: "frequency", Area: care.AreaPathway, Path: "frequencies", Single: care.RecordFrequency},
	{Name: "plan", Area: care.AreaPathway, Path: "plans"},
	{Name: "plan_review", Area: care.AreaPathway, Path: "plan-reviews"},
	{Name: "early_review", Area: care.AreaPathway, Path: "reviews-brought-forward"},
	{Name: "circumstances", Area: care.AreaPathway, Path: "changes-of-circumstances"},
	{Name: "needs_assessment", Area: care.AreaPathway, Path: "needs-assessments"},
	{Name: "offer", Area: care.AreaPathway, Path: "offers"},
	{Name: "post21", Area: care.AreaPathway, Path: "post-21-decisions", Single: care.RecordPost21},
	{Name: "alert", Area: care.AreaAlert, Path: "alerts"},
	{Name: "oversight", Area: care.AreaOversight, Path: "oversight"},
	{Name: "question", Area: care.AreaImport, Path: "questions"},
	{Name: "staff", Area: care.AreaStaff, Path: "staff", NoOne: true},
	{Name: "team", Area: care.AreaStaff, Path: "teams", NoOne: true},
	{Name: "policy", Area: care.AreaPolicy, Path: "policies", NoOne: true},
	{Name: "import", Area: care.AreaImport, Path: "imports", NoOne: true},
	{Name: "set_aside", Area: care.AreaImport, Path: "set-aside-rows", NoOne: true},
	{Name: "notice", Area: care.AreaNotice, NoOne: true},
	{Name: "count", Area: care.AreaRegister, NoOne: true},
}

// Type is a type of event. Its name on the wire is Name with "care." before and
// ".v1" behind; a new meaning is a new type, never a new version of the old.
type Type struct {
	Name      string    // contact.made
	Fact      care.Fact // the Go type, as its zero value
	Kind      string    // of the record it stands on; empty: any record of its area, or any at all
	Path      string    // in the API, below the record; empty for the event that opens a record
	Publisher string    // the service whose NATS user may publish it; alert.closed is also caseload's, for a manager's decision
}

// Types are all types of event: the catalogue. schemas/ has a folder for each.
var Types = []Type{
	{"caseload.registered", care.Registered{}, "person", "", "caseload"},
	{"caseload.details_changed", care.DetailsChanged{}, "person", "details", "caseload"},
	{"caseload.eligibility_changed", care.EligibilityChanged{}, "person", "eligibility", "caseload"},
	{"caseload.care_period_recorded", care.CarePeriodRecorded{}, "person", "care-periods", "caseload"},
	{"caseload.care_ended", care.CareEnded{}, "person", "care-endings", "caseload"},
	{"caseload.returned_to_care", care.ReturnedToCare{}, "person", "returns-to-care", "caseload"},
	{"caseload.support_requested", care.SupportRequested{}, "person", "support-requests", "caseload"},
	{"caseload.support_stopped", care.SupportStopped{}, "person", "support-stops", "caseload"},
	{"caseload.support_resumed", care.SupportResumed{}, "person", "support-resumptions", "caseload"},
	{"caseload.died", care.Died{}, "person", "deaths", "caseload"},
	{"caseload.death_confirmed", care.DeathConfirmed{}, "person", "death-confirmations", "caseload"},
	{"caseload.transfer_offered", care.TransferOffered{}, "person", "transfer-offers", "caseload"},
	{"caseload.transfer_received", care.TransferReceived{}, "person", "transfer-receipts", "caseload"},
	{"caseload.registered_in_error", care.RegisteredInError{}, "person", "registration-errors", "caseload"},
	{"caseload.merged", care.Merged{}, "person", "merges", "caseload"},
	{"caseload.absorbed", care.Absorbed{}, "person", "", "caseload"},
	{"caseload.unmerged", care.Unmerged{}, "person", "unmerges", "caseload"},
	{"caseload.listed", care.Listed{}, "listing", "", "caseload"},
	{"caseload.adviser_allocated", care.AdviserAllocated{}, "adviser", "", "caseload"},
	{"caseload.adviser_unallocated", care.AdviserUnallocated{}, "adviser", "ends", "caseload"},
	{"caseload.team_allocated", care.TeamAllocated{}, "adviser", "teams", "caseload"},
	{"caseload.handover_offered", care.HandoverOffered{}, "adviser", "handover-offers", "caseload"},
	{"caseload.handover_accepted", care.HandoverAccepted{}, "adviser", "handover-acceptances", "caseload"},
	{"caseload.handover_refused", care.HandoverRefused{}, "adviser", "handover-refusals", "caseload"},
	{"caseload.access_restricted", care.AccessRestricted{}, "restriction", "", "caseload"},
	{"caseload.access_restriction_ended", care.AccessRestrictionEnded{}, "restriction", "ends", "caseload"},
	{"caseload.contact_safety_set", care.ContactSafetySet{}, "safety", "", "caseload"},
	{"caseload.corrected", care.Corrected{}, "", "corrections", "caseload"},
	{"caseload.voided", care.Voided{}, "", "voids", "caseload"},

	{"contact.made", care.ContactMade{}, "contact", "", "contact"},
	{"contact.attempted", care.Attempted{}, "attempt", "", "contact"},
	{"contact.told_by_someone_else", care.ToldBySomeoneElse{}, "third_party_report", "", "contact"},
	{"contact.refused", care.Refused{}, "refusal", "", "contact"},
	{"contact.refusal_approved", care.RefusalApproved{}, "refusal", "approvals", "contact"},
	{"contact.refusal_renewed", care.RefusalRenewed{}, "refusal", "renewals", "contact"},
	{"contact.planned", care.Planned{}, "planned_contact", "", "contact"},
	{"contact.plan_cancelled", care.PlanCancelled{}, "planned_contact", "cancellations", "contact"},
	{"contact.contact_point_dead", care.ContactPointDead{}, "dead_contact_point", "", "contact"},
	{"contact.compared", care.Compared{}, "contact", "comparisons", "contact"},
	{"contact.corrected", care.Corrected{}, "", "corrections", "contact"},
	{"contact.voided", care.Voided{}, "", "voids", "contact"},

	{"accommodation.moved_in", care.MovedIn{}, "accommodation", "", "accommodation"},
	{"accommodation.moved_out", care.MovedOut{}, "accommodation", "ends", "accommodation"},
	{"accommodation.went_away", care.WentAway{}, "absence", "", "accommodation"},
	{"accommodation.came_back", care.CameBack{}, "absence", "ends", "accommodation"},
	{"accommodation.confirmed", care.WhereaboutsConfirmed{}, "", "confirmations", "accommodation"},
	{"accommodation.suitability_assessed", care.SuitabilityAssessed{}, "accommodation", "assessments", "accommodation"},
	{"accommodation.not_known", care.WhereaboutsNotKnown{}, "whereabouts", "", "accommodation"},
	{"accommodation.reported_missing", care.ReportedMissing{}, "missing", "", "accommodation"},
	{"accommodation.found", care.Found{}, "missing", "ends", "accommodation"},
	{"accommodation.contradiction_decided", care.ContradictionDecided{}, "contradiction", "", "accommodation"},
	{"accommodation.corrected", care.Corrected{}, "", "corrections", "accommodation"},
	{"accommodation.voided", care.Voided{}, "", "voids", "accommodation"},

	{"pathway.activity_started", care.ActivityStarted{}, "activity", "", "pathway"},
	{"pathway.activity_ended", care.ActivityEnded{}, "activity", "ends", "pathway"},
	{"pathway.activity_confirmed", care.ActivityConfirmed{}, "activity", "confirmations", "pathway"},
	{"pathway.programme_agreed", care.ProgrammeAgreed{}, "programme", "", "pathway"},
	{"pathway.programme_ended", care.ProgrammeEnded{}, "programme", "ends", "pathway"},
	{"pathway.frequency_set", care.FrequencySet{}, "frequency", "", "pathway"},
	{"pathway.plan_agreed", care.PlanAgreed{}, "plan", "", "pathway"},
	{"pathway.plan_reviewed", care.PlanReviewed{}, "plan_review", "", "pathway"},
	{"pathway.review_brought_forward", care.ReviewBroughtForward{}, "early_review", "", "pathway"},
	{"pathway.circumstances_changed", care.CircumstancesChanged{}, "circumstances", "", "pathway"},
	{"pathway.needs_assessed", care.NeedsAssessed{}, "needs_assessment", "", "pathway"},
	{"pathway.offer_made", care.OfferMade{}, "offer", "", "pathway"},
	{"pathway.post21_decided", care.Post21Decided{}, "post21", "", "pathway"},
	{"pathway.corrected", care.Corrected{}, "", "corrections", "pathway"},
	{"pathway.voided", care.Voided{}, "", "voids", "pathway"},

	{"alert.raised", care.AlertRaised{}, "alert", "", "monitor"},
	{"alert.escalated", care.AlertEscalated{}, "alert", "", "monitor"},
	{"alert.acknowledged", care.AlertAcknowledged{}, "alert", "acknowledgements", "caseload"},
	{"alert.silenced", care.AlertSilenced{}, "alert", "silences", "caseload"},
	{"alert.silence_ended", care.SilenceEnded{}, "alert", "silence-ends", "caseload"},
	{"alert.closed", care.AlertClosed{}, "alert", "closures", "monitor"},
	{"alert.reopened", care.AlertReopened{}, "alert", "", "monitor"},
	{"alert.marked_not_useful", care.AlertNotUseful{}, "alert", "not-useful", "caseload"},
	{"oversight.decided", care.OversightDecided{}, "oversight", "", "caseload"},
	{"oversight.corrected", care.Corrected{}, "", "corrections", "caseload"},
	{"oversight.voided", care.Voided{}, "", "voids", "caseload"},

	{"record.sealed", care.Sealed{}, "", "seals", "caseload"},
	{"record.destroyed", care.Destroyed{}, "", "destructions", "caseload"},

	{"staff.joined", care.StaffJoined{}, "staff", "", "caseload"},
	{"staff.role_changed", care.RoleChanged{}, "staff", "roles", "caseload"},
	{"staff.absent", care.StaffAbsent{}, "staff", "absences", "caseload"},
	{"staff.returned", care.StaffReturned{}, "staff", "returns", "caseload"},
	{"staff.left", care.StaffLeft{}, "staff", "departures", "caseload"},
	{"staff.team_manager_set", care.TeamManagerSet{}, "team", "managers", "caseload"},
	{"policy.published", care.PolicyPublished{}, "policy", "", "caseload"},
	{"import.started", care.ImportStarted{}, "import", "", "caseload"},
	{"import.finished", care.ImportFinished{}, "import", "", "caseload"},
	{"import.row_set_aside", care.RowSetAside{}, "set_aside", "", "caseload"},
	{"import.row_settled", care.RowSettled{}, "set_aside", "settlements", "caseload"},
	{"import.cell_questioned", care.CellQuestioned{}, "question", "", "caseload"},
	{"import.cell_settled", care.CellSettled{}, "question", "settlements", "caseload"},
	{"notice.told", care.NoticeTold{}, "notice", "", "notifier"},
	{"register.counted", care.RegisterCounted{}, "count", "", "monitor"},
}

// Full is the type's name on the wire: care.contact.made.v1.
func (t Type) Full() string { return "care." + t.Name + ".v1" }

// Area is the first part of the name. Only record.sealed and record.destroyed
// stand on records of other areas.
func (t Type) Area() care.Area {
	area, _, _ := strings.Cut(t.Name, ".")
	return care.Area(area)
}

// everywhere is the area of the types that may stand on any record.
const everywhere care.Area = "record"

type factIn struct {
	area care.Area
	fact reflect.Type
}

var byName, byFact = index()

func index() (map[string]Type, map[factIn]Type) {
	names, facts := map[string]Type{}, map[factIn]Type{}
	for _, t := range Types {
		names[t.Full()] = t
		facts[factIn{t.Area(), reflect.TypeOf(t.Fact)}] = t
	}
	return names, facts
}

// TypeOf returns the type of a fact on a record of the area, and whether there
// is one.
func TypeOf(area care.Area, fact care.Fact) (Type, bool) {
	goType := reflect.TypeOf(fact)
	if t, ok := byFact[factIn{area, goType}]; ok {
		return t, true
	}
	t, ok := byFact[factIn{everywhere, goType}]
	return t, ok
}

// TypeNamed returns the type with that full name, and whether there is one.
func TypeNamed(full string) (Type, bool) {
	t, ok := byName[full]
	return t, ok
}

// KindNamed returns the kind of record with that name; the zero Kind when there
// is none.
func KindNamed(name string) Kind {
	for _, k := range Kinds {
		if k.Name == name {
			return k
		}
	}
	return Kind{}
}
