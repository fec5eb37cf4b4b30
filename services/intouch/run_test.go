package main

import (
	"errors"
	"fmt"
	"io/fs"
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"testing"
)

func TestCtrlCStopsAllAndLeavesNothingRunning(t *testing.T) {
	t.Parallel()
	p := started(t, dataFolder(t))
	if code, body := p.get("/readyz"); code != 200 {
		t.Errorf("it said its address when it was not ready: %s", body)
	}
	p.stopInTime()
	wantNothingLeft(t, p.data)
	if _, err := os.Stat(filepath.Join(p.data, runFile)); !errors.Is(err, fs.ErrNotExist) {
		t.Errorf("run.json is still there: %v", err)
	}
}

func TestCtrlCWhileItStartsLeavesNothingEither(t *testing.T) {
	t.Parallel()
	data := dataFolder(t)
	cmd := intouch(t, "run", "--data", data, "--addr", freeAddr(t))
	if err := cmd.Start(); err != nil {
		t.Fatal(err)
	}
	until(t, "initdb is at work", func() bool {
		half, _ := filepath.Glob(filepath.Join(data, "postgres", "data-*.unfinished", "base"))
		return len(half) > 0
	})
	if err := cmd.Process.Signal(os.Interrupt); err != nil {
		t.Fatal(err)
	}
	if err := cmd.Wait(); err != nil {
		t.Errorf("stopped with %v", err)
	}
	wantNothingLeft(t, data)
	started(t, data).stop()
}

func TestWhatItSaysAtItsStart(t *testing.T) {
	t.Parallel()
	p := started(t, dataFolder(t))
	said := strings.Join(p.said, "\n")
	for _, want := range []string{p.data, "Bank holidays are known until"} {
		if !strings.Contains(said, want) {
			t.Errorf("it does not say %q: %s", want, said)
		}
	}
	r := p.runJSON()
	if r.Address != p.address || r.PID != p.cmd.Process.Pid {
		t.Errorf("run.json says %d at %s, it is %d at %s", r.PID, r.Address, p.cmd.Process.Pid, p.address)
	}
	if info, err := os.Stat(filepath.Join(p.data, runFile)); err != nil || info.Mode().Perm() != 0o600 {
		t.Errorf("run.json holds passwords: %v, %v", info.Mode(), err)
	}
}

func TestAFolderHasOneOwner(t *testing.T) {
	t.Parallel()
	p := started(t, dataFolder(t))
	for _, command := range []string{"run", "migrate"} {
		out, err := intouch(t, command, "--data", p.data, "--addr", freeAddr(t)).CombinedOutput()
		if exit, ok := errors.AsType[*exec.ExitError](err); !ok || exit.ExitCode() != 1 {
			t.Errorf("%s ended with %v", command, err)
		}
		for _, want := range []string{p.data, fmt.Sprintf("process %d (intouch run)", p.cmd.Process.Pid), "--data"} {
			if !strings.Contains(string(out), want) {
				t.Errorf("%s does not say %q: %s", command, want, out)
			}
		}
	}
	if code, body := p.get("/readyz"); code != 200 {
		t.Errorf("the owner was harmed: %s", body)
	}
	p.runJSON() // it is still there
}

func TestKilledItTakesPostgreSQLWithItAndStartsAgain(t *testing.T) {
	t.Parallel()
	p := started(t, dataFolder(t))
	p.kill()
	if _, err := os.Stat(filepath.Join(p.data, runFile)); err != nil {
		t.Errorf("a killed program leaves run.json: %v", err)
	}
	again := started(t, p.data) // at once: it waits for the old server to end
	if r := again.runJSON(); r.PID != again.cmd.Process.Pid {
		t.Errorf("run.json is that of process %d, not %d", r.PID, again.cmd.Process.Pid)
	}
	again.kill()
	until(t, "no process of it is left", func() bool { return len(processesOn(t, p.data)) == 0 })
}

func TestItSurvivesPostgreSQLGoingAway(t *testing.T) {
	t.Parallel()
	p := started(t, dataFolder(t))
	first := p.postmaster()
	if out, err := exec.Command("kill", "-9", first).CombinedOutput(); err != nil {
		t.Fatalf("%v: %s", err, out)
	}
	until(t, "it has another PostgreSQL and is ready", func() bool {
		code, _ := p.get("/readyz")
		return code == 200 && p.postmaster() != first
	})
}

func TestWithoutPostgreSQLItSaysWhatToInstall(t *testing.T) {
	t.Parallel()
	data := dataFolder(t)
	cmd := intouch(t, "run", "--data", data, "--addr", freeAddr(t))
	cmd.Env = append(cmd.Env, "PG_BIN="+t.TempDir())
	out, err := cmd.CombinedOutput()
	if exit, ok := errors.AsType[*exec.ExitError](err); !ok || exit.ExitCode() != 1 {
		t.Errorf("ended with %v", err)
	}
	if !strings.Contains(string(out), "apt-get install postgresql") {
		t.Errorf("it says %s", out)
	}
	wantNothingLeft(t, data)
}

func wantNothingLeft(t *testing.T, data string) {
	t.Helper()
	if left := processesOn(t, data); len(left) > 0 {
		t.Errorf("still running: %q", left)
	}
}

// processesOn lists the processes that were started with the folder.
func processesOn(t *testing.T, data string) (found []string) {
	t.Helper()
	lines, err := filepath.Glob("/proc/[0-9]*/cmdline")
	if err != nil || len(lines) == 0 {
		t.Skip("needs /proc")
	}
	for _, file := range lines {
		text, err := os.ReadFile(file)
		if err == nil && strings.Contains(string(text), data) {
			found = append(found, strings.ReplaceAll(string(text), "\x00", " "))
		}
	}
	return found
}
