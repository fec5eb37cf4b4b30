package eventlog

import (
	"fmt"
	"os"
	"path/filepath"
	"slices"
	"strconv"
	"testing"
	"time"

	"github.com/nats-io/nats-server/v2/server"
	"github.com/nats-io/nats.go"
	"github.com/nats-io/nats.go/jetstream"
)

// BenchmarkAppend is one writer's new records on the disk, beside what the disk
// itself takes for a sync.
func BenchmarkAppend(b *testing.B) {
	l := newHouse(b).log("contact")
	disk := syncTimes(b, 200)
	var took []time.Duration
	for b.Loop() {
		e := contact("met at the accommodation")
		begun := time.Now()
		if _, err := l.Append(b.Context(), e, 0); err != nil {
			b.Fatal(err)
		}
		took = append(took, time.Since(begun))
	}
	reportQuantiles(b, "append", took)
	reportQuantiles(b, "fsync", disk)
}

// BenchmarkFollowUp is an append to a record that is there, which is read first.
func BenchmarkFollowUp(b *testing.B) {
	l := newHouse(b).log("contact")
	var took []time.Duration
	for b.Loop() {
		first := contact("met")
		at := stored(b, l, first, 0)
		begun := time.Now()
		if _, err := l.Append(b.Context(), voided(first), at); err != nil {
			b.Fatal(err)
		}
		took = append(took, time.Since(begun))
	}
	reportQuantiles(b, "follow-up", took)
}

// BenchmarkLast is what a write asks: is there such a person?
func BenchmarkLast(b *testing.B) {
	l := newHouse(b).log("contact")
	e := contact("met")
	stored(b, l, e, 0)
	fill(b, l, 1000)
	for b.Loop() {
		if _, ok, err := l.Last(b.Context(), address(e)); !ok || err != nil {
			b.Fatal(ok, err)
		}
	}
}

// BenchmarkFollow catches up with a log of BENCH_EVENTS events (100,000 unless
// told), over and over, 10,000 at a time.
func BenchmarkFollow(b *testing.B) {
	n := 100_000
	if told, err := strconv.Atoi(os.Getenv("BENCH_EVENTS")); err == nil {
		n = told
	}
	l := bulk(b, n)
	for b.Loop() {
		f := followed(b, l, 0)
		for f.after < uint64(n) {
			if _, err := f.Next(b.Context(), 10_000, true); err != nil {
				b.Fatal(err)
			}
		}
		f.Close()
	}
	b.ReportMetric(float64(n*b.N)/b.Elapsed().Seconds(), "events/s")
}

// bulk makes a log of n events, quickly: nothing is synced.
func bulk(b *testing.B, n int) *Log {
	b.Helper()
	s, err := server.NewServer(&server.Options{JetStream: true, StoreDir: b.TempDir(), NoSigs: true, NoLog: true, DontListen: true})
	if err != nil {
		b.Fatal(err)
	}
	s.Start()
	b.Cleanup(func() { s.Shutdown(); s.WaitForShutdown() })
	nc, err := nats.Connect("", nats.InProcessServer(s))
	if err != nil {
		b.Fatal(err)
	}
	b.Cleanup(nc.Close)
	if err := Create(b.Context(), nc, authority, Options{}); err != nil {
		b.Fatal(err)
	}
	l := opened(b, nc)
	for range n {
		e, err := prepared(Append{Event: contact("met at the accommodation, still there, all well")})
		if err != nil {
			b.Fatal(err)
		}
		if _, err := l.js.PublishMsgAsync(message(e), jetstream.WithStallWait(time.Minute)); err != nil {
			b.Fatal(err)
		}
	}
	<-l.js.PublishAsyncComplete()
	return l
}

// syncTimes is how long the disk takes to hold on to a few hundred bytes.
func syncTimes(b *testing.B, n int) []time.Duration {
	b.Helper()
	file, err := os.Create(filepath.Join(b.TempDir(), "disk"))
	if err != nil {
		b.Fatal(err)
	}
	defer file.Close()
	took := make([]time.Duration, n)
	for i := range took {
		begun := time.Now()
		fmt.Fprintf(file, "%500d", i)
		if err := file.Sync(); err != nil {
			b.Fatal(err)
		}
		took[i] = time.Since(begun)
	}
	return took
}

func reportQuantiles(b *testing.B, what string, took []time.Duration) {
	slices.Sort(took)
	for _, q := range []int{50, 99} {
		b.ReportMetric(float64(took[len(took)*q/100].Microseconds()), fmt.Sprintf("%s-p%d-µs", what, q))
	}
}
