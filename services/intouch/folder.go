package main

import (
	"errors"
	"fmt"
	"io"
	"os"
	"path/filepath"
	"strconv"
	"strings"
	"syscall"
)

// folder is a data folder that this process has to itself. Two logs on one
// folder destroy acknowledged records, so whoever starts one holds its lock: the
// kernel lets go of it when the process ends, however it ends.
type folder struct {
	path string
	lock *os.File
}

// inUse says that another process has the folder.
type inUse struct {
	path, pid, command string
}

func (e inUse) Error() string {
	return fmt.Sprintf("the data folder %s is in use by process %s (intouch %s): use that one, or stop it first (kill %s), or choose another folder with --data",
		e.path, e.pid, e.command, e.pid)
}

// takeFolder makes the folder when there is none and takes its lock, for the
// command of that name. It fails with inUse when another process has it.
func takeFolder(path, command string) (*folder, error) {
	f, err := take(path, command)
	if errors.Is(err, os.ErrPermission) {
		return nil, fmt.Errorf("the data folder belongs to somebody else: run intouch as its owner, or choose another folder with --data: %w", err)
	}
	return f, err
}

func take(path, command string) (*folder, error) {
	if err := os.MkdirAll(path, mode()); err != nil {
		return nil, err
	}
	lock, err := os.OpenFile(filepath.Join(path, "lock"), os.O_CREATE|os.O_RDWR|syscall.O_NOFOLLOW, 0o600)
	if err != nil {
		return nil, err
	}
	err = syscall.Flock(int(lock.Fd()), syscall.LOCK_EX|syscall.LOCK_NB)
	if errors.Is(err, syscall.EWOULDBLOCK) {
		defer lock.Close()
		return nil, holder(path, lock)
	}
	if err != nil {
		return nil, errors.Join(err, lock.Close())
	}
	f := &folder{path, lock}
	return f, f.sign(command)
}

// mode lets the user that the private PostgreSQL is dropped to pass through
// what root makes; what is in the folder stays closed to it.
func mode() os.FileMode {
	if os.Geteuid() == 0 {
		return 0o711
	}
	return 0o700
}

// sign says in the lock who has it, and forgets who had it.
func (f *folder) sign(command string) error {
	if err := f.forget(); err != nil {
		return err
	}
	if err := f.lock.Truncate(0); err != nil {
		return err
	}
	_, err := f.lock.WriteAt([]byte(strconv.Itoa(os.Getpid())+" "+command+"\n"), 0)
	return err
}

func holder(path string, lock io.Reader) error {
	text, err := io.ReadAll(lock)
	if err != nil {
		return err
	}
	pid, command, _ := strings.Cut(strings.TrimSpace(string(text)), " ")
	return inUse{path, pid, command}
}

// release lets go of the folder.
func (f *folder) release() error { return f.lock.Close() }

func (f *folder) join(name string) string { return filepath.Join(f.path, name) }
