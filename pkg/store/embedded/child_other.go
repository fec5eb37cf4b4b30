//go:build !linux

package embedded

import (
	"os/exec"
	"syscall"
)

// startPinned starts a child and returns a channel with what it ended with.
// Only Linux can tie its life to ours: elsewhere a child outlives a kill -9,
// and the next start says that it runs.
func startPinned(c *exec.Cmd, _ syscall.Signal) (<-chan error, error) {
	if err := c.Start(); err != nil {
		return nil, err
	}
	gone := make(chan error, 1)
	go func() { gone <- c.Wait() }()
	return gone, nil
}
