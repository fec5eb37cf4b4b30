package demo

import (
	"sync/atomic"
	"time"
)

// Clock is the clock that the services of a demonstration go by. It stands
// still until it is set, and never goes back.
type Clock struct{ at atomic.Int64 }

// Now is what the clock says.
func (c *Clock) Now() time.Time { return time.Unix(0, c.at.Load()) }

// set moves the clock on to a time, unless it is later already.
func (c *Clock) set(t time.Time) {
	if t.UnixNano() > c.at.Load() {
		c.at.Store(t.UnixNano())
	}
}
