package demo

import (
	"slices"
	"strings"
	"time"

	care "intouch/pkg/careleaver"
)

// staffEvents is what is recorded of those who work here: who is here when the
// authority begins, who manages what, who joins, is away, and leaves.
func (w World) staffEvents(s staff) []care.Event {
	opening := w.From.Start().Add(8 * time.Hour)
	b := book{office: s.office, at: opening}
	for _, m := range s.everybody() {
		if b.at = opening; m.from > w.From {
			b.at = writtenAt(m.from, m.from.Start())
		}
		b.staff(m, s.joined(m))
		b.comesAndGoes(m, s)
	}
	b.at = opening.Add(15 * time.Minute)
	for i, t := range s.teams {
		deputy := s.teams[(i+1)%len(s.teams)].manager
		b.write(care.NewRecordID(care.NewTeamID(Authority, t.name)), "manager", care.TeamManagerSet{Team: t.name, Manager: t.manager.id, Deputy: deputy.id, From: w.From})
	}
	return b.events
}

// everybody is all who ever work here, always in the same order.
func (s staff) everybody() []*worker {
	var all []*worker
	for _, m := range s.byID {
		all = append(all, m)
	}
	slices.SortFunc(all, func(a, b *worker) int { return strings.Compare(a.name, b.name) })
	return all
}

// book is what the office writes down of staff.
type book struct {
	office *worker
	at     time.Time
	events []care.Event
}

func (b *book) staff(m *worker, f care.Fact) { b.write(care.NewRecordID(m.id), "staff", f) }

func (b *book) write(r care.RecordID, what string, f care.Fact) {
	id := care.DerivedID(Authority, what, string(r), b.at.UTC().Format(time.RFC3339))
	if _, joins := f.(care.StaffJoined); joins {
		id = care.NewStaffID(Authority, f.(care.StaffJoined).Name)
	}
	b.events = append(b.events, ours(care.Event{ID: id, Area: care.AreaStaff, Record: r, Fact: f, RecordedAt: b.at, OnBehalfOf: b.office.id}))
}

// comesAndGoes writes down a long leave, and that somebody leaves, two weeks
// before they do.
func (b *book) comesAndGoes(m *worker, s staff) {
	if away := m.away; away.from != 0 {
		b.at = writtenAt(away.from, away.from.Start())
		b.staff(m, care.StaffAbsent{From: away.from, ExpectedReturn: away.until, Cover: s.colleague(m.team, int(away.from), away.from).id})
		b.at = writtenAt(away.until, away.until.Start())
		b.staff(m, care.StaffReturned{On: away.until})
	}
	if m.left != care.Forever {
		notice := max(m.from, atWork(m.left.AddDays(-14)))
		b.at = writtenAt(notice, notice.Start())
		b.staff(m, care.StaffLeft{On: m.left})
	}
}
