package embedded

import (
	"bufio"
	"context"
	"fmt"
	"io"
	"os"
	"os/exec"
	"os/user"
	"path/filepath"
	"strconv"
	"strings"
	"syscall"
	"testing"
)

// ownerOf makes the test program a process that owns a server in that folder.
const ownerOf = "INTOUCH_TEST_OWNER_OF"

func TestMain(m *testing.M) {
	if dir := os.Getenv(ownerOf); dir != "" {
		own(dir)
		return
	}
	code := m.Run()
	if dir, err := template(); err == nil {
		os.RemoveAll(filepath.Dir(dir))
	}
	os.Exit(code)
}

// own starts a server, says its process id, and waits to be killed.
func own(dir string) {
	s, err := Start(context.Background(), Options{Dir: dir, Durable: os.Getenv("DURABLE") != ""})
	if err != nil {
		fmt.Println(err)
		return
	}
	fmt.Println(s.PID())
	io.Copy(io.Discard, os.Stdin)
}

func TestAServerDiesWithAnOwnerThatIsKilled(t *testing.T) {
	t.Parallel()
	for name, durable := range map[string]string{"durable": "yes", "not durable": ""} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			o := Options{Dir: used(t, folder(t)), Durable: durable != ""}
			first := started(t, o)
			remember(t, first)
			stopped(t, first)

			owner := exec.Command(os.Args[0])
			owner.Env = append(os.Environ(), ownerOf+"="+o.Dir, "DURABLE="+durable)
			pid := runOwner(t, owner)
			kill(t, owner.Process.Pid)
			owner.Wait()

			wantRemembered(t, started(t, o)) // at once: it waits for the orphan
			if program, err := os.Readlink(fmt.Sprintf("/proc/%d/exe", pid)); err == nil {
				t.Errorf("the orphan %d still runs %s", pid, program)
			}
		})
	}
}

func TestAnInitdbDiesWithAnOwnerThatIsKilled(t *testing.T) {
	t.Parallel()
	dir := folder(t)
	owner := exec.Command(os.Args[0])
	owner.Env = append(os.Environ(), ownerOf+"="+dir)
	if err := owner.Start(); err != nil {
		t.Fatal(err)
	}
	for { // until initdb is at work
		if half, _ := filepath.Glob(filepath.Join(dir, "data-*.unfinished", "base", "1", "*")); len(half) > 0 {
			break
		}
		if t.Context().Err() != nil {
			t.Fatal("initdb never began")
		}
	}
	kill(t, owner.Process.Pid)
	owner.Wait()
	remember(t, started(t, Options{Dir: dir}))
}

// runOwner starts it and returns the process id of its server.
func runOwner(t *testing.T, owner *exec.Cmd) int {
	t.Helper()
	out, err := owner.StdoutPipe()
	if err != nil {
		t.Fatal(err)
	}
	if _, err := owner.StdinPipe(); err != nil { // open for as long as we live
		t.Fatal(err)
	}
	if err := owner.Start(); err != nil {
		t.Fatal(err)
	}
	line, _ := bufio.NewReader(out).ReadString('\n')
	pid, err := strconv.Atoi(strings.TrimSpace(line))
	if err != nil {
		t.Fatalf("the owner of a server says %q", line)
	}
	return pid
}

func TestRootUsesAPlaceElsewhereForAClosedHome(t *testing.T) {
	asRoot(t)
	t.Parallel()
	closed := t.TempDir()
	if err := os.Chmod(closed, 0o700); err != nil {
		t.Fatal(err)
	}
	o := Options{Dir: filepath.Join(closed, "data", "postgres")}
	place := placeElsewhere(o.Dir)
	t.Cleanup(func() { os.RemoveAll(place); os.RemoveAll(place + ".previous") })

	first := started(t, o)
	if first.Where() != place {
		t.Errorf("the cluster is in %s, want %s", first.Where(), place)
	}
	if info, _ := os.Stat(closed); info.Mode().Perm() != 0o700 {
		t.Errorf("the closed home became %s", info.Mode())
	}
	remember(t, first)
	stopped(t, first)
	again := started(t, o)
	wantRemembered(t, again)
	stopped(t, again)

	if err := os.RemoveAll(o.Dir); err != nil {
		t.Fatal(err)
	}
	if got := ask(t, started(t, o), superuser, "SELECT count(*) FROM pg_tables WHERE tablename = 'kept'"); got != "0" {
		t.Error("an emptied folder found its old cluster again")
	}
	if _, err := os.Stat(place + ".previous"); err != nil {
		t.Errorf("the old cluster was not put aside: %v", err)
	}
}

func TestRootRunsAClusterAsItsOwner(t *testing.T) {
	asRoot(t)
	t.Parallel()
	o := Options{Dir: folder(t)}
	nobody := lookup(t, "nobody")
	if err := os.Mkdir(o.Dir, 0o700); err != nil {
		t.Fatal(err)
	}
	if err := os.Chown(o.Dir, int(nobody.Uid), int(nobody.Gid)); err != nil {
		t.Fatal(err)
	}
	started(t, o)
	found, _ := filepath.Glob(filepath.Join(o.Dir, "data-*", "PG_VERSION"))
	if len(found) != 1 {
		t.Fatalf("data folders: %v", found)
	}
	info, err := os.Stat(found[0])
	if err != nil {
		t.Fatal(err)
	}
	if uid := info.Sys().(*syscall.Stat_t).Uid; uid != nobody.Uid {
		t.Errorf("the cluster belongs to user %d, want nobody", uid)
	}
}

// The same tests, as a user without privileges.
func TestAllThisAsNobody(t *testing.T) {
	asRoot(t)
	dir := filepath.Dir(folder(t))
	program := filepath.Join(dir, "test")
	binary, err := os.ReadFile(os.Args[0])
	if err != nil {
		t.Fatal(err)
	}
	if err := os.WriteFile(program, binary, 0o755); err != nil {
		t.Fatal(err)
	}
	c := exec.CommandContext(t.Context(), program, "-test.run=Remembers|DiesWithAnOwner|ShortSocket")
	c.Dir, c.Env = "/", []string{"PATH=" + os.Getenv("PATH"), "TMPDIR=/var/tmp"}
	c.SysProcAttr = &syscall.SysProcAttr{Credential: lookup(t, "nobody")}
	if out, err := c.CombinedOutput(); err != nil || strings.Contains(string(out), "no tests to run") {
		t.Errorf("%v\n%s", err, out)
	}
}

func asRoot(t *testing.T) {
	t.Helper()
	if os.Geteuid() != 0 {
		t.Skip("needs root")
	}
}

func lookup(t *testing.T, name string) *syscall.Credential {
	t.Helper()
	u, err := user.Lookup(name)
	if err != nil {
		t.Skip(err)
	}
	as, err := credential(u)
	if err != nil {
		t.Fatal(err)
	}
	return as
}
