// Package storetest gives each test an empty database of its own, with the
// tables made, on a real PostgreSQL that the test process starts for itself:
//
//	func TestMain(m *testing.M) { storetest.Main(m) }
//
//	func TestSomething(t *testing.T) {
//		pool := storetest.New(t)
//		…
//	}
//
// The cluster is in memory where there is room, and is gone with the process.
package storetest

import (
	"context"
	"fmt"
	"os"
	"path/filepath"
	"sync/atomic"
	"testing"
	"time"

	"github.com/jackc/pgx/v5"
	"github.com/jackc/pgx/v5/pgxpool"

	"intouch/pkg/store"
	"intouch/pkg/store/embedded"
)

const (
	template   = "template_intouch"
	startsIn   = time.Minute
	mostOfPool = 16
)

var (
	server *embedded.Server // set by Main before any test runs
	made   atomic.Int64     // databases
)

// Main runs the tests of a package on a cluster and ends the process. It is
// what TestMain does.
func Main(m *testing.M) {
	code, err := run(m)
	if err != nil {
		fmt.Fprintln(os.Stderr, "storetest:", err)
		code = 1
	}
	os.Exit(code)
}

func run(m *testing.M) (int, error) {
	dir, err := folder()
	if err != nil {
		return 0, err
	}
	defer os.RemoveAll(filepath.Dir(dir))
	ctx, cancel := context.WithTimeout(context.Background(), startsIn)
	defer cancel()
	if server, err = embedded.Start(ctx, embedded.Options{Dir: dir, Settings: []string{"max_connections=200"}}); err != nil {
		return 0, err
	}
	defer server.Stop()
	if err := makeTemplate(ctx); err != nil {
		return 0, err
	}
	return m.Run(), nil
}

func makeTemplate(ctx context.Context) error {
	if err := server.CreateDatabase(ctx, template); err != nil {
		return err
	}
	pool, err := pgxpool.New(ctx, server.URL(template))
	if err != nil {
		return err
	}
	defer pool.Close()
	return store.Migrate(ctx, pool)
}

// New returns a pool of connections to an empty database with the tables made;
// both go when the test ends.
func New(t testing.TB) *pgxpool.Pool {
	t.Helper()
	pool, err := pgxpool.New(context.Background(), URL(t))
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(pool.Close)
	return pool
}

// URL returns how to reach an empty database with the tables made, which goes
// when the test ends.
func URL(t testing.TB) string {
	t.Helper()
	if server == nil {
		t.Fatal("storetest: let TestMain call storetest.Main")
	}
	name := fmt.Sprintf("test_%d", made.Add(1))
	do(t, "CREATE DATABASE "+name+" TEMPLATE "+template+" STRATEGY FILE_COPY")
	t.Cleanup(func() { do(t, "DROP DATABASE "+name+" WITH (FORCE)") })
	return server.URL(name) + fmt.Sprintf("&pool_max_conns=%d", mostOfPool)
}

// do runs a statement of the superuser outside of all tests' databases.
func do(t testing.TB, sql string) {
	t.Helper()
	ctx := context.Background()
	conn, err := pgx.Connect(ctx, server.URL("postgres"))
	if err != nil {
		t.Fatal(err)
	}
	defer conn.Close(ctx)
	if _, err := conn.Exec(ctx, sql); err != nil {
		t.Fatal(err)
	}
}
