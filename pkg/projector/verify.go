package projector

import (
	"bytes"
	"context"
	"fmt"

	care "intouch/pkg/careleaver"
	"intouch/pkg/eventlog"
	"intouch/pkg/store"
	"intouch/pkg/wire"
)

// Verified is what comparing the log with the tables found.
type Verified struct {
	Position   uint64         // everything up to it was compared
	Events     int            // how many events
	Differ     []uint64       // positions at which log and tables do not hold the same bytes; the first hundred
	People     int            // whose rows were worked out again
	Rows       map[string]int // rows that are not as they should be, by table
	Miscounted int            // cells of the tally that are not the sum of the standings
}

// Right reports whether all is as it should be.
func (v Verified) Right() bool { return len(v.Differ) == 0 && len(v.Rows) == 0 && v.Miscounted == 0 }

// mostReported is how many positions that differ are named.
const mostReported = 100

// Verify compares the log with the events in the tables, byte by byte, and the
// rows of at most that many people (all when 0) with what their events mean now.
// It changes nothing, and may run while the projector does.
func (p Projector) Verify(ctx context.Context, people int) (Verified, error) {
	var v Verified
	err := p.DB.Snapshot(ctx, p.Authority, func(tx *store.Tx) error {
		cursor, err := tx.Cursor(ctx)
		if err != nil {
			return err
		}
		v.Position = cursor.Stored
		if err := p.verifyEvents(ctx, tx, &v); err != nil {
			return err
		}
		f := following{Projector: p, cursor: cursor}
		if err := f.verifyRows(ctx, tx, &v, people); err != nil {
			return err
		}
		v.Miscounted, err = tx.Miscounted(ctx)
		return err
	})
	if err != nil {
		return v, fmt.Errorf("verify the tables of %s: %w", p.Authority, err)
	}
	return v, nil
}

// verifyEvents walks through the log and the kept events side by side.
func (p Projector) verifyEvents(ctx context.Context, tx *store.Tx, v *Verified) error {
	l := logReader{Verified: v, destroyed: map[uint64]bool{}}
	var err error
	if l.follower, err = p.Log.Follow(ctx, p.Authority, 0); err != nil {
		return err
	}
	defer l.follower.Close()
	err = tx.EachEvent(ctx, func(kept store.Raw) error {
		v.Events++
		m, err := l.upTo(ctx, kept.Position)
		if err == nil && !same(m, kept.Message()) {
			v.differ(kept.Position)
		}
		return err
	})
	if err != nil {
		return err
	}
	if _, err := l.upTo(ctx, v.Position+1); err != nil {
		return err
	}
	for _, position := range l.passed {
		if !l.destroyed[position] {
			v.differ(position)
		}
	}
	return nil
}

func (v *Verified) differ(position uint64) {
	if len(v.Differ) < mostReported {
		v.Differ = append(v.Differ, position)
	}
}

func same(a, b wire.Message) bool {
	return a.Subject == b.Subject && bytes.Equal(store.Head(a.Header), store.Head(b.Header)) && bytes.Equal(a.Body, b.Body)
}

// logReader reads the log up to the position that was compared.
type logReader struct {
	*Verified
	follower  *eventlog.Follower
	batch     []wire.Message
	passed    []uint64 // positions that the log has and the tables do not
	destroyed map[uint64]bool
}

// upTo returns the message at a position, none if the log has none there.
func (l *logReader) upTo(ctx context.Context, position uint64) (wire.Message, error) {
	for {
		if len(l.batch) == 0 {
			var err error
			if l.batch, err = l.follower.Next(ctx, batchSize, false); err != nil || len(l.batch) == 0 {
				return wire.Message{}, err
			}
		}
		m := l.batch[0]
		if m.Position > position || m.Position > l.Position {
			return wire.Message{}, nil
		}
		l.batch = l.batch[1:]
		if m.Get(wire.HeaderType) == typeDestroyed {
			l.note(m)
		}
		if m.Position == position {
			return m, nil
		}
		l.passed = append(l.passed, m.Position)
	}
}

func (l *logReader) note(m wire.Message) {
	e, err := wire.Decode(m)
	if err != nil {
		return
	}
	for _, position := range e.Fact.(care.Destroyed).Positions {
		l.destroyed[position] = true
	}
}

// verifyRows works out again what is to be stored of people, and compares.
func (f *following) verifyRows(ctx context.Context, tx *store.Tx, v *Verified, most int) error {
	var err error
	if f.facts, err = f.readFacts(ctx, tx); err != nil {
		return err
	}
	v.Rows = map[string]int{}
	for after := (care.PersonID{}); most == 0 || v.People < most; {
		people, err := tx.People(ctx, after, mostDirty)
		if err != nil || len(people) == 0 {
			return err
		}
		if most > 0 {
			people = people[:min(len(people), most-v.People)]
		}
		after = people[len(people)-1]
		v.People += len(people)
		if err := f.compare(ctx, tx, v, people); err != nil {
			return err
		}
	}
	return nil
}

func (f *following) compare(ctx context.Context, tx *store.Tx, v *Verified, people []care.PersonID) error {
	d := derivation{found: map[care.PersonID]*outcome{}}
	err := f.outcomes(ctx, tx.EachPerson, people, func(o *outcome) error {
		d.take(o)
		return nil
	})
	if err != nil {
		return err
	}
	outcomes := d.next()
	asked, rows := rowsOf(outcomes)
	found, err := tx.Differences(ctx, append(asked, people...), rows)
	if err != nil || len(found) == 0 {
		return err
	}
	for _, o := range outcomes {
		if found, err = f.differences(ctx, tx, o); err != nil {
			return err
		}
		for table, n := range found {
			v.Rows[table] += n
		}
	}
	return nil
}

// differences are those of one family; none where its rows were refused.
func (f *following) differences(ctx context.Context, tx *store.Tx, o *outcome) (map[string]int, error) {
	found, err := tx.Differences(ctx, o.people, o.rows)
	if err != nil || len(found) == 0 {
		return nil, err
	}
	o.refuse(f.Authority)
	if refused, err := tx.Differences(ctx, o.people, o.rows); err != nil || len(refused) == 0 {
		return nil, err
	}
	return found, nil
}
