package intake

import (
	"sync"
	"testing"
	"time"

	"github.com/google/uuid"
	"github.com/nats-io/nats.go/jetstream"

	"intouch/pkg/access"
	care "intouch/pkg/careleaver"
	"intouch/pkg/eventlog"
	"intouch/pkg/wire"
)

// BenchmarkCommands sends contacts as an import does, many at once, and beside
// it publishes the same messages bare, many at once, on the same server: what a
// command costs, and what of it is the disk's.
func BenchmarkCommands(b *testing.B) {
	const n = 5000
	p, cmds := benchPlant(b, n)
	contact, err := p.server.Connect("contact")
	if err != nil {
		b.Fatal(err)
	}
	js, err := jetstream.New(contact)
	if err != nil {
		b.Fatal(err)
	}
	var commands, bare time.Duration
	for b.Loop() {
		begun := time.Now()
		for _, r := range p.client.DoAll(b.Context(), access.OperatorOf("bench"), cmds()) {
			if r.Err != nil {
				b.Fatal(r.Err)
			}
		}
		commands += time.Since(begun)
		begun = time.Now()
		publish(b, js, cmds())
		bare += time.Since(begun)
	}
	b.ReportMetric(float64(commands.Microseconds())/float64(b.N*n), "µs/command")
	b.ReportMetric(float64(bare.Microseconds())/float64(b.N*n), "µs/publish")
	b.ReportMetric(float64(commands)/float64(bare), "×publish")
	b.ReportMetric(0, "ns/op")
}

// benchPlant has somebody on the register, and makes contacts with them.
func benchPlant(b *testing.B, n int) (*plant, func() []Command) {
	p, err := startPlant(b.TempDir())
	if err != nil {
		b.Fatal(err)
	}
	b.Cleanup(p.server.Stop)
	if err := eventlog.Create(b.Context(), p.admin, "bench", eventlog.Options{}); err != nil {
		b.Fatal(err)
	}
	person := care.NewPersonID("bench", care.LocalID, "1")
	command := func(e care.Event) Command {
		e.Person = person
		c, err := Of(e)
		if err != nil {
			b.Fatal(err)
		}
		return c
	}
	registered := command(care.Event{Area: care.AreaCaseload, Record: care.RecordPerson, Fact: care.Registered{LocalID: "1", Category: care.Relevant}})
	if _, err := p.client.Do(b.Context(), access.OperatorOf("bench"), registered); err != nil {
		b.Fatal(err)
	}
	return p, func() []Command {
		all := make([]Command, n)
		for i := range all {
			all[i] = command(care.Event{ID: uuid.New(), Area: care.AreaContact, Fact: care.ContactMade{
				How: care.Called, When: care.OnDay(care.DayOf(noon)), Note: "We talked about the flat.",
			}})
		}
		return all
	}
}

// publish stores the facts of commands without deciding anything.
func publish(b *testing.B, js jetstream.JetStream, cmds []Command) {
	slots := make(chan struct{}, abreast)
	var all sync.WaitGroup
	for _, c := range cmds {
		slots <- struct{}{}
		all.Go(func() {
			defer func() { <-slots }()
			subject := wire.Subject("bench", c.Person, c.Area, care.NewRecordID(c.Event))
			if _, err := js.Publish(b.Context(), subject, c.Facts, jetstream.WithExpectLastSequencePerSubject(0)); err != nil {
				b.Error(err)
			}
		})
	}
	all.Wait()
}
