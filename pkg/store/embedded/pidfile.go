package embedded

import (
	"errors"
	"fmt"
	"net"
	"os"
	"path/filepath"
	"strings"
)

// pidFile is where a running server says who it is.
const pidFile = "postmaster.pid"

// serverStatus is what postmaster.pid says; empty where there is none.
type serverStatus struct{ pid, port, socket, status string }

// statusIn reads the status of the newest cluster in a folder.
func statusIn(dir string) serverStatus { return readStatus(dataFolder(dir, madeBy(dir))) }

func readStatus(data string) serverStatus {
	text, _ := os.ReadFile(filepath.Join(data, pidFile))
	lines := append(strings.Split(string(text), "\n"), make([]string, 8)...)
	return serverStatus{pid: lines[0], port: lines[3], socket: lines[4], status: strings.TrimSpace(lines[7])}
}

// answers says whether a server listens where the file says.
func (s serverStatus) answers() bool {
	conn, err := net.Dial("unix", filepath.Join(s.socket, ".s.PGSQL."+s.port))
	if err != nil {
		return false
	}
	conn.Close()
	return true
}

// removeStale removes what a server that was killed left behind. Its process
// id may be somebody else's by now, and PostgreSQL would refuse to start.
func (c cluster) removeStale() error {
	if s := readStatus(c.data); s.pid != "" && s.answers() {
		return fmt.Errorf("a server that was started by other means runs there (process %s): stop it", s.pid)
	}
	return errors.Join(remove(filepath.Join(c.data, pidFile)), c.socket.clear())
}

func remove(path string) error {
	if err := os.Remove(path); !errors.Is(err, os.ErrNotExist) {
		return err
	}
	return nil
}
