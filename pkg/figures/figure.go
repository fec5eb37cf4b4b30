package figures

import (
	care "intouch/pkg/careleaver"
	"intouch/pkg/duty"
)

// Figure is a question that is asked of everybody.
type Figure string

// The figures. The first three are the headlines of docs/rules.md section 3.
const (
	InTouchNow Figure = "in_touch_now"
	SeenLately Figure = "seen"
	InTouch903 Figure = "in_touch_903"
	Suitable   Figure = "suitable"
	Activity   Figure = "activity"
)

// Figures lists them in words for people.
var Figures = care.Codes[Figure]{
	{Code: InTouchNow, Label: "In touch now"}, {Code: SeenLately, Label: "Seen in the last 8 weeks"}, {Code: InTouch903, Label: "903 in touch, forecast"},
	{Code: Suitable, Label: "Suitable accommodation"}, {Code: Activity, Label: "Education, employment or training"},
}

// Part is one of the answers to a figure's question.
type Part string

// The parts that are not a bucket's code.
const (
	Seen        Part = "seen"
	SeenEarlier Part = "seen_earlier"
	NeverSeen   Part = "never_seen"

	Yes    Part = "yes" // the codes of the 903 (docs/domain.md section 3.2)
	No     Part = "no"
	Refu   Part = "refu"
	Nreq   Part = "nreq"
	Open   Part = "window_open"
	ToCome Part = "window_to_come"
	Died   Part = "died"
	Rhom   Part = "rhom"

	IsSuitable    Part = "suitable"
	NotSuitable   Part = "not_suitable"
	NotAssessed   Part = "not_assessed"
	NoInformation Part = "no_information"
	Abroad        Part = "abroad"
	NotKnownWhere Part = "residence_not_known"

	EET      Part = "eet"
	NEET     Part = "neet"
	NotKnown Part = "not_known"

	IsClosed      Part = "closed"
	IsLookedAfter Part = "looked_after"
	IsQualifying  Part = "qualifying"
	NoSupport     Part = "no_support"
)

// PartOf is a part with its words. Parts that are not counted are no part of
// the percentages: their words say why.
type PartOf struct {
	Code    Part
	Label   string
	Counted bool
}

var bucketParts = func() []PartOf {
	var parts []PartOf
	for _, b := range []duty.Bucket{duty.InTouch, duty.Due, duty.Overdue, duty.Unaccounted, duty.OfferOpen} {
		parts = append(parts, PartOf{Part(b), duty.Buckets.Label(b), true})
	}
	return parts
}()

// Who is in no figure of contact, or in none of DfE's.
var (
	closedPart      = PartOf{IsClosed, "Case closed", false}
	lookedAfterPart = PartOf{IsLookedAfter, "Still looked after: visits are tracked there", false}
	qualifyingPart  = PartOf{IsQualifying, "Qualifying only: not in DfE's figures", false}
	noSupportPart   = PartOf{NoSupport, "22 to 25, support not asked for or not decided: DfE does not ask", false}
)

var parts = map[Figure][]PartOf{
	InTouchNow: append(bucketParts, lookedAfterPart, closedPart),
	SeenLately: {{Seen, "Seen in the last 8 weeks", true}, {SeenEarlier, "Seen, but longer ago", true}, {NeverSeen, "Never seen", true}, lookedAfterPart, closedPart},
	InTouch903: {
		{Yes, "In touch (YES)", true}, {Open, "Window open, not in touch yet", true}, {ToCome, "Window still to come", true}, {No, "Window over, not in touch (NO)", true},
		{Refu, "Refuses contact (REFU)", true}, {Nreq, "No longer requires services (NREQ)", true},
		{Died, "Died: DfE leaves them out", false}, {Rhom, "Returned home for six months: DfE leaves them out", false}, noSupportPart,
	},
	Suitable: {
		{IsSuitable, "Suitable", true}, {NotSuitable, "Not suitable", true}, {NotAssessed, "Suitability not assessed", true}, {NoInformation, "No information that is fresh enough", true},
		{Abroad, "Gone abroad or deported (G, H): DfE leaves them out", false}, {NotKnownWhere, "In touch, residence not known (R): DfE leaves them out", false},
		lookedAfterPart, qualifyingPart, noSupportPart, closedPart,
	},
	Activity: {
		{EET, "In education, employment or training", true}, {NEET, "Not in education, employment or training", true}, {NotKnown, "Not known", true},
		lookedAfterPart, qualifyingPart, noSupportPart, closedPart,
	},
}

// Parts lists the parts of the figure; the first is the one that it is named for.
func (f Figure) Parts() []PartOf { return parts[f] }

// Has reports whether the figure has the part.
func (f Figure) Has(p Part) bool {
	for _, x := range parts[f] {
		if x.Code == p {
			return true
		}
	}
	return false
}
