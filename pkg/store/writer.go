package store

import (
	"context"
	"fmt"
	"io"

	"github.com/jackc/pgx/v5"
)

// Schema is where a set of tables of what the log means stands.
type Schema string

// The two: what is read, and what a replay is building.
const (
	Read     Schema = "read"
	ReadNext Schema = "read_next"
)

// Writer writes the tables of one authority, alone: it holds the authority's
// lock for as long as its connection lives, and everything it writes goes
// through that connection. It is for one goroutine, but for EachPerson.
type Writer struct {
	db        *DB
	conn      *pgx.Conn
	schema    Schema
	authority string
}

// Writer returns the writer of an authority's tables, once it is the only one:
// while another program works on them it waits.
func (db *DB) Writer(ctx context.Context, schema Schema, authority string) (*Writer, error) {
	pooled, err := db.pool.Acquire(ctx)
	if err != nil {
		return nil, fmt.Errorf("write the tables of %s: %w", authority, err)
	}
	w := &Writer{db, pooled.Hijack(), schema, authority}
	if err := w.begin(ctx); err != nil {
		w.Close()
		return nil, fmt.Errorf("write the tables of %s: %w", authority, err)
	}
	return w, nil
}

func (w *Writer) begin(ctx context.Context) error {
	// The log repeats what a crash of the database loses, so a commit need not
	// wait for the disk.
	settings := "SET search_path = " + pgx.Identifier{string(w.schema)}.Sanitize() + "; SET synchronous_commit = off; SET statement_timeout = 0"
	if _, err := w.conn.Exec(ctx, settings); err != nil {
		return err
	}
	_, err := w.conn.Exec(ctx, "SELECT pg_advisory_lock(hashtextextended($1, 0))", "intouch projector "+string(w.schema)+" "+w.authority)
	return err
}

// Close gives the lock back.
func (w *Writer) Close() { w.conn.PgConn().Close(context.Background()) }

// Tx is a transaction of a writer.
type Tx struct {
	pgx.Tx
	authority string
}

// Write runs do in a transaction. Nothing of it is stored if it fails.
func (w *Writer) Write(ctx context.Context, do func(*Tx) error) error {
	return pgx.BeginFunc(ctx, w.conn, func(tx pgx.Tx) error { return do(&Tx{tx, w.authority}) })
}

// copyFrom adds the rows of a stream to a table.
func (tx *Tx) copyFrom(ctx context.Context, t table, stream io.Reader) error {
	_, err := tx.Conn().PgConn().CopyFrom(ctx, stream, "COPY "+t.name+" ("+t.columns+") FROM STDIN BINARY")
	return err
}
