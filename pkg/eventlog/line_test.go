package eventlog

import (
	"bytes"
	"net"
	"sync"
	"testing"
)

// line is a network between clients and a server that can be cut, at once or
// when something passes that is then lost.
type line struct {
	addr   string
	server string

	mu    sync.Mutex
	conns []net.Conn
	cutAt string // the bytes to lose
}

// newLine leads to a server.
func newLine(t testing.TB, server string) *line {
	t.Helper()
	listener, err := net.Listen("tcp", "127.0.0.1:0")
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { listener.Close() })
	n := &line{addr: listener.Addr().String(), server: server}
	go func() {
		for {
			client, err := listener.Accept()
			if err != nil {
				return
			}
			n.join(client)
		}
	}()
	t.Cleanup(n.cut)
	return n
}

func (n *line) join(client net.Conn) {
	server, err := net.Dial("tcp", n.server)
	if err != nil {
		client.Close()
		return
	}
	n.mu.Lock()
	n.conns = append(n.conns, client, server)
	n.mu.Unlock()
	go n.carry(server, client)
	go n.carry(client, server)
}

func (n *line) carry(to, from net.Conn) {
	defer to.Close()
	defer from.Close()
	buffer := make([]byte, 64<<10)
	for {
		size, err := from.Read(buffer)
		if err != nil {
			return
		}
		if n.loses(buffer[:size]) {
			n.cut()
			return
		}
		if _, err := to.Write(buffer[:size]); err != nil {
			return
		}
	}
}

func (n *line) loses(data []byte) bool {
	n.mu.Lock()
	defer n.mu.Unlock()
	if n.cutAt == "" || !bytes.Contains(data, []byte(n.cutAt)) {
		return false
	}
	n.cutAt = ""
	return true
}

// lose loses what holds these bytes, whichever way it goes, and with it the
// connections.
func (n *line) lose(bytes string) {
	n.mu.Lock()
	defer n.mu.Unlock()
	n.cutAt = bytes
}

// cut ends all connections. New ones can be made.
func (n *line) cut() {
	n.mu.Lock()
	defer n.mu.Unlock()
	for _, c := range n.conns {
		c.Close()
	}
	n.conns = nil
}
