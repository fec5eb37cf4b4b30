package main

import (
	"bufio"
	"bytes"
	"context"
	"encoding/json"
	"io"
	"net"
	"net/http"
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"syscall"
	"testing"
	"time"
)

// asProgram makes the test program intouch itself.
const asProgram = "INTOUCH_TEST_PROGRAM"

func TestMain(m *testing.M) {
	if os.Getenv(asProgram) == "" {
		os.Exit(m.Run())
	}
	main()
}

// program is an `intouch run` in a process of its own.
type program struct {
	t       testing.TB
	cmd     *exec.Cmd
	data    string
	address string   // http://localhost:34567
	said    []string // what it printed before the address
	errors  *bytes.Buffer
}

// intouch is a command, not started yet.
func intouch(t testing.TB, args ...string) *exec.Cmd {
	cmd := exec.CommandContext(t.Context(), os.Args[0], args...)
	cmd.Env = append(os.Environ(), asProgram+"=1")
	cmd.Cancel = func() error { return cmd.Process.Signal(syscall.SIGTERM) }
	cmd.WaitDelay = 10 * time.Second
	return cmd
}

// started runs it on the folder and returns when it has said its address.
func started(t testing.TB, data string, more ...string) *program {
	t.Helper()
	return begin(t, intouch(t, append([]string{"run", "--data", data, "--addr", freeAddr(t)}, more...)...), data)
}

func begin(t testing.TB, cmd *exec.Cmd, data string) *program {
	t.Helper()
	p := &program{t: t, cmd: cmd, data: data, errors: &bytes.Buffer{}}
	cmd.Stderr = p.errors
	out, err := cmd.StdoutPipe()
	if err != nil {
		t.Fatal(err)
	}
	if err := cmd.Start(); err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { cmd.Process.Signal(syscall.SIGTERM); cmd.Wait() }) // most have ended by then
	lines := bufio.NewScanner(out)
	for p.address == "" && lines.Scan() {
		if line := lines.Text(); strings.HasPrefix(line, "http://") {
			p.address = line
		} else {
			p.said = append(p.said, line)
		}
	}
	if p.address == "" {
		t.Fatalf("it never said its address, but %q and %q", p.said, p.errors)
	}
	go io.Copy(io.Discard, out)
	return p
}

// stop is Ctrl-C, and how long it took.
func (p *program) stop() time.Duration {
	p.t.Helper()
	begun := time.Now()
	if err := p.cmd.Process.Signal(os.Interrupt); err != nil {
		p.t.Error(err)
	}
	if err := p.cmd.Wait(); err != nil {
		p.t.Errorf("stopped with %v: %s", err, p.errors)
	}
	return time.Since(begun)
}

// stopInTime is Ctrl-C, which takes five seconds at most.
func (p *program) stopInTime() {
	p.t.Helper()
	if took := p.stop(); took > 5*time.Second {
		p.t.Errorf("it took %s to stop", took)
	}
}

// kill is kill -9.
func (p *program) kill() {
	p.t.Helper()
	if err := p.cmd.Process.Kill(); err != nil {
		p.t.Error(err)
	}
	p.cmd.Wait()
}

// runJSON is what it tells the operator's commands.
func (p *program) runJSON() (r running) {
	p.t.Helper()
	text, err := os.ReadFile(filepath.Join(p.data, runFile))
	if err != nil {
		p.t.Fatal(err)
	}
	if err := json.Unmarshal(text, &r); err != nil {
		p.t.Fatal(err)
	}
	return r
}

// postmaster is the process id of its PostgreSQL.
func (p *program) postmaster() string {
	p.t.Helper()
	found, _ := filepath.Glob(filepath.Join(p.data, "postgres", "data-*", "postmaster.pid"))
	if len(found) != 1 {
		p.t.Fatalf("postmaster.pid: %v", found)
	}
	text, err := os.ReadFile(found[0])
	if err != nil {
		p.t.Fatal(err)
	}
	pid, _, _ := strings.Cut(string(text), "\n")
	return pid
}

// get asks once and returns the status, 0 when there is no answer.
func (p *program) get(path string) (int, string) {
	resp, err := http.Get(p.address + path)
	if err != nil {
		return 0, err.Error()
	}
	defer resp.Body.Close()
	body, err := io.ReadAll(resp.Body)
	if err != nil {
		return 0, err.Error()
	}
	return resp.StatusCode, string(body)
}

// until asks again and again, for half a minute at most.
func until(t *testing.T, what string, holds func() bool) {
	t.Helper()
	ctx, cancel := context.WithTimeout(t.Context(), 30*time.Second)
	defer cancel()
	tick := time.NewTicker(5 * time.Millisecond)
	defer tick.Stop()
	for !holds() {
		select {
		case <-tick.C:
		case <-ctx.Done():
			t.Fatalf("never: %s", what)
		}
	}
}

// dataFolder is a path that the user PostgreSQL is dropped to can reach, in
// memory where there is some: what is killed here is a process, not the machine.
func dataFolder(t testing.TB) string {
	t.Helper()
	base := "/dev/shm"
	if info, err := os.Stat(base); err != nil || !info.IsDir() {
		base = "/var/tmp"
	}
	dir, err := os.MkdirTemp(base, "intouch-")
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { os.RemoveAll(dir) })
	if err := os.Chmod(dir, 0o711); err != nil {
		t.Fatal(err)
	}
	return filepath.Join(dir, "data")
}

func freeAddr(t testing.TB) string {
	t.Helper()
	l, err := net.Listen("tcp", "127.0.0.1:0")
	if err != nil {
		t.Fatal(err)
	}
	defer l.Close()
	return l.Addr().String()
}
