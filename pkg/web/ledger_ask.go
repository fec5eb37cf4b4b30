package web

import (
	"context"
	"net/url"
	"time"

	"github.com/google/uuid"

	"intouch/pkg/access"
	care "intouch/pkg/careleaver"
	"intouch/pkg/figures"
)

// which is which records of a ledger.
type which string

// The choices. Left out: all that were recorded here, imports apart.
const (
	whichLate      which = "late"
	whichBackdated which = "backdated"
	whichImported  which = "imported"
)

var whiches = care.Codes[which]{{Code: whichLate, Label: "Recorded late"}, {Code: whichBackdated, Label: "Recorded on a later day"}, {Code: whichImported, Label: "Imported"}}

// noTeam asks for records of people for whom no team answered.
const noTeam = "-"

// monthsOfLedger is how many months are shown where none are asked for, that of today included.
const monthsOfLedger = 6

// ledgerAsked is which records are asked for.
type ledgerAsked struct {
	From, To care.Day
	Team     string
	Month    care.Day // its first day; zero: any
	Kind     figures.Kind
	Worker   care.StaffID
	Which    which
}

var ledgerTakes = []string{"from", "to", "team"}

// askedLedger reads which time and team are asked for.
func askedLedger(q *query, v visit) ledgerAsked {
	y, m, _ := v.today.Date()
	a := ledgerAsked{From: q.day("from", care.NewDay(y, m-(monthsOfLedger-1), 1)), To: q.day("to", v.today), Team: q.text("team")}
	if a.From > a.To {
		q.say("from is a day before to, or the same.")
	}
	return a
}

// narrowed reads what else the lists of records take.
func (a ledgerAsked) narrowed(q *query) ledgerAsked {
	a.Month, a.Kind, a.Worker, a.Which = q.day("month", 0), code(q, "kind", figures.Kinds), q.id("worker"), code(q, "which", whiches)
	return a
}

func (a ledgerAsked) query() url.Values {
	q := url.Values{"from": {a.From.String()}, "to": {a.To.String()}}
	for name, value := range map[string]string{"team": a.Team, "month": a.Month.String(), "kind": string(a.Kind), "which": string(a.Which)} {
		if value != "" {
			q.Set(name, value)
		}
	}
	if a.Worker != uuid.Nil {
		q.Set("worker", a.Worker.String())
	}
	return q
}

// ofTeam reports whether a record is of the team that is asked for.
func (a ledgerAsked) ofTeam(team string) bool {
	return a.Team == "" || a.Team == noTeam && team == "" || care.Normalised(a.Team) == care.Normalised(team)
}

// picks reports whether a record is one of those asked for.
func (a ledgerAsked) picks(r figures.Recorded) bool {
	switch {
	case !a.ofTeam(r.Team), !a.Month.IsZero() && r.Month() != a.Month, a.Kind != "" && r.Kind != a.Kind, a.Worker != uuid.Nil && r.Worker != a.Worker:
		return false
	case r.Imported != (a.Which == whichImported):
		return false
	}
	return a.Which != whichLate && a.Which != whichBackdated || a.Which == whichLate && r.Late || a.Which == whichBackdated && r.Backdated()
}

// ledgerKey is what a ledger follows from, beside the log up to a position.
type ledgerKey struct {
	authority string
	from, to  care.Day
	stored    uint64
}

// ledgerRead is a ledger with the staff to name in it, and whom not to name.
type ledgerRead struct {
	*figures.Ledger
	staff staffList
	veil  veil
}

// readLedger is the ledger that was asked for, after entering that it is looked at.
func (s *server) readLedger(ctx context.Context, v visit, a ledgerAsked, view access.View) (l ledgerRead, err error) {
	detail := "late recording " + a.From.String() + " to " + a.To.String() + " " + string(a.Which)
	if err := s.looks(ctx, v, access.Question{View: view, Detail: detail}); err != nil {
		return l, err
	}
	position, err := s.DB.Position(ctx, v.Authority)
	if err != nil {
		return l, err
	}
	l.Ledger, err = s.ledgers.get(ctx, ledgerKey{v.Authority, a.From, a.To, position.Stored}, func() (*figures.Ledger, error) {
		return figures.ReadLedger(ctx, s.council(v), a.From, a.To)
	})
	if err != nil {
		return l, err
	}
	if l.veil, err = s.veil(ctx, v); err != nil {
		return l, err
	}
	l.staff, err = s.roster.list(ctx, v.Authority)
	return l, err
}

// recordsOf are the records of the ledger that are asked for: for sums, imported ones too.
func (a ledgerAsked) recordsOf(l ledgerRead, imports bool) []figures.Recorded {
	var all []figures.Recorded
	for _, r := range l.Records {
		if a.picks(r) || imports && r.Imported && a.ofTeam(r.Team) {
			all = append(all, r)
		}
	}
	return all
}

func (a ledgerAsked) closingsOf(l ledgerRead) []figures.Closing {
	var all []figures.Closing
	for _, c := range l.Closings {
		if a.ofTeam(c.Team) {
			all = append(all, c)
		}
	}
	return all
}

// recordedTime is an instant as a list shows it.
func recordedTime(t time.Time) string { return t.In(care.London).Format("2 January 2006, 15:04") }
