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
	add := func(key string, html template.HTML, event care.EventID, of string) {
		list.Rows = append(list.Rows, pages.SummaryRow{Key: key, HTML: html, Actions: rec.why(event, of)})
	}
	add(stateKey(w.State), escaped(rec.placeWords(v)), w.SaidBy, "whereabouts")
	add("How sure", drawHTML(confidenceTag(w.Confidence))+escaped(rec.evidenceWords(v)), w.EvidenceBy, "the evidence")
	if w.State == care.Away {
		if home, ok := rec.homeLast(); ok {
			add("Home", escaped(rec.homeWords(v, home)), home.SaidBy(), "the home")
		}
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
	if place := rec.addressWords(v, w.Protected, w.Address, w.Postcode); place != "" {
		words = append(words, place)
	}
	if sealed := rec.sealedWords(w.SaidBy); sealed != "" {
		words = append(words, "the address was "+sealed)
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

func (rec record) addressWords(v visit, protected bool, address, postcode string) string {
	if protected && !rec.mayKnowAddress(v, protected) {
		return "protected address: ask the personal adviser or a manager"
	}
	place := strings.Trim(strings.TrimSpace(address)+", "+strings.TrimSpace(postcode), ", ")
	if protected {
		return "protected address: " + place
	}
	return place
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
	if place := rec.addressWords(v, h.Facts.Protected, h.Facts.Address, h.Facts.Postcode); place != "" {
		words += "; " + place
	}
	if sealed := rec.sealedWords(h.SaidBy()); sealed != "" {
		words += "; the address was " + sealed
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
	if w.Address != "" && !w.Protected {
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
	list := pages.SummaryList{Card: "What they do", Rows: []pages.SummaryRow{{Key: "Now", Value: doing, Actions: rec.why(a.SaidBy, "the activity")}}}
	if !a.EvidenceOn.IsZero() {
		known := or(care.Knowledges.Label(a.How), "told") + ", " + a.EvidenceOn.Long() + ", " + ago(a.EvidenceOn, v.today)
		list.Rows = append(list.Rows, pages.SummaryRow{Key: "How it is known", Value: known, Actions: rec.why(a.EvidenceBy, "the evidence")})
	}
	return list
}

// whereLinks are what can be recorded of where they are now.
func (rec record) whereLinks() []pages.Link {
	links := []pages.Link{{Href: rec.formURL("moved-in", ""), Text: "A move"}}
	add := func(path, text string, of care.RecordID) {
		links = append(links, pages.Link{Href: rec.formURL(path, of), Text: text})
	}
	if of := rec.Whereabouts.Of; of != "" {
		add("confirmed", "Still there, or not", of)
	}
	if home, ok := rec.homeLast(); ok {
		add("moved-out", "Left their home", home.Record)
	}
	if rec.Whereabouts.State == care.Away {
		add("came-back", "No longer away", rec.Whereabouts.Of)
	} else {
		add("went-away", "Away: custody, hospital, holiday", "")
	}
	add("not-known", "Whereabouts not known", "")
	if of := rec.missingNow(); of != "" {
		add("found", "Found", of)
	} else {
		add("missing", "Reported missing", "")
	}
	return links
}

// missingNow is the report of missing that has not ended; empty: none.
func (rec record) missingNow() care.RecordID {
	for _, m := range rec.facts.Missing {
		if m.Found == nil {
			return m.Record
		}
	}
	return ""
}

func escaped(text string) template.HTML { return template.HTML(template.HTMLEscapeString(text)) }
