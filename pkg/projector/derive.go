package projector

import (
	"context"
	"log/slog"
	"maps"
	"slices"

	care "intouch/pkg/careleaver"
	"intouch/pkg/history"
	"intouch/pkg/store"
)

// putAtOnce is how many outcomes are written together while others are still
// being worked out.
const putAtOnce = 100

// reader gives the events of each of the people to do, one person after the other.
type reader func(ctx context.Context, people []care.PersonID, do func([]store.Raw) error) error

// derive writes what the events of these people mean. They are clean then, or
// parked.
//
// Events that are stored already are read through another connection, so that
// rows can be written while the next people's are worked out.
func (f *following) derive(ctx context.Context, tx *store.Tx, people []care.PersonID, stored bool) error {
	if len(people) == 0 {
		return nil
	}
	read := reader(tx.EachPerson)
	if stored {
		read = f.writer.EachPerson
	}
	d := derivation{found: map[care.PersonID]*outcome{}}
	err := f.outcomes(ctx, read, people, func(o *outcome) error {
		d.take(o)
		if !stored || len(d.unwritten) < putAtOnce {
			return nil
		}
		return f.put(ctx, tx, d.next())
	})
	if err != nil {
		return err
	}
	if err := f.put(ctx, tx, d.next()); err != nil {
		return err
	}
	return d.finish(ctx, tx, people)
}

// derivation is what has been found out while deriving.
type derivation struct {
	found     map[care.PersonID]*outcome // the last word on each person
	unwritten []*outcome
}

func (d *derivation) take(o *outcome) {
	for _, p := range o.people {
		d.found[p] = o
	}
	d.unwritten = append(d.unwritten, o)
}

// next is what is to be written, without that on which there is another word.
func (d *derivation) next() []*outcome {
	all := slices.DeleteFunc(d.unwritten, func(o *outcome) bool { return d.found[o.people[0]] != o })
	d.unwritten = nil
	return all
}

// finish takes out the rows of those of whom nothing is told any more, and notes
// who is clean and who is parked.
func (d *derivation) finish(ctx context.Context, tx *store.Tx, people []care.PersonID) error {
	silent := slices.DeleteFunc(slices.Clone(people), func(p care.PersonID) bool { return d.found[p] != nil })
	if len(silent) > 0 {
		if err := tx.Put(ctx, silent, nil); err != nil {
			return err
		}
	}
	if err := tx.Clean(ctx, slices.AppendSeq(silent, maps.Keys(d.found))); err != nil {
		return err
	}
	return d.park(ctx, tx)
}

func (d *derivation) park(ctx context.Context, tx *store.Tx) error {
	var people []care.PersonID
	var positions []uint64
	for first, o := range d.found {
		if o.people[0] != first {
			continue // the same outcome, found under another of the family
		}
		for _, p := range o.parked {
			slog.Warn("a record is incomplete", "person", p.person, "position", p.at.Position, "why", p.at.Why)
			people, positions = append(people, p.person), append(positions, p.at.Position)
		}
	}
	return tx.Park(ctx, people, positions)
}

// put writes the rows of all. Where PostgreSQL will not hold somebody's, those
// alone are left out, and the record is incomplete; to find out whose they are
// takes more care, and so time, than is needed before it has happened once.
func (f *following) put(ctx context.Context, tx *store.Tx, outcomes []*outcome) error {
	if len(outcomes) == 0 {
		return nil
	}
	people, rows := rowsOf(outcomes)
	write := func(tx *store.Tx) error { return tx.Put(ctx, people, rows) }
	if !f.careful {
		return write(tx)
	}
	err := tx.Try(ctx, write)
	if !store.Refused(err) {
		return err
	}
	if n := len(outcomes) / 2; n > 0 {
		if err := f.put(ctx, tx, outcomes[:n]); err != nil {
			return err
		}
		return f.put(ctx, tx, outcomes[n:])
	}
	o := outcomes[0]
	slog.Error("the rows of a person cannot be stored", "person", o.people[0], "error", err)
	o.refuse(f.Authority)
	return tx.Put(ctx, o.people, o.rows)
}

// refuse leaves nothing of a family but that its record is incomplete.
func (o *outcome) refuse(authority string) {
	o.rows, o.parked = nil, nil
	for _, person := range o.people {
		bad := &history.Unapplied{Position: o.last.Position, On: o.last.RecordedOn(), Why: "What was recorded cannot be stored in the tables."}
		o.add(store.Derived{Authority: authority, Meaning: history.NothingBut(person, bad)}, bad)
	}
}

func rowsOf(outcomes []*outcome) (people []care.PersonID, rows []store.Rows) {
	for _, o := range outcomes {
		people, rows = append(people, o.people...), append(rows, o.rows...)
	}
	return people, rows
}
