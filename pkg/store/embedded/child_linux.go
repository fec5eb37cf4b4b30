package embedded

import (
	"os/exec"
	"runtime"
	"syscall"
)

// startPinned starts a child that gets the signal when this process dies, be
// it by kill -9, and returns a channel with what it ended with. The kernel
// ties that signal to the thread that forked, so the thread stays the child's
// for as long as it lives (golang/go#27505).
func startPinned(c *exec.Cmd, death syscall.Signal) (<-chan error, error) {
	c.SysProcAttr.Pdeathsig = death
	started, gone := make(chan error, 1), make(chan error, 1)
	go func() {
		runtime.LockOSThread()
		err := c.Start()
		started <- err
		if err == nil {
			gone <- c.Wait()
		}
	}()
	return gone, <-started
}
