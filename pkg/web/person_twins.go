package web

import (
	"strconv"

	"github.com/google/uuid"

	care "intouch/pkg/careleaver"
	"intouch/pkg/web/pages"
)

// twinPair is two contacts that may be the same meeting, side by side, and where
// to say whether they are. Until somebody does they count once.
type twinPair struct {
	Cards  [2]pages.SummaryList
	Action string // where to say; empty: it is of the past
	Hidden []hidden
}

// suspected are the pairs that somebody should decide on; nothing of what is
// sealed is among them.
func (rec record) suspected() []care.Suspected {
	var pairs []care.Suspected
	for _, p := range rec.facts.SuspectedSame() {
		if !rec.sealed(p.A.Event) && !rec.sealed(p.B.Event) {
			pairs = append(pairs, p)
		}
	}
	return pairs
}

func (rec record) twinPairs(v visit) []twinPair {
	var pairs []twinPair
	for _, p := range rec.suspected() {
		position := rec.position(p.A.Person, care.AreaContact, p.A.Record)
		pairs = append(pairs, twinPair{
			Cards: [2]pages.SummaryList{rec.twinCard(v, p.A), rec.twinCard(v, p.B)}, Action: rec.formURL(comparedForm.path, p.A.Record),
			Hidden: []hidden{{"event", uuid.Must(uuid.NewV7()).String()}, {"after", strconv.FormatUint(position, 10)}, {"with", string(p.B.Record)}},
		})
	}
	return pairs
}

// twinCard is one of the two, with what tells them apart.
func (rec record) twinCard(v visit, c care.Told[care.ContactMade]) pages.SummaryList {
	rows := []pages.SummaryRow{{Key: "When", Value: long(c.Facts.When)}, {Key: "How", Value: factTitle(c.Facts)}}
	if c.Facts.By.Staff != uuid.Nil {
		rows = append(rows, pages.SummaryRow{Key: "Who", Value: rec.staff.named(c.Facts.By.Staff)})
	}
	if f, _ := rec.masked(v, c.Event).(care.ContactMade); f.Note != "" {
		rows = append(rows, pages.SummaryRow{Key: "Note", Value: f.Note})
	}
	return pages.SummaryList{Card: sourceWords(c.Source), Rows: append(rows, pages.SummaryRow{Key: "Recorded", Value: clockTime(c.RecordedAt) + " by " + rec.by(c.Event), Actions: []pages.Action{{Href: rec.eventHref(c.ID), Text: "Source", Hidden: "of this contact"}}})}
}

// twinJSON is a pair of contacts that may be the same meeting, by their records.
type twinJSON struct {
	Contacts [2]care.RecordID `json:"contacts"`
	On       care.Day         `json:"on"`
	Position uint64           `json:"position"` // of the first one's record: what a comparison follows
}

func (rec record) suspectedJSON() []twinJSON {
	var pairs []twinJSON
	for _, p := range rec.suspected() {
		pairs = append(pairs, twinJSON{[2]care.RecordID{p.A.Record, p.B.Record}, p.A.Facts.When.Day(), rec.position(p.A.Person, care.AreaContact, p.A.Record)})
	}
	return pairs
}
