package demo

import (
	"fmt"
	"math/rand/v2"
	"strings"

	care "intouch/pkg/careleaver"
	"intouch/pkg/duty"
)

// worker is a member of staff and how they work.
type worker struct {
	id   care.StaffID
	name string
	role care.StaffRole
	team int
	from care.Day // the first day here; the world's first for those who were here before
	left care.Day // the first day no longer here; Forever
	away span     // a long leave; zero: none
	habit
	pace float64 // of how often they come round to each of their people; above 1: seldom
}

// span is from a day to before another.
type span struct{ from, until care.Day }

func (s span) holds(d care.Day) bool { return d >= s.from && d < s.until }

// habit is when somebody writes down what happened.
type habit struct {
	name  string
	share int // of ten workers
	on    func(*rand.Rand, care.Day) care.Day
}

var habits = []habit{
	{"the same day", 5, func(_ *rand.Rand, d care.Day) care.Day { return d }},
	{"the next morning", 2, func(_ *rand.Rand, d care.Day) care.Day { return duty.WorkingDays(d, 1) }},
	{"on Fridays", 2, func(_ *rand.Rand, d care.Day) care.Day { return d + (5-care.Day(d.Weekday())+7)%7 }},
	{"when there is time", 1, func(r *rand.Rand, d care.Day) care.Day { return d.AddDays(between(r, 3, 16)) }},
}

// post is an adviser's job, which outlasts who has it.
type post struct {
	team    int
	holders []*worker // one after the other
}

// holder is who has the post on the day; nil: it is vacant.
func (p post) holder(d care.Day) *worker {
	for _, w := range p.holders {
		if d >= w.from && d < w.left {
			return w
		}
	}
	return nil
}

// team is a team and who manages it.
type team struct {
	name    string
	manager *worker
	keen    float64 // how likely its manager decides in time where somebody is not accounted for
}

// staff is who works for the authority, at any time.
type staff struct {
	head, office *worker
	social       []*worker // social workers of those who are still looked after
	teams        []team
	posts        []post
	byID         map[care.StaffID]*worker
}

func (w World) staff() staff {
	r := w.random(forStaff, 0)
	h := hiring{World: w, rnd: r, staff: staff{byID: map[care.StaffID]*worker{}}}
	h.head = h.hire(care.RoleHeadOfService, 0)
	h.office = h.hire(care.RoleSupport, 0)
	for i := range w.Teams {
		m := h.hire(care.RoleTeamManager, i)
		h.teams = append(h.teams, team{teamNames[i], m, []float64{0.95, 0.85, 0.9, 0.45}[i%4]})
		h.social = append(h.social, h.hire(care.RoleSocialWorker, i))
	}
	for i := range w.Advisers {
		h.posts = append(h.posts, h.post(i))
	}
	return h.staff
}

type hiring struct {
	World
	staff
	rnd *rand.Rand
	n   int
}

func (h *hiring) hire(role care.StaffRole, team int) *worker {
	given, family := fullName(h.n, staffSurnames)
	w := &worker{name: given + " " + family, role: role, team: team, from: h.From, left: care.Forever, habit: habits[0], pace: 1}
	w.id = care.NewStaffID(Authority, w.name)
	h.n++
	h.byID[w.id] = w
	if role == care.RolePA {
		w.habit, w.pace = dealHabit(h.n), 0.85+0.4*h.rnd.Float64()
	}
	return w
}

// dealHabit gives out habits in turn, each as often as its share says.
func dealHabit(n int) habit {
	n = n * 7 % 10
	for _, h := range habits {
		if n -= h.share; n < 0 {
			return h
		}
	}
	return habits[0]
}

// post makes the i-th post. Of every five, one changes hands; one adviser in
// eight comes round far too seldom, one in ten is away for some weeks.
func (h *hiring) post(i int) post {
	first := h.hire(care.RolePA, i%h.Teams)
	p := post{first.team, []*worker{first}}
	if i%8 == 3 {
		first.pace = 2
	}
	if i%10 == 6 {
		away := h.From.AddDays(150 + 37*i%400)
		first.away = span{duty.WorkingDays(away, 1), duty.WorkingDays(away.AddDays(35), 1)}
	}
	if i%5 == 0 {
		vacancy := h.change(first, i/5)
		next := h.hire(care.RolePA, first.team)
		next.from = duty.WorkingDays(first.left.AddDays(vacancy), 1)
		p.holders = append(p.holders, next)
	}
	return p
}

// change says when somebody leaves, and for how many days the post is vacant
// then: one has just left, one in each March, others in between.
func (h *hiring) change(w *worker, n int) (vacancy int) {
	year, _, _ := h.From.Date()
	switch n {
	case 0:
		w.left = h.present().AddDays(-24)
		return 60
	case 1, 2:
		w.left = care.NewDay(year+n, 3, 31)
		return 20 + 25*n
	}
	w.left = h.From.AddDays(90 + 113*n%500)
	return between(h.rnd, 0, 40)
}

// teamOf is the name of the worker's team.
func (s staff) teamOf(w *worker) string { return s.teams[w.team].name }

// colleague is somebody else of the team who is here on the day, dealt out by n.
func (s staff) colleague(team, n int, day care.Day) *worker {
	var here []*worker
	for _, p := range s.posts {
		if w := p.holder(day); w != nil && w.team == team && !w.away.holds(day) {
			here = append(here, w)
		}
	}
	if len(here) == 0 {
		return s.teams[team].manager
	}
	return here[n%len(here)]
}

// joined is the fact that somebody works here.
func (s staff) joined(w *worker) care.StaffJoined {
	return care.StaffJoined{Name: w.name, Email: email(w.name), Roles: []care.StaffRole{w.role}, Team: s.teamOf(w), On: w.from}
}

// email is at a domain that is kept for examples.
func email(name string) string {
	return fmt.Sprintf("%s@example.org", strings.ReplaceAll(strings.ToLower(name), " ", "."))
}
