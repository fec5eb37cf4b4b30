package wire

import (
	"bytes"
	"encoding/json"
	"errors"
	"fmt"
	"reflect"
	"strings"
	"time"

	"github.com/google/uuid"

	care "intouch/pkg/careleaver"
)

// Message is an event as it stands in the log.
type Message struct {
	Subject  string
	Header   map[string][]string
	Body     []byte
	Position uint64 // 0 before it is stored
}

// The envelope: CloudEvents 1.0 attributes in binary mode.
const (
	HeaderSpec       = "ce-specversion"
	HeaderID         = "ce-id"
	HeaderSource     = "ce-source"
	HeaderType       = "ce-type"
	HeaderSubject    = "ce-subject"
	HeaderTime       = "ce-time"
	HeaderActor      = "ce-actor"
	HeaderOnBehalfOf = "ce-onbehalfof"
	HeaderDeviceAt   = "ce-deviceat"
	HeaderKey        = "ce-key" // reserved: the body would be sealed with that key
	HeaderContent    = "content-type"
)

// ErrUnknownType says that a newer program published the event. It parks its
// person until a program that knows the type reads it (I10).
var ErrUnknownType = errors.New("type of event not known to this program")

// nobody stands in subjects where there is no person.
const nobody = "_"

// Subject is the subject of a record: the unit of consistency of the log.
func Subject(authority string, person care.PersonID, area care.Area, record care.RecordID) string {
	who := nobody
	if person != uuid.Nil {
		who = person.String()
	}
	return "care." + authority + "." + who + "." + string(area) + "." + string(record)
}

// SubjectOf is the subject of the record that the event stands on.
func SubjectOf(e care.Event) string { return Subject(e.Authority, e.Person, e.Area, e.Record) }

// Address is what a subject says.
type Address struct {
	Authority string
	Person    care.PersonID // zero: of no person
	Area      care.Area
	Record    care.RecordID
}

// ParseSubject reads a subject.
func ParseSubject(subject string) (Address, error) {
	parts := strings.Split(subject, ".")
	if len(parts) != 5 || parts[0] != "care" {
		return Address{}, fmt.Errorf("%q is not a subject of the log", subject)
	}
	a := Address{Authority: parts[1], Area: care.Area(parts[3]), Record: care.RecordID(parts[4])}
	if parts[2] == nobody {
		return a, nil
	}
	var err error
	if a.Person, err = uuid.Parse(parts[2]); err != nil {
		return Address{}, fmt.Errorf("person in subject %q: %w", subject, err)
	}
	return a, nil
}

// Encode makes the message of an event. It does not validate the fact.
func Encode(e care.Event) (Message, error) {
	t, ok := TypeOf(e.Area, e.Fact)
	if !ok {
		return Message{}, fmt.Errorf("encode %T in area %s: no such type of event", e.Fact, e.Area)
	}
	body, err := marshal(e.Area, e.Fact)
	if err != nil {
		return Message{}, fmt.Errorf("encode %s: %w", t.Name, err)
	}
	return Message{Subject: SubjectOf(e), Header: header(e, t), Body: body, Position: e.Position}, nil
}

func header(e care.Event, t Type) map[string][]string {
	h := map[string][]string{
		HeaderSpec:    {"1.0"},
		HeaderID:      {e.ID.String()},
		HeaderSource:  {e.Source},
		HeaderType:    {t.Full()},
		HeaderTime:    {e.RecordedAt.UTC().Format(time.RFC3339Nano)},
		HeaderActor:   {e.Actor.String()},
		HeaderContent: {"application/json"},
	}
	if e.Person != uuid.Nil {
		h[HeaderSubject] = []string{e.Person.String()}
	}
	if e.OnBehalfOf != uuid.Nil {
		h[HeaderOnBehalfOf] = []string{e.OnBehalfOf.String()}
	}
	if !e.DeviceAt.IsZero() {
		h[HeaderDeviceAt] = []string{e.DeviceAt.UTC().Format(time.RFC3339)}
	}
	return h
}

// Get returns the first value of a header.
func (m Message) Get(header string) string {
	if v := m.Header[header]; len(v) > 0 {
		return v[0]
	}
	return ""
}

// ID returns the event's id, zero when the message has none.
func (m Message) ID() care.EventID {
	id, _ := uuid.Parse(m.Get(HeaderID))
	return id
}

// Decode reads an event. Fields that it does not know are ignored; a type that
// it does not know is ErrUnknownType, with the envelope filled in.
func Decode(m Message) (care.Event, error) {
	e, err := decodeEnvelope(m)
	if err != nil {
		return e, err
	}
	t, ok := TypeNamed(m.Get(HeaderType))
	if !ok {
		return e, fmt.Errorf("%w: %s", ErrUnknownType, m.Get(HeaderType))
	}
	if e.Fact, err = UnmarshalFact(t, m.Body, false); err != nil {
		return e, fmt.Errorf("decode %s %s: %w", t.Name, e.ID, err)
	}
	return e, nil
}

func decodeEnvelope(m Message) (care.Event, error) {
	a, err := ParseSubject(m.Subject)
	if err != nil {
		return care.Event{}, err
	}
	e := care.Event{Authority: a.Authority, Person: a.Person, Area: a.Area, Record: a.Record, Source: m.Get(HeaderSource), Position: m.Position}
	if e.ID, err = uuid.Parse(m.Get(HeaderID)); err != nil {
		return e, fmt.Errorf("event id at position %d: %w", m.Position, err)
	}
	if e.RecordedAt, err = time.Parse(time.RFC3339Nano, m.Get(HeaderTime)); err != nil {
		return e, fmt.Errorf("time of event %s: %w", e.ID, err)
	}
	if e.Actor, err = uuid.Parse(m.Get(HeaderActor)); err != nil {
		return e, fmt.Errorf("actor of event %s: %w", e.ID, err)
	}
	e.OnBehalfOf, _ = uuid.Parse(m.Get(HeaderOnBehalfOf))
	e.DeviceAt, _ = time.Parse(time.RFC3339, m.Get(HeaderDeviceAt))
	return e, nil
}

// correction is a Corrected in JSON: the new facts with the name of their type.
type correction struct {
	Of     care.EventID    `json:"of,omitzero"`
	Fact   string          `json:"fact"` // moved_in: the type of the facts, without its area
	Facts  json.RawMessage `json:"facts"`
	Reason string          `json:"reason"`
}

func marshal(area care.Area, fact care.Fact) ([]byte, error) {
	if d, ok := fact.(care.Destroyed); ok {
		return marshalDestruction(d)
	}
	c, ok := fact.(care.Corrected)
	if !ok {
		return json.Marshal(fact)
	}
	t, ok := TypeOf(area, c.Facts)
	if !ok {
		return nil, fmt.Errorf("a correction to %T in area %s", c.Facts, area)
	}
	facts, err := json.Marshal(c.Facts)
	if err != nil {
		return nil, err
	}
	return json.Marshal(correction{c.Of, t.short(), facts, c.Reason})
}

// short is the name without its area: moved_in.
func (t Type) short() string {
	_, name, _ := strings.Cut(t.Name, ".")
	return name
}

// UnmarshalFact reads the facts of a type. Strict refuses fields that the type
// does not have, as intake does and readers must not.
func UnmarshalFact(t Type, body []byte, strict bool) (care.Fact, error) {
	switch t.Fact.(type) {
	case care.Corrected:
		return unmarshalCorrection(t.Area(), body, strict)
	case care.Destroyed:
		return unmarshalDestruction(body, strict)
	}
	v := reflect.New(reflect.TypeOf(t.Fact))
	if err := decodeJSON(body, v.Interface(), strict); err != nil {
		return nil, err
	}
	return v.Elem().Interface().(care.Fact), nil
}

func unmarshalCorrection(area care.Area, body []byte, strict bool) (care.Fact, error) {
	var c correction
	if err := decodeJSON(body, &c, strict); err != nil {
		return nil, err
	}
	t, ok := TypeNamed("care." + string(area) + "." + c.Fact + ".v1")
	if !ok {
		return nil, fmt.Errorf("correction to %q: %w", c.Fact, ErrUnknownType)
	}
	facts, err := UnmarshalFact(t, c.Facts, strict)
	if err != nil {
		return nil, err
	}
	return care.Corrected{Of: c.Of, Facts: facts, Reason: c.Reason}, nil
}

func decodeJSON(body []byte, into any, strict bool) error {
	if !strict {
		return json.Unmarshal(body, into)
	}
	d := json.NewDecoder(bytes.NewReader(body))
	d.DisallowUnknownFields()
	if err := d.Decode(into); err != nil {
		return err
	}
	if d.More() {
		return errors.New("more than one JSON value")
	}
	return nil
}
