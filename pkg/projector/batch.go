package projector

import (
	"log/slog"
	"time"

	"github.com/google/uuid"

	care "intouch/pkg/careleaver"
	"intouch/pkg/store"
	"intouch/pkg/wire"
)

// batch is what some events bring.
type batch struct {
	cursor    store.Cursor // after it
	events    []store.Kept
	people    []care.PersonID // whom they are about, each once
	positions []uint64        // of the first event of each
	records   []care.RecordID // of nobody, each once
	subjects  []string        // of those records
	areas     map[care.Area]bool
	missing   []uint64 // positions that the log does not have
	full      bool     // there is more in the log
	destroyed []wire.Message
}

// The types that the tables as a whole go by.
const (
	typeRegistered = "care.caseload.registered.v1"
	typeImport     = "care.import.started.v1"
	typeDestroyed  = "care.record.destroyed.v1"
)

// readBatch sorts the events that come after the cursor by what they concern.
// It reads no facts, but for what remains of those destroyed.
func readBatch(after store.Cursor, messages []wire.Message) batch {
	b := batch{cursor: after, areas: map[care.Area]bool{}, events: make([]store.Kept, 0, len(messages)), full: len(messages) == batchSize}
	seen := map[string]bool{}
	for _, m := range messages {
		for p := b.cursor.Stored + 1; p < m.Position; p++ {
			b.missing = append(b.missing, p)
		}
		b.take(m, seen)
	}
	return b
}

func (b *batch) take(m wire.Message, seen map[string]bool) {
	address, err := wire.ParseSubject(m.Subject)
	if err != nil {
		slog.Error("an event that is of no record", "position", m.Position, "error", err)
	}
	recorded, err := time.Parse(time.RFC3339Nano, m.Get(wire.HeaderTime))
	if err != nil {
		slog.Error("an event without its time", "position", m.Position, "event", m.ID())
	}
	b.events = append(b.events, store.Kept{Message: m, Person: address.Person, RecordedAt: recorded})
	b.passed(m, recorded)
	switch key := subjectKey(address, m.Subject); {
	case seen[key]:
	case address.Person != uuid.Nil:
		b.people, b.positions = append(b.people, address.Person), append(b.positions, m.Position)
		seen[key] = true
	case address.Record != "":
		b.records, b.subjects, b.areas[address.Area] = append(b.records, address.Record), append(b.subjects, m.Subject), true
		seen[key] = true
	}
	if m.Get(wire.HeaderType) == typeDestroyed {
		b.destroyed = append(b.destroyed, m)
	}
}

func subjectKey(a wire.Address, subject string) string {
	if a.Person != uuid.Nil {
		return string(a.Person[:])
	}
	return subject
}

// passed moves the cursor past an event.
func (b *batch) passed(m wire.Message, recorded time.Time) {
	c, day := &b.cursor, care.DayOf(recorded)
	c.Stored, c.LastID, c.Recorded, c.RecordedTo = m.Position, m.ID(), recorded, max(c.RecordedTo, day)
	switch m.Get(wire.HeaderType) {
	case typeRegistered:
		c.FirstPerson = earliest(c.FirstPerson, day)
	case typeImport:
		c.FirstImport = earliest(c.FirstImport, day)
	case typeDestroyed:
		c.FirstPerson = earliest(c.FirstPerson, destroyedRegistration(m))
	}
}

// destroyedRegistration is the day on which somebody was registered of whom that
// is destroyed; zero where something else is.
func destroyedRegistration(m wire.Message) (day care.Day) {
	e, err := wire.Decode(m)
	if err != nil {
		return 0 // it is told where it is to be forgotten
	}
	for _, was := range care.Remains(e, e.Fact.(care.Destroyed)) {
		if _, ok := was.Fact.(care.Registered); ok {
			day = earliest(day, was.RecordedOn())
		}
	}
	return day
}

func earliest(a, b care.Day) care.Day {
	if a.IsZero() || !b.IsZero() && b < a {
		return b
	}
	return a
}
