package eventlog

import (
	"bufio"
	"fmt"
	"net/url"
	"os"
	"os/exec"
	"strings"
	"sync"
	"syscall"
	"testing"
	"time"

	"github.com/nats-io/nats.go"

	"intouch/pkg/eventlog/embedded"
)

// The test program runs a NATS server as a process of its own when it is told
// a folder, so that a test can kill it.
const mortalDir, mortalListen = "EVENTLOG_TEST_DIR", "EVENTLOG_TEST_LISTEN"

var mortalUsers = []string{"admin", "contact", "projector"}

func TestMain(m *testing.M) {
	if dir := os.Getenv(mortalDir); dir != "" {
		serve(dir)
	}
	os.Exit(m.Run())
}

// serve says how to connect as each user, a line each, and never returns.
func serve(dir string) {
	s, err := embedded.Start(embedded.Options{Dir: dir, Listen: os.Getenv(mortalListen)})
	if err != nil {
		fmt.Println("failed:", err)
		os.Exit(1)
	}
	for _, user := range mortalUsers {
		fmt.Println(s.URL(user))
	}
	select {}
}

// mortal is a NATS server that can be killed and started again on the same
// folder and port. Its passwords are others each time, as in use.
type mortal struct {
	t   testing.TB
	dir string
	cmd *exec.Cmd

	mu        sync.Mutex
	addr      string
	passwords map[string]string
}

func newMortal(t testing.TB) *mortal {
	t.Helper()
	m := &mortal{t: t, dir: t.TempDir(), addr: "127.0.0.1:0", passwords: map[string]string{}}
	if err := m.start(); err != nil {
		t.Fatal(err)
	}
	t.Cleanup(m.kill)
	if err := Create(t.Context(), m.conn("admin", m.addr), authority, Options{}); err != nil {
		t.Fatal(err)
	}
	return m
}

func (m *mortal) start() error {
	m.mu.Lock()
	defer m.mu.Unlock()
	m.cmd = exec.Command(os.Args[0])
	m.cmd.Env = append(os.Environ(), mortalDir+"="+m.dir, mortalListen+"="+m.addr)
	m.cmd.SysProcAttr = &syscall.SysProcAttr{Pdeathsig: syscall.SIGKILL}
	out, err := m.cmd.StdoutPipe()
	if err == nil {
		err = m.cmd.Start()
	}
	lines := bufio.NewScanner(out)
	for i := 0; err == nil && i < len(mortalUsers) && lines.Scan(); i++ {
		err = m.learn(lines.Text())
	}
	return err
}

func (m *mortal) learn(line string) error {
	u, err := url.Parse(line)
	if err != nil || u.User == nil {
		return fmt.Errorf("the server says %q", line)
	}
	m.addr = u.Host
	m.passwords[u.User.Username()], _ = u.User.Password()
	return nil
}

// kill gives the server no time for anything, and returns when it is dead.
func (m *mortal) kill() {
	m.cmd.Process.Kill()
	m.cmd.Wait()
}

// conn connects by way of an address, again and again.
func (m *mortal) conn(user, addr string) *nats.Conn {
	m.t.Helper()
	password := func() (string, string) {
		m.mu.Lock()
		defer m.mu.Unlock()
		return user, m.passwords[user]
	}
	nc, err := nats.Connect("nats://"+addr, nats.UserInfoHandler(password), nats.CustomInboxPrefix("_INBOX_"+user), nats.IgnoreAuthErrorAbort(),
		nats.MaxReconnects(-1), nats.ReconnectWait(5*time.Millisecond), nats.ReconnectJitter(0, 0), nats.ErrorHandler(func(*nats.Conn, *nats.Subscription, error) {}))
	if err != nil {
		m.t.Fatal(err)
	}
	m.t.Cleanup(nc.Close)
	return nc
}

// impatient looks again soon.
func impatient(l *Log) *Log {
	l.tryFor = 100 * time.Millisecond
	return l
}

func TestAMortalServerSaysWhatIsWrong(t *testing.T) {
	m := newMortal(t)
	m.kill()
	m.addr = "nowhere"
	if err := m.start(); err == nil || !strings.Contains(err.Error(), "failed") {
		t.Errorf("got %v", err)
	}
}
