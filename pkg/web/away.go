package web

import (
	"context"
	"errors"
	"io"
	"net"
	"slices"
)

// awayClasses are the classes of SQLSTATE with which a Postgres answers that
// takes no questions: no connection, nobody may in, no such database yet, full,
// shutting down or starting.
var awayClasses = []string{"08", "28", "3D", "53", "57"}

// tablesAway reports whether Postgres cannot be reached, or is not ready: it
// will be again, and nothing is wrong with what was asked.
func tablesAway(err error) bool {
	var (
		network net.Error
		server  interface{ SQLState() string }
	)
	if errors.As(err, &server) {
		return slices.Contains(awayClasses, server.SQLState()[:min(2, len(server.SQLState()))])
	}
	return errors.As(err, &network) || errors.Is(err, io.ErrUnexpectedEOF) || errors.Is(err, context.DeadlineExceeded)
}
