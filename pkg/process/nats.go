package process

import (
	"context"
	"errors"
	"fmt"
	"log/slog"
	"net/url"
	"os"
	"strings"
	"time"

	"github.com/nats-io/nats.go"
)

// natsDrainWithin is how long messages under way may take when we stop.
const natsDrainWithin = 2 * time.Second

const natsReconnectEvery = 500 * time.Millisecond

// NATS returns a connection as one of the users of nats.conf. It returns at
// once, connected or not, and connects and reconnects for ever: readiness says
// which. What the server refuses is logged, since a refused publish shows
// nowhere else. Close it with Drain.
func (s Settings) NATS(_ context.Context, user string) (*nats.Conn, error) {
	credentials, err := s.natsUser(user)
	if err != nil {
		return nil, err
	}
	l := natsLog{user}
	nc, err := nats.Connect(s.NATSURL, append(credentials,
		nats.Name(user), nats.CustomInboxPrefix("_INBOX_"+user), nats.DrainTimeout(natsDrainWithin),
		nats.RetryOnFailedConnect(true), nats.MaxReconnects(-1), nats.ReconnectWait(natsReconnectEvery), nats.IgnoreAuthErrorAbort(),
		nats.ErrorHandler(l.failed), nats.ReconnectErrHandler(l.unreachable()),
		nats.DisconnectErrHandler(l.lost), nats.ConnectHandler(l.connected), nats.ReconnectHandler(l.connected))...)
	if err != nil {
		return nil, fmt.Errorf("connect to NATS (--nats-url): %w", err)
	}
	s.Health.Register("nats", func(context.Context) error {
		if !nc.IsConnected() {
			return fmt.Errorf("not connected (%s)", strings.ToLower(nc.Status().String()))
		}
		return nil
	})
	return nc, nil
}

// natsUser is empty when the URL has the user's credentials in it.
func (s Settings) natsUser(user string) ([]nats.Option, error) {
	if s.NATSURL == "" {
		return nil, errors.New("say where NATS is: set --nats-url or INTOUCH_NATS_URL")
	}
	var credentials []nats.Option
	for server := range strings.SplitSeq(s.NATSURL, ",") {
		u, err := url.Parse(server)
		switch {
		case err != nil || u.Host == "": // err would quote the password
			return nil, errors.New("--nats-url: write nats://user:password@host:4222, several with commas between")
		case u.User == nil:
			credentials = []nats.Option{nats.UserInfo(user, os.Getenv("INTOUCH_NATS_PASSWORD_"+strings.ToUpper(user)))}
		case u.User.Username() != user:
			return nil, fmt.Errorf("--nats-url is for the NATS user %q: this needs %q", u.User.Username(), user)
		}
	}
	return credentials, nil
}

// Drain lets what is under way finish, for two seconds at most, and closes.
func Drain(nc *nats.Conn) {
	closed := nc.StatusChanged(nats.CLOSED)
	if nc.IsClosed() || nc.Drain() != nil {
		nc.Close() // not connected: nothing to finish
		return
	}
	select {
	case <-closed:
	case <-time.After(natsDrainWithin):
		nc.Close()
	}
}

// natsLog says what happens to a user's connection.
type natsLog struct{ user string }

func (l natsLog) failed(_ *nats.Conn, sub *nats.Subscription, err error) {
	subject := ""
	if sub != nil {
		subject = sub.Subject
	}
	slog.Error("NATS", "user", l.user, "subscription", subject, "error", err)
}

// unreachable says why, once for each reason: it is called at each attempt.
func (l natsLog) unreachable() nats.ConnErrHandler {
	said := ""
	return func(_ *nats.Conn, err error) {
		if err != nil && err.Error() != said {
			said = err.Error()
			slog.Warn("NATS cannot be reached", "user", l.user, "error", err)
		}
	}
}

func (l natsLog) lost(_ *nats.Conn, err error) {
	if err != nil {
		slog.Warn("NATS connection lost", "user", l.user, "error", err)
	}
}

func (l natsLog) connected(*nats.Conn) { slog.Info("NATS connected", "user", l.user) }
