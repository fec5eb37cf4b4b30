package web

import (
	"strings"

	"github.com/google/uuid"

	care "intouch/pkg/careleaver"
)

// sealedJSON says of a sealed or destroyed record what is shown instead of it.
type sealedJSON struct {
	On      care.Day `json:"on"`
	By      *worker  `json:"by,omitzero"`
	Because string   `json:"because"`
}

// sealing is the event that sealed or destroyed the record that an event stands
// on, and why. A void for the wrong person seals by itself (docs/rules.md
// section 10).
func (rec record) sealing(e care.Event) (by care.Event, because string, sealed bool) {
	for _, x := range rec.current().on(e) {
		switch f := x.Fact.(type) {
		case care.Destroyed:
			return x, f.Reason, true
		case care.Sealed:
			by, because, sealed = x, f.Reason, true
		case care.Voided:
			if f.Reason == care.WrongPerson && f.Covers(e) && !sealed {
				by, because, sealed = x, lower(care.VoidReasons.Label(f.Reason)), true
			}
		}
	}
	return by, because, sealed
}

// sealedWords say that a record is sealed, instead of what was recorded.
func (rec record) sealedWords(e care.Event) string {
	by, because, sealed := rec.sealing(e)
	if !sealed {
		return ""
	}
	how := "Sealed"
	if _, gone := by.Fact.(care.Destroyed); gone {
		how = "Destroyed"
	}
	return how + " on " + by.RecordedOn().Long() + " by " + rec.by(by) + " because: " + strings.TrimSuffix(because, ".") + "."
}

// sealedAs says so for a program; nil where it is not sealed.
func (rec record) sealedAs(e care.Event) *sealedJSON {
	by, because, sealed := rec.sealing(e)
	if !sealed {
		return nil
	}
	return &sealedJSON{by.RecordedOn(), workerOf(by.Actor, rec.staff.named(by.Actor)), because}
}

// sealedRecord reports whether a record of the person is sealed or destroyed:
// then nothing of it is shown, whoever asks.
func (rec record) sealedRecord(area care.Area, id care.RecordID) bool {
	if id == "" {
		return false
	}
	last := rec.lastOn(area, id)
	return last.ID != uuid.Nil && rec.sealed(rec.first(last))
}
