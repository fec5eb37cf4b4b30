package projector

import (
	"cmp"
	"context"
	"log/slog"
	"slices"

	care "intouch/pkg/careleaver"
	"intouch/pkg/duty"
	"intouch/pkg/store"
	"intouch/pkg/wire"
)

// facts are what rows depend on besides their person's own events.
type facts struct {
	duty.Authority
	into map[care.PersonID]care.PersonID // into whom people are merged, as their own events say
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
	return care.WorkforceOf(readable(messages)), err
}

// policies are the versions in order, of each the last that was published; the
// one that came with the program while there are none.
func (f *following) policies(ctx context.Context, tx *store.Tx) (duty.Policies, error) {
	messages, err := tx.EventsOfArea(ctx, care.AreaPolicy)
	if err != nil {
		return nil, err
	}
	versions := map[int]duty.Policy{}
	for _, r := range care.Records(readable(messages)) {
		for _, e := range care.All[care.PolicyPublished](r) {
			policy, err := duty.ParsePolicy([]byte(e.Facts.Text), e.Facts.Version, e.Facts.EffectiveFrom)
			if err != nil {
				slog.Error("a published policy cannot be read: the version before it stays in force", "event", e.ID, "error", err)
				continue
			}
			versions[policy.Version] = policy
		}
	}
	if len(versions) == 0 {
		return duty.Policies{f.Policy}, nil
	}
	var all duty.Policies
	for _, p := range versions {
		all = append(all, p)
	}
	slices.SortFunc(all, func(a, b duty.Policy) int { return cmp.Compare(a.Version, b.Version) })
	return all, nil
}

// readable decodes the events of nobody, without those that cannot be read:
// there is no person whom they could stop.
func readable(messages []wire.Message) []care.Event {
	events := make([]care.Event, 0, len(messages))
	for _, m := range messages {
		e, err := wire.Decode(m)
		if err != nil {
			slog.Error("an event of nobody cannot be read", "position", m.Position, "error", err)
			continue
		}
		events = append(events, e)
	}
	return events
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
	return tx.PutRecords(ctx, b.records, readable(messages))
}

// putAllRecords writes the rows of all records of nobody again.
func (f *following) putAllRecords(ctx context.Context, tx *store.Tx) error {
	for _, area := range []care.Area{care.AreaStaff, care.AreaPolicy, care.AreaImport, care.AreaNotice} {
		messages, err := tx.EventsOfArea(ctx, area)
		if err != nil {
			return err
		}
		events := readable(messages)
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
	workers, teams := concerned(before, after)
	return tx.MakeTheirsDirty(ctx, workers, teams, b.first())
}
