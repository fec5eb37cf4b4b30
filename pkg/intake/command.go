package intake

import (
	"encoding/json"
	"fmt"
	"time"

	care "intouch/pkg/careleaver"
	"intouch/pkg/wire"
)

// Command asks for an event to be published.
type Command struct {
	Type       string          `json:"-"`              // of the event that it becomes: contact.made
	Area       care.Area       `json:"area"`           // of the record
	Kind       string          `json:"kind,omitzero"`  // of the record, where the type fits several; empty: whichever it is
	Person     care.PersonID   `json:"person"`         // zero: of no person
	Record     care.RecordID   `json:"record"`         // of a follow-up; an opening event names its record itself
	Event      care.EventID    `json:"event"`          // chosen by the sender, the same at every attempt
	After      *uint64         `json:"after,omitzero"` // the record's last position as its writer saw it
	DeviceAt   time.Time       `json:"deviceAt,omitzero"`
	OnBehalfOf care.StaffID    `json:"onBehalfOf,omitzero"`
	Source     string          `json:"source,omitzero"` // the operator's own: /intouch/import, /intouch/demo
	Facts      json.RawMessage `json:"facts"`
}

// Answer says where the event stands in the log.
type Answer struct {
	Position uint64 `json:"position"`
	Already  bool   `json:"already,omitzero"` // it was there before, with the same facts
}

// Of returns the command that asks for an event: its id, person, record, facts
// and source. Who acts, and when it is recorded, is not the sender's to say.
func Of(e care.Event) (Command, error) {
	t, ok := wire.TypeOf(e.Area, e.Fact)
	if !ok {
		return Command{}, fmt.Errorf("no type of event for %T in area %s", e.Fact, e.Area)
	}
	m, err := wire.Encode(e)
	if err != nil {
		return Command{}, err
	}
	return Command{
		Type: t.Name, Area: e.Area, Kind: t.Kind, Person: e.Person, Record: e.Record, Event: e.ID,
		DeviceAt: e.DeviceAt, OnBehalfOf: e.OnBehalfOf, Source: e.Source, Facts: m.Body,
	}, nil
}

// subject is where the command is sent.
func (c Command) subject() string { return "intouch." + c.Type }
