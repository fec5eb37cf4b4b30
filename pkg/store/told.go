package store

import (
	"context"
	"fmt"
	"slices"

	"github.com/google/uuid"
	"github.com/jackc/pgx/v5"

	care "intouch/pkg/careleaver"
	"intouch/pkg/wire"
)

// Raw is an event as it is kept. To read it takes longer than to fetch it, and
// can be done elsewhere.
type Raw struct {
	Position uint64
	data     []byte // subject, headers, body
	subject  int    // where the subject ends
	head     int    // where the headers end
}

// Message is the event as it was published.
func (r Raw) Message() wire.Message {
	return wire.Message{
		Position: r.Position,
		Subject:  string(r.data[:r.subject]),
		Header:   header(r.data[r.subject:r.head]),
		Body:     r.data[r.head:],
	}
}

// rawOf is the event of a row of seq, subject, head and body, read in binary.
// It keeps nothing of the fields.
func rawOf(fields [][]byte) Raw {
	r := Raw{Position: number(fields[0]), subject: len(fields[1]), head: len(fields[1]) + len(fields[2])}
	r.data = slices.Concat(fields[1], fields[2], fields[3])
	return r
}

// EachPerson gives the events of each of the people to do, in log order, one
// person after the other in the order of people; not at all for somebody who has
// none.
func (tx *Tx) EachPerson(ctx context.Context, people []care.PersonID, do func([]Raw) error) error {
	return eachPerson(ctx, tx, tx.authority, people, do)
}

// EachPerson does the same with the events that are stored, through a connection
// of its own: the writer's transaction can go on meanwhile.
func (w *Writer) EachPerson(ctx context.Context, people []care.PersonID, do func([]Raw) error) error {
	options := pgx.TxOptions{AccessMode: pgx.ReadOnly}
	return pgx.BeginTxFunc(ctx, w.db.pool, options, func(tx pgx.Tx) error {
		if _, err := tx.Exec(ctx, "SET LOCAL search_path = "+pgx.Identifier{string(w.schema)}.Sanitize()); err != nil {
			return err
		}
		return eachPerson(ctx, tx, w.authority, people, do)
	})
}

func eachPerson(ctx context.Context, q queryer, authority string, people []care.PersonID, do func([]Raw) error) error {
	rows, err := q.Query(ctx, `
		SELECT p.n, e.seq, e.subject, e.head, e.body
		FROM unnest($2::uuid[]) WITH ORDINALITY AS p (person, n)
		CROSS JOIN LATERAL (SELECT * FROM event WHERE authority = $1 AND event.person = p.person ORDER BY seq) AS e`, authority, people)
	if err != nil {
		return fmt.Errorf("read the events of people: %w", err)
	}
	return group(rows, do)
}

// group gives the events of each person, of rows in order of person and position.
func group(rows pgx.Rows, do func([]Raw) error) error {
	defer rows.Close()
	g := grouped{do: do}
	for rows.Next() {
		if err := g.add(rows.RawValues()); err != nil {
			return err
		}
	}
	if err := rows.Err(); err != nil {
		return fmt.Errorf("read the events of people: %w", err)
	}
	return g.give()
}

// grouped gathers the events of one person.
type grouped struct {
	do     func([]Raw) error
	person uint64 // their place among the people asked for
	events []Raw
}

func (g *grouped) add(fields [][]byte) error {
	person, e := number(fields[0]), rawOf(fields[1:])
	if person < g.person || person == g.person && e.Position <= g.events[len(g.events)-1].Position {
		return fmt.Errorf("the events of people came out of order at %d", e.Position)
	}
	if person != g.person {
		if err := g.give(); err != nil {
			return err
		}
		g.person, g.events = person, nil
	}
	g.events = append(g.events, e)
	return nil
}

func (g *grouped) give() error {
	if len(g.events) == 0 {
		return nil
	}
	return g.do(g.events)
}

// EventsOfRecords returns the events of records of nobody, by their subjects,
// in log order.
func (tx *Tx) EventsOfRecords(ctx context.Context, subjects []string) ([]wire.Message, error) {
	rows, err := tx.Query(ctx, `
		SELECT seq, subject, head, body FROM event
		WHERE authority = $1 AND person IS NULL AND subject = ANY($2) ORDER BY seq`, tx.authority, subjects)
	if err != nil {
		return nil, fmt.Errorf("read the events of records: %w", err)
	}
	return collectMessages(rows)
}

// EventsOfArea returns the events of an area that are of nobody, in log order.
func (tx *Tx) EventsOfArea(ctx context.Context, area care.Area) ([]wire.Message, error) {
	return eventsOfArea(ctx, tx, "event", tx.authority, area)
}

type queryer interface {
	Query(ctx context.Context, sql string, args ...any) (pgx.Rows, error)
}

func eventsOfArea(ctx context.Context, q queryer, table, authority string, area care.Area) ([]wire.Message, error) {
	from := wire.Subject(authority, uuid.Nil, area, "")
	to := from[:len(from)-1] + "/" // the character after the dot
	rows, err := q.Query(ctx, `
		SELECT seq, subject, head, body FROM `+table+`
		WHERE authority = $1 AND person IS NULL AND subject > $2 AND subject < $3 ORDER BY seq`, authority, from, to)
	if err != nil {
		return nil, fmt.Errorf("read the events of area %s: %w", area, err)
	}
	return collectMessages(rows)
}

// collectMessages reads rows of seq, subject, head and body.
func collectMessages(rows pgx.Rows) ([]wire.Message, error) {
	defer rows.Close()
	var messages []wire.Message
	for rows.Next() {
		messages = append(messages, rawOf(rows.RawValues()).Message())
	}
	if err := rows.Err(); err != nil {
		return nil, fmt.Errorf("read events: %w", err)
	}
	return messages, nil
}
