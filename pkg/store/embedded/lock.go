package embedded

import (
	"context"
	"errors"
	"fmt"
	"os"
	"path/filepath"
	"syscall"
	"time"
)

const (
	lockFile = "lock"
	askAgain = 20 * time.Millisecond
	// A server whose parent was just killed needs a moment to say that it is stopping.
	patience = 5 * time.Second
)

// lockFolder takes the folder's lock. It waits for a server that is shutting
// down as long as ctx lasts, and for one that is not for five seconds.
func lockFolder(ctx context.Context, dir string) (*os.File, error) {
	f, err := os.OpenFile(filepath.Join(dir, lockFile), os.O_CREATE|os.O_RDWR|syscall.O_NOFOLLOW, 0o600)
	if err != nil {
		return nil, err
	}
	if err := waitForLock(ctx, f, dir); err != nil {
		return nil, errors.Join(err, f.Close())
	}
	return f, nil
}

func waitForLock(ctx context.Context, f *os.File, dir string) error {
	tick := time.NewTicker(askAgain)
	defer tick.Stop()
	lost := time.NewTimer(patience)
	defer lost.Stop()
	for {
		err := syscall.Flock(int(f.Fd()), syscall.LOCK_EX|syscall.LOCK_NB)
		if !errors.Is(err, syscall.EWOULDBLOCK) {
			return err
		}
		select {
		case <-ctx.Done():
			return fmt.Errorf("waiting for its last server to end: %w", context.Cause(ctx))
		case <-lost.C:
			if p := statusIn(dir); p.status != "stopping" {
				return fmt.Errorf("in use by another server (process %s): stop that one, or use another folder", p.pid)
			}
		case <-tick.C:
		}
	}
}
