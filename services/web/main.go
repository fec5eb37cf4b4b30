// Web is the one HTTP door: the pages, the JSON API, and the way in for
// commands.
package main

import (
	"context"
	"time"

	"intouch/deploy"
	care "intouch/pkg/careleaver"
	"intouch/pkg/duty"
	"intouch/pkg/intake"
	"intouch/pkg/process"
	"intouch/pkg/store"
	"intouch/pkg/web"
)

const name = "web"

// settings are the program's own, beside those that all have.
var settings struct {
	Hosts []string `name:"host" help:"A name under which browsers reach InTouch, besides this machine's own; may be repeated." env:"INTOUCH_HOST" placeholder:"NAME"`
}

func main() { process.Main(name, run, &settings) }

func run(ctx context.Context, s process.Settings) error {
	nc, err := s.NATS(ctx, name)
	if err != nil {
		return err
	}
	defer process.Drain(nc)
	pool, err := s.Database(ctx)
	if err != nil {
		return err
	}
	defer pool.Close()
	// It holds until an authority publishes its own.
	policy, err := duty.ParsePolicy(deploy.Policy, 1, care.NewDay(2000, time.January, 1))
	if err != nil {
		return err
	}
	tables := store.Open(pool)
	s.Health.Register("tables", tables.Check)
	s.Handle("/", web.New(web.Options{
		DB: tables, Client: intake.NewClient(nc), Now: time.Now, Policy: policy, Authorities: s.Authorities, Hosts: settings.Hosts,
	}))
	<-ctx.Done()
	return nil
}
