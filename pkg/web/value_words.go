package web

import (
	"strings"

	care "intouch/pkg/careleaver"
	"intouch/pkg/duty"
)

// What values are called, and what events say of them.

// valueName is what a value is called on a page.
func (rec record) valueName(name string) string {
	if label, ok := valueNames[name]; ok {
		return label
	}
	if reason, ok := strings.CutPrefix(name, "reason."); ok {
		return "Why: " + lower(duty.Reasons.Label(duty.Reason(reason)))
	}
	for _, d := range rec.Deadlines {
		if duty.DeadlineValue(d) == name {
			return ruleWords(d) + ": what started it"
		}
	}
	return name
}

var valueNames = map[string]string{
	duty.ValueName: "Name", duty.ValueBirth: "Date of birth", duty.ValueContactPoints: "Numbers and addresses", duty.ValueCategory: "Category", duty.ValueTeam: "Team",
	duty.ValueAdviser: "Personal adviser", duty.ValueOwner: "Who is to act", duty.ValueSeen: "Last seen", duty.ValueSpoken: "Last spoken to", duty.ValueHeardOf: "Last heard of", duty.ValueTried: "Last tried",
	duty.ValueWhereabouts: "Where they are", duty.ValueConfidence: "How sure that is", duty.ValueHome: "Home", duty.ValueSuitability: "Suitability of the home",
	duty.ValueActivity: "What they do", duty.ValueActivityEvidence: "How it is known what they do", duty.ValueFrequency: "Contact frequency", duty.ValueRisk: "Risk",
	duty.ValueSafety: "How to be in touch safely",
}

// saysNow is what the value is now, as the person's page has it.
func (rec record) saysNow(v visit, x duty.Value) string {
	switch x.Name {
	case duty.ValueName:
		return rec.called()
	case duty.ValueBirth:
		return birthWords(rec.DateOfBirth, rec.BirthStatus)
	case duty.ValueCategory:
		return care.Categories.Label(rec.Standing.Category)
	case duty.ValueTeam:
		return rec.Standing.Team
	case duty.ValueAdviser:
		return rec.adviserNow()
	case duty.ValueOwner:
		return rec.OwnerName + ". It is the personal adviser, else the social worker, else who covers for either, else the team manager, else the head of service"
	case duty.ValueWhereabouts:
		return rec.placeWords(v)
	case duty.ValueConfidence:
		return duty.Confidences.Label(rec.Whereabouts.Confidence) + "," + rec.evidenceWords(v)
	}
	for _, d := range rec.Deadlines {
		if duty.DeadlineValue(d) == x.Name {
			return "By " + d.Due.Long() + ", " + left(d.Due, v.today) + " (" + d.Source + ")"
		}
	}
	return rec.saysThen(v, x.Name, x.Chain[0])
}

// saysThen is what an event says of a value.
func (rec record) saysThen(v visit, name string, e care.Entry) string {
	if rec.sealed(e.Event) {
		return rec.sealedWords(e.Event)
	}
	switch f := e.Fact.(type) {
	case care.Registered:
		return or(rec.saidOf(v, name, f.Details, f.Category), factTitle(f))
	case care.DetailsChanged:
		return or(rec.saidOf(v, name, f.Details, ""), factTitle(f))
	case care.EligibilityChanged:
		return care.Categories.Label(f.Category)
	case care.AdviserAllocated:
		return rec.staff.named(f.Staff) + ", " + lower(care.Roles.Label(f.Role))
	case care.HandoverAccepted:
		return "Accepted a handover"
	case care.TeamAllocated:
		return f.Team
	case care.FrequencySet:
		return frequencyWords(f)
	case care.ContactSafetySet:
		return rec.safetyWords(f)
	case care.SuitabilityAssessed:
		return map[care.YesNo]string{care.Yes: "Suitable", care.No: "Not suitable"}[f.Suitable]
	}
	return factTitle(e.Fact)
}

// saidOf is what details say of a value of theirs; empty of any other.
func (rec record) saidOf(v visit, name string, d care.Details, c care.Category) string {
	switch name {
	case duty.ValueName:
		return or(strings.Trim(d.GivenName+" "+d.FamilyName+" "+knownAsWords(d.KnownAs), " "), "Emptied")
	case duty.ValueBirth:
		return or(birthWords(d.DateOfBirth, d.BirthStatus), "Emptied")
	case duty.ValueContactPoints:
		var all []string
		for _, p := range d.ContactPoints {
			all = append(all, rec.pointWords(v, p))
		}
		return or(strings.Join(all, ", "), "Emptied")
	case duty.ValueCategory:
		return care.Categories.Label(c)
	}
	return ""
}

func knownAsWords(known string) string {
	if known == "" {
		return ""
	}
	return "(known as " + known + ")"
}

func birthWords(born care.Day, status care.BirthStatus) string {
	words := ""
	if !born.IsZero() {
		words = born.Long()
	}
	if status != "" {
		words = strings.TrimPrefix(words+", "+lower(care.BirthStatuses.Label(status)), ", ")
	}
	return words
}

func frequencyWords(f care.FrequencySet) string {
	words := "In touch every " + counted(f.EveryDays, "day")
	if f.SeenEveryDays > 0 {
		words += ", seen every " + counted(f.SeenEveryDays, "day")
	}
	if f.Risk != "" {
		words += "; " + lower(care.Risks.Label(f.Risk)) + " risk"
	}
	return words
}
