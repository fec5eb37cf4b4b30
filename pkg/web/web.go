// Package web is InTouch's one HTTP door: the pages people use, the JSON API,
// and the way in for commands. It decides nothing: what is owed to whom is read
// from the tables (pkg/store), what is recorded goes to the services
// (pkg/intake), and who may look is asked of pkg/access before anything is
// shown, which enters the look as well.
//
// A page is a file: its handler, its struct with a field for each thing it
// shows, and a template of the same name in pages/. What is recorded is a file
// too: the fields of the form and the fact that they make (form.go says how).
//
// Everything that is asked for has the caller first, and the caller is made in
// one place ([server.caller]). Writing needs NATS alone and reading Postgres
// alone, so that a contact can be recorded while the tables are away.
package web

import (
	"cmp"
	"context"
	"net/http"
	"time"

	"intouch/pkg/access"
	care "intouch/pkg/careleaver"
	"intouch/pkg/duty"
	"intouch/pkg/figures"
	"intouch/pkg/intake"
	"intouch/pkg/store"
)

// Options are what the door opens on.
type Options struct {
	DB          *store.DB
	Client      *intake.Client
	Now         func() time.Time
	Policy      duty.Policy // the one that came with the program: in force while none is published
	Authorities []string    // at least one; the first is meant where none is named
	Hosts       []string    // names under which browsers reach us, besides this machine's own

	Patience time.Duration // how long a reader waits for a position; five seconds when zero
	Upload   time.Duration // how long a browser waits for an import before it is shown how far that is; as Patience when zero

	// LogEnd returns the position of an authority's last event. Nil where this
	// program may not look at the log: then the last sweep's receipt has to say.
	LogEnd func(ctx context.Context, authority string) (uint64, error)
}

// New returns the whole of it: pages, API, static files.
func New(o Options) http.Handler {
	o.Patience = cmp.Or(o.Patience, 5*time.Second)
	o.Upload = cmp.Or(o.Upload, o.Patience)
	s := &server{Options: o, roster: newRoster(o.DB, o.Now), assets: newAssets(), feeds: feeds{db: o.DB}, pictures: newKept[pictureKey, *figures.Picture](), ledgers: newKept[ledgerKey, *figures.Ledger]()}
	mux := http.NewServeMux()
	s.routes(mux)
	return s.around(mux)
}

type server struct {
	Options
	roster *roster
	assets assets

	underWay underWay
	feeds    feeds
	pictures *kept[pictureKey, *figures.Picture]
	ledgers  *kept[ledgerKey, *figures.Ledger]
}

// visit is one request of somebody who is known, at one instant.
type visit struct {
	access.Caller
	member care.Member // zero for the operator, and while nobody can be looked up
	now    time.Time
	today  care.Day
}
