package store

import (
	"context"
	"encoding/json"
	"fmt"
	"strings"
	"time"

	"github.com/jackc/pgx/v5"

	care "intouch/pkg/careleaver"
)

// answersKept is for how long the answers to rows are kept: they quote cells, and
// what they were needed for is settled or on record by then.
const answersKept = "interval '90 days'"

// OpenImport begins an import, or goes on with one that broke off: then it
// returns how many rows from the first are answered, and which of them failed.
// What is known of an import that was finished begins anew.
func (db *DB) OpenImport(ctx context.Context, authority string, id care.EventID, about json.RawMessage, total int) (done int, failed []int, err error) {
	err = pgx.BeginFunc(ctx, db.pool, func(tx pgx.Tx) error {
		_, err := tx.Exec(ctx, `DELETE FROM kept.import WHERE authority = $1 AND (id = $2 AND finished OR seen < now() - `+answersKept+`)`, authority, id)
		if err != nil {
			return err
		}
		_, err = tx.Exec(ctx, `
			INSERT INTO kept.import (authority, id, about, total, finished, ended, begun, seen) VALUES ($1, $2, $3, $4, false, false, now(), now())
			ON CONFLICT (authority, id) DO UPDATE SET total = excluded.total, ended = false, seen = now()`, authority, id, storableJSON(about), total)
		if err != nil {
			return err
		}
		done, failed, err = answered(ctx, tx, authority, id)
		return err
	})
	if err != nil {
		return 0, nil, fmt.Errorf("open import %s: %w", id, err)
	}
	return done, failed, nil
}

// answered is how many rows from the first have an answer, and which failed.
func answered(ctx context.Context, tx pgx.Tx, authority string, id care.EventID) (done int, failed []int, err error) {
	err = tx.QueryRow(ctx, `
		SELECT coalesce(max(place), 0) FROM (
			SELECT place, row_number() OVER (ORDER BY place) AS n FROM kept.import_row WHERE authority = $1 AND import = $2) AS x
		WHERE place = n`, authority, id).Scan(&done)
	if err != nil {
		return 0, nil, err
	}
	rows, err := tx.Query(ctx, `SELECT place FROM kept.import_row WHERE authority = $1 AND import = $2 AND place <= $3 AND answer = 'failed' ORDER BY place`, authority, id, done)
	if err != nil {
		return 0, nil, err
	}
	failed, err = pgx.CollectRows(rows, pgx.RowTo[int])
	return done, failed, err
}

// WriteAnswers keeps answers by the place of their rows; a second answer for a
// row replaces the first.
func (db *DB) WriteAnswers(ctx context.Context, authority string, id care.EventID, places []int, answers []string, texts [][]byte) error {
	bodies := make([]string, len(texts))
	for i, t := range texts {
		bodies[i] = storableJSON(t)
	}
	var b pgx.Batch
	b.Queue(`
		INSERT INTO kept.import_row (authority, import, place, answer, body)
		SELECT $1, $2, x.place, x.answer, x.body::jsonb FROM unnest($3::int[], $4::text[], $5::text[]) AS x (place, answer, body)
		ON CONFLICT (authority, import, place) DO UPDATE SET answer = excluded.answer, body = excluded.body`, authority, id, places, answers, bodies)
	b.Queue(`UPDATE kept.import SET seen = now() WHERE authority = $1 AND id = $2`, authority, id)
	if err := db.pool.SendBatch(ctx, &b).Close(); err != nil {
		return fmt.Errorf("keep answers of import %s: %w", id, err)
	}
	return nil
}

// storableJSON is JSON that PostgreSQL takes: it knows no sign zero.
func storableJSON(text []byte) string {
	return strings.ReplaceAll(storable(string(text)), `\u0000`, `\ufffd`)
}

// CloseImport keeps the report, and whether the import is finished.
func (db *DB) CloseImport(ctx context.Context, authority string, id care.EventID, about json.RawMessage, finished bool) error {
	_, err := db.pool.Exec(ctx, `UPDATE kept.import SET about = $3, finished = $4, ended = true, seen = now() WHERE authority = $1 AND id = $2`, authority, id, storableJSON(about), finished)
	if err != nil {
		return fmt.Errorf("close import %s: %w", id, err)
	}
	return nil
}

// CountAnswers counts the answers that are kept, by answer, and the questions.
func (db *DB) CountAnswers(ctx context.Context, authority string, id care.EventID) (map[string]int, int, error) {
	counted, err := list[struct {
		Answer       string
		N, Questions int
	}](ctx, db, "count answers", `
		SELECT answer, count(*)::int AS n, coalesce(sum(jsonb_array_length(body->'questions')), 0)::int AS questions
		FROM kept.import_row WHERE authority = $1 AND import = $2 GROUP BY answer`, authority, id)
	answers, questions := map[string]int{}, 0
	for _, c := range counted {
		answers[c.Answer] = c.N
		questions += c.Questions
	}
	return answers, questions, err
}

// NameImport lets an import be asked for under an id that whoever sent it chose.
func (db *DB) NameImport(ctx context.Context, authority string, id, alias care.EventID) error {
	_, err := db.pool.Exec(ctx, `UPDATE kept.import SET alias = $3 WHERE authority = $1 AND id = $2`, authority, id, alias)
	if err != nil {
		return fmt.Errorf("name import %s: %w", id, err)
	}
	return nil
}

// ImportState is how far an import is.
type ImportState struct {
	ID       care.EventID
	About    json.RawMessage // the report, without its rows
	Total    int             // rows that are to be answered
	Done     int             // rows that are
	Finished bool
	Ended    bool      // finished, or given up for now; else it goes on, or was killed
	Begun    time.Time //
	Seen     time.Time // when it was last heard of
}

const importColumns = `i.id, i.about, i.total, i.finished, i.ended, i.begun, i.seen,
	(SELECT count(*)::int FROM kept.import_row r WHERE r.authority = i.authority AND r.import = i.id) AS done`

// Import returns how far an import is, by its own id or the one that whoever
// sent it chose. ErrNotFound when nothing is kept of it.
func (db *DB) Import(ctx context.Context, authority string, id care.EventID) (ImportState, error) {
	return one[ImportState](ctx, db, "import "+id.String(), `
		SELECT `+importColumns+` FROM kept.import i WHERE i.authority = $1 AND (i.id = $2 OR i.alias = $2) ORDER BY i.id = $2 DESC, i.seen DESC LIMIT 1`, authority, id)
}

// Imports returns the last imports, the one last heard of first.
func (db *DB) Imports(ctx context.Context, authority string, limit int) ([]ImportState, error) {
	return list[ImportState](ctx, db, "imports", `SELECT `+importColumns+` FROM kept.import i WHERE i.authority = $1 ORDER BY i.seen DESC, i.id LIMIT $2`, authority, limited(limit))
}

// ImportAnswer is the answer to a row.
type ImportAnswer struct {
	Place  int
	Body   json.RawMessage
	Sealed bool // something of the person's whom the row names is sealed, destroyed or another's
}

// ImportAnswers returns the answers to rows after a place, in the order of the
// list; with open only those about which there is something to do.
func (db *DB) ImportAnswers(ctx context.Context, authority string, id care.EventID, after int, open bool, limit int) ([]ImportAnswer, error) {
	return list[ImportAnswer](ctx, db, "answers of import "+id.String(), `
		SELECT place, body, EXISTS (
			SELECT FROM read.event e WHERE e.authority = $1 AND e.person = (r.body ->> 'person')::uuid
			AND (position('ce-type: care.record.'::bytea IN e.head) > 0 OR position('.voided.v1'::bytea IN e.head) > 0 AND position($6::bytea IN e.body) > 0)) AS sealed
		FROM kept.import_row r
		WHERE authority = $1 AND import = $2 AND place > $3 AND (NOT $4 OR answer IN ('failed', 'not_yet_on_the_register') OR body ? 'questions')
		ORDER BY place LIMIT $5`, authority, id, after, open, limited(limit), []byte(`"`+care.WrongPerson+`"`))
}
