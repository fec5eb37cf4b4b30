package web

import (
	"html/template"
	"strings"

	care "intouch/pkg/careleaver"
	"intouch/pkg/duty"
	"intouch/pkg/web/pages"
)

// whereaboutsList is where the person is, how sure that is, and how it is known
// (docs/rules.md section 5).
func (rec record) whereaboutsList(v visit) pages.SummaryList {
	w := rec.Whereabouts
	list := pages.SummaryList{Card: "Where they are"}
	add := func(key string, html template.HTML, value, of string) {
		list.Rows = append(list.Rows, pages.SummaryRow{Key: key, HTML: html, Actions: rec.why(value, of)})
	}
	add(stateKey(w.State), escaped(rec.placeWords(v)), duty.ValueWhereabouts, "whereabouts")
	add("How sure", drawHTML(confidenceTag(w.Confidence))+escaped(rec.evidenceWords(v)), duty.ValueConfidence, "the evidence")
	home, ok := rec.homeLast()
	if ok && w.State == care.Away {
		add("Home", escaped(rec.homeWords(v, home)), duty.ValueHome, "the home")
	}
	if s := home.AssessedBy(rec.On); s != nil {
		add("Suitable", escaped(care.YesNos.Label(s.Facts.Suitable)+", assessed "+s.Facts.On.Long()), duty.ValueSuitability, "the suitability")
	}
	return list
}

func stateKey(s care.WhereState) string {
	if s == care.Away {
		return "Away"
	}
	return "Home"
}

// placeWords is where they are, since when.
func (rec record) placeWords(v visit) string {
	w := rec.Whereabouts
	words := []string{living(w.State, w.Kind)}
	if w.State == care.AtHome {
		words[0] += " (" + w.Kind + ")"
	}
	if place := rec.addressWords(v, w.Of, w.Protected, w.Address, w.Postcode); place != "" {
		words = append(words, place)
	}
	if sealed := rec.addressSealed(w.SaidBy); sealed != "" {
		words = append(words, sealed)
	}
	switch {
	case w.Since.IsZero() || w.State == care.NothingToldOfHome:
	case w.SinceIs == care.NotLaterThan:
		words = append(words, "there on or before "+w.Since.Long())
	case w.SinceIs == care.AboutThatDay:
		words = append(words, "since about "+w.Since.Long())
	default:
		words = append(words, "since "+w.Since.Long()+", "+ago(w.Since, v.today))
	}
	return strings.Join(words, "; ")
}

func (rec record) addressWords(v visit, of care.RecordID, protected bool, address, postcode string) string {
	if rec.sealedRecord(care.AreaAccommodation, of) {
		return "the address is sealed"
	}
	if protected && !rec.mayKnowAddress(v, protected) {
		return askForAddress
	}
	place := strings.Trim(strings.TrimSpace(address)+", "+strings.TrimSpace(postcode), ", ")
	if protected {
		return "protected address: " + place
	}
	return place
}

// addressSealed says that an address is out of sight, of the event that gave it.
func (rec record) addressSealed(id care.EventID) string {
	e, ok := rec.event(id)
	if words := rec.sealedWords(e); ok && words != "" {
		return "the address was " + lower(strings.TrimSuffix(words, "."))
	}
	return ""
}

// evidenceWords say what makes it so sure.
func (rec record) evidenceWords(v visit) string {
	w := rec.Whereabouts
	if w.EvidenceOn.IsZero() {
		return " no evidence"
	}
	return " " + lower(or(care.Knowledges.Label(w.How), "told")) + ", " + w.EvidenceOn.Long() + ", " + ago(w.EvidenceOn, v.today)
}

func confidenceTag(c duty.Confidence) pages.Tag {
	colours := map[duty.Confidence]string{duty.Confirmed: "green", duty.Likely: "yellow", duty.Stale: "orange"}
	return pages.Tag{Text: duty.Confidences.Label(c), Colour: or(colours[c], "red")}
}

// homeLast is the home that they have while they are away.
func (rec record) homeLast() (care.Home, bool) {
	for i := len(rec.facts.Homes) - 1; i >= 0; i-- {
		if h := rec.facts.Homes[i]; h.Facts.From.From <= rec.On && h.Until > rec.On {
			return h, true
		}
	}
	return care.Home{}, false
}

func (rec record) homeWords(v visit, h care.Home) string {
	words := living(care.AtHome, string(h.Facts.Residence)) + " (" + string(h.Facts.Residence) + ")"
	if place := rec.addressWords(v, h.Record, h.Facts.Protected, h.Facts.Address, h.Facts.Postcode); place != "" {
		words += "; " + place
	}
	if sealed := rec.addressSealed(h.SaidBy()); sealed != "" {
		words += "; " + sealed
	}
	return words + "; since " + h.Facts.From.From.Long()
}

// homeNow is where they are in a few words, for a question about it.
func (rec record) homeNow() string {
	w := rec.Whereabouts
	if w.State == "" || w.State == care.NothingToldOfHome || w.State == care.NotKnownWhere {
		return "Where they are is not known"
	}
	words := living(w.State, w.Kind)
	if w.Address != "" && !w.Protected && !rec.sealedRecord(care.AreaAccommodation, w.Of) {
		words += ", " + w.Address
	}
	return words
}

// activityList is what the person does.
func (rec record) activityList(v visit) pages.SummaryList {
	a := rec.Activity
	doing := activityWords(a.Code)
	if a.Code != "" {
		doing += " (" + string(a.Code) + ")"
	}
	if a.Provider != "" {
		doing += "; " + a.Provider
	}
	if !a.Since.IsZero() {
		doing += "; since " + a.Since.Long()
	}
	list := pages.SummaryList{Card: "What they do", Rows: []pages.SummaryRow{{Key: "Now", Value: doing, Actions: rec.why(duty.ValueActivity, "the activity")}}}
	if !a.EvidenceOn.IsZero() {
		known := or(care.Knowledges.Label(a.How), "told") + ", " + a.EvidenceOn.Long() + ", " + ago(a.EvidenceOn, v.today)
		list.Rows = append(list.Rows, pages.SummaryRow{Key: "How it is known", Value: known, Actions: rec.why(duty.ValueActivityEvidence, "the evidence")})
	}
	return list
}

func escaped(text string) template.HTML { return template.HTML(template.HTMLEscapeString(text)) }
