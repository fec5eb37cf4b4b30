package storetest

import (
	"errors"
	"fmt"
	"os"
	"path/filepath"
	"strconv"
	"strings"
	"syscall"
)

const (
	memory   = "/dev/shm"
	disk     = "/var/tmp" // not TMPDIR: the user that PostgreSQL runs as must reach it
	prefix   = "intouch-test-"
	roomy    = 512 << 20 // bytes that must be free in memory
	everyone = 0o711
)

// folder makes this process's own folder for the cluster, in memory if there is
// room, and removes those that killed processes have left.
func folder() (string, error) {
	parent := disk
	var fs syscall.Statfs_t
	if err := syscall.Statfs(memory, &fs); err == nil && fs.Bavail*uint64(fs.Bsize) >= roomy {
		parent = memory
	}
	if err := sweep(parent); err != nil {
		return "", err
	}
	dir := filepath.Join(parent, fmt.Sprint(prefix, os.Getpid()))
	if err := os.RemoveAll(dir); err != nil { // an earlier process of the same id
		return "", err
	}
	if err := os.Mkdir(dir, everyone); err != nil {
		return "", err
	}
	return filepath.Join(dir, "postgres"), nil
}

func sweep(parent string) error {
	left, err := filepath.Glob(filepath.Join(parent, prefix+"*"))
	if err != nil {
		return err
	}
	for _, dir := range left {
		pid, err := strconv.Atoi(strings.TrimPrefix(filepath.Base(dir), prefix))
		if err != nil || !errors.Is(syscall.Kill(pid, 0), syscall.ESRCH) {
			continue
		}
		if err := os.RemoveAll(dir); err != nil {
			return err
		}
	}
	return nil
}
