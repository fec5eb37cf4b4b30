package storetest

import (
	"context"
	"slices"
	"testing"

	"github.com/jackc/pgx/v5"
	"github.com/jackc/pgx/v5/pgxpool"
)

// Dump returns every row of every table of a schema as text, by table, in one
// order that does not depend on where the rows lie.
func Dump(t testing.TB, pool *pgxpool.Pool, schema string) map[string][]string {
	t.Helper()
	tables := texts(t, pool, "SELECT c.relname::text FROM pg_class c WHERE c.relnamespace = $1::regnamespace AND c.relkind = 'r'", schema)
	all := map[string][]string{}
	for _, table := range tables {
		rows := texts(t, pool, "SELECT r::text FROM "+pgx.Identifier{schema, table}.Sanitize()+" AS r")
		slices.Sort(rows)
		all[table] = rows
	}
	if len(all) == 0 {
		t.Fatalf("schema %s has no tables", schema)
	}
	return all
}

func texts(t testing.TB, pool *pgxpool.Pool, sql string, args ...any) []string {
	t.Helper()
	rows, err := pool.Query(context.Background(), sql, args...)
	if err != nil {
		t.Fatal(err)
	}
	list, err := pgx.CollectRows(rows, pgx.RowTo[string])
	if err != nil {
		t.Fatal(err)
	}
	return list
}
