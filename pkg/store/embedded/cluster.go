package embedded

import (
	"bytes"
	"context"
	"errors"
	"fmt"
	"os"
	"os/exec"
	"path/filepath"
	"strconv"
	"strings"
	"syscall"
	"time"
)

// cluster is an initialised data folder and all that is needed to run it.
type cluster struct {
	home
	binaries
	data   string // <home>/data-15
	socket socket
	lock   *os.File
}

// openCluster returns the cluster of this home, made when there is none. A
// cluster is run by the version that made it.
func openCluster(ctx context.Context, h home, lock *os.File, durable bool) (cluster, error) {
	b, err := findBinaries(madeBy(h.dir), h.as)
	if err != nil {
		return cluster{}, err
	}
	s, err := newSocket(h)
	if err != nil {
		return cluster{}, err
	}
	c := cluster{home: h, binaries: b, data: dataFolder(h.dir, b.major), socket: s, lock: lock}
	if _, err := os.Stat(c.data); errors.Is(err, os.ErrNotExist) {
		return c, c.init(ctx, durable)
	}
	return c, c.removeStale()
}

// dataFolder is named by the major version, the only one that can read it.
func dataFolder(dir string, major int) string {
	return filepath.Join(dir, fmt.Sprintf("data-%d", major))
}

// madeBy is the newest major version that has a data folder here, 0 if none.
func madeBy(dir string) int {
	found, _ := filepath.Glob(filepath.Join(dir, "data-*")) // fails only for a malformed pattern
	newest := 0
	for _, d := range found {
		if n, err := strconv.Atoi(strings.TrimPrefix(filepath.Base(d), "data-")); err == nil {
			newest = max(newest, n)
		}
	}
	return newest
}

// init makes the data folder under another name first, so that one which was
// interrupted is never taken for a cluster.
func (c cluster) init(ctx context.Context, durable bool) error {
	unfinished := c.data + ".unfinished"
	if err := os.RemoveAll(unfinished); err != nil {
		return err
	}
	args := []string{"-D", unfinished, "-U", superuser, "-A", "trust", "-E", "UTF8", "--locale=C.UTF-8", "--no-instructions"}
	if !durable {
		args = append(args, "--no-sync")
	}
	if err := c.initdb(ctx, args); err != nil {
		return err
	}
	return os.Rename(unfinished, c.data)
}

func (c cluster) initdb(ctx context.Context, args []string) error {
	var said bytes.Buffer
	cmd := c.command("initdb", args...)
	cmd.Stdout, cmd.Stderr = &said, &said
	cmd.WaitDelay = time.Second
	gone, err := startPinned(cmd, syscall.SIGKILL)
	if err != nil {
		return fmt.Errorf("run initdb: %w", err)
	}
	defer context.AfterFunc(ctx, func() { cmd.Process.Kill() })()
	if err := <-gone; err != nil {
		return fmt.Errorf("initdb: %w: %s", errors.Join(err, context.Cause(ctx)), said.Bytes())
	}
	return nil
}

// command is a program of PostgreSQL, run as the cluster's user. It is in a
// process group of its own: Ctrl-C is for us, and we stop it in our order.
func (c cluster) command(name string, args ...string) *exec.Cmd {
	cmd := exec.Command(filepath.Join(c.bin, name), args...)
	cmd.Dir = c.dir
	cmd.Env = []string{"LC_ALL=C.UTF-8", "TZ=UTC", "PATH=/usr/bin:/bin", "HOME=" + c.dir}
	cmd.ExtraFiles = []*os.File{c.lock}
	cmd.SysProcAttr = &syscall.SysProcAttr{Setpgid: true, Credential: c.as}
	return cmd
}
