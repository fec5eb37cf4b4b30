package demo

import (
	"cmp"
	"math/rand/v2"
	"slices"
	"strconv"
	"time"

	care "intouch/pkg/careleaver"
)

// life is one person's time with the service while it is being made up: what is
// so in the world, and what was written down of it.
type life struct {
	World
	*staff
	Person
	manner
	rnd    *rand.Rand
	diary  []appointment
	today  care.Day
	at     time.Time // the hour of day at which things happen
	events []care.Event
	n      int                         // ids given so far
	noted  map[care.RecordID]time.Time // when a record was last written on

	registered time.Time
	phone      string
	adviser    *worker // who has them now; nil: nobody
	silent     []span
	tries      int           // in vain since the last contact
	planned    care.RecordID // the contact that is booked
	spoken     care.Day      // the last two-way contact
	met        care.Day      // the last in person
	home       home
	moved      *home // where they live really, before anybody is told
	lost       bool  // it is written down that nobody knows where they are
	away       *away
	missing    bool
	refused    care.Day // since when they want no contact; zero: they do not say so
	activity   activity
	support    support
	careEnds   care.Day // stops being looked after
	before     listed   // what the list that the authority begins with says
	cast       []scene
	over       bool // nothing more is written
}

// appointment is something that is to happen on a day.
type appointment struct {
	day care.Day
	n   int // in the order of asking
	do  func()
}

// on puts something into the diary.
func (l *life) on(day care.Day, do func()) {
	l.diary = append(l.diary, appointment{max(day, l.today), len(l.diary), do})
}

// in puts something into the diary, so many days from now.
func (l *life) in(days int, do func()) { l.on(l.today.AddDays(days), do) }

// atWorkIn is in, on a day on which people work.
func (l *life) atWorkIn(days int, do func()) { l.on(atWork(l.today.AddDays(days)), do) }

// live lives until the day, that included. What happens on a day does not
// depend on how long anybody looks.
func (l *life) live(until care.Day) {
	for i := 0; !l.over && i < len(l.diary); i++ {
		slices.SortFunc(l.diary[i:], func(a, b appointment) int { return cmp.Or(int(a.day-b.day), a.n-b.n) })
		next := l.diary[i]
		if next.day > until {
			return
		}
		l.today = next.day
		l.at = next.day.Start().Add(time.Duration(9*60+between(l.rnd, 0, 90)*5) * time.Minute)
		next.do()
	}
}

// age is how old they are today.
func (l *life) age() int { return l.Born.Age(l.today) }

// isSilent reports whether they answer nobody today.
func (l *life) isSilent() bool {
	return slices.ContainsFunc(l.silent, func(s span) bool { return s.holds(l.today) })
}

// silenced is for how many days they have been silent; 0: they are not.
func (l *life) silenced() int {
	for _, s := range l.silent {
		if s.holds(l.today) {
			return int(l.today - s.from)
		}
	}
	return 0
}

// worker is who works with them today, and in which capacity: the adviser, who
// stands in for them, or whoever is on duty.
func (l *life) worker() (*worker, care.By) {
	w, by := l.adviser, care.By{Capacity: care.AsPersonalAdviser}
	if w == nil || l.today >= w.left || w.away.holds(l.today) {
		stands := w != nil && l.today < w.left
		w = l.colleague(l.posts[l.post].team, l.N, l.today)
		by = care.By{Capacity: care.AsOtherWorker, StandIn: stands}
	}
	by.Staff = w.id
	return w, by
}

// manager is who manages their team.
func (l *life) manager() *worker { return l.teams[l.posts[l.post].team].manager }

// opens writes a fact down that begins a record, and returns which.
func (l *life) opens(a care.Area, f care.Fact) care.RecordID {
	w, _ := l.worker()
	return l.write(w, a, "", f)
}

// follows writes a fact down on a record that is there.
func (l *life) follows(a care.Area, r care.RecordID, f care.Fact) {
	w, _ := l.worker()
	l.write(w, a, r, f)
}

// decides writes down at once what a manager decides.
func (l *life) decides(a care.Area, r care.RecordID, f care.Fact) care.RecordID {
	return l.writeAt(writtenAt(atWork(l.today), l.at), l.manager(), a, r, f)
}

// write has somebody write a fact down, when it is their habit to, but never
// before what was on the record, nor after they left.
func (l *life) write(w *worker, a care.Area, r care.RecordID, f care.Fact) care.RecordID {
	day := atWork(w.habit.on(l.rnd, l.today))
	if day >= w.left {
		day = l.today
	}
	at := writtenAt(day, l.at)
	if day > l.today {
		at = slot(day, l.rnd.IntN(len(slots)))
	}
	return l.writeAt(at, w, a, r, f)
}

// writeAt has somebody write a fact down at a time.
func (l *life) writeAt(at time.Time, w *worker, a care.Area, r care.RecordID, f care.Fact) care.RecordID {
	id := l.newID()
	if r == "" {
		r = care.NewRecordID(id)
	}
	at = later(later(at, l.noted[r]), l.registered)
	l.noted[r] = at
	l.events = append(l.events, ours(care.Event{ID: id, Person: l.ID, Area: a, Record: r, Fact: f, RecordedAt: at, OnBehalfOf: w.id}))
	return r
}

// newID is the next id of this life.
func (l *life) newID() care.EventID {
	l.n++
	return care.DerivedID(Authority, strconv.FormatUint(l.Seed, 10), l.From.String(), l.LocalID, strconv.Itoa(l.n))
}

// ours completes an event as one of the demonstration's.
func ours(e care.Event) care.Event {
	e.Authority, e.Actor, e.Source = Authority, care.Operator, Source
	return e
}
