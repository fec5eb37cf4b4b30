package store

import (
	"context"
	"crypto/sha256"
	"embed"
	"encoding/hex"
	"errors"
	"fmt"
	"io/fs"

	"github.com/jackc/pgx/v5"
	"github.com/jackc/pgx/v5/pgxpool"
	"github.com/jackc/pgx/v5/stdlib"
	"github.com/pressly/goose/v3"
)

//go:embed read.sql
var readSQL string

//go:embed migrations/*.sql
var migrations embed.FS

// ErrOtherTables says that the tables of schema read were made by another
// version of the program.
var ErrOtherTables = errors.New("the tables were made by another version of this program: run `intouch replay`")

// Migrate makes both schemas, or brings them up to date. Tables of schema read
// of another version of the program are left as they are (see Check). Programs
// may call it at the same time.
func Migrate(ctx context.Context, pool *pgxpool.Pool) error {
	err := pool.AcquireFunc(ctx, func(c *pgxpool.Conn) error {
		const lock = "hashtextextended('intouch migrate', 0)"
		if _, err := c.Exec(ctx, "SELECT pg_advisory_lock("+lock+")"); err != nil {
			return err
		}
		defer c.Exec(context.WithoutCancel(ctx), "SELECT pg_advisory_unlock("+lock+")")
		if err := migrateKept(ctx, c.Conn()); err != nil {
			return err
		}
		return makeRead(ctx, c.Conn())
	})
	if err != nil {
		return fmt.Errorf("migrate the tables: %w", err)
	}
	return nil
}

func migrateKept(ctx context.Context, conn *pgx.Conn) error {
	if _, err := conn.Exec(ctx, "CREATE SCHEMA IF NOT EXISTS kept"); err != nil {
		return err
	}
	files, err := fs.Sub(migrations, "migrations")
	if err != nil {
		return err
	}
	db := stdlib.OpenDB(*conn.Config())
	defer db.Close()
	provider, err := goose.NewProvider(goose.DialectPostgres, db, files, goose.WithTableName("kept.goose_db_version"))
	if err != nil {
		return err
	}
	_, err = provider.Up(ctx)
	return err
}

func makeRead(ctx context.Context, conn *pgx.Conn) error {
	var there bool
	if err := conn.QueryRow(ctx, "SELECT to_regnamespace('read') IS NOT NULL").Scan(&there); err != nil || there {
		return err
	}
	return pgx.BeginFunc(ctx, conn, func(tx pgx.Tx) error { return makeSchema(ctx, tx, Read) })
}

// makeSchema makes an empty set of the tables of what the log means.
func makeSchema(ctx context.Context, tx pgx.Tx, s Schema) error {
	name := pgx.Identifier{string(s)}.Sanitize()
	_, err := tx.Exec(ctx, "CREATE SCHEMA "+name+"; SET LOCAL search_path = "+name+"; "+readSQL+
		"; COMMENT ON SCHEMA "+name+" IS '"+version()+"'")
	return err
}

// version names the tables that read.sql makes.
func version() string {
	sum := sha256.Sum256([]byte(readSQL))
	return "InTouch tables " + hex.EncodeToString(sum[:8])
}

// Check returns ErrOtherTables when the tables of schema read are not those of
// this program, and so cannot be read or written by it.
func (db *DB) Check(ctx context.Context) error {
	var made *string
	if err := db.pool.QueryRow(ctx, "SELECT obj_description(to_regnamespace('read'), 'pg_namespace')").Scan(&made); err != nil {
		return fmt.Errorf("check the tables: %w", err)
	}
	if made == nil || *made != version() {
		return ErrOtherTables
	}
	return nil
}
