package main

import (
	"os"
	"os/exec"
	"os/user"
	"path/filepath"
	"strconv"
	"strings"
	"syscall"
	"testing"
)

// The same tests, as a user without privileges.
func TestAllThisAsNobody(t *testing.T) {
	asRoot(t)
	t.Parallel()
	cmd := exec.CommandContext(t.Context(), forEveryone(t), "-test.run=CtrlC|OneOwner|Killed")
	cmd.Dir, cmd.Env = "/", []string{"PATH=" + os.Getenv("PATH"), "TMPDIR=/var/tmp"}
	cmd.SysProcAttr = &syscall.SysProcAttr{Credential: nobody(t)}
	if out, err := cmd.CombinedOutput(); err != nil || strings.Contains(string(out), "no tests to run") {
		t.Errorf("%v\n%s", err, out)
	}
}

func TestAFolderOfSomebodyElseIsRefusedPlainly(t *testing.T) {
	asRoot(t)
	t.Parallel()
	data := dataFolder(t)
	if err := os.Mkdir(data, 0o700); err != nil {
		t.Fatal(err)
	}
	cmd := intouch(t, "run", "--data", data)
	cmd.Path = forEveryone(t)
	cmd.Dir, cmd.SysProcAttr = "/", &syscall.SysProcAttr{Credential: nobody(t)}
	out, err := cmd.CombinedOutput()
	if err == nil || !strings.Contains(string(out), "belongs to somebody else") {
		t.Errorf("%v: %s", err, out)
	}
}

func TestUnderAClosedHomeTheTablesLiveElsewhere(t *testing.T) {
	asRoot(t)
	t.Parallel()
	home := t.TempDir()
	if err := os.Chmod(home, 0o700); err != nil {
		t.Fatal(err)
	}
	p := started(t, filepath.Join(home, "data"))
	where := p.runJSON().Cluster
	t.Cleanup(func() { os.RemoveAll(where) })
	if !strings.HasPrefix(where, "/var/lib/intouch/") || !strings.Contains(strings.Join(p.said, "\n"), where) {
		t.Errorf("the tables are in %q, it says %q", where, p.said)
	}
	p.stop()
	if again := started(t, p.data); again.runJSON().Cluster != where {
		t.Errorf("then they are in %q", again.runJSON().Cluster)
	} else {
		again.stop()
	}
}

// forEveryone is the test program where anybody may run it.
func forEveryone(t *testing.T) string {
	t.Helper()
	binary, err := os.ReadFile(os.Args[0])
	if err != nil {
		t.Fatal(err)
	}
	program := filepath.Join(filepath.Dir(dataFolder(t)), "test")
	if err := os.WriteFile(program, binary, 0o755); err != nil {
		t.Fatal(err)
	}
	return program
}

func asRoot(t *testing.T) {
	t.Helper()
	if os.Geteuid() != 0 {
		t.Skip("needs root")
	}
}

func nobody(t testing.TB) *syscall.Credential {
	t.Helper()
	u, err := user.Lookup("nobody")
	if err != nil {
		t.Skip(err)
	}
	uid, err := strconv.ParseUint(u.Uid, 10, 32)
	if err != nil {
		t.Fatal(err)
	}
	gid, err := strconv.ParseUint(u.Gid, 10, 32)
	if err != nil {
		t.Fatal(err)
	}
	return &syscall.Credential{Uid: uint32(uid), Gid: uint32(gid)}
}
