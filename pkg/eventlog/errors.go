package eventlog

import (
	"errors"
	"fmt"

	care "intouch/pkg/careleaver"
)

// What can go wrong with the log itself. Test with errors.Is.
var (
	// ErrNoStream says that nothing keeps this authority's log: it was never
	// made (`intouch migrate` makes it), or its server is still starting.
	ErrNoStream = errors.New("there is no log for this authority")

	// ErrUnavailable says that NATS did not answer in time. What was to be
	// appended may be stored or not: send it again with the same id.
	ErrUnavailable = errors.New("the log cannot be reached")

	// ErrForbidden says that this NATS user may not publish there (nats.conf).
	ErrForbidden = errors.New("this NATS user may not publish on the subject")

	// ErrReplaced says that a stream is not the one that was followed: it was
	// made anew, or ends before the position that was reached.
	ErrReplaced = errors.New("this is not the log that was followed")
)

// Moved says that a record is not as the writer saw it: something else was
// stored since. Decide again on what it is now.
type Moved struct {
	ID     care.EventID // the event that was refused
	Record []care.Event // all events of its record, in order
}

// Error names the event that was refused and where its record is now.
func (m *Moved) Error() string {
	return fmt.Sprintf("event %s: its record has moved on to position %d", m.ID, m.Position())
}

// Position is that of the record's last event, 0 if it has none.
func (m *Moved) Position() uint64 {
	if len(m.Record) == 0 {
		return 0
	}
	return m.Record[len(m.Record)-1].Position
}

// Taken says that an event with this id but other facts is stored already.
type Taken struct {
	Stored care.Event // the one that has the id; its Fact is nil if this program cannot read it
}

// Error names the event and where the one that has its id stands.
func (t *Taken) Error() string {
	return fmt.Sprintf("event %s is stored already, at position %d, with other facts", t.Stored.ID, t.Stored.Position)
}
