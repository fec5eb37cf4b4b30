package eventlog

import (
	"context"
	"errors"
	"slices"
	"strings"
	"testing"
	"time"

	"github.com/google/uuid"

	care "intouch/pkg/careleaver"
)

func TestAResendFindsTheEvent(t *testing.T) {
	l := newHouse(t).log("contact")
	first := contact("met")
	second := voided(first)
	at1 := stored(t, l, first, 0)
	at2 := stored(t, l, second, at1)
	for _, c := range []struct {
		name  string
		event care.Event
		after uint64
		want  uint64
	}{
		{"of the first of a record", first, 0, at1},
		{"of a follow-up", second, at1, at2},
		{"by a writer who read the record again before", second, at2, at2},
		{"of the first, long after", first, at2, at1},
		{"by a writer whose record is ahead of every replica", first, at2 + 1, at1},
	} {
		t.Run(c.name, func(t *testing.T) {
			got, err := l.Append(t.Context(), c.event, c.after)
			if want := (Stored{c.want, true}); got != want || err != nil {
				t.Errorf("got %+v, %v; want %+v", got, err, want)
			}
		})
	}
	if events, err := l.Record(t.Context(), address(first)); err != nil || !slices.Equal(ids(events), []care.EventID{first.ID, second.ID}) {
		t.Errorf("the record holds %v, %v", ids(events), err)
	}
}

func TestAResendIsComparedByItsFactsAlone(t *testing.T) {
	l := newHouse(t).log("contact")
	first := contact("met")
	at := stored(t, l, first, 0)
	later := first
	later.RecordedAt, later.Actor = noon.Add(time.Hour), uuid.New()
	if got, err := l.Append(t.Context(), later, 0); got != (Stored{at, true}) || err != nil {
		t.Errorf("sent again an hour later: %+v, %v", got, err)
	}
}

func TestAnIdWithOtherFactsIsTaken(t *testing.T) {
	l := newHouse(t).log("contact")
	first := contact("met")
	at := stored(t, l, first, 0)
	follow := voided(first)
	stored(t, l, follow, at)
	for name, other := range map[string]care.Fact{
		"other facts": care.ContactMade{How: care.Called, When: care.OnDay(may1), Note: "not met"},
		"other type":  care.Voided{Reason: "duplicate"},
	} {
		t.Run(name, func(t *testing.T) {
			e := first
			e.Fact = other
			_, err := l.Append(t.Context(), e, 0)
			var taken *Taken
			if !errors.As(err, &taken) || taken.Stored.ID != first.ID || taken.Stored.Position != at || taken.Stored.Fact.(care.ContactMade).Note != "met" {
				t.Errorf("got %v", err)
			}
		})
	}
}

func TestARecordThatMovedOnIsShownAsItIs(t *testing.T) {
	l := newHouse(t).log("contact")
	first := contact("met")
	at1 := stored(t, l, first, 0)
	second := voided(first)
	at2 := stored(t, l, second, at1)
	fresh := contact("")
	for _, c := range []struct {
		name  string
		event care.Event
		after uint64
		want  []care.EventID
	}{
		{"a follow-up that saw less", voided(first), at1, []care.EventID{first.ID, second.ID}},
		{"another beginning of the record", event(first.Area, first.Record, first.Fact), 0, []care.EventID{first.ID, second.ID}},
		{"a position that is not of the record", voided(first), at2 + 7, []care.EventID{first.ID, second.ID}},
		{"a follow-up of nothing", fresh, 5, []care.EventID{}},
	} {
		t.Run(c.name, func(t *testing.T) {
			_, err := l.Append(t.Context(), c.event, c.after)
			var moved *Moved
			if !errors.As(err, &moved) || moved.ID != c.event.ID || !slices.Equal(ids(moved.Record), c.want) {
				t.Fatalf("got %v", err)
			}
			if len(c.want) > 0 && moved.Position() != at2 {
				t.Errorf("position %d, want %d", moved.Position(), at2)
			}
		})
	}
}

func TestTheSameIdOnTwoRecordsIsTwoEvents(t *testing.T) {
	l := newHouse(t).log("caseload")
	a, b := contact(""), contact("")
	b.ID = a.ID
	if at1, at2 := stored(t, l, a, 0), stored(t, l, b, 0); at1 == at2 {
		t.Errorf("both at %d", at1)
	}
}

func TestWhatCannotStandInTheLogIsRefused(t *testing.T) {
	l := newHouse(t).log("contact")
	for name, spoil := range map[string]func(*care.Event){
		"no id":                      func(e *care.Event) { e.ID = uuid.Nil },
		"no time of recording":       func(e *care.Event) { e.RecordedAt = time.Time{} },
		"a dot in the record":        func(e *care.Event) { e.Record = "a.b" },
		"a wildcard in the record":   func(e *care.Event) { e.Record = ">" },
		"no authority":               func(e *care.Event) { e.Authority = "" },
		"a fact of another area":     func(e *care.Event) { e.Area = care.AreaPathway },
		"more than a message holds":  func(e *care.Event) { e.Fact = care.ContactMade{Note: strings.Repeat("x", 2<<20)} },
		"no fact that we know of it": func(e *care.Event) { e.Fact = nil },
	} {
		t.Run(name, func(t *testing.T) {
			e := contact("")
			spoil(&e)
			if s, err := l.Append(t.Context(), e, 0); err == nil || errors.Is(err, ErrUnavailable) {
				t.Errorf("got %+v, %v", s, err)
			}
		})
	}
}

func TestEachUserAppendsInItsOwnAreas(t *testing.T) {
	h := newHouse(t)
	for _, c := range []struct {
		user  string
		event care.Event
		may   bool
	}{
		{"contact", contact(""), true},
		{"contact", allocated(), false},
		{"caseload", allocated(), true},
		{"monitor", contact(""), false},
		{"projector", contact(""), false},
	} {
		t.Run(c.user+" in "+string(c.event.Area), func(t *testing.T) {
			l := h.log(c.user)
			l.tryFor = 50 * time.Millisecond
			if !c.may {
				if _, err := l.Append(t.Context(), c.event, 0); !errors.Is(err, ErrForbidden) {
					t.Errorf("got %v", err)
				}
				return
			}
			l.tryFor = time.Second
			stored(t, l, c.event, 0)
		})
	}
}

func TestAnAppendEndsWithItsContext(t *testing.T) {
	h := newHouse(t)
	l := h.log("contact")
	h.Stop()
	ctx, cancel := context.WithTimeout(t.Context(), 50*time.Millisecond)
	defer cancel()
	if _, err := l.Append(ctx, contact(""), 0); !errors.Is(err, ErrUnavailable) {
		t.Errorf("the server is gone: %v", err)
	}
	l.nc.Close()
	if _, err := l.Append(t.Context(), contact(""), 0); !errors.Is(err, ErrUnavailable) {
		t.Errorf("the connection is closed: %v", err)
	}
}
