// Package embedded runs a NATS server inside this process, set up by the same
// file as a deployed one (deploy/nats/nats.conf): the same users may do the
// same things, and an acknowledged record has reached the disk. Passwords are
// made at random at every start.
//
// Two servers on one folder destroy acknowledged records: the caller makes sure
// that it is the only one (`intouch` locks its data folder).
package embedded

import (
	"crypto/rand"
	"errors"
	"fmt"
	"log/slog"
	"net"
	"net/http"
	"net/url"
	"regexp"
	"strconv"
	"strings"
	"time"

	"github.com/nats-io/nats-server/v2/server"
	"github.com/nats-io/nats.go"

	"intouch/deploy"
)

const (
	readyWithin = 10 * time.Second
	storeKey    = "INTOUCH_NATS_STORE_KEY"
)

// passwordOf finds the users in nats.conf by their passwords' variables.
var passwordOf = regexp.MustCompile(`\$(INTOUCH_NATS_PASSWORD_([A-Z]+))`)

// Options say where the log is kept and who can reach it.
type Options struct {
	Dir      string // the server's own folder, made when absent
	Listen   string // "127.0.0.1:0", or empty: reached from this process only
	StoreKey string // encrypts the files; empty: they are plain
}

// Server is a running NATS server. It may be used by many goroutines.
type Server struct {
	nats      *server.Server
	passwords map[string]string // by user
}

// Start runs a server on o.Dir and returns when it is ready, or says why not.
func Start(o Options) (*Server, error) {
	s, err := start(o)
	if err != nil {
		return nil, fmt.Errorf("embedded NATS in %s: %w", o.Dir, err)
	}
	return s, nil
}

func start(o Options) (*Server, error) {
	conf, passwords := fill(deploy.NATSConf)
	settings, err := read(conf, o)
	if err != nil {
		return nil, err
	}
	nats, err := server.NewServer(settings)
	if err != nil {
		return nil, err
	}
	log := logger{fatal: make(chan error, 1)}
	nats.SetLogger(log, false, false)
	nats.Start()
	s := &Server{nats, passwords}
	if err := s.ready(log.fatal); err != nil {
		s.Stop()
		return nil, err
	}
	return s, nil
}

// ready waits until the server takes connections and its log is open. What
// went wrong with a start the server says to its logger only.
func (s *Server) ready(fatal <-chan error) error {
	ready := make(chan bool, 1)
	go func() { ready <- s.nats.ReadyForConnections(readyWithin) }()
	select {
	case err := <-fatal:
		return err
	case ok := <-ready:
		if !ok || !s.nats.JetStreamEnabled() {
			return errors.New("not ready after " + readyWithin.String())
		}
		return nil
	}
}

// Healthy says why the log cannot take events, if it cannot: a stream that met a
// full disk refuses every write until the server is started again.
func (s *Server) Healthy() error {
	if status := s.nats.Healthz(&server.HealthzOptions{}); status.StatusCode != http.StatusOK {
		return fmt.Errorf("embedded NATS: %s", status.Error)
	}
	return nil
}

// fill defines the variables of nats.conf in front of it, and returns the
// password of each user. So they need not pass through the environment, which
// every child of this process would see.
func fill(conf string) (string, map[string]string) {
	passwords := map[string]string{}
	var vars strings.Builder
	fmt.Fprintf(&vars, "%s: %q\n", storeKey, "")
	for _, m := range passwordOf.FindAllStringSubmatch(conf, -1) {
		password := rand.Text()
		passwords[strings.ToLower(m[2])] = password
		fmt.Fprintf(&vars, "%s: %q\n", m[1], password)
	}
	return vars.String() + conf, passwords
}

// read turns the file into the server's options, and makes it ours.
func read(conf string, o Options) (*server.Options, error) {
	settings := &server.Options{}
	if err := settings.ProcessConfigString(conf); err != nil {
		return nil, fmt.Errorf("nats.conf: %w", err)
	}
	settings.StoreDir, settings.JetStreamKey = o.Dir, o.StoreKey
	settings.NoSigs = true // signals are the program's
	settings.DontListen = o.Listen == ""
	if settings.DontListen {
		return settings, nil
	}
	host, port, err := net.SplitHostPort(o.Listen)
	if err != nil {
		return nil, fmt.Errorf("listen on %q: %w", o.Listen, err)
	}
	settings.Host = host
	if settings.Port, err = strconv.Atoi(port); err != nil {
		return nil, fmt.Errorf("listen on %q: %w", o.Listen, err)
	}
	if settings.Port == 0 {
		settings.Port = server.RANDOM_PORT
	}
	return settings, nil
}

// Connect returns a connection inside this process as one of the users of
// nats.conf, with that user's inbox. It reconnects for ever. What the server
// refuses is logged: a refused publish shows nowhere else.
func (s *Server) Connect(user string, opts ...nats.Option) (*nats.Conn, error) {
	password, ok := s.passwords[user]
	if !ok {
		return nil, fmt.Errorf("connect to embedded NATS: nats.conf has no user %q", user)
	}
	all := append([]nats.Option{
		nats.Name(user), nats.UserInfo(user, password), nats.CustomInboxPrefix("_INBOX_" + user),
		nats.InProcessServer(s.nats), nats.MaxReconnects(-1), nats.ErrorHandler(logError(user)),
	}, opts...)
	nc, err := nats.Connect("", all...)
	if err != nil {
		return nil, fmt.Errorf("connect to embedded NATS as %s: %w", user, err)
	}
	return nc, nil
}

func logError(user string) nats.ErrHandler {
	return func(_ *nats.Conn, sub *nats.Subscription, err error) {
		subject := ""
		if sub != nil {
			subject = sub.Subject
		}
		slog.Error("NATS", "user", user, "subscription", subject, "error", err)
	}
}

// URL is how another process on this machine connects as that user, password
// included; empty when the server listens to none, or has no such user.
func (s *Server) URL(user string) string {
	addr, password := s.nats.Addr(), s.passwords[user]
	if addr == nil || password == "" {
		return ""
	}
	u := url.URL{Scheme: "nats", User: url.UserPassword(user, password), Host: addr.String()}
	return u.String()
}

// Stop shuts the server down and returns when it has let go of its folder.
func (s *Server) Stop() {
	s.nats.Shutdown()
	s.nats.WaitForShutdown()
}
