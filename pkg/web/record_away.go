package web

import care "intouch/pkg/careleaver"

// wentAwayForm records a time away from home: custody, hospital, a holiday. The
// home stays.
var wentAwayForm = form{
	path: "went-away", title: "Record that they are away", done: "Recorded that they are away", group: groupWhere, of: record.notAway,
	lead: "Custody, hospital, a holiday or staying elsewhere for a while. Their home stays as it is.",
	fact: care.WentAway{}, area: care.AreaAccommodation,
	fields: func(subject) []field {
		return []field{
			choice{name: "kind", legend: "Where are they?", items: options(care.AwayKinds)},
			date{name: "from", legend: "Since when?"},
			choice{name: "fromIs", legend: "How sure is that day?", items: options(care.Precisions)},
			line{name: "place", label: "Name of the place (optional)", hint: "For example, the prison or the hospital"},
			line{name: "address", label: "Address (optional)"},
			line{name: "postcode", label: "Postcode (optional)", classes: "govuk-input--width-10"},
			tick{name: "protected", label: "This address is protected", hint: "Shown only to who works with them and to managers"},
			date{name: "expectedEnd", legend: "When is it expected to end? (if known)"},
			howKnownField(),
			toldOnField(),
		}
	},
}

// cameBackForm ends an absence. They are at home again only if that is known.
var cameBackForm = form{
	path: "came-back", title: "Record that they are no longer away", done: "Recorded that they are no longer away", group: groupWhere, of: record.absenceNow,
	fact: care.CameBack{}, area: care.AreaAccommodation, onto: "absence",
	fields: func(s subject) []field {
		return []field{
			date{name: "on", legend: "When did it end?"},
			choice{name: "toHome", legend: "Are they back at their home?", hint: s.home(), items: yesNo, inline: true},
			howKnownField(),
			toldOnField(),
		}
	},
	then: func(f care.Fact) string {
		if c, ok := f.(care.CameBack); ok && c.ToHome != care.Yes {
			return "where-now"
		}
		return ""
	},
}

// missingForm records a report of missing. It is not accommodation: the home is
// unchanged.
var missingForm = form{
	path: "missing", title: "Record that they are reported missing", done: "Recorded as reported missing", group: groupWhere, of: record.notMissing,
	lead: "A manager's decision is due on the next working day.",
	fact: care.ReportedMissing{}, area: care.AreaAccommodation,
	fields: func(subject) []field {
		return []field{
			moment{name: "from", legend: "Since when are they missing?"},
			line{name: "reportedBy", label: "Who reported it? (optional)"},
			line{name: "policeReference", label: "Police reference (optional)", classes: "govuk-input--width-20"},
			noteField(),
			toldOnField(),
		}
	},
}

// foundForm ends a report of missing.
var foundForm = form{
	path: "found", title: "Record that they were found", done: "Recorded as found", group: groupWhere, of: record.missingNow,
	fact: care.Found{}, area: care.AreaAccommodation, onto: "report of missing",
	fields: func(subject) []field {
		return []field{
			moment{name: "when", legend: "When were they found?"},
			line{name: "foundBy", label: "Who found them? (optional)"},
			choice{name: "seenByUs", legend: "Did a worker of ours see them?", items: yesNo, inline: true},
			noteField(),
		}
	},
	then: func(care.Fact) string { return "where-now" },
}
