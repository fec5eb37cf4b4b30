package web

import care "intouch/pkg/careleaver"

// toldForm records third-party information. It moves "last heard of" alone.
var toldForm = form{
	path: "told", title: "Record what someone else told us", done: "What you were told is recorded", link: "Told by someone else",
	lead: "For when family, a provider, the police or someone else told us of the young person. It does not count as contact.",
	fact: care.ToldBySomeoneElse{}, area: care.AreaContact,
	fields: func(s subject) []field {
		return append(hearsayFields(s, ""),
			moment{name: "when", legend: "Which day do they speak of?", hint: "If they did not say, the day on which they told us"},
			toldOnField(),
			noteField(),
		)
	},
	then: func(f care.Fact) string {
		if t, ok := f.(care.ToldBySomeoneElse); ok && t.StillThere == care.StillNo {
			return "where-now"
		}
		return ""
	},
}
