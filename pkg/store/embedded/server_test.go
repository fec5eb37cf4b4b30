package embedded

import (
	"context"
	"errors"
	"os"
	"os/exec"
	"path/filepath"
	"strconv"
	"strings"
	"sync"
	"syscall"
	"testing"
	"time"

	"github.com/jackc/pgx/v5"
)

func TestAServerRemembersAcrossRestarts(t *testing.T) {
	t.Parallel()
	o := Options{Dir: folder(t), Durable: true, Settings: []string{"work_mem=5MB"}}
	s := started(t, o)
	if s.Where() != o.Dir {
		t.Errorf("cluster is in %s, want %s", s.Where(), o.Dir)
	}
	for range 2 { // the second time there is one
		if err := s.CreateDatabase(t.Context(), `read "me"`); err != nil {
			t.Fatal(err)
		}
	}
	for name, want := range map[string]string{"fsync": "on", "listen_addresses": "", "work_mem": "5MB"} {
		if got := ask(t, s, `read "me"`, "SELECT current_setting('"+name+"')"); got != want {
			t.Errorf("%s = %q, want %q", name, got, want)
		}
	}
	remember(t, s)
	stopped(t, s)
	stopped(t, s) // and again

	wantRemembered(t, started(t, o))
}

func TestAnUndurableServerDoesNotWaitForTheDisk(t *testing.T) {
	t.Parallel()
	s := started(t, Options{Dir: used(t, folder(t))})
	if got := ask(t, s, superuser, "SHOW fsync"); got != "off" {
		t.Errorf("fsync = %s, want off", got)
	}
}

func TestAFolderHasOneServer(t *testing.T) {
	t.Parallel()
	o := Options{Dir: used(t, folder(t))}
	started(t, o)
	ctx, cancel := context.WithTimeout(t.Context(), 200*time.Millisecond)
	defer cancel()
	if s, err := Start(ctx, o); err == nil {
		s.Stop()
		t.Fatal("a second server started in the same folder")
	} else if !errors.Is(err, context.DeadlineExceeded) {
		t.Errorf("refused with %v, want a deadline: it waits for the first to end", err)
	}
}

func TestAStartWaitsForTheLastServerToEnd(t *testing.T) {
	t.Parallel()
	o := Options{Dir: used(t, folder(t))}
	first := started(t, o)
	remember(t, first)
	ended := make(chan error, 1)
	go func() { ended <- first.Stop() }()
	wantRemembered(t, started(t, o))
	if err := <-ended; err != nil {
		t.Error(err)
	}
}

func TestAServerThatWasKilledStartsAgain(t *testing.T) {
	t.Parallel()
	o := Options{Dir: used(t, folder(t)), Durable: true}
	s := started(t, o)
	remember(t, s)
	kill(t, s.PID())
	<-s.Exited()
	stopped(t, s) // nothing left to stop is no fault

	// The process id that it left is somebody else's by now: of the same user.
	other := started(t, Options{Dir: used(t, folder(t))})
	pids := filepath.Join(s.data, pidFile)
	text, err := os.ReadFile(pids)
	if err != nil {
		t.Fatalf("a killed server leaves its %s: %v", pidFile, err)
	}
	_, rest, _ := strings.Cut(string(text), "\n")
	if err := os.WriteFile(pids, []byte(strconv.Itoa(other.PID())+"\n"+rest), 0o600); err != nil {
		t.Fatal(err)
	}
	wantRemembered(t, started(t, o))
}

func TestAnInterruptedInitdbIsNoCluster(t *testing.T) {
	t.Parallel()
	o := Options{Dir: folder(t)}
	unfinished := func() []string {
		left, _ := filepath.Glob(filepath.Join(o.Dir, "data-*.unfinished"))
		return left
	}
	ctx, cancel := context.WithTimeout(t.Context(), 10*time.Second)
	defer cancel()
	go func() { // end it as soon as it has begun
		tick := time.NewTicker(time.Millisecond)
		defer tick.Stop()
		for len(unfinished()) == 0 && ctx.Err() == nil {
			<-tick.C
		}
		cancel()
	}()
	if s, err := Start(ctx, o); err == nil {
		s.Stop()
		t.Skip("initdb was too fast to be interrupted")
	}
	if left := unfinished(); len(left) != 1 {
		t.Fatalf("an interrupted initdb left %v, want one unfinished folder", left)
	}
	started(t, o)
}

func TestALongPathHasAShortSocket(t *testing.T) {
	t.Parallel()
	s := started(t, Options{Dir: used(t, filepath.Join(folder(t), strings.Repeat("long/", 25), "end"))})
	if got := ask(t, s, superuser, "SELECT 'here'"); got != "here" {
		t.Errorf("got %q", got)
	}
	stopped(t, s)
	if _, err := os.Stat(s.socket.dir); !errors.Is(err, os.ErrNotExist) {
		t.Errorf("the socket's folder %s is still there: %v", s.socket.dir, err)
	}
}

func TestTheLongestPathThatFitsKeepsItsSocket(t *testing.T) {
	t.Parallel()
	base := folder(t)
	room := longestSocket - len(base) - len("/") - len("/"+socketFile)
	s := started(t, Options{Dir: used(t, filepath.Join(base, strings.Repeat("x", room)))})
	if path := filepath.Join(s.socket.dir, socketFile); s.socket.own || len(path) != longestSocket {
		t.Errorf("socket %s is %d bytes, want %d", path, len(path), longestSocket)
	}
}

func TestAClusterOfAnotherVersionIsNotPassedOver(t *testing.T) {
	t.Parallel()
	dir := folder(t)
	if err := os.MkdirAll(filepath.Join(dir, "data-99"), 0o700); err != nil {
		t.Fatal(err)
	}
	wantRefusal(t, Options{Dir: dir}, "made by PostgreSQL 99", "apt-get install postgresql")
}

func TestABadSettingIsNamed(t *testing.T) {
	t.Parallel()
	wantRefusal(t, Options{Dir: used(t, folder(t)), Settings: []string{"no_such_thing=1"}}, "no_such_thing")
}

func TestWithoutBinariesTheErrorSaysWhatToDo(t *testing.T) {
	t.Setenv("PG_BIN", t.TempDir())
	wantRefusal(t, Options{Dir: folder(t)}, "apt-get install postgresql", "brew install", "PG_BIN", "docker compose")
}

func wantRefusal(t *testing.T, o Options, words ...string) {
	t.Helper()
	s, err := Start(t.Context(), o)
	if err == nil {
		s.Stop()
		t.Fatal("it started")
	}
	for _, w := range words {
		if !strings.Contains(err.Error(), w) {
			t.Errorf("%q does not say %q", err, w)
		}
	}
}

// folder is a place for a cluster that the user that we drop to can reach.
func folder(t *testing.T) string {
	t.Helper()
	dir, err := newFolder()
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { os.RemoveAll(filepath.Dir(dir)) })
	return dir
}

// newFolder is in memory, where there is some.
func newFolder() (string, error) {
	base := "/dev/shm"
	if info, err := os.Stat(base); err != nil || !info.IsDir() {
		base = "/var/tmp"
	}
	dir, err := os.MkdirTemp(base, "intouch-pg-")
	if err != nil {
		return "", err
	}
	return filepath.Join(dir, "c"), os.Chmod(dir, 0o711)
}

// template is a cluster to copy: four times as fast as initdb. TestMain removes it.
var template = sync.OnceValues(func() (string, error) {
	dir, err := newFolder()
	if err != nil {
		return "", err
	}
	s, err := Start(context.Background(), Options{Dir: dir})
	if err != nil {
		return "", err
	}
	return dir, s.Stop()
})

// used puts a cluster that has been used before into dir.
func used(t *testing.T, dir string) string {
	t.Helper()
	from, err := template()
	if err != nil {
		t.Fatal(err)
	}
	if err := os.MkdirAll(filepath.Dir(dir), 0o711); err != nil {
		t.Fatal(err)
	}
	if out, err := exec.Command("cp", "-a", from, dir).CombinedOutput(); err != nil {
		t.Fatalf("%v: %s", err, out)
	}
	return dir
}

func started(t *testing.T, o Options) *Server {
	t.Helper()
	ctx, cancel := context.WithTimeout(t.Context(), time.Minute)
	defer cancel()
	s, err := Start(ctx, o)
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { s.Stop() })
	return s
}

func stopped(t *testing.T, s *Server) {
	t.Helper()
	if err := s.Stop(); err != nil {
		t.Fatal(err)
	}
	if err := syscall.Kill(s.PID(), 0); !errors.Is(err, syscall.ESRCH) {
		t.Fatalf("process %d is still there: %v", s.PID(), err)
	}
}

func kill(t *testing.T, pid int) {
	t.Helper()
	if err := syscall.Kill(pid, syscall.SIGKILL); err != nil {
		t.Fatal(err)
	}
}

func remember(t *testing.T, s *Server) {
	t.Helper()
	ask(t, s, superuser, "CREATE TABLE kept AS SELECT 'kept' AS word; SELECT 'x'")
}

func wantRemembered(t *testing.T, s *Server) {
	t.Helper()
	if got := ask(t, s, superuser, "SELECT word FROM kept"); got != "kept" {
		t.Errorf("kept %q", got)
	}
}

// ask runs statements and returns the first value of the last one's first row.
func ask(t *testing.T, s *Server, database, sql string) string {
	t.Helper()
	conn, err := pgx.Connect(t.Context(), s.URL(database))
	if err != nil {
		t.Fatal(err)
	}
	defer conn.Close(t.Context())
	results, err := conn.PgConn().Exec(t.Context(), sql).ReadAll()
	if err != nil {
		t.Fatal(err)
	}
	return string(results[len(results)-1].Rows[0][0])
}
