package careleaver

// Precisions lists how sure a day can be.
var Precisions = Codes[Precision]{{OnThatDay, "On that day"}, {AboutThatDay, "About that day"}, {NotLaterThan, "Not later than that day"}}

// Category is a kind of care leaver (domain.md section 1).
type Category string

// The categories of the Children Act 1989, and NotRecorded for a category that
// could not be read: owed contact as former relevant until settled (rules.md section 8).
const (
	Eligible       Category = "eligible"        // still looked after, 16 or 17: Sch 2 para 19B
	Relevant       Category = "relevant"        // left care, 16 or 17: s.23A
	FormerRelevant Category = "former_relevant" // 18 and over: s.23C
	Qualifying     Category = "qualifying"      // s.24
	NotRecorded    Category = "not_recorded"
)

// Categories lists them.
var Categories = Codes[Category]{
	{Eligible, "Eligible child (still looked after)"}, {Relevant, "Relevant child"}, {FormerRelevant, "Former relevant child"},
	{Qualifying, "Qualifying care leaver"}, {NotRecorded, "Not recorded"},
}

// IDKind is a kind of id that another system knows a person by.
type IDKind string

// The kinds of id.
const (
	LocalID      IDKind = "local"
	ChildID      IDKind = "903_child_id"
	CaseSystemID IDKind = "case_system"
)

// IDKinds lists them.
var IDKinds = Codes[IDKind]{{LocalID, "Local id"}, {ChildID, "SSDA903 child id"}, {CaseSystemID, "Case system id"}}

// BirthStatus is how far a date of birth is sure (rules.md section 2).
type BirthStatus string

// BirthStatuses lists them.
var BirthStatuses = Codes[BirthStatus]{{"stated", "As stated"}, {"documents", "From documents"}, {"assessed", "By age assessment"}, {"disputed", "Disputed"}}

// YesNo is a statement that may also be missing: the empty value.
type YesNo string

// The two answers.
const (
	Yes YesNo = "yes"
	No  YesNo = "no"
)

// YesNos lists them.
var YesNos = Codes[YesNo]{{Yes, "Yes"}, {No, "No"}}

// Still is the answer to "still there?" or "still doing it?" in a contact.
type Still string

// The answers; left out means not asked.
const (
	StillYes      Still = "yes"
	StillNo       Still = "no"
	StillNotAsked Still = "not_asked"
)

// Stills lists them.
var Stills = Codes[Still]{{StillYes, "Yes"}, {StillNo, "No"}, {StillNotAsked, "Not asked"}}

// How is how we and the care leaver were in touch (rules.md section 4).
type How string

// The ways. NotStated is for an imported date of contact without a method: it
// moves in touch only.
const (
	SawAtHome       How = "saw_at_home"
	SawElsewhere    How = "saw_elsewhere"
	Called          How = "call"
	Video           How = "video"
	TextOrApp       How = "text_or_app"
	Email           How = "email"
	Letter          How = "letter"
	TheyContactedUs How = "they_contacted_us"
	NotStated       How = "not_stated"
)

// Hows lists the ways that a person may choose; NotStated is for imports alone.
var Hows = Codes[How]{
	{SawAtHome, "Saw them at their accommodation"}, {SawElsewhere, "Saw them elsewhere"}, {Called, "Phone call"}, {Video, "Video call"},
	{TextOrApp, "Text or app, answered"}, {Email, "Email, answered"}, {Letter, "Letter, answered"}, {TheyContactedUs, "They contacted us"},
}

// Place is where a meeting was.
type Place string

// The places. Left out: the accommodation for SawAtHome, elsewhere otherwise.
const (
	AtAccommodation Place = "accommodation"
	InCustody       Place = "custody"
	InHospital      Place = "hospital"
	Elsewhere       Place = "elsewhere"
)

// Places lists them.
var Places = Codes[Place]{{AtAccommodation, "At the accommodation"}, {InCustody, "In custody"}, {InHospital, "In hospital"}, {Elsewhere, "Elsewhere"}}

// Capacity is in which capacity somebody was in touch (rules.md section 4).
type Capacity string

// The capacities. SomeoneElse is always third-party information.
const (
	AsPersonalAdviser Capacity = "personal_adviser"
	AsSocialWorker    Capacity = "social_worker"
	AsOtherWorker     Capacity = "other_worker"
	AsActingForUs     Capacity = "acting_for_us"
)

// Capacities lists them.
var Capacities = Codes[Capacity]{
	{AsPersonalAdviser, "Personal adviser"}, {AsSocialWorker, "Social worker"},
	{AsOtherWorker, "Duty or other worker of ours"}, {AsActingForUs, "Acting for us by agreement"},
}

// AttemptHow is a way of trying to be in touch.
type AttemptHow string

// The ways of trying.
const (
	TriedVisit  AttemptHow = "visit"
	TriedCall   AttemptHow = "call"
	TriedText   AttemptHow = "text_or_app"
	TriedEmail  AttemptHow = "email"
	TriedLetter AttemptHow = "letter"
	TriedCard   AttemptHow = "card"
)

// AttemptHows lists them.
var AttemptHows = Codes[AttemptHow]{{TriedVisit, "Visit"}, {TriedCall, "Phone or video call"}, {TriedText, "Text or app"}, {TriedEmail, "Email"}, {TriedLetter, "Letter"}, {TriedCard, "Card"}}

// Outcome is what came of an attempt.
type Outcome string

// The outcomes. NumberDead, MovedAway and ReturnedLetter mark the contact point dead.
const (
	NoAnswer       Outcome = "no_answer"
	MessageLeft    Outcome = "message_left"
	NumberDead     Outcome = "number_dead"
	NotIn          Outcome = "not_in"
	MovedAway      Outcome = "moved_away"
	RefusedAtDoor  Outcome = "refused_at_door"
	ReturnedLetter Outcome = "returned_letter"
	Blocked        Outcome = "blocked"
)

// Outcomes lists them.
var Outcomes = Codes[Outcome]{
	{NoAnswer, "No answer"}, {MessageLeft, "Message left or sent"}, {NumberDead, "Number dead"}, {NotIn, "Not in"}, {MovedAway, "Moved away, says somebody there"},
	{RefusedAtDoor, "Refused at the door"}, {ReturnedLetter, "Letter returned"}, {Blocked, "Blocked"},
}

// Informant is who told us, when it was not the care leaver.
type Informant string

// The informants. Staff on site, prisons and hospitals are stronger evidence of
// whereabouts than others (rules.md section 5).
const (
	FromFamily   Informant = "family"
	FromFriend   Informant = "friend"
	FromProvider Informant = "provider_on_site"
	FromPrison   Informant = "prison"
	FromHospital Informant = "hospital"
	FromPolice   Informant = "police"
	FromDWP      Informant = "dwp"
	FromYOT      Informant = "youth_offending_team"
	FromOurs     Informant = "our_worker_saw" // saw them, did not speak
	FromOther    Informant = "other"
)

// Informants lists them.
var Informants = Codes[Informant]{
	{FromFamily, "Family"}, {FromFriend, "Friend"}, {FromProvider, "Provider with staff on site"}, {FromPrison, "Prison"}, {FromHospital, "Hospital"},
	{FromPolice, "Police"}, {FromDWP, "DWP"}, {FromYOT, "Youth offending team"}, {FromOurs, "A worker of ours saw them, did not speak"}, {FromOther, "Someone else"},
}

// ActivityCode is the 903 code of what somebody does (domain.md section 3.2).
type ActivityCode string

// ActivityCodes lists them. F3 and P3 are superseded: only old lists carry them.
var ActivityCodes = Codes[ActivityCode]{
	{"F1", "Full time in higher education"}, {"P1", "Part time in higher education"}, {"F2", "Full time in education other than higher"},
	{"P2", "Part time in education other than higher"}, {"F4", "Full time in an apprenticeship"}, {"P4", "Part time in an apprenticeship"},
	{"F5", "Full time in training or employment (not apprenticeship)"}, {"P5", "Part time in training or employment (not apprenticeship)"},
	{"G4", "Not in education, employment or training: illness or disability"}, {"G5", "Not in education, employment or training: other"},
	{"G6", "Not in education, employment or training: pregnancy or parenting"},
}

// OldActivityCodes are those of editions before 2022 that still stand in
// registers. They are kept as what was stated; no return may use them.
var OldActivityCodes = Codes[ActivityCode]{{"F3", "Full time in training or employment (superseded code)"}, {"P3", "Part time in training or employment (superseded code)"}}

// Risk is a level of risk, which may shorten how often we must be in touch.
type Risk string

// The levels.
const (
	StandardRisk Risk = "standard"
	HighRisk     Risk = "high"
)

// Risks lists them.
var Risks = Codes[Risk]{{StandardRisk, "Standard"}, {HighRisk, "High"}}

// Role is in which role a worker is allocated to a person (rules.md section 9).
type Role string

// The roles of an allocation.
const (
	PersonalAdviser Role = "personal_adviser"
	SocialWorker    Role = "social_worker"
	ActingForUs     Role = "acting_for_us"
	DutyWorker      Role = "duty"
)

// Roles lists them.
var Roles = Codes[Role]{{PersonalAdviser, "Personal adviser"}, {SocialWorker, "Social worker"}, {ActingForUs, "Acting for us"}, {DutyWorker, "Duty"}}

// RefusalOf is what somebody does not want (rules.md section 7).
type RefusalOf string

// What can be refused. Only RefusesContact and RefusesServices can change the
// interval, and only once approved.
const (
	RefusesMeeting  RefusalOf = "this_meeting"
	RefusesAdviser  RefusalOf = "this_adviser"
	RefusesContact  RefusalOf = "contact"  // 903 REFU
	RefusesServices RefusalOf = "services" // 903 NREQ
)

// Refusals lists them.
var Refusals = Codes[RefusalOf]{{RefusesMeeting, "This meeting"}, {RefusesAdviser, "This adviser"}, {RefusesContact, "Contact (REFU)"}, {RefusesServices, "Services (NREQ)"}}

// ListedInTouch is what an imported list says of being in touch.
type ListedInTouch string

// What lists say.
const (
	ListedYes      ListedInTouch = "yes"
	ListedNo       ListedInTouch = "no"
	ListedDied     ListedInTouch = "died"
	ListedRefused  ListedInTouch = "refu"
	ListedNotReq   ListedInTouch = "nreq"
	ListedReturned ListedInTouch = "rhom"
)

// ListedInTouches lists them.
var ListedInTouches = Codes[ListedInTouch]{{ListedYes, "In touch"}, {ListedNo, "Not in touch"}, {ListedDied, "Died"}, {ListedRefused, "Refuses contact"}, {ListedNotReq, "No longer requires services"}, {ListedReturned, "Returned home for six months or more"}}
