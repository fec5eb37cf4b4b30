package web

import (
	"reflect"
	"slices"
	"strconv"
	"strings"

	"github.com/google/uuid"

	care "intouch/pkg/careleaver"
	"intouch/pkg/duty"
	"intouch/pkg/web/pages"
)

// factTitle is what happened, in a line.
func factTitle(f care.Fact) string {
	switch f := f.(type) {
	case care.ContactMade:
		return strings.TrimSuffix(care.Hows.Label(f.How), ", answered") + placed(f.Place())
	case care.Attempted:
		return "Tried: " + lower(care.AttemptHows.Label(f.How)) + ", " + lower(care.Outcomes.Label(f.Outcome))
	case care.ToldBySomeoneElse:
		return "Told by someone else: " + lower(care.Informants.Label(f.Informant))
	case care.Refused:
		return "Does not want: " + lower(care.Refusals.Label(f.What))
	case care.MovedIn:
		return "Moved in: " + care.Residences.Label(f.Residence) + " (" + string(f.Residence) + ")"
	case care.WentAway:
		return "Away: " + lower(care.AwayKinds.Label(f.Kind))
	case care.ActivityStarted:
		return "Doing: " + lower(activityWords(f.Code))
	case care.AlertRaised:
		return "Alert raised: " + lower(duty.Rules.Label(duty.Rule(f.Rule)))
	case care.Corrected:
		return "Corrected: " + factTitle(f.Facts)
	}
	return decidedTitle(f)
}

// decidedTitle is the title of what was judged or decided: which way.
func decidedTitle(f care.Fact) string {
	switch f := f.(type) {
	case care.WhereaboutsConfirmed:
		return eitherTitle(f.Still == care.StillNo, "No longer there", "Whereabouts confirmed")
	case care.ActivityConfirmed:
		return eitherTitle(f.Still == care.StillNo, "No longer doing it", "Activity confirmed")
	case care.SuitabilityAssessed:
		return eitherTitle(f.Suitable == care.No, "Home is not suitable", "Home is suitable")
	case care.EligibilityChanged:
		return "Category: " + lower(care.Categories.Label(f.Category))
	case care.CircumstancesChanged:
		return "Circumstances changed: " + lower(care.Circumstances.Label(f.What))
	case care.Post21Decided:
		return "Decided what happens after 21: " + lower(care.Wishes.Label(f.Wish))
	case care.AlertClosed:
		return "Alert closed: " + lower(care.Closings.Label(f.Reason))
	case care.Compared:
		return eitherTitle(f.Same == care.No, "Another meeting than a contact of that day", "The same meeting as another contact")
	}
	return factTitles[reflect.TypeOf(f).Name()]
}

func eitherTitle(is bool, yes, otherwise string) string {
	if is {
		return yes
	}
	return otherwise
}

// placed says where a meeting was, unless how says it already.
func placed(p care.Place) string {
	if p == care.InCustody || p == care.InHospital {
		return ", " + lower(care.Places.Label(p))
	}
	return ""
}

// factTitles say what happened where its facts need not be named, by Go type.
var factTitles = map[string]string{
	"Registered": "Registered", "DetailsChanged": "Details changed", "CarePeriodRecorded": "Period in care recorded",
	"CareEnded": "Left care", "ReturnedToCare": "Came back into care", "Listed": "Named by an imported list", "SupportRequested": "Asked for support",
	"SupportStopped": "Support stopped", "SupportResumed": "Support resumed", "Died": "Died", "DeathConfirmed": "Death confirmed", "TransferOffered": "Transfer offered",
	"TransferReceived": "Transferred to another authority", "RegisteredInError": "Registered in error", "Merged": "Merged with another record",
	"Absorbed": "Another record merged into this one", "Unmerged": "Merge undone", "AdviserAllocated": "Worker allocated", "AdviserUnallocated": "Worker no longer allocated",
	"TeamAllocated": "Team allocated", "HandoverOffered": "Handover offered", "HandoverAccepted": "Handover accepted", "HandoverRefused": "Handover refused",
	"AccessRestricted": "Access restricted", "AccessRestrictionEnded": "Access restriction ended", "ContactSafetySet": "How to be in touch safely",
	"RefusalApproved": "Refusal approved", "RefusalRenewed": "Refusal renewed", "Planned": "Contact planned", "PlanCancelled": "Planned contact cancelled",
	"ContactPointDead": "Contact point no longer works", "MovedOut": "Left the home", "CameBack": "No longer away",
	"WhereaboutsNotKnown": "Whereabouts not known", "ReportedMissing": "Reported missing", "Found": "Found", "ContradictionDecided": "Contradiction decided",
	"ActivityEnded": "Activity ended", "ProgrammeAgreed": "Programme agreed", "ProgrammeEnded": "Programme ended",
	"FrequencySet": "Contact frequency set", "PlanAgreed": "Pathway plan agreed", "PlanReviewed": "Pathway plan reviewed", "ReviewBroughtForward": "Review brought forward",
	"NeedsAssessed": "Needs assessed", "OfferMade": "Support offered", "AlertEscalated": "Alert escalated",
	"AlertAcknowledged": "Alert acknowledged", "AlertSilenced": "Alert silenced", "SilenceEnded": "Silence ended",
	"AlertReopened": "Alert open again", "AlertNotUseful": "Alert was not useful", "OversightDecided": "Management oversight", "CellQuestioned": "Question from an import",
	"CellSettled": "Question settled", "Sealed": "Sealed", "Destroyed": "Destroyed", "Voided": "Taken back",
}

// telling says what facts carry, one row for each. It walks the Go type, so that
// a field of a later version is shown without anybody adding it here.
type telling struct {
	staff    staffList
	known    []care.StaffID // who recorded it, and for whom: not named again as who was in touch
	happened care.When      // shown as the date of it all
	title    []string       // the fields that the title says
	rows     []pages.SummaryRow
}

// told are the rows of what a fact carries. Those who are known are named beside
// it already.
func (l staffList) told(f care.Fact, known ...care.StaffID) []pages.SummaryRow {
	c, fixed := f.(care.Corrected)
	if fixed {
		f = c.Facts
	}
	t := telling{staff: l, known: known, happened: f.Happened(), title: inTitle[reflect.TypeOf(f).Name()]}
	if fixed {
		t.happened = care.When{} // a correction is dated by its recording
	}
	t.walk(reflect.ValueOf(f))
	t.say("Why corrected", c.Reason)
	return t.rows
}

func (t *telling) say(label, value string) {
	if value != "" {
		t.rows = append(t.rows, pages.SummaryRow{Key: label, Value: value})
	}
}

func (t *telling) walk(v reflect.Value) {
	for i := range v.NumField() {
		field, value := v.Type().Field(i), v.Field(i)
		if value.IsZero() || !field.IsExported() {
			continue
		}
		if field.Anonymous {
			t.walk(value)
			continue
		}
		name, _, _ := strings.Cut(field.Tag.Get("json"), ",")
		if !slices.Contains(untold, name) && !slices.Contains(t.title, name) && !t.dated(value.Interface()) {
			t.value(name, value)
		}
	}
}

// dated reports whether a value is the date that stands above it all.
func (t *telling) dated(value any) bool {
	switch x := value.(type) {
	case care.Day:
		return care.OnDay(x) == t.happened
	case care.When:
		return x == t.happened
	}
	return false
}

func (t *telling) value(name string, v reflect.Value) {
	if b, ok := v.Interface().(care.By); ok {
		t.say("Worker", t.by(b))
		return
	}
	if text, ok := t.text(name, v.Interface()); ok {
		t.say(labelOf(name), text)
		return
	}
	switch v.Kind() {
	case reflect.Pointer:
		t.value(name, v.Elem())
	case reflect.Struct:
		t.walk(v)
	case reflect.Slice:
		for i := range v.Len() {
			t.value(name, v.Index(i))
		}
	case reflect.Bool:
		t.say(labelOf(name), "Yes")
	case reflect.Int:
		t.say(labelOf(name), strconv.FormatInt(v.Int(), 10))
	case reflect.String:
		t.say(labelOf(name), codeWords(v.Interface(), v.String()))
	}
}

// text is a value that is no plain text, number or list.
func (t *telling) text(name string, value any) (string, bool) {
	switch x := value.(type) {
	case care.Day:
		return x.Long(), true
	case care.When:
		return long(x), true
	case uuid.UUID:
		if slices.Contains(namesStaff, name) {
			return t.staff.named(x), true
		}
		return "", true // ids say nothing to people
	case care.RecordID:
		return "", true
	case care.Identifier:
		return care.IDKinds.Label(x.Kind) + " " + x.ID, true
	case care.ContactPoint:
		return strings.TrimSpace(x.Value + " " + x.Note), true
	case care.MayAsk:
		return strings.TrimSpace(x.Who + " " + x.MayBeTold), true
	}
	return "", false
}

// by is who was in touch and in which capacity, where that is another than who
// recorded it.
func (t *telling) by(b care.By) string {
	var parts []string
	if b.Staff != uuid.Nil && !slices.Contains(t.known, b.Staff) {
		parts = append(parts, t.staff.named(b.Staff))
	}
	if b.Capacity != "" && b.Capacity != care.AsPersonalAdviser {
		parts = append(parts, lower(care.Capacities.Label(b.Capacity)))
	}
	if b.StandIn {
		parts = append(parts, "stand-in for the personal adviser")
	}
	return strings.Join(parts, ", ")
}

// untold are the fields that are for programs.
var untold = []string{"policyVersion", "positions", "cells", "remains"}

// inTitle are the fields that the title of a fact says already.
var inTitle = map[string][]string{
	"ContactMade": {"how", "where"}, "Attempted": {"how", "outcome"}, "ToldBySomeoneElse": {"informant"}, "Refused": {"what"},
	"WhereaboutsConfirmed": {"still"}, "ActivityConfirmed": {"still"}, "SuitabilityAssessed": {"suitable"}, "EligibilityChanged": {"category"}, "CircumstancesChanged": {"what"},
	"Post21Decided": {"wish"}, "AlertClosed": {"reason"}, "Compared": {"same"}, "Unmerged": {"from"},
	"MovedIn": {"letter"}, "WentAway": {"kind"}, "ActivityStarted": {"code"}, "AlertRaised": {"rule"},
}

// namesStaff are the fields whose ids are of members of staff.
var namesStaff = []string{"staff", "approver", "approvers", "owner", "to", "from", "saidTo", "manager", "deputy", "cover", "who", "only"}

// labelOf is the label of a fact's field: as below, or its name in words.
func labelOf(name string) string {
	if label, ok := fieldLabels[name]; ok {
		return label
	}
	var words strings.Builder
	for _, r := range name {
		if r >= 'A' && r <= 'Z' {
			words.WriteByte(' ')
			r += 'a' - 'A'
		}
		words.WriteRune(r)
	}
	s := words.String()
	if s == "" {
		return s
	}
	return strings.ToUpper(s[:1]) + s[1:]
}

var fieldLabels = map[string]string{
	"by": "By", "letter": "Kind of home", "fromIs": "That day is", "onIs": "That day is", "localId": "Local id", "stillThere": "Still living there", "activityStill": "Still doing the same",
	"worried": "Worried about them", "next": "Next contact", "provided": "Provided by us", "withParent": "With a parent or person with parental responsibility",
	"howKnown": "How it is known", "toldOn": "We learnt of it on", "uprn": "UPRN", "everyDays": "In touch at least every (days)", "seenEveryDays": "Seen at least every (days)",
	"asAt": "List of", "due": "Last good day", "actBy": "To be acted on by", "dateOfBirthStatus": "Date of birth is", "uasc": "Unaccompanied asylum seeking child",
	"daysLateAsItLooked": "Days late, as it looked", "daysLateAsItWas": "Days late, as it was", "hours": "Hours a week", "from": "From", "staff": "Worker",
	"what": "What", "who": "Who", "words": "In their own words", "knownSafe": "Known to be safe", "contactPoint": "Number, address or account", "inTouch": "The list says",
}
