// Package embedded runs a private PostgreSQL from the server binaries that the
// machine has: one cluster in one folder, reached over a Unix socket only, as
// a child that dies with this process. It serves `intouch run` and the tests;
// a deployment brings its own database.
//
// Whoever holds the lock file of a cluster's folder may touch it. initdb and
// postgres inherit the open lock, so it is held until the last of their
// processes has gone, however this one ended.
package embedded

import (
	"context"
	"errors"
	"fmt"
	"io"
	"net/url"
	"os"
	"os/exec"
	"path/filepath"
	"sync"
	"syscall"
	"time"

	"github.com/jackc/pgx/v5"
	"github.com/jackc/pgx/v5/pgconn"
)

const (
	superuser     = "postgres"
	duplicateDB   = "42P04" // SQLSTATE duplicate_database
	readyEvery    = 5 * time.Millisecond
	fastStopTakes = 4 * time.Second // then it is stopped without a checkpoint, and recovers at its next start
	lastWords     = 2 << 10         // bytes of the server's log quoted in an error
)

// Options say where a cluster lives and how careful it is.
type Options struct {
	Dir      string   // the cluster's own folder, made when absent
	Durable  bool     // survives a power cut; false is for tests: a crash of the machine may lose everything
	Settings []string // more "name=value" settings of the server; the last one of a name holds
}

// Server is a running private PostgreSQL. It may be used by many goroutines.
type Server struct {
	cluster
	cmd    *exec.Cmd
	exited chan struct{} // closed when the postmaster has gone
	stop   func() error
}

// Start runs the cluster in o.Dir, which it makes when there is none, and
// returns when it answers. ctx bounds the start, not the server's life. It
// waits for a previous server of that folder which is still shutting down.
// When it fails, nothing is left running, and the error says what to do.
func Start(ctx context.Context, o Options) (*Server, error) {
	s, err := start(ctx, o)
	if err != nil {
		return nil, fmt.Errorf("private PostgreSQL in %s: %w", o.Dir, err)
	}
	return s, nil
}

func start(ctx context.Context, o Options) (*Server, error) {
	home, err := settle(o.Dir)
	if err != nil {
		return nil, err
	}
	lock, err := lockFolder(ctx, home.dir)
	if err != nil {
		return nil, err
	}
	defer lock.Close() // the children have their own copies
	c, err := openCluster(ctx, home, lock, o.Durable)
	if err != nil {
		return nil, err
	}
	s, err := c.run(o)
	if err != nil {
		return nil, err
	}
	if err := s.answers(ctx); err != nil {
		return nil, errors.Join(err, s.Stop())
	}
	return s, nil
}

// run starts the postmaster; it does not wait for it to answer.
func (c cluster) run(o Options) (*Server, error) {
	log, err := os.OpenFile(c.log(), os.O_CREATE|os.O_WRONLY|os.O_TRUNC|syscall.O_NOFOLLOW, 0o600)
	if err != nil {
		return nil, err
	}
	defer log.Close()
	death := syscall.SIGQUIT
	if o.Durable {
		death = syscall.SIGINT
	}
	cmd := c.command("postgres", append([]string{"-D", c.data, "-k", c.socket.dir}, flags(o)...)...)
	cmd.Stdout, cmd.Stderr = log, log
	gone, err := startPinned(cmd, death)
	if err != nil {
		return nil, fmt.Errorf("run postgres: %w", err)
	}
	s := &Server{cluster: c, cmd: cmd, exited: make(chan struct{})}
	s.stop = sync.OnceValue(s.shutDown)
	go func() {
		<-gone
		close(s.exited)
	}()
	return s, nil
}

func flags(o Options) []string {
	settings := []string{
		"listen_addresses=", "unix_socket_permissions=0700", "shared_buffers=64MB",
		// What is wrong with a statement can quote personal data: the log is about the server only.
		"log_min_messages=log", "log_min_error_statement=panic", "log_error_verbosity=terse", "log_checkpoints=off",
	}
	if !o.Durable {
		settings = append(settings, "fsync=off", "synchronous_commit=off", "full_page_writes=off",
			"wal_level=minimal", "max_wal_senders=0", "autovacuum=off")
	}
	var args []string
	for _, s := range append(settings, o.Settings...) {
		args = append(args, "-c", s)
	}
	return args
}

// answers waits until the server takes connections.
func (s *Server) answers(ctx context.Context) error {
	tick := time.NewTicker(readyEvery)
	defer tick.Stop()
	for {
		conn, err := pgconn.Connect(ctx, s.URL(superuser))
		if err == nil {
			return conn.Close(ctx)
		}
		select {
		case <-s.exited:
			return fmt.Errorf("postgres stopped at its start: %s", s.lastWords())
		case <-ctx.Done():
			return fmt.Errorf("postgres does not answer: %w: %s", context.Cause(ctx), s.lastWords())
		case <-tick.C:
		}
	}
}

// URL is how pgx and libpq reach a database of this server.
func (s *Server) URL(database string) string {
	u := url.URL{Scheme: "postgres", User: url.User(superuser), Path: "/" + database,
		RawQuery: url.Values{"host": {s.socket.dir}, "sslmode": {"disable"}}.Encode()}
	return u.String()
}

// CreateDatabase makes a database of that name if there is none.
func (s *Server) CreateDatabase(ctx context.Context, name string) error {
	conn, err := pgx.Connect(ctx, s.URL(superuser))
	if err != nil {
		return fmt.Errorf("create database %s: %w", name, err)
	}
	defer conn.Close(ctx)
	_, err = conn.Exec(ctx, "CREATE DATABASE "+pgx.Identifier{name}.Sanitize())
	if e, ok := errors.AsType[*pgconn.PgError](err); ok && e.Code == duplicateDB {
		return nil
	}
	if err != nil {
		return fmt.Errorf("create database %s: %w", name, err)
	}
	return nil
}

// Where is the folder that the cluster lives in: Options.Dir, or a folder
// under /var/lib/intouch where the user that runs it cannot enter that.
func (s *Server) Where() string { return s.dir }

// PID is the postmaster's process id.
func (s *Server) PID() int { return s.cmd.Process.Pid }

// Exited is closed when the server has gone, by Stop or by itself.
func (s *Server) Exited() <-chan struct{} { return s.exited }

// Stop ends all connections and shuts the server down; it returns when the
// server has gone. It may be called again: the answer is the same.
func (s *Server) Stop() error { return s.stop() }

func (s *Server) shutDown() error {
	for _, signal := range []syscall.Signal{syscall.SIGINT, syscall.SIGQUIT} {
		if err := s.cmd.Process.Signal(signal); err != nil && !errors.Is(err, os.ErrProcessDone) {
			return fmt.Errorf("stop postgres: %w", err)
		}
		select {
		case <-s.exited:
			return s.socket.forget()
		case <-time.After(fastStopTakes):
		}
	}
	return fmt.Errorf("stop postgres: process %d does not end", s.PID())
}

// lastWords is the end of what the server logged.
func (c cluster) lastWords() string {
	f, err := os.Open(c.log())
	if err != nil {
		return err.Error()
	}
	defer f.Close()
	if size, err := f.Seek(0, io.SeekEnd); err == nil {
		f.Seek(max(0, size-lastWords), io.SeekStart)
	}
	text, _ := io.ReadAll(f)
	return string(text)
}

func (c cluster) log() string { return filepath.Join(c.dir, "postgres.log") }
