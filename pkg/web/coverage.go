package web

import (
	"context"
	"errors"
	"strings"
	"time"

	"intouch/pkg/store"
	"intouch/pkg/web/pages"
)

// sweptWithin is how old the last sweep's receipt may be before nothing is
// green any more: the watcher is watched by the clock (I12).
const sweptWithin = 12 * time.Minute

// behindFor is how long an event may wait to be in every row before it counts
// as late: less than that is a batch under way.
const behindFor = 10 * time.Second

// coverage is the line on every page that says how far figures can be trusted.
func (s *server) coverage(ctx context.Context, v visit) pages.Coverage {
	c, err := s.DB.Coverage(ctx, v.Authority, v.now)
	if err != nil {
		return pages.Coverage{Text: "The tables are away: figures cannot be read just now."}
	}
	fed, late := s.fedTo(ctx, v)
	line := pages.Coverage{Text: coverageText(c) + fed}
	doubt := strings.TrimSpace(s.doubt(ctx, v, c) + " " + late)
	if doubt == "" {
		line.Green = true
		return line
	}
	line.Text += " " + doubt
	return line
}

// fedTo is up to when other systems are taken in, and which of them are late.
func (s *server) fedTo(ctx context.Context, v visit) (text, late string) {
	state, err := s.feeds.list(ctx, v)
	if err != nil {
		return "", "It cannot be read up to when other systems are taken in."
	}
	return state.coverage(v.now)
}

// doubt is why the figures may be out of date; empty: they are not.
func (s *server) doubt(ctx context.Context, v visit, c store.Coverage) string {
	switch {
	case c.Evaluated != c.Register:
		return "Not everyone has been evaluated."
	case !c.Oldest.IsZero() && v.now.Sub(c.Oldest) > behindFor:
		return "What was recorded since is not shown yet."
	}
	receipt, err := s.DB.LastReceipt(ctx, v.Authority)
	switch {
	case errors.Is(err, store.ErrNotFound):
		return "Nobody has looked for lapses yet."
	case err != nil:
		return "It cannot be read when somebody last looked for lapses."
	case v.now.Sub(receipt.At) > sweptWithin:
		return "The last look for lapses was on " + clockTime(receipt.At) + "."
	}
	return s.shortOfTheLog(ctx, v, c, receipt.LogEnd)
}

// shortOfTheLog compares the tables with where the log truly ends, or at least
// ended at the last sweep.
func (s *server) shortOfTheLog(ctx context.Context, v visit, c store.Coverage, end uint64) string {
	if s.LogEnd != nil {
		now, err := s.LogEnd(ctx, v.Authority)
		if err != nil {
			return "The log cannot be seen just now, so there may be more in it."
		}
		end = now
	}
	if c.Position.Stored >= end || v.now.Sub(c.Position.RecordedAt) < behindFor {
		return ""
	}
	return "The log goes on to position " + thousands(int(end)) + "."
}
