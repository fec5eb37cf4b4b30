package oracle

import (
	"cmp"
	"fmt"
	"slices"
	"time"

	"pgregory.net/rapid"

	care "intouch/pkg/careleaver"
)

// story is an invented life as it is being told: the events of one person.
type story struct {
	t      *rapid.T
	id     care.PersonID
	events []care.Event
	told   int
}

var (
	firstDay  = care.NewDay(2025, time.January, 6)
	nobody    = care.DerivedID("invented person")
	pat       = care.DerivedID("invented worker", "Pat")
	kim       = care.DerivedID("invented worker", "Kim")
	kimLeaves = care.NewDay(2026, time.March, 2)
	manager   = care.DerivedID("invented manager")
)

// tale is a life as it is shown when it fails.
type tale []care.Event

// GoString lists what was told.
func (t tale) GoString() string { return "\n" + listed(t) }

var colleagues = []colleague{{id: pat}, {id: kim, left: kimLeaves}, {id: manager}}

// stories draws lives: any facts of the catalogue, of any days around 2025 and
// 2026, some told late or backdated, some corrected, some taken back.
func stories() *rapid.Generator[tale] {
	return rapid.Custom(func(t *rapid.T) tale {
		s := &story{t: t, id: nobody}
		s.register()
		for range rapid.IntRange(0, pick(s, "at most", 3, 8, 30)).Draw(t, "facts") {
			if len(s.events) > 1 && rapid.IntRange(0, 3).Draw(t, "follows") == 0 {
				s.followUp()
				continue
			}
			rapid.SampledFrom(openers).Draw(t, "kind")(s, s.day("day"))
		}
		slices.SortStableFunc(s.events, func(a, b care.Event) int { return a.RecordedAt.Compare(b.RecordedAt) })
		return s.events
	})
}

func (s *story) register() {
	f := care.Registered{LocalID: "R", Category: pick(s, "category", care.FormerRelevant, care.FormerRelevant, care.Relevant, care.Eligible, care.Qualifying, care.NotRecorded)}
	if s.oneIn(12, "born not known") {
		f.BirthStatus = "disputed"
	} else {
		f.DateOfBirth = s.birthday()
	}
	if s.oneIn(6, "imported") {
		f.HowKnown = care.FromImport
	}
	if s.oneIn(6, "registered before") {
		f.On = firstDay - care.Day(rapid.IntRange(1, 60).Draw(s.t, "by"))
	}
	s.add(firstDay, care.AreaCaseload, care.RecordPerson, f)
}

// birthday is any day that makes somebody 15 to 25, often an odd one.
func (s *story) birthday() care.Day {
	if s.oneIn(3, "odd birthday") {
		return pick(s, "born", care.NewDay(2004, 2, 29), care.NewDay(2008, 2, 29), care.NewDay(2007, 3, 31), care.NewDay(2004, 10, 26), care.NewDay(2007, 8, 31),
			care.NewDay(2001, 4, 3), care.NewDay(2004, 12, 25), care.NewDay(2005, 1, 31))
	}
	return firstDay - care.Day(rapid.IntRange(15*365, 25*365+200).Draw(s.t, "born"))
}

// oddDays are around clock changes, bank holidays and the ends of months.
var oddDays = []care.Day{
	care.NewDay(2025, 3, 30), care.NewDay(2025, 10, 26), care.NewDay(2026, 3, 29), care.NewDay(2026, 10, 25), care.NewDay(2026, 4, 2), care.NewDay(2026, 4, 3),
	care.NewDay(2025, 12, 24), care.NewDay(2025, 12, 31), care.NewDay(2025, 8, 31), care.NewDay(2025, 5, 31), care.NewDay(2026, 1, 31), care.NewDay(2026, 2, 28),
}

func (s *story) day(name string) care.Day {
	switch rapid.IntRange(0, 3).Draw(s.t, name+" is") {
	case 0:
		return pick(s, name, oddDays...)
	case 1:
		if len(s.events) > 1 {
			return pick(s, "after", s.events...).HappenedOn() + care.Day(rapid.IntRange(0, 60).Draw(s.t, name))
		}
	}
	return firstDay + care.Day(rapid.IntRange(-40, 700).Draw(s.t, name))
}

// when is the day, or an instant of it near midnight in London.
func (s *story) when(d care.Day) care.When {
	switch rapid.IntRange(0, 5).Draw(s.t, "instant") {
	case 0:
		return care.AtInstant(d.Start().Add(5 * time.Minute))
	case 1:
		return care.AtInstant((d + 1).Start().Add(-5 * time.Minute))
	}
	return care.OnDay(d)
}

func pick[T any](s *story, name string, among ...T) T {
	return among[rapid.IntRange(0, len(among)-1).Draw(s.t, name)]
}

func (s *story) oneIn(n int, name string) bool { return rapid.IntRange(0, n-1).Draw(s.t, name) == n-1 }

// open tells a fact as a record of its own.
func (s *story) open(d care.Day, area care.Area, f care.Fact) care.RecordID {
	r := care.NewRecordID(s.next())
	s.add(d, area, r, f)
	return r
}

func (s *story) next() care.EventID { return care.DerivedID("invented event", fmt.Sprint(s.told)) }

// add tells a fact on a record, often on its day, sometimes later.
func (s *story) add(d care.Day, area care.Area, r care.RecordID, f care.Fact) {
	late := care.Day(0)
	if len(s.events) > 0 {
		late = pick[care.Day](s, "told late by", 0, 0, 0, 1, 9, 60)
	}
	recorded := max(d, firstDay) + late
	for _, e := range s.events {
		if e.Area == area && e.Record == r {
			recorded = max(recorded, e.RecordedOn())
		}
	}
	id := s.next()
	if _, ok := f.(care.Registered); ok {
		id = s.id
	}
	s.events = append(s.events, care.Event{ID: id, Authority: "test", Person: s.id, Area: area, Record: r, Fact: f,
		RecordedAt: recorded.Start().Add(12*time.Hour + time.Duration(s.told)*time.Second), Actor: pat})
	s.told++
}

// placeOnRecord is sometimes a home or an absence that had begun by the day.
func (s *story) placeOnRecord(d care.Day) care.RecordID {
	var places []care.RecordID
	for _, e := range s.events {
		switch e.Fact.(type) {
		case care.MovedIn, care.WentAway:
			if e.HappenedOn() > d {
				continue
			}
			places = append(places, e.Record)
		}
	}
	if len(places) == 0 || !s.oneIn(4, "names a place") {
		return ""
	}
	return pick(s, "place", places...)
}

// ended reports whether the record has a fact of that kind already.
func ended[F care.Fact](s *story, r care.RecordID) bool {
	for _, e := range s.events {
		if _, ok := e.Fact.(F); ok && e.Record == r {
			return true
		}
	}
	return false
}

// planOnRecord is sometimes a planned contact that was told.
func (s *story) planOnRecord() care.RecordID {
	for _, e := range s.events {
		if _, ok := e.Fact.(care.Planned); ok && s.oneIn(2, "fulfils") {
			return e.Record
		}
	}
	return ""
}

// listed are the events in the order of the log, for people.
func listed(events []care.Event) string {
	var lines []byte
	for _, e := range slices.SortedStableFunc(slices.Values(events), func(a, b care.Event) int { return cmp.Compare(a.RecordedAt.Unix(), b.RecordedAt.Unix()) }) {
		lines = fmt.Appendf(lines, "  %s %s %s %s\n", e.RecordedOn(), string(e.Record)[:min(8, len(e.Record))], e.ID.String()[:8], inWords(e.Fact))
	}
	return string(lines)
}
