package oracle

import (
	"slices"
	"strings"

	"intouch/pkg/duty"
)

// compared are the rules whose deadlines are compared: all of the table of
// section 6. What frequency-right asks for the text does not say.
var compared = []duty.Rule{
	duty.KeepInTouch, duty.SeeInPerson, duty.ProvidedVisit, duty.FirstVisit, duty.FirstReview, duty.NextReview, duty.PlanReview, duty.NeedsAssessment,
	duty.CustodyVisit, duty.ReleaseReview, duty.WhereNow, duty.MissingDecision, duty.BedAndBreakfast, duty.TryAgain, duty.RenewOffer,
	duty.FirstOffer, duty.AnnualOffer, duty.DecisionAt21, duty.WhereaboutsRule, duty.ActivityRule, duty.NoAdviser, duty.HandoverRule,
	duty.Oversight, duty.PlannedContact, duty.Window903,
}

// sentences decide a disagreement.
var sentences = map[string]string{
	"bucket":                     "Section 3: a person's bucket is the first line that is true.",
	"reasons":                    "Section 3: unaccounted, with every reason that holds.",
	"category":                   "Section 2: by date; returned home; ways back; a category holds from its day.",
	"state of whereabouts":       "Section 5: whereabouts = away if any, else home; not known until newer evidence names a place.",
	"place":                      "Section 5: one home, and at most one away.",
	"confidence":                 "Section 5: each piece is judged alone; the highest that any living piece gives; a contradiction makes it at most likely.",
	string(duty.KeepInTouch):     "Section 6: last two-way contact; none: registered | the person's frequency; else 56 days; first contact 7 days.",
	string(duty.SeeInPerson):     "Section 6: last seen; none: registered | the person's; else 56 days.",
	string(duty.ProvidedVisit):   "Section 6: provided under s.23B or s.24B | last visit at it | 2 calendar months.",
	string(duty.FirstVisit):      "Section 6: contact duty; letters B C D E K T U V W Y Z | day of move | 7 days | visit at it.",
	string(duty.FirstReview):     "Section 6: day of move | not before + 28; by + 42 | visit at it, then plan_reviewed.",
	string(duty.NextReview):      "Section 6: that review | interval set there, at most 3 months | plan_reviewed.",
	string(duty.PlanReview):      "Section 6: later of plan agreed, last review | 6 months; brought forward: 10 working days | plan_reviewed.",
	string(duty.NeedsAssessment): "Section 6: relevant with none; asks for support at 21 to 24 | that day | 3 months | needs_assessed.",
	string(duty.CustodyVisit):    "Section 6: contact duty, in custody | entered custody | 10 working days | visit there.",
	string(duty.ReleaseReview):   "Section 6: release day known | 1 month before | plan_reviewed.",
	string(duty.WhereNow):        "Section 6: contact duty | expected end | 2 working days | evidence of whereabouts.",
	string(duty.MissingDecision): "Section 6: anyone not closed or looked after | reported missing | 1 working day, then daily | oversight with a decision.",
	string(duty.BedAndBreakfast): "Section 6: 16, 17 | day of move | 2 working days | moved out.",
	string(duty.TryAgain):        "Section 6: lapsed, whereabouts not known, or missing | lapse, last attempt | 14 days; high risk 7 | an attempt.",
	string(duty.RenewOffer):      "Section 6: refusal in force | refusal, last renewal | 182 days.",
	string(duty.FirstOffer):      "Section 6: 21st birthday or support stopped | 28 days | offer_made.",
	string(duty.AnnualOffer):     "Section 6: last offer | 12 months | offer_made.",
	string(duty.DecisionAt21):    "Section 6: former relevant, contact duty | 3 months before 21 (to do from 6) | post21_decided.",
	string(duty.WhereaboutsRule): "Section 5: whereabouts confirmed is due on the last day before stale; not known: within 2 working days.",
	string(duty.ActivityRule):    "Section 6: contact duty | newest evidence | 182 days.",
	string(duty.NoAdviser):       "Section 6: relevant, former relevant with contact duty | none since | 5 working days | a personal adviser allocated.",
	string(duty.HandoverRule):    "Section 6: offered | its day | accepted or refused.",
	string(duty.Oversight):       "Section 6: alert | 5 working days, then every 28 days while open | oversight with a decision.",
	string(duty.PlannedContact):  "Section 6: its day | 2 working days | contact, attempt or cancellation naming the plan.",
	string(duty.Window903):       "Section 6: birthday − 3 months | birthday + 1 month | two-way contact inside.",
}

// answer are the days by which a rule is due, each once, and of what kind its
// numbers are.
type answer struct {
	dues  []string
	kinds []number
}

func ofRule(rule duty.Rule, all []deadline) answer {
	var a answer
	for _, d := range all {
		if d.rule == rule {
			a.dues, a.kinds = append(a.dues, d.due.String()), append(a.kinds, d.from)
		}
	}
	slices.Sort(a.dues)
	a.dues = slices.Compact(a.dues)
	return a
}

func answerOf(rule duty.Rule, all []duty.Deadline) answer {
	var mine []deadline
	for _, d := range all {
		mine = append(mine, deadline{d.Rule, d.Due, kindOf(d.Source)})
	}
	return ofRule(rule, mine)
}

// kindOf says of what kind a number is by the source that is shown.
func kindOf(source string) number {
	switch {
	case strings.HasPrefix(source, "reg") || strings.HasPrefix(source, "Vol") || strings.HasPrefix(source, "s."):
		return ofLaw
	case strings.Contains(source, "plan"):
		return ofPlan
	}
	return ofPolicy
}
