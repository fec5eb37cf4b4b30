package process

import (
	"bufio"
	"context"
	"encoding/json"
	"fmt"
	"io"
	"net"
	"net/http"
	"os"
	"os/exec"
	"strings"
	"syscall"
	"testing"
	"time"
)

// asProgram makes the test program a service that serves /slow and stops as told.
const asProgram = "INTOUCH_TEST_PROGRAM"

func TestMain(m *testing.M) {
	switch os.Getenv(asProgram) {
	case "":
		os.Exit(m.Run())
	case "good":
		Main("good", good)
	case "stubborn":
		Main("stubborn", stubborn)
	case "broken":
		Main("broken", func(context.Context, Settings) error { return fmt.Errorf("the disk is full") })
	}
}

// good says when it stops, which is after its last request was answered.
func good(ctx context.Context, s Settings) error {
	s.Health.Register("kettle", func(context.Context) error { return fmt.Errorf("cold") })
	s.Handle("GET /slow", http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		fmt.Println("asked")
		<-time.After(300 * time.Millisecond)
		fmt.Println("answered")
	}))
	fmt.Println("begun")
	<-ctx.Done()
	fmt.Println("stopped")
	return ctx.Err()
}

func stubborn(ctx context.Context, _ Settings) error {
	<-ctx.Done()
	fmt.Println("told to stop")
	select {}
}

func TestAProgramIsHealthyServesAndStopsInOrder(t *testing.T) {
	p := program(t, "good")
	p.want(t, "begun")
	url := "http://" + p.addr
	if code, body := get(t, url+"/healthz"); code != 200 {
		t.Errorf("healthz %d %s", code, body)
	}
	if code, body := get(t, url+"/readyz"); code != 503 || !strings.Contains(body, `"kettle":"cold"`) {
		t.Errorf("readyz %d %s", code, body)
	}
	if code, body := get(t, url+"/metrics"); code != 200 || !strings.Contains(body, "go_") {
		t.Errorf("metrics %d %s", code, body)
	}
	slow := make(chan int)
	go func() {
		code, _ := get(t, url+"/slow")
		slow <- code
	}()
	p.want(t, "asked")
	p.signal(t, syscall.SIGTERM)
	if code := <-slow; code != 200 {
		t.Errorf("the request under way got %d", code)
	}
	p.want(t, "answered")
	p.want(t, "stopped")
	if err := p.cmd.Wait(); err != nil {
		t.Errorf("ended with %v", err)
	}
}

func TestASecondCtrlCKills(t *testing.T) {
	p := program(t, "stubborn")
	p.signal(t, os.Interrupt)
	p.want(t, "told to stop")
	ended := make(chan struct{})
	go func() { p.cmd.Wait(); close(ended) }()
	tick := time.NewTicker(10 * time.Millisecond)
	defer tick.Stop()
	for waiting := true; waiting; { // the first may still be being dealt with
		select {
		case <-ended:
			waiting = false
		case <-tick.C:
			p.cmd.Process.Signal(os.Interrupt)
		}
	}
	if status := p.cmd.ProcessState.Sys().(syscall.WaitStatus); !status.Signaled() || status.Signal() != syscall.SIGINT {
		t.Errorf("ended with %v", p.cmd.ProcessState)
	}
}

func TestAFailureIsLoggedAndIsTheExitCode(t *testing.T) {
	p := program(t, "broken")
	var last struct{ Level, Msg, Error string }
	if err := json.Unmarshal([]byte(p.line(t)), &last); err != nil || last.Level != "ERROR" || last.Error != "program: the disk is full" {
		t.Errorf("last record %+v, %v", last, err)
	}
	if p.cmd.Wait(); p.cmd.ProcessState.ExitCode() != 1 {
		t.Errorf("ended with %v", p.cmd.ProcessState)
	}
}

func TestAnAddressThatIsTakenIsAnError(t *testing.T) {
	l, err := net.Listen("tcp", "127.0.0.1:0")
	if err != nil {
		t.Fatal(err)
	}
	defer l.Close()
	err = serving(t.Context(), Settings{Addr: l.Addr().String()}, http.NotFoundHandler(), good)
	if err == nil || !strings.Contains(err.Error(), "--addr") {
		t.Errorf("error %v", err)
	}
}

// running is a program in a process of its own.
type running struct {
	cmd  *exec.Cmd
	out  *bufio.Reader
	said []string // before it said that it serves: the two begin together
	addr string
}

func program(t *testing.T, name string) *running {
	t.Helper()
	cmd := exec.Command(os.Args[0], "--addr=127.0.0.1:0")
	cmd.Env = append(os.Environ(), asProgram+"="+name)
	out, err := cmd.StdoutPipe()
	if err != nil {
		t.Fatal(err)
	}
	if err := cmd.Start(); err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { cmd.Process.Kill(); cmd.Wait() }) // most have ended by then
	p := &running{cmd: cmd, out: bufio.NewReader(out)}
	for {
		line := p.read(t)
		var serving struct{ Addr, Service string }
		if json.Unmarshal([]byte(line), &serving) == nil && serving.Addr != "" && serving.Service == name {
			p.addr = serving.Addr
			return p
		}
		p.said = append(p.said, line)
	}
}

func (p *running) line(t *testing.T) string {
	t.Helper()
	if len(p.said) == 0 {
		return p.read(t)
	}
	line := p.said[0]
	p.said = p.said[1:]
	return line
}

func (p *running) read(t *testing.T) string {
	t.Helper()
	line, err := p.out.ReadString('\n')
	if err != nil {
		t.Fatalf("the program says %q and then: %v", line, err)
	}
	return strings.TrimSpace(line)
}

func (p *running) want(t *testing.T, line string) {
	t.Helper()
	if got := p.line(t); got != line {
		t.Errorf("the program says %q, want %q", got, line)
	}
}

func (p *running) signal(t *testing.T, s os.Signal) {
	t.Helper()
	if err := p.cmd.Process.Signal(s); err != nil {
		t.Fatal(err)
	}
}

func get(t *testing.T, url string) (int, string) {
	t.Helper()
	resp, err := http.Get(url)
	if err != nil {
		t.Error(err)
		return 0, ""
	}
	defer resp.Body.Close()
	body, err := io.ReadAll(resp.Body)
	if err != nil {
		t.Error(err)
	}
	return resp.StatusCode, string(body)
}

func freePort(t *testing.T) *net.TCPAddr {
	t.Helper()
	l, err := net.Listen("tcp", "127.0.0.1:0")
	if err != nil {
		t.Fatal(err)
	}
	defer l.Close()
	return l.Addr().(*net.TCPAddr)
}
