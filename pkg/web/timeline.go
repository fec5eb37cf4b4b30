package web

import (
	"html/template"
	"slices"
	"strings"

	"github.com/google/uuid"

	care "intouch/pkg/careleaver"
	"intouch/pkg/importing"
	"intouch/pkg/web/pages"
)

// timelineAtOnce is how many events a person's page shows at first.
const timelineAtOnce = 50

// happening is an event on the timeline, with what became of it since.
type happening struct {
	care.Event
	inForce   bool
	corrected *care.Event // its last correction
	voided    *care.Event
}

// happenings are the events of a record, the latest in the world first. What
// was only said of other events, a correction say, stands where it was recorded.
func (rec record) happenings() []happening {
	all := make([]happening, len(rec.events))
	for i, e := range rec.events {
		all[i] = happening{Event: e}
	}
	for i := range all {
		rec.became(&all[i])
	}
	slices.SortFunc(all, func(a, b happening) int {
		if d := b.HappenedOn() - a.HappenedOn(); d != 0 {
			return int(d)
		}
		return int(int64(b.Position) - int64(a.Position))
	})
	return all
}

// became notes what happened to an event since: corrected, taken back.
func (rec record) became(h *happening) {
	_, h.inForce = rec.force[h.ID]
	opened := rec.first(h.Event).ID == h.ID
	for _, e := range rec.events {
		if e.Person != h.Person || e.Area != h.Area || e.Record != h.Record || e.Position <= h.Position {
			continue
		}
		switch f := e.Fact.(type) {
		case care.Corrected:
			if f.Of == h.ID || f.Of == uuid.Nil && opened {
				h.corrected = &e
			}
		case care.Voided:
			if !h.inForce && (f.Of == h.ID || f.Of == uuid.Nil) && !isFix(h.Fact) {
				h.voided = &e
			}
		}
	}
}

// isFix reports whether a fact is about another event rather than the world.
func isFix(f care.Fact) bool {
	switch f.(type) {
	case care.Corrected, care.Voided, care.Sealed, care.Destroyed:
		return true
	}
	return false
}

// timeline draws happenings.
func (rec record) timeline(v visit, all []happening) pages.Timeline {
	var t pages.Timeline
	for _, h := range all {
		t.Items = append(t.Items, rec.item(v, h))
	}
	return t
}

func (rec record) item(v visit, h happening) pages.TimelineItem {
	happened := h.Fact.Happened()
	if happened.IsZero() {
		happened = care.AtInstant(h.RecordedAt)
	}
	item := pages.TimelineItem{
		ID: "event-" + h.ID.String(), Title: factTitle(h.Fact), By: rec.by(h.Event), Datetime: happened.String(), When: long(happened),
		Known: recordedWords(h.Event), Struck: h.corrected != nil || h.voided != nil,
	}
	if rec.sealed(h.Event) {
		item.Title, item.HTML = "Sealed", drawHTML(append([]pages.Component{pages.Inset{Text: rec.sealedWords(h.Event)}}, rec.outs(v, h)...)...)
		return item
	}
	item.HTML = drawHTML(rec.details(v, h)...)
	return item
}

// by is who recorded it, and for whom.
func (rec record) by(e care.Event) string {
	by := rec.staff.named(e.Actor)
	if e.OnBehalfOf != uuid.Nil && e.OnBehalfOf != e.Actor {
		by += " for " + rec.staff.named(e.OnBehalfOf)
	}
	if words := sourceWords(e.Source); words != recordedHere {
		by += ", from " + lower(words)
	}
	return by
}

// recordedHere is said of what was recorded in InTouch itself.
const recordedHere = "Recorded in InTouch"

// sourceWords says which system first told of something.
func sourceWords(source string) string {
	feed, isFeed := strings.CutPrefix(source, importing.SourceFeed+"/")
	switch {
	case isFeed:
		return "The feed " + feed
	case strings.HasPrefix(source, importing.Source+"/"+string(importing.Contacts)):
		return "A sheet of contacts"
	case strings.HasPrefix(source, importing.Source):
		return "An imported list"
	case source == "/intouch/demo":
		return "The demonstration"
	case strings.HasPrefix(source, "/intouch/"):
		return recordedHere
	}
	return source
}

// recordedWords say when something was recorded, where that is another day
// than when it happened (I8).
func recordedWords(e care.Event) string {
	if e.Fact.Happened().IsZero() || e.RecordedOn() == e.HappenedOn() {
		return ""
	}
	words := "recorded " + clockTime(e.RecordedAt)
	if on := (care.Entry{Event: e}).KnownOn(); on != e.HappenedOn() && on != e.RecordedOn() {
		words = "told on " + on.Long() + ", " + words
	}
	return words
}

// details are what an event says, what became of it, and what can be done.
func (rec record) details(v visit, h happening) []pages.Component {
	var parts []pages.Component
	if h.corrected != nil {
		parts = append(parts, pages.Inset{HTML: linked("Corrected on "+clockTime(h.corrected.RecordedAt), rec.eventHref(h.corrected.ID))})
	}
	if h.voided != nil {
		parts = append(parts, pages.Inset{HTML: linked("Taken back on "+clockTime(h.voided.RecordedAt), rec.eventHref(h.voided.ID))})
	}
	rows := append(rec.staff.told(rec.masked(v, h.Event), h.Actor, h.OnBehalfOf), rec.verdictRows(h.Fact)...)
	if len(rows) > 0 {
		parts = append(parts, pages.SummaryList{Rows: rows, Classes: "govuk-summary-list--no-border app-facts"})
	}
	links := append(rec.fixes(v, h), rec.takings(v, h)...)
	if len(links) > 0 {
		parts = append(parts, pages.Links{Items: links})
	}
	return parts
}

// fixes are the links that correct an event or take it back, for those who may.
func (rec record) fixes(v visit, h happening) []pages.Action {
	if rec.now != nil || !h.inForce || h.Area == care.AreaAlert || h.Area == care.AreaImport || !mayRecord(v, h.Fact) {
		return nil
	}
	var links []pages.Action
	if _, can := formFor(h.Fact); can && !isMerge(h.Fact) {
		links = append(links, pages.Action{Href: rec.eventURL(h.Event, "correct"), Text: "Correct", Hidden: factTitle(h.Fact)})
	}
	if _, first := h.Fact.(care.Registered); !first && !isMerge(h.Fact) {
		links = append(links, pages.Action{Href: rec.eventURL(h.Event, "void"), Text: "Take back", Hidden: factTitle(h.Fact)})
	}
	return links
}

// isMerge reports whether a fact is of two people: it is undone by another, never
// corrected or taken back.
func isMerge(f care.Fact) bool {
	switch f.(type) {
	case care.Merged, care.Absorbed, care.Unmerged:
		return true
	}
	return false
}

// takings are the links that take out the record which an event opened.
func (rec record) takings(v visit, h happening) []pages.Action {
	if rec.now != nil || !canTakeOut(h.Event) || rec.first(h.Event).ID != h.ID || isFix(h.Fact) {
		return nil
	}
	_, _, sealed := rec.sealing(h.Event)
	what := factTitle(h.Fact)
	if sealed {
		what = "what is sealed"
	}
	var links []pages.Action
	if !sealed && mayRecord(v, care.Sealed{}) {
		links = append(links, pages.Action{Href: rec.eventURL(h.Event, "seal"), Text: "Seal", Hidden: what})
	}
	if mayRecord(v, care.Destroyed{}) {
		links = append(links, pages.Action{Href: rec.eventURL(h.Event, "destroy"), Text: "Destroy", Hidden: what})
	}
	return links
}

// outs are what can still be done with what is sealed.
func (rec record) outs(v visit, h happening) []pages.Component {
	by, _, _ := rec.sealing(h.Event)
	if _, gone := by.Fact.(care.Destroyed); gone {
		return nil
	}
	links := rec.takings(v, h)
	if len(links) == 0 {
		return nil
	}
	return []pages.Component{pages.Links{Items: links}}
}

func (rec record) eventURL(e care.Event, what string) string {
	return "/care-leavers/" + rec.ID.String() + "/events/" + e.ID.String() + "/" + what
}

// drawHTML draws parts to stand inside another one.
func drawHTML(parts ...pages.Component) template.HTML {
	var all strings.Builder
	for _, p := range parts {
		html, err := pages.HTML(p)
		if err != nil {
			panic(err) // a part of package pages always draws
		}
		all.WriteString(string(html))
	}
	return template.HTML(all.String())
}

// linked is a link with its text.
func linked(text, href string) template.HTML {
	return template.HTML(`<a class="govuk-link" href="` + template.HTMLEscapeString(href) + `">` + template.HTMLEscapeString(text) + `</a>`)
}
