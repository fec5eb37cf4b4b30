package eventlog

import (
	"errors"
	"slices"
	"testing"

	care "intouch/pkg/careleaver"
)

// two is a decision that touches two records.
func two() []Append { return []Append{{contact("one"), 0}, {contact("other"), 0}} }

func TestABatchIsStoredSideBySide(t *testing.T) {
	l := newHouse(t).log("contact")
	first := stored(t, l, contact(""), 0)
	batch := two()
	got, err := l.AppendAll(t.Context(), batch)
	if want := []Stored{{Position: first + 1}, {Position: first + 2}}; err != nil || !slices.Equal(got, want) {
		t.Fatalf("got %+v, %v; want %+v", got, err, want)
	}
	for i, a := range batch {
		if e, ok, err := l.Last(t.Context(), address(a.Event)); !ok || err != nil || e.ID != a.Event.ID || e.Position != got[i].Position {
			t.Errorf("event %d: %v, %v at %d", i, err, ok, e.Position)
		}
	}
}

func TestABatchSentAgainIsFound(t *testing.T) {
	l := newHouse(t).log("contact")
	batch := two()
	first, err := l.AppendAll(t.Context(), batch)
	if err != nil {
		t.Fatal(err)
	}
	again, err := l.AppendAll(t.Context(), batch)
	if want := []Stored{{first[0].Position, true}, {first[1].Position, true}}; err != nil || !slices.Equal(again, want) {
		t.Errorf("got %+v, %v; want %+v", again, err, want)
	}
}

func TestWhatIsMissingOfABatchIsAdded(t *testing.T) {
	l := newHouse(t).log("contact")
	batch := append(two(), two()...)
	at := stored(t, l, batch[1].Event, 0)
	got, err := l.AppendAll(t.Context(), batch)
	if want := []Stored{{at + 1, false}, {at, true}, {at + 2, false}, {at + 3, false}}; err != nil || !slices.Equal(got, want) {
		t.Errorf("got %+v, %v; want %+v", got, err, want)
	}
}

func TestOneRefusalStoresNothingOfABatch(t *testing.T) {
	for name, spoil := range map[string]func(*Append){
		"moved on": func(a *Append) { a.Event = event(a.Event.Area, a.Event.Record, a.Event.Fact) },
		"taken":    func(a *Append) { a.Event.Fact = care.Voided{Reason: "duplicate"} },
	} {
		t.Run(name, func(t *testing.T) {
			l := newHouse(t).log("contact")
			batch := two()
			stored(t, l, batch[1].Event, 0)
			spoil(&batch[1])
			_, err := l.AppendAll(t.Context(), batch)
			var moved *Moved
			var taken *Taken
			if !errors.As(err, &moved) && !errors.As(err, &taken) {
				t.Errorf("got %v", err)
			}
			if moved != nil && moved.ID != batch[1].Event.ID {
				t.Errorf("refused for event %s", moved.ID)
			}
			if _, ok, err := l.Last(t.Context(), address(batch[0].Event)); ok || err != nil {
				t.Errorf("the other event is there: %v, %v", ok, err)
			}
		})
	}
}

func TestABatchIsOfOneAuthorityAndOneEventARecord(t *testing.T) {
	l := newHouse(t).log("contact")
	same := two()
	same[1].Event.Record = same[0].Event.Record
	apart := two()
	apart[1].Event.Authority = "elsewhere"
	for name, batch := range map[string][]Append{"same record": same, "two authorities": apart, "empty": nil, "too many": make([]Append, 1001)} {
		if got, err := l.AppendAll(t.Context(), batch); err == nil {
			t.Errorf("%s: stored %v", name, got)
		}
	}
}
