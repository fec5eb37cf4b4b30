package web

import (
	"github.com/google/uuid"

	care "intouch/pkg/careleaver"
)

// sealingJSON says that a record is out of sight: since when, by whom and why
// (docs/rules.md section 10).
type sealingJSON struct {
	On        care.Day     `json:"on"`
	By        *worker      `json:"by,omitzero"`
	Because   string       `json:"because"`
	Event     care.EventID `json:"event"`
	Destroyed bool         `json:"destroyed,omitzero"` // no longer in the log either
}

// sealed reports whether the record that an event stands on is sealed or
// destroyed: then its facts are shown to nobody (docs/rules.md section 10). That
// it was sealed, and why, is said by an event of its own, which is shown.
func (rec record) sealed(e care.Event) bool {
	_, hidden := rec.hiddenBy(e)
	return hidden
}

// hiddenBy is the event that took another out of sight, whatever moment is asked
// for: the last of those that did.
func (rec record) hiddenBy(e care.Event) (by care.Event, hidden bool) {
	switch e.Fact.(type) {
	case care.Sealed, care.Destroyed:
		return by, false
	}
	for _, x := range rec.current().events {
		if x.ID != e.ID && x.Person == e.Person && x.Area == e.Area && x.Record == e.Record && hides(x, e) {
			by, hidden = x, true
		}
	}
	return by, hidden
}

func hides(x, e care.Event) bool {
	switch f := x.Fact.(type) {
	case care.Sealed, care.Destroyed:
		return true
	case care.Voided:
		return f.Reason == care.WrongPerson && f.Covers(e)
	}
	return false
}

// sealing says of what hid an event that it did; nil where nothing has.
func (rec record) sealing(e care.Event) *sealingJSON {
	by, hidden := rec.hiddenBy(e)
	if !hidden {
		return nil
	}
	j := &sealingJSON{On: by.RecordedOn(), By: workerOf(by.Actor, rec.staff.named(by.Actor)), Event: by.ID}
	switch f := by.Fact.(type) {
	case care.Sealed:
		j.Because = f.Reason
	case care.Destroyed:
		j.Because, j.Destroyed = f.Reason, true
	case care.Voided:
		j.Because = lower(care.VoidReasons.Label(f.Reason))
	}
	return j
}

// words are "Sealed on 3 June 2026 by Martha Cole because: court order".
func (j *sealingJSON) words() string {
	how := "Sealed"
	if j.Destroyed {
		how = "Destroyed"
	}
	words := how + " on " + j.On.Long()
	if j.By != nil {
		words += " by " + j.By.Name
	}
	return words + " because: " + j.Because
}

// sealedWords say of the event that says a value that it is out of sight; empty
// where it is not.
func (rec record) sealedWords(id care.EventID) string {
	e, ok := rec.event(id)
	if !ok || id == uuid.Nil {
		return ""
	}
	if j := rec.sealing(e); j != nil {
		return lower(j.words())
	}
	return ""
}
