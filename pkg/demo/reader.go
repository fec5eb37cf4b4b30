package demo

import (
	"math/rand/v2"
	"strconv"
	"time"

	"github.com/google/uuid"

	care "intouch/pkg/careleaver"
	"intouch/pkg/duty"
	"intouch/pkg/store"
)

// reader is what workers and managers say to what InTouch shows them. What is
// said on a day is a function of what is shown and of the day, so a
// demonstration that broke off goes on with the same answers.
type reader struct {
	World
	staff
	posts map[care.PersonID]int // of those who have one
}

func (w World) reader() reader {
	r := reader{w, w.staff(), map[care.PersonID]int{}}
	for _, p := range w.people() {
		r.posts[p.ID] = p.post
	}
	return r
}

// answer is a fact to be recorded on a record that is shown, or on a new one.
type answer struct {
	event care.Event
	after uint64 // the record's last position; 0 for a new one
}

// toAlerts are the answers of a day to the open alerts: the owner says what
// they will do, the manager decides who is to do what, and some say that an
// alert was of no use.
func (r reader) toAlerts(open []store.AlertRow, at time.Time) []answer {
	var all []answer
	decided := map[care.PersonID]bool{}
	for _, a := range open {
		if r.acknowledges(a, at) {
			all = append(all, r.acknowledged(a, at))
		}
		if n, yes := r.oversees(a, at); yes && !decided[a.Person] {
			decided[a.Person] = true
			all = append(all, r.decided(a, n, at))
		}
	}
	return all
}

// chance is the stream of chance of an alert or a question.
func (r reader) chance(id string) *rand.Rand {
	u := care.DerivedID(id)
	return r.random(forAnswers, uint64(u[0])<<24|uint64(u[1])<<16|uint64(u[2])<<8|uint64(u[3]))
}

// acknowledges: one alert in four, some days after it was raised; of those that
// the import brought, more than every second, within the days of grace.
func (r reader) acknowledges(a store.AlertRow, at time.Time) bool {
	c, likely, within := r.chance(a.ID.String()), 0.25, 4
	if a.Origin == care.Baseline {
		likely, within = 0.6, 24
	}
	day := atWork(care.DayOf(a.RaisedAt).AddDays(between(c, 0, within)))
	return chance(c, likely) && a.Owner != uuid.Nil && day == care.DayOf(at) && a.AckAt.IsZero()
}

func (r reader) acknowledged(a store.AlertRow, at time.Time) answer {
	c := r.chance("what " + a.ID.String())
	what := pick(c, []string{"Visiting tomorrow", "Asking the provider", "Ringing the mother this week", "Letter sent, visiting if there is no answer", "Meeting booked"})
	f := care.AlertAcknowledged{What: what, Until: care.DayOf(at).AddDays(between(c, 3, 14))}
	return r.on(a, "acknowledged", f, a.Owner, at)
}

func (r reader) on(a store.AlertRow, what string, f care.Fact, who care.StaffID, at time.Time) answer {
	return answer{ours(care.Event{
		ID: care.DerivedID(a.ID.String(), what, strconv.Itoa(a.Opened)), Person: a.Record, Area: care.AreaAlert,
		Record: care.NewRecordID(a.ID), Fact: f, RecordedAt: at, OnBehalfOf: who,
	}), a.Position}
}

// overseen are the rules of which a manager decides while they are open
// (rules.md section 6); of missing people they decide as soon as they are told.
var overseen = map[duty.Rule]bool{duty.KeepInTouch: true, duty.WhereaboutsRule: true, duty.CustodyVisit: true, duty.DecisionAt21: true}

// oversees: within some days of the alert if the manager is keen, and then every
// four weeks, for as long as it is open. It says for which time this is.
func (r reader) oversees(a store.AlertRow, at time.Time) (n int, yes bool) {
	post, known := r.posts[a.Person]
	if !overseen[a.Rule] || !known {
		return 0, false
	}
	c, today := r.chance("oversight "+a.ID.String()), care.DayOf(at)
	keen := chance(c, r.teams[r.staff.posts[post].team].keen)
	first := care.DayOf(a.RaisedAt).AddDays(between(c, 2, 6))
	if a.Origin == care.Baseline {
		first = a.ActBy.AddDays(between(c, -5, 6))
	}
	if !keen {
		first = first.AddDays(25)
	}
	for day := first; atWork(day) <= today; day += 27 {
		if n++; atWork(day) == today {
			return n, true
		}
	}
	return 0, false
}

func (r reader) decided(a store.AlertRow, n int, at time.Time) answer {
	manager := r.teams[r.staff.posts[r.posts[a.Person]].team].manager
	today := care.DayOf(at)
	c := r.chance("decision " + a.ID.String() + strconv.Itoa(n))
	f := care.OversightDecided{
		Manager: manager.id, On: today, ReviewOn: today.AddDays(28),
		Decision:  pick(c, []care.Decision{"visit_unannounced", "ask_others", "ask_others", "continue", "change_adviser"}),
		Rationale: pick(c, []string{"Two visits and six calls in vain; family is to be asked next", "Known to the hostel; the provider will pass on a message", "The last plan names a friend who may know"}),
	}
	if a.Owner != uuid.Nil {
		f.Actions = []care.Action{{Who: a.Owner, What: "Try the next step of the ladder, and write it down", By: today.AddDays(10)}}
	}
	id := care.DerivedID(a.ID.String(), "overseen", strconv.Itoa(n))
	return answer{ours(care.Event{ID: id, Person: a.Person, Area: care.AreaOversight, Record: care.NewRecordID(id), Fact: f, RecordedAt: at, OnBehalfOf: manager.id}), 0}
}

// toQuestions are the answers of a day to what the import left open: most are
// settled within weeks, some never are.
func (r reader) toQuestions(open []store.Question, at time.Time) []answer {
	var all []answer
	for _, q := range open {
		c := r.chance(string(q.Record))
		day := atWork(care.DayOf(q.AskedAt).AddDays(between(c, 2, 40)))
		if chance(c, 0.75) && day == care.DayOf(at) {
			id := care.DerivedID(string(q.Record), "settled")
			f := care.CellSettled{How: "Looked up in the case file, and recorded"}
			all = append(all, answer{ours(care.Event{ID: id, Person: q.Person, Area: care.AreaImport, Record: q.Record, Fact: f, RecordedAt: at, OnBehalfOf: r.office.id}), q.Position})
		}
	}
	return all
}
