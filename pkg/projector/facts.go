package projector

import (
	"context"

	care "intouch/pkg/careleaver"
	"intouch/pkg/duty"
	"intouch/pkg/history"
	"intouch/pkg/store"
)

// facts are what rows depend on besides their person's own events.
type facts struct {
	duty.Authority
	into history.Merges
}

func (f *facts) policyVersion() int { return f.Policies[len(f.Policies)-1].Version }

// readFacts reads them from the events that are kept.
func (f *following) readFacts(ctx context.Context, tx *store.Tx) (facts, error) {
	var all facts
	var err error
	if all.Policies, err = f.policies(ctx, tx); err != nil {
		return all, err
	}
	if all.Staff, err = f.staff(ctx, tx); err != nil {
		return all, err
	}
	all.FirstImport, all.FirstPerson = f.cursor.FirstImport, f.cursor.FirstPerson
	all.into, err = tx.Merges(ctx)
	return all, err
}

func (f *following) staff(ctx context.Context, tx *store.Tx) (care.Workforce, error) {
	messages, err := tx.EventsOfArea(ctx, care.AreaStaff)
	return care.WorkforceOf(history.Readable(messages)), err
}

func (f *following) policies(ctx context.Context, tx *store.Tx) (duty.Policies, error) {
	messages, err := tx.EventsOfArea(ctx, care.AreaPolicy)
	if err != nil {
		return nil, err
	}
	return history.Policies(history.Readable(messages), f.Policy), nil
}

// learn takes what a batch says of the authority: it writes the rows of the
// records of nobody, and makes dirty whomever it concerns.
func (f *following) learn(ctx context.Context, tx *store.Tx, b batch) error {
	if err := f.putRecords(ctx, tx, b); err != nil {
		return err
	}
	first := b.first()
	if b.areas[care.AreaPolicy] {
		policies, err := f.policies(ctx, tx)
		if err != nil {
			return err
		}
		f.facts.Policies = policies
		if err := tx.MakeAllDirty(ctx, first); err != nil {
			return err
		}
	}
	if c := b.cursor; c.FirstImport != f.facts.FirstImport || c.FirstPerson != f.facts.FirstPerson {
		f.facts.FirstImport, f.facts.FirstPerson = c.FirstImport, c.FirstPerson
		if err := tx.MakeAllDirty(ctx, first); err != nil {
			return err
		}
	}
	if b.areas[care.AreaStaff] {
		return f.learnStaff(ctx, tx, b)
	}
	return nil
}

// first is the position of the batch's first event.
func (b *batch) first() uint64 { return b.events[0].Position }

func (f *following) putRecords(ctx context.Context, tx *store.Tx, b batch) error {
	if len(b.records) == 0 {
		return nil
	}
	messages, err := tx.EventsOfRecords(ctx, b.subjects)
	if err != nil {
		return err
	}
	return tx.PutRecords(ctx, b.records, history.Readable(messages))
}

// putAllRecords writes the rows of all records of nobody again.
func (f *following) putAllRecords(ctx context.Context, tx *store.Tx) error {
	for _, area := range []care.Area{care.AreaStaff, care.AreaPolicy, care.AreaImport, care.AreaNotice, care.AreaRegister} {
		messages, err := tx.EventsOfArea(ctx, area)
		if err != nil {
			return err
		}
		events := history.Readable(messages)
		var records []care.RecordID
		for _, e := range events {
			records = append(records, e.Record)
		}
		if err := tx.PutRecords(ctx, records, events); err != nil {
			return err
		}
	}
	return nil
}

// learnStaff makes dirty everybody whose rows a change of staff can touch.
func (f *following) learnStaff(ctx context.Context, tx *store.Tx, b batch) error {
	before := f.facts.Staff
	after, err := f.staff(ctx, tx)
	if err != nil {
		return err
	}
	f.facts.Staff = after
	if before.HeadOfService() != after.HeadOfService() {
		return tx.MakeAllDirty(ctx, b.first())
	}
	workers, teams := history.Concerned(before, after)
	return tx.MakeTheirsDirty(ctx, workers, teams, b.first())
}
