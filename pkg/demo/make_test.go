package demo

import (
	"context"
	"errors"
	"fmt"
	"maps"
	"slices"
	"strings"
	"testing"
	"time"

	"intouch/deploy"
	care "intouch/pkg/careleaver"
	"intouch/pkg/duty"
	"intouch/pkg/eventlog"
	"intouch/pkg/store"
)

// tried is a small world in whose first 120 days somebody is taken for another
// while nobody knows where they are.
var tried = World{Seed: 62, From: care.NewDay(2026, time.January, 12), People: 40, Advisers: 4, Teams: 2}

const triedDays = 120

func TestAPastIsMadeDayByDay(t *testing.T) {
	h := newHouse(t)
	m := h.maker(tried, tried.From.AddDays(triedDays).Start().Add(13*time.Hour))
	m.Progress = func(day care.Day, _ Made) {
		if (day-tried.From)%20 == 0 {
			h.agrees(m, care.DayOf(h.clock.Now()))
		}
	}
	made := h.make(m)
	if made.Commands < 250 || made.Raised < 25 || made.Closed < 15 {
		t.Errorf("made %d commands, %d alerts, of which %d closed", made.Commands, made.Raised, made.Closed)
	}
	h.agrees(m, care.DayOf(m.Until))
	h.nothingIsLeft(m)
	h.everyEventIsOurs()
	h.alertsHaveAPast()
	h.everyNightIsCounted(m)
	if again := h.make(m); again.Commands+again.Raised != 0 {
		t.Errorf("made again: %d commands, %d alerts", again.Commands, again.Raised)
	}
	if verified, err := h.projector().Verify(t.Context(), 0); err != nil || !verified.Right() {
		t.Errorf("the tables are not what the log means: %+v, %v", verified, err)
	}
}

// make makes it; nothing may be refused.
func (h *house) make(m Maker) Made {
	h.Helper()
	made, err := m.Make(h.Context())
	if err != nil {
		h.Fatal(err)
	}
	for _, refused := range made.Refused {
		h.Error("refused:", refused)
	}
	return made
}

// agrees compares the tables with the rules, asked of everybody's events: the
// counts, and the alerts that are open once the monitor has looked.
func (h *house) agrees(m Maker, day care.Day) {
	h.Helper()
	err := m.whileProjecting(h.Context(), func(ctx context.Context) error {
		_, err := m.Monitor.Sweep(ctx)
		return err
	})
	if err != nil {
		h.Fatal(err)
	}
	buckets, alerts := map[duty.Bucket]int{}, map[string]bool{}
	rules := h.rules()
	for _, p := range h.people(m) {
		look := rules.On(p, day)
		buckets[look.Standing.Bucket]++
		for _, d := range look.Deadlines {
			if d.Rule.Alerts() && d.Lapsed(day) {
				alerts[d.AlertID(p.ID).String()] = true
			}
		}
	}
	counts, err := h.db.Counts(h.Context(), Authority, day)
	if err != nil {
		h.Fatal(err)
	}
	maps.DeleteFunc(counts.Buckets, func(_ duty.Bucket, n int) bool { return n == 0 })
	if !maps.Equal(counts.Buckets, buckets) {
		h.Errorf("%s: counted %v, and by the rules %v", day, counts.Buckets, buckets)
	}
	for _, a := range h.alerts(store.AlertsOpen, day) {
		if !alerts[a.ID.String()] {
			h.Errorf("%s: the rules do not ask for an open alert of %s", day, a.Rule)
		}
		delete(alerts, a.ID.String())
	}
	if len(alerts) > 0 {
		h.Errorf("%s: %d alerts are missing", day, len(alerts))
	}
}

// rules are those of the authority, from what was recorded of it.
func (h *house) rules() duty.Authority {
	h.Helper()
	policy, err := duty.ParsePolicy(deploy.Policy, 1, tried.From)
	if err != nil {
		h.Fatal(err)
	}
	staff, err := h.db.EventsOfNobody(h.Context(), Authority, care.AreaStaff)
	if err != nil {
		h.Fatal(err)
	}
	return duty.Authority{Policies: duty.Policies{policy}, Staff: care.WorkforceOf(staff), FirstImport: tried.From}
}

// people are those on the register, from their events.
func (h *house) people(m Maker) (all []care.Person) {
	h.Helper()
	for _, x := range m.World.people() {
		events, whole, err := h.db.Events(h.Context(), Authority, x.ID)
		if err != nil || !whole {
			h.Fatal(whole, err)
		}
		if len(events) > 0 {
			all = append(all, care.PersonOf(x.ID, care.Records(events)))
		}
	}
	return all
}

func (h *house) alerts(state store.AlertState, day care.Day) []store.AlertRow {
	h.Helper()
	page, err := h.db.Alerts(h.Context(), store.AlertQuery{Authority: Authority, On: day, State: state, Limit: 1000})
	if err != nil {
		h.Fatal(err)
	}
	return page.Rows
}

// nothingIsLeft: everybody was looked at, and nobody waits for it.
func (h *house) nothingIsLeft(m Maker) {
	h.Helper()
	c, err := h.db.Coverage(h.Context(), Authority, m.Until)
	if err != nil {
		h.Fatal(err)
	}
	if c.Register == 0 || c.Evaluated != c.Register || c.ToLook+c.Incomplete+c.Outdated != 0 {
		h.Errorf("left over: %+v", c)
	}
}

// everyEventIsOurs: whatever was recorded says that it is made up, save what the
// monitor appends.
func (h *house) everyEventIsOurs() {
	h.Helper()
	for _, line := range h.recorded() {
		if source := strings.Fields(line)[0]; source != Source && source != "/intouch/monitor" {
			h.Fatalf("an event of source %s", source)
		}
	}
}

// alertsHaveAPast: the import brought some, of some it was known late that they
// were for nothing, and some had to be opened again.
func (h *house) alertsHaveAPast() {
	h.Helper()
	closed := h.alerts(store.AlertsClosed, tried.From.AddDays(triedDays))
	had := map[string]bool{}
	for _, a := range append(closed, h.alerts(store.AlertsOpen, tried.From.AddDays(triedDays))...) {
		had["baseline on the first day"] = had["baseline on the first day"] || a.Origin == care.Baseline && care.DayOf(a.RaisedAt) == tried.From
		had["recorded late"] = had["recorded late"] || a.ClosedReason == care.ClosedLate
		had["opened again"] = had["opened again"] || a.Opened > 1
		had["acknowledged"] = had["acknowledged"] || !a.AckAt.IsZero()
	}
	for _, what := range []string{"baseline on the first day", "recorded late", "opened again", "acknowledged"} {
		if !had[what] {
			h.Errorf("no alert was %s", what)
		}
	}
}

// recorded is what is in the log, but for what depends on the order in which
// different people's events came in: source, person, record, day, type, facts.
func (h *house) recorded() []string {
	h.Helper()
	rows, err := h.pool.Query(h.Context(), `SELECT head, coalesce(person::text, '-') || ' ' || convert_from(body, 'UTF8') FROM read.event`)
	if err != nil {
		h.Fatal(err)
	}
	defer rows.Close()
	var all []string
	for rows.Next() {
		var head []byte
		var said string
		if err := rows.Scan(&head, &said); err != nil {
			h.Fatal(err)
		}
		all = append(all, fmt.Sprintln(header(head, "ce-source"), header(head, "ce-type"), header(head, "ce-time"), said))
	}
	slices.Sort(all)
	return all
}

func header(head []byte, name string) string {
	_, rest, _ := strings.Cut("\n"+string(head), "\n"+name+": ")
	value, _, _ := strings.Cut(rest, "\n")
	return value
}

func TestAPastThatBrokeOffIsMadeWhole(t *testing.T) {
	world := tried
	world.People = 25
	until := world.From.AddDays(30).Start().Add(13 * time.Hour)

	broken := newHouse(t)
	ctx, cancel := context.WithCancel(t.Context())
	m := broken.maker(world, until)
	m.Progress = func(day care.Day, _ Made) {
		if day == world.From.AddDays(16) {
			cancel()
		}
	}
	if _, err := m.Make(ctx); !errors.Is(err, context.Canceled) {
		t.Fatalf("broken off: %v", err)
	}
	m.Progress = nil
	broken.make(m)

	straight := newHouse(t)
	straight.make(straight.maker(world, until))
	got, want := broken.recorded(), straight.recorded()
	for i := range max(len(got), len(want)) {
		if i >= len(got) || i >= len(want) || got[i] != want[i] {
			t.Fatalf("broken off and taken up again: %d events, straight on: %d; the first that differs is\n%s%s", len(got), len(want), at(got, i), at(want, i))
		}
	}
}

func at(list []string, i int) string {
	if i < len(list) {
		return list[i]
	}
	return "nothing\n"
}

func TestAnAuthorityThatWasNotMadeUpIsLeftAlone(t *testing.T) {
	h := newHouse(t)
	h.clock.set(tried.ImportedAt())
	m := h.maker(tried, tried.From.AddDays(3).Start())
	theirs := (&making{Maker: m}).policy()
	theirs.Source = "/intouch/intouch"
	if reply, err := m.Send(t.Context(), theirs, 0); err != nil || reply.Position != 1 {
		t.Fatal(reply, err)
	}
	if made, err := m.Make(t.Context()); err == nil || made.Commands > 0 {
		t.Errorf("made %d commands in somebody's authority, %v", made.Commands, err)
	}
	if b, err := h.log.Bounds(t.Context(), Authority); err != nil || b.Last != 1 {
		t.Errorf("their log ends at %d, %v", b.Last, err)
	}
}

func TestAPastReachesTwoYearsBack(t *testing.T) {
	h := newHouse(t)
	m := h.maker(World{}, monday.Start())
	work := making{Maker: m}
	if err := work.findFirstDay(t.Context(), eventlog.Bounds{}); err != nil || work.World.From != care.NewDay(2022, time.June, 17) {
		t.Errorf("begins on %s, %v", work.World.From, err)
	}
}
