package web

import (
	care "intouch/pkg/careleaver"
	"intouch/pkg/web/pages"
)

// movedInForm records a new home. It ends the one before on the day of the move,
// not on the day of typing (I19).
var movedInForm = form{
	path: "moved-in", title: "Record a move", done: "Move recorded", link: "A move",
	lead: "The home before it ends on the day of this move.",
	fact: care.MovedIn{}, area: care.AreaAccommodation,
	fields: func(subject) []field {
		return []field{
			pick{name: "letter", label: "What kind of home is it?", items: lettered()},
			date{name: "from", legend: "When did they move in?"},
			choice{name: "fromIs", legend: "How sure is that day?", items: options(care.Precisions)},
			line{name: "address", label: "Address (optional)"},
			line{name: "postcode", label: "Postcode (optional)", classes: "govuk-input--width-10"},
			line{name: "uprn", label: "UPRN (optional)", classes: "govuk-input--width-20"},
			line{name: "country", label: "Country, if abroad", classes: "govuk-input--width-20"},
			choice{name: "provided", legend: "Do we provide it?", items: options(care.Provisions)},
			tick{name: "withParent", label: "With a parent or a person with parental responsibility"},
			tick{name: "stayingPut", label: "Staying put with former foster carers"},
			tick{name: "protected", label: "This address is protected", hint: "Shown only to who works with them and to managers"},
			date{name: "expectedEnd", legend: "When is it expected to end? (if known)"},
			howKnownField(),
			toldOnField(),
		}
	},
}

// lettered are the kinds of home with the letter that returns use.
func lettered() []pages.Choice {
	all := options(care.Residences)
	for i := range all {
		all[i].Text += " (" + all[i].Value + ")"
	}
	return all
}

// movedOutForm records that the home was left.
var movedOutForm = form{
	path: "moved-out", title: "Record that they left this home", done: "Move out recorded", group: groupWhere, of: func(rec record) []target { return rec.homeTarget("Left their home") },
	lead: "Where they are then is not known until it is recorded.",
	fact: care.MovedOut{}, area: care.AreaAccommodation, onto: "home",
	fields: func(subject) []field {
		return []field{
			date{name: "on", legend: "When did they leave?"},
			choice{name: "onIs", legend: "How sure is that day?", items: options(care.Precisions)},
			line{name: "reason", label: "Why? (optional)"},
			howKnownField(),
			toldOnField(),
		}
	},
	then: func(care.Fact) string { return "where-now" },
}

// confirmedForm records evidence of whereabouts without a contact.
var confirmedForm = form{
	path: "confirmed", title: "Record that they are still there, or not", done: "Recorded", group: groupWhere, of: record.placeNow,
	lead: "For when you learnt it without being in touch: from a provider, a prison, another service.",
	fact: care.WhereaboutsConfirmed{}, area: care.AreaAccommodation, onto: "home or absence",
	fields: func(s subject) []field {
		return []field{
			choice{name: "still", legend: "Are they there?", hint: s.home(), items: yesNo, inline: true},
			date{name: "on", legend: "Of which day do you know this?"},
			howKnownField(),
			line{name: "who", label: "Who said so? (optional)"},
			noteField(),
			toldOnField(),
		}
	},
	then: func(f care.Fact) string {
		if c, ok := f.(care.WhereaboutsConfirmed); ok && c.Still == care.StillNo {
			return "where-now"
		}
		return ""
	},
}

// notKnownForm records that nobody knows where they are. It is not homelessness (I2).
var notKnownForm = form{
	path: "not-known", title: "Record that whereabouts are not known", done: "Recorded: whereabouts not known", group: groupWhere, link: "Whereabouts not known",
	lead: "Somebody who sleeps rough or moves between friends has no fixed abode: record that as a move. This is for when nobody knows.",
	fact: care.WhereaboutsNotKnown{}, area: care.AreaAccommodation, record: care.RecordWhereabouts,
	fields: func(subject) []field {
		return []field{
			date{name: "from", legend: "Since when is it not known?"},
			passage{name: "why", label: "How do you know that nobody knows? (optional)"},
			toldOnField(),
		}
	},
}
