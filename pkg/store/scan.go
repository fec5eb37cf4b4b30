package store

import (
	"context"
	"encoding/base64"
	"encoding/json"
	"fmt"
	"time"

	"github.com/jackc/pgx/v5"

	care "intouch/pkg/careleaver"
)

// noOne is the zero id, for columns that may be null.
const noOne = `'00000000-0000-0000-0000-000000000000'::uuid`

// list runs a query and reads its rows by the names of the columns.
func list[T any](ctx context.Context, db *DB, what, sql string, args ...any) ([]T, error) {
	rows, err := db.pool.Query(ctx, sql, args...)
	if err != nil {
		return nil, fmt.Errorf("%s: %w", what, err)
	}
	all, err := pgx.CollectRows(rows, pgx.RowToStructByName[T])
	if err != nil {
		return nil, fmt.Errorf("%s: %w", what, err)
	}
	return all, nil
}

// one is list for a question with one answer; ErrNotFound when it has none.
func one[T any](ctx context.Context, db *DB, what, sql string, args ...any) (T, error) {
	all, err := list[T](ctx, db, what, sql, args...)
	if err == nil && len(all) == 0 {
		err = fmt.Errorf("%s: %w", what, ErrNotFound)
	}
	if err != nil {
		var none T
		return none, err
	}
	return all[0], nil
}

// whenOf is what was told of when something happened.
func whenOf(on care.Day, at *time.Time) care.When {
	if at != nil {
		return care.AtInstant(*at)
	}
	return care.OnDay(on)
}

// limited is how many rows a page has.
func limited(n int) int {
	const usual, most = 50, 1000
	if n <= 0 {
		return usual
	}
	return min(n, most)
}

// marker writes a cursor: where the next page begins.
func marker(at any) string {
	text, err := json.Marshal(at)
	if err != nil {
		panic(err) // days, texts and ids only
	}
	return base64.RawURLEncoding.EncodeToString(text)
}

// readMarker reads a cursor that marker wrote.
func readMarker(cursor string, at any) error {
	text, err := base64.RawURLEncoding.DecodeString(cursor)
	if err != nil || json.Unmarshal(text, at) != nil {
		return ErrBadCursor
	}
	return nil
}
