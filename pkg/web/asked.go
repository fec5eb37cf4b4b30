package web

import (
	"context"
	"net/url"
	"time"

	care "intouch/pkg/careleaver"
	"intouch/pkg/history"
	"intouch/pkg/store"
)

// asAt is what a reader asks for: the day as at which, and the time as known
// at which.
type asAt struct {
	on    care.Day
	known time.Time // zero: all that is known
	said  string    // the time as the reader gave it; empty: none
	today care.Day
}

// past reports whether it is about what was, rather than what the tables say now.
func (m asAt) past() bool { return m.on < m.today || !m.known.IsZero() }

// asked is what most reads take: at, a day, and known, a day, up to whose end in
// London, or an instant. Known is all that is known where it is left out; at is
// today then, or else the day of known.
func asked(q *query, v visit) asAt {
	m := asAt{on: v.today, today: v.today, said: q.text("known")}
	if m.said != "" {
		m.known = q.instant("known")
		m.on = min(care.DayOf(m.known), v.today)
	}
	if !m.known.Before(v.now) {
		m.known = time.Time{} // nothing that is known was recorded later
	}
	m.on = q.day("at", m.on)
	return m
}

// instant is the end of a day in London, or a time.
func (q *query) instant(name string) time.Time {
	at, err := care.ParseKnown(q.text(name))
	if err != nil {
		q.say("Write " + name + " as a day such as 2026-06-15, or as a time such as 2026-06-15T14:30:00Z.")
	}
	return at
}

// query is the moment as parameters of an address, to be carried along; empty
// for now.
func (m asAt) query() url.Values {
	q := url.Values{}
	if m.past() {
		q.Set("at", m.on.String())
		if m.said != "" {
			q.Set("known", m.said)
		}
	}
	return q
}

// address is a path with the moment carried along.
func (m asAt) address(path string) string {
	if q := m.query(); len(q) > 0 {
		return path + "?" + q.Encode()
	}
	return path
}

// words say which moment it is: "As it was on 14 June 2026, as known then".
func (m asAt) words() string {
	words := "As it was on " + m.on.Long()
	switch {
	case m.said == "" || m.known.IsZero():
		return words + ", by all that is known now"
	case len(m.said) == len("2026-06-15") && care.DayOf(m.known) == m.on:
		return words + ", as known then"
	case len(m.said) == len("2026-06-15"):
		return words + ", as known on " + care.DayOf(m.known).Long()
	}
	return words + ", as known on " + clockTime(m.known)
}

// council is the authority whose past the caller asks for.
func (s *server) council(v visit) history.Council {
	return history.Council{DB: s.DB, Authority: v.Authority, Policy: s.Policy}
}

// listAt is a page of the register at a moment with how many stand where.
func (s *server) listAt(ctx context.Context, v visit, ask store.RegisterQuery, m asAt) (store.RegisterPage, store.Counts, error) {
	if m.past() {
		return s.council(v).List(ctx, ask, m.known)
	}
	counts, err := s.DB.Counts(ctx, v.Authority, m.on)
	if err != nil {
		return store.RegisterPage{}, counts, err
	}
	page, err := s.DB.Register(ctx, ask)
	return page, counts, err
}

// peopleAt is a page of the register at a moment: from the tables where they
// say it all.
func (s *server) peopleAt(ctx context.Context, v visit, ask store.RegisterQuery, m asAt) (store.RegisterPage, error) {
	if m.past() {
		return s.council(v).Register(ctx, ask, m.known)
	}
	return s.DB.Register(ctx, ask)
}

// countsAt are how many stand where at a moment. The tables have every day by
// all that is known.
func (s *server) countsAt(ctx context.Context, v visit, m asAt) (store.Counts, error) {
	if m.known.IsZero() {
		return s.DB.Counts(ctx, v.Authority, m.on)
	}
	return s.council(v).Counts(ctx, m.on, m.known)
}
