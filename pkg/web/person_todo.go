package web

import (
	"slices"
	"strconv"

	care "intouch/pkg/careleaver"
	"intouch/pkg/duty"
	"intouch/pkg/store"
	"intouch/pkg/web/pages"
)

// What is to be done about a person: flags, duties, alerts, questions.

// flagTags are a person's flags.
func flagTags(flags []duty.Flag) []pages.Tag {
	tags := make([]pages.Tag, len(flags))
	for i, f := range flags {
		tags[i] = pages.Tag{Text: duty.Flags.Label(f), Colour: flagColour(f)}
	}
	return tags
}

func flagColour(f duty.Flag) string {
	switch f {
	case duty.NotSeen, duty.AttemptsOnly, duty.HighRiskFlag, duty.NoDecisionAt21, duty.ToBeConfirmed, duty.ContradictionFlag, duty.RestrictedFlag:
		return "orange"
	case duty.InCustody, duty.InHospital, duty.AbroadFlag, duty.DeportedFlag:
		return "purple"
	}
	return "grey"
}

// deadlineLines are the duties of a person, those to be acted on first first.
func (rec record) deadlineLines(today care.Day) []deadlineLine {
	lines := make([]deadlineLine, len(rec.Deadlines))
	for i, d := range rec.Deadlines {
		lines[i] = deadlineLine{Rule: ruleWords(d), By: d.Due.Long(), Left: left(d.Due, today), Late: d.Lapsed(today), Source: d.Source, Todo: !d.Rule.Alerts(), Why: rec.sourceOf(duty.DeadlineValue(d))}
		switch {
		case d.KnownLate:
			lines[i].Note, lines[i].Late = "known late, act by "+d.ActBy.Long(), d.ActBy < today
		case d.Origin == care.Baseline:
			lines[i].Note = "baseline, act by " + d.ActBy.Long()
		}
	}
	return lines
}

// alertLines are the open alerts of a person, those to be acted on first first.
func (rec record) alertLines(v visit) []alertLine {
	open := slices.DeleteFunc(slices.Clone(rec.Alerts), func(a store.Alert) bool { return !a.Open })
	slices.SortFunc(open, func(a, b store.Alert) int { return int(a.ActBy - b.ActBy) })
	lines := make([]alertLine, len(open))
	for i, a := range open {
		lines[i] = alertLine{Rule: duty.Rules.Label(a.Rule), Since: a.Due.Long() + ", " + left(a.Due, v.today), Note: alertNote(a, v.today), Act: rec.formURL("acknowledge", care.NewRecordID(a.ID)), More: rec.alertActions(v, a)}
	}
	return lines
}

// alertActions are what else can be said of an open alert.
func (rec record) alertActions(v visit, a store.Alert) []pages.Action {
	silence := silenceForm
	if a.SilencedUntil >= v.today {
		silence = silenceEndedForm
	}
	var actions []pages.Action
	for _, f := range []form{silence, notUsefulForm, notPursuedForm} {
		if mayRecord(v, f.fact) {
			actions = append(actions, pages.Action{Href: rec.formURL(f.path, care.NewRecordID(a.ID)), Text: alertActionWords[f.path], Hidden: "about " + duty.Rules.Label(a.Rule)})
		}
	}
	return actions
}

var alertActionWords = map[string]string{"silence": "Stop its notices", "silence-ended": "End its silence", "not-useful": "It was not useful", "not-pursued": "Decide not to pursue it"}

// reasonLines are why they are in their bucket, each with where that comes from.
func (rec record) reasonLines() []reasonLine {
	var lines []reasonLine
	for _, r := range rec.Standing.Reasons {
		lines = append(lines, reasonLine{duty.Reasons.Label(r), rec.sourceOf(duty.ReasonValue(r))})
	}
	return lines
}

// sourceOf is where a value comes from; empty where no event says it.
func (rec record) sourceOf(value string) string {
	if actions := rec.why(value, ""); len(actions) > 0 {
		return actions[0].Href
	}
	return ""
}

// alertNote says who does something about an alert, or why nobody is told of it.
func alertNote(a store.Alert, today care.Day) string {
	switch {
	case a.AckUntil >= today:
		return "Acknowledged until " + a.AckUntil.Long() + ": " + a.AckWhat
	case a.SilencedUntil >= today:
		return "Silenced until " + a.SilencedUntil.Long() + ": " + lower(care.SilenceReasons.Label(a.SilenceReason))
	case a.Origin == care.Baseline:
		return "Baseline: act by " + a.ActBy.Long()
	case a.KnownLate:
		return "Known late: act by " + a.ActBy.Long()
	}
	return ""
}

// questionLines are the questions that imports left.
func (rec record) questionLines(v visit) []questionLine {
	var lines []questionLine
	for _, q := range rec.Questions {
		q.Value = rec.unquoted(v, q.Value)
		lines = append(lines, questionLine{questionText(q), rec.formURL("settle-question", q.Record)})
	}
	return lines
}

func questionText(q store.Question) string {
	return "Row " + strconv.Itoa(q.Row) + " of the list of " + q.AsAt.Long() + ", " + q.Column + ": “" + q.Value + "”. " + q.Reason
}
