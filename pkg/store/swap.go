package store

import (
	"context"
	"errors"
	"fmt"
	"time"

	"github.com/jackc/pgx/v5"
	"github.com/jackc/pgx/v5/pgconn"
)

// ErrReplaying says that another replay is under way.
var ErrReplaying = errors.New("another replay is under way: wait for it, or stop it")

// Next is an empty set of tables that is being filled to take the place of
// those that are read. It is for one goroutine.
type Next struct {
	db   *DB
	conn *pgx.Conn // holds the lock of replays
}

// Next makes an empty set of tables, as schema read_next; what an earlier replay
// has left there is gone. Fill it through writers of that schema.
func (db *DB) Next(ctx context.Context) (*Next, error) {
	pooled, err := db.pool.Acquire(ctx)
	if err != nil {
		return nil, fmt.Errorf("make the next tables: %w", err)
	}
	n := &Next{db, pooled.Hijack()}
	if err := n.make(ctx); err != nil {
		n.Close()
		return nil, fmt.Errorf("make the next tables: %w", err)
	}
	return n, nil
}

func (n *Next) make(ctx context.Context) error {
	var alone bool
	if err := n.conn.QueryRow(ctx, "SELECT pg_try_advisory_lock(hashtextextended('intouch replay', 0))").Scan(&alone); err != nil {
		return err
	}
	if !alone {
		return ErrReplaying
	}
	if _, err := n.conn.Exec(ctx, "DROP SCHEMA IF EXISTS read_next CASCADE; DROP SCHEMA IF EXISTS read_old CASCADE"); err != nil {
		return err
	}
	return pgx.BeginFunc(ctx, n.conn, func(tx pgx.Tx) error { return makeSchema(ctx, tx, ReadNext) })
}

// Close gives the lock of replays back, so that the next one can begin at once.
func (n *Next) Close() {
	ctx, cancel := context.WithTimeout(context.Background(), time.Second)
	defer cancel()
	n.conn.Exec(ctx, "SELECT pg_advisory_unlock_all()") // closing does it too, a little later
	n.conn.Close(ctx)
}

// Authorities returns those of the tables that are read now.
func (n *Next) Authorities(ctx context.Context) ([]string, error) {
	rows, err := n.conn.Query(ctx, "SELECT authority FROM read.cursor ORDER BY authority")
	if e, ok := errors.AsType[*pgconn.PgError](err); ok && e.Code == undefinedTable {
		return nil, nil
	}
	if err != nil {
		return nil, fmt.Errorf("whose tables are read: %w", err)
	}
	return pgx.CollectRows(rows, pgx.RowTo[string])
}

const undefinedTable = "42P01" // SQLSTATE

// Analyze lets PostgreSQL see how full the next tables are. Else it would find
// out a minute after they are in place, and ask them the wrong way until then.
func (n *Next) Analyze(ctx context.Context) error {
	_, err := n.conn.Exec(ctx, `
		DO $$ DECLARE t regclass;
		BEGIN
			FOR t IN SELECT oid FROM pg_class WHERE relnamespace = 'read_next'::regnamespace AND relkind = 'r' LOOP
				EXECUTE 'ANALYZE ' || t;
			END LOOP;
		END $$`)
	if err != nil {
		return fmt.Errorf("analyse the next tables: %w", err)
	}
	return nil
}

// Swap puts the next tables in the place of those that are read, in one
// transaction. Before it does it stops the projectors, who then wait, and calls
// last, which fills in what they have done meanwhile. Who reads is not stopped.
func (n *Next) Swap(ctx context.Context, last func(context.Context) error) error {
	err := pgx.BeginFunc(ctx, n.conn, func(tx pgx.Tx) error {
		// A projector's transaction begins by writing its cursor.
		if _, err := tx.Exec(ctx, "LOCK TABLE read.cursor IN EXCLUSIVE MODE"); err != nil {
			return err
		}
		if err := last(ctx); err != nil {
			return err
		}
		_, err := tx.Exec(ctx, "ALTER SCHEMA read RENAME TO read_old; ALTER SCHEMA read_next RENAME TO read")
		return err
	})
	if err != nil {
		return fmt.Errorf("put the next tables in place: %w", err)
	}
	return n.drop(ctx)
}

// drop removes the tables that were read. Whoever has begun to read them may
// finish: they are waited for a little at a time, so that nobody waits for us.
func (n *Next) drop(ctx context.Context) error {
	for {
		_, err := n.conn.Exec(ctx, "SET lock_timeout = '100ms'; DROP SCHEMA read_old CASCADE")
		if e, ok := errors.AsType[*pgconn.PgError](err); !ok || e.Code != lockNotAvailable && e.Code != deadlockDetected {
			return err
		}
		select {
		case <-ctx.Done():
			return ctx.Err()
		case <-time.After(100 * time.Millisecond):
		}
	}
}

const (
	lockNotAvailable = "55P03"
	deadlockDetected = "40P01"
)
