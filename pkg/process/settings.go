package process

import "net/http"

// Settings are those of every program: flags, or INTOUCH_… environment
// variables of the same name. A program's own settings are a struct of the same
// kind in its room (see Main).
type Settings struct {
	Addr        string   `help:"Where to serve HTTP: pages, /healthz, /readyz, /metrics." default:"127.0.0.1:8080" env:"INTOUCH_ADDR" placeholder:"HOST:PORT"`
	Data        string   `help:"The data folder." default:"./data" env:"INTOUCH_DATA" type:"path" placeholder:"FOLDER"`
	NATSURL     string   `name:"nats-url" help:"The log and the commands: nats://user:password@host:4222. Without a user, the password of each comes from INTOUCH_NATS_PASSWORD_<USER>." env:"INTOUCH_NATS_URL" placeholder:"URL"`
	DatabaseURL string   `name:"database-url" help:"The tables: postgres://user:password@host:5432/intouch." env:"INTOUCH_DATABASE_URL" placeholder:"URL"`
	Policy      string   `help:"The policy that an authority starts with, instead of the one that comes with the program." env:"INTOUCH_POLICY" type:"path" placeholder:"FILE"`
	Authorities []string `name:"authority" help:"The authorities that are served, by GSS code; may be repeated." default:"local" env:"INTOUCH_AUTHORITY" placeholder:"CODE"`

	// What the running program adds; nothing in a command without a server.
	Health *Health        `kong:"-"`
	mux    *http.ServeMux `kong:"-"`
}

// Handle adds a page to the program's HTTP server, beside /healthz, /readyz and
// /metrics. It may be called while the server runs.
func (s Settings) Handle(pattern string, h http.Handler) {
	if s.mux != nil {
		s.mux.Handle(pattern, h)
		s.Health.begun()
	}
}
