package web

import care "intouch/pkg/careleaver"

// activityForm records what somebody does: education, training, work, or none
// with the reason.
var activityForm = form{
	path: "activity", title: "Record what they are doing", done: "Activity recorded", link: "An activity started",
	fact: care.ActivityStarted{}, area: care.AreaPathway,
	fields: func(subject) []field {
		return []field{
			choice{name: "code", legend: "What are they doing?", items: options(care.ActivityCodes)},
			date{name: "from", legend: "Since when?"},
			choice{name: "fromIs", legend: "How sure is that day?", items: options(care.Precisions)},
			line{name: "provider", label: "Where? (optional)", hint: "For example, the college or the employer"},
			number{name: "hours", label: "Hours a week (optional)"},
			date{name: "until", legend: "Last day (if known)"},
			howKnownField(),
			toldOnField(),
		}
	},
}

// activityEndedForm records that it is over.
var activityEndedForm = form{
	path: "activity-ended", title: "Record that this activity ended", done: "End of the activity recorded", group: groupDoing, of: func(rec record) []target { return rec.activitiesOpen("Ended: ") },
	fact: care.ActivityEnded{}, area: care.AreaPathway, onto: "activity",
	fields: func(subject) []field {
		return []field{
			date{name: "on", legend: "When did it end?"},
			line{name: "reason", label: "Why? (optional)"},
			howKnownField(),
			toldOnField(),
		}
	},
}

// activityConfirmedForm records evidence of it without a contact.
var activityConfirmedForm = form{
	path: "activity-confirmed", title: "Record that they are still doing it, or not", done: "Recorded", group: groupDoing,
	lead: "For when you learnt it without being in touch: from a college, an employer, another service.",
	fact: care.ActivityConfirmed{}, area: care.AreaPathway, onto: "activity", of: func(rec record) []target { return rec.activitiesOpen("Still, or not: ") },
	fields: func(s subject) []field {
		return []field{
			choice{name: "still", legend: "Are they doing it?", hint: s.activity(), items: yesNo, inline: true},
			date{name: "on", legend: "Of which day do you know this?"},
			howKnownField(),
			line{name: "who", label: "Who said so? (optional)"},
			toldOnField(),
		}
	},
}

func (rec record) activitiesOpen(text string) []target {
	var open []target
	for _, a := range rec.facts.Activities {
		if a.Ended == nil {
			open = append(open, target{string(a.Record), text + lower(activityWords(a.Facts.Code))})
		}
	}
	return open
}
