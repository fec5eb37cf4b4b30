package web

import (
	"intouch/pkg/access"
	care "intouch/pkg/careleaver"
	"intouch/pkg/intake"
	"intouch/pkg/web/pages"
)

// What can be recorded, as a person's page offers it: the usual few at hand, all
// else in groups behind one heading, so that it stays usable on a phone.

// group is a heading under which a person's page offers forms.
type group string

// The groups. Forms of none are the usual few, if they have a link.
const (
	groupContact  group = "Contact"
	groupWhere    group = "Where they live"
	groupDoing    group = "What they do"
	groupPlan     group = "Pathway plan"
	groupSupport  group = "Support after 21"
	groupCategory group = "Category and care"
	groupWith     group = "Who works with them"
	groupSafety   group = "Safety and access"
	groupCase     group = "Case"
)

var groups = []group{groupContact, groupWhere, groupDoing, groupPlan, groupSupport, groupCategory, groupWith, groupSafety, groupCase}

// recordGroup is a group of links to forms.
type recordGroup struct {
	Name  string
	Links []pages.Link
}

// usual are the few forms at hand, besides that of a contact.
func (rec record) usual(v visit) []pages.Link {
	links := rec.offers(v, "")
	return links[min(1, len(links)):]
}

// recordGroups are all others that whoever looks may record now.
func (rec record) recordGroups(v visit) []recordGroup {
	var all []recordGroup
	for _, g := range groups {
		if links := rec.offers(v, g); len(links) > 0 {
			all = append(all, recordGroup{string(g), links})
		}
	}
	return all
}

// offers are the links to the forms of a group.
func (rec record) offers(v visit, g group) []pages.Link {
	var links []pages.Link
	for _, f := range forms {
		if f.group != g || f.link == "" && f.of == nil || !mayRecord(v, f.fact) {
			continue
		}
		if f.of == nil {
			links = append(links, pages.Link{Href: rec.startURL(f), Text: f.link})
			continue
		}
		for _, t := range f.of(rec) {
			links = append(links, pages.Link{Href: rec.formURL(f.path, care.RecordID(t.of)), Text: t.text})
		}
	}
	return links
}

// startURL is where somebody begins who wants to record a fact of that kind.
func (rec record) startURL(f form) string {
	if f.via != "" {
		return "/care-leavers/" + rec.ID.String() + "/" + f.via
	}
	return rec.formURL(f.path, "")
}

// mayRecord reports whether whoever looks may record facts of that kind: of what
// they may not, nothing is offered. The services decide for themselves.
func mayRecord(v visit, fact care.Fact) bool {
	return access.May(v.Caller, intake.ActionOf(fact)) == nil
}

// placeNow is the home or absence that they are in.
func (rec record) placeNow() []target {
	return when(rec.Whereabouts.Of != "", "Still there, or not", rec.Whereabouts.Of)
}

// absenceNow is the absence that they are in.
func (rec record) absenceNow() []target {
	return when(rec.Whereabouts.State == care.Away, "No longer away", rec.Whereabouts.Of)
}

// notAway offers an absence, unless they are in one.
func (rec record) notAway() []target {
	return when(rec.Whereabouts.State != care.Away, "Away: custody, hospital, holiday", "")
}

// missingNow is the report of missing that has not ended.
func (rec record) missingNow() []target {
	for _, m := range rec.facts.Missing {
		if m.Found == nil {
			return when(true, "Found", m.Record)
		}
	}
	return nil
}

// notMissing offers to report them missing, unless they are.
func (rec record) notMissing() []target {
	return when(rec.missingNow() == nil, "Reported missing", "")
}

// when is something that a form can be about, if it is so now.
func when(is bool, text string, of care.RecordID) []target {
	if !is {
		return nil
	}
	return []target{{string(of), text}}
}
