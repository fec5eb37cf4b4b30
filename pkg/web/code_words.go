package web

import care "intouch/pkg/careleaver"

// codeWords is a code in words, by its Go type; a text is itself.
func codeWords(v any, text string) string {
	switch c := v.(type) {
	case care.How:
		return care.Hows.Label(c)
	case care.Place:
		return care.Places.Label(c)
	case care.Capacity:
		return care.Capacities.Label(c)
	case care.AttemptHow:
		return care.AttemptHows.Label(c)
	case care.Still:
		return care.Stills.Label(c)
	case care.YesNo:
		return care.YesNos.Label(c)
	case care.Knowledge:
		return care.Knowledges.Label(c)
	case care.Residence:
		return care.Residences.Label(c)
	case care.ProvidedUnder:
		return care.Provisions.Label(c)
	case care.AwayKind:
		return care.AwayKinds.Label(c)
	case care.ActivityCode:
		return activityWords(c)
	case care.Category:
		return care.Categories.Label(c)
	}
	return moreCodeWords(v, text)
}

func moreCodeWords(v any, text string) string {
	switch c := v.(type) {
	case care.Informant:
		return care.Informants.Label(c)
	case care.Outcome:
		return care.Outcomes.Label(c)
	case care.Precision:
		return care.Precisions.Label(c)
	case care.Role:
		return care.Roles.Label(c)
	case care.Risk:
		return care.Risks.Label(c)
	case care.RefusalOf:
		return care.Refusals.Label(c)
	case care.BirthStatus:
		return care.BirthStatuses.Label(c)
	case care.ListedInTouch:
		return care.ListedInTouches.Label(c)
	case care.Answer:
		return care.Answers.Label(c)
	case care.Wish:
		return care.Wishes.Label(c)
	case care.Closing:
		return care.Closings.Label(c)
	case care.SilenceReason:
		return care.SilenceReasons.Label(c)
	case care.VoidReason:
		return care.VoidReasons.Label(c)
	case care.Decision:
		return care.Decisions.Label(c)
	case care.Circumstance:
		return care.Circumstances.Label(c)
	case care.StaffRole:
		return care.StaffRoles.Label(c)
	}
	return text
}
