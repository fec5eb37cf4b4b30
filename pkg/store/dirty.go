package store

import (
	"context"
	"fmt"

	"github.com/jackc/pgx/v5"

	care "intouch/pkg/careleaver"
)

// MakeDirty notes that the rows of these people must be derived again, because
// of the events at the positions.
func (tx *Tx) MakeDirty(ctx context.Context, people []care.PersonID, positions []uint64) error {
	if len(people) == 0 {
		return nil
	}
	var b pgx.Batch
	b.Queue(`
		UPDATE dirty SET seq = new.seq, parked_at = NULL
		FROM unnest($2::uuid[], $3::bigint[]) AS new (person, seq)
		WHERE authority = $1 AND dirty.person = new.person AND dirty.seq IS NULL`, tx.authority, people, positions)
	b.Queue(`
		INSERT INTO dirty (authority, person, seq)
		SELECT $1, person, seq FROM unnest($2::uuid[], $3::bigint[]) AS new (person, seq)
		ON CONFLICT DO NOTHING`, tx.authority, people, positions)
	return tx.makeDirty(ctx, &b)
}

// MakeAllDirty does so for everybody.
func (tx *Tx) MakeAllDirty(ctx context.Context, position uint64) error {
	var b pgx.Batch
	b.Queue(`
		INSERT INTO dirty (authority, person, seq) SELECT authority, person, $2 FROM person WHERE authority = $1
		ON CONFLICT (authority, person) DO UPDATE SET seq = coalesce(dirty.seq, excluded.seq), parked_at = NULL`, tx.authority, position)
	return tx.makeDirty(ctx, &b)
}

// MakeTheirsDirty does so for everybody whom the facts allocate to one of the
// workers, or to one of the teams (case folded).
func (tx *Tx) MakeTheirsDirty(ctx context.Context, workers []care.StaffID, teams []string, position uint64) error {
	var b pgx.Batch
	b.Queue(`
		INSERT INTO dirty (authority, person, seq)
		SELECT authority, person, $4 FROM person WHERE authority = $1 AND (workers && $2 OR teams && $3)
		ON CONFLICT (authority, person) DO UPDATE SET seq = coalesce(dirty.seq, excluded.seq), parked_at = NULL`, tx.authority, workers, teams, position)
	return tx.makeDirty(ctx, &b)
}

// MakeOutdatedDirty does so for everybody whose rows follow another version of
// the policy or the rules, and for the parked: this program may know better.
func (tx *Tx) MakeOutdatedDirty(ctx context.Context, policy, rules int) error {
	var b pgx.Batch
	b.Queue(`UPDATE dirty SET parked_at = NULL WHERE authority = $1 AND parked_at IS NOT NULL`, tx.authority)
	b.Queue(`
		INSERT INTO dirty (authority, person)
		SELECT authority, person FROM person WHERE authority = $1 AND (policy_version <> $2 OR rules_version <> $3)
		ON CONFLICT DO NOTHING`, tx.authority, policy, rules)
	return tx.makeDirty(ctx, &b)
}

func (tx *Tx) makeDirty(ctx context.Context, b *pgx.Batch) error {
	if err := tx.SendBatch(ctx, b).Close(); err != nil {
		return fmt.Errorf("note whose rows to derive again: %w", err)
	}
	return nil
}

// Dirty returns at most n people whose rows must be derived again, those who
// have waited longest first.
func (tx *Tx) Dirty(ctx context.Context, n int) ([]care.PersonID, error) {
	rows, err := tx.Query(ctx, "SELECT person FROM dirty WHERE authority = $1 AND parked_at IS NULL ORDER BY seq LIMIT $2", tx.authority, n)
	if err != nil {
		return nil, fmt.Errorf("whose rows to derive again: %w", err)
	}
	return pgx.CollectRows(rows, pgx.RowTo[care.PersonID])
}

// Clean notes that the rows of these people are derived.
func (tx *Tx) Clean(ctx context.Context, people []care.PersonID) error {
	_, err := tx.Exec(ctx, "DELETE FROM dirty WHERE authority = $1 AND person = ANY($2)", tx.authority, people)
	if err != nil {
		return fmt.Errorf("note whose rows are derived: %w", err)
	}
	return nil
}

// Park notes at which event of each of these people it stopped. They are not
// dirty until something happens to them, or another program starts.
func (tx *Tx) Park(ctx context.Context, people []care.PersonID, positions []uint64) error {
	if len(people) == 0 {
		return nil
	}
	_, err := tx.Exec(ctx, `
		INSERT INTO dirty (authority, person, parked_at)
		SELECT $1, person, parked_at FROM unnest($2::uuid[], $3::bigint[]) AS new (person, parked_at)`, tx.authority, people, positions)
	if err != nil {
		return fmt.Errorf("park people: %w", err)
	}
	return nil
}
