package eventlog

import (
	"context"
	"fmt"
	"net"
	"net/url"
	"strconv"
	"testing"
	"time"

	"github.com/nats-io/nats-server/v2/server"
	"github.com/nats-io/nats.go"
)

// A cluster refuses with another code while a publish is under way, and a
// replica that is behind reads old records.
func TestEightWritersRaceOnACluster(t *testing.T) {
	servers := newCluster(t)
	nc := connectedTo(t, servers[0])
	for try := 0; ; try++ { // until they have chosen a leader
		ctx, cancel := context.WithTimeout(t.Context(), 200*time.Millisecond)
		err := Create(ctx, nc, authority, Options{Replicas: 3})
		cancel()
		if err == nil {
			break
		}
		if try > 50 {
			t.Fatal(err)
		}
	}
	r := newRace(opened(t, nc), 12)
	r.others = []*Log{opened(t, connectedTo(t, servers[1])), opened(t, connectedTo(t, servers[2]))}
	if err := r.run(t.Context(), 8); err != nil {
		t.Fatal(err)
	}
	for _, s := range servers {
		r.want(t, take(t, followed(t, opened(t, connectedTo(t, s)), 0), 8*12))
	}
}

// newCluster starts three servers that keep copies of each other's streams.
func newCluster(t *testing.T) []*server.Server {
	t.Helper()
	routes := make([]*url.URL, 3)
	for i := range routes {
		routes[i] = &url.URL{Scheme: "nats", Host: freeAddress(t)}
	}
	servers := make([]*server.Server, 3)
	for i := range servers {
		port, _ := strconv.Atoi(routes[i].Port())
		s, err := server.NewServer(&server.Options{
			ServerName: fmt.Sprint("n", i), Host: "127.0.0.1", Port: server.RANDOM_PORT, NoSigs: true, NoLog: true,
			JetStream: true, StoreDir: t.TempDir(), SyncAlways: true, Routes: routes,
			Cluster: server.ClusterOpts{Name: "c", Host: "127.0.0.1", Port: port},
		})
		if err != nil {
			t.Fatal(err)
		}
		s.Start()
		t.Cleanup(func() { s.Shutdown(); s.WaitForShutdown() })
		servers[i] = s
	}
	for _, s := range servers {
		if !s.ReadyForConnections(20 * time.Second) {
			t.Fatal("not ready")
		}
	}
	return servers
}

func freeAddress(t *testing.T) string {
	t.Helper()
	listener, err := net.Listen("tcp", "127.0.0.1:0")
	if err != nil {
		t.Fatal(err)
	}
	defer listener.Close()
	return listener.Addr().String()
}

func connectedTo(t *testing.T, s *server.Server) *nats.Conn {
	t.Helper()
	nc, err := nats.Connect(s.ClientURL())
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(nc.Close)
	return nc
}
