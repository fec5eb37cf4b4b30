package careleaver

import (
	"testing"
	"time"
)

// judged is an assessment of Wren's home, of a day and recorded on a day.
func judged(name string, of, recorded Day, suitable YesNo) Event {
	return Event{ID: DerivedID("judged", name), Person: DerivedID("wren"), Area: AreaAccommodation, Record: "home", RecordedAt: recorded.Start().Add(10 * time.Hour),
		Fact: SuitabilityAssessed{On: of, Suitable: suitable}}
}

func TestAHomeIsAsItWasAssessedByTheDay(t *testing.T) {
	moved := Event{ID: DerivedID("moved"), Person: DerivedID("wren"), Area: AreaAccommodation, Record: "home", RecordedAt: wednesday.AddDays(-300).Start(),
		Fact: MovedIn{From: From{From: wednesday.AddDays(-300)}, Residence: "U"}}
	yes := judged("yes", wednesday, wednesday, Yes)
	for _, c := range []struct {
		name   string
		events []Event
		on     Day
		want   YesNo
	}{
		{"nobody assessed it", nil, wednesday, ""},
		{"the day before it was assessed", []Event{yes}, wednesday - 1, ""},
		{"the day it was assessed", []Event{yes}, wednesday, Yes},
		{"an older assessment that was recorded later does not replace it", []Event{yes, judged("no", wednesday-100, wednesday+7, No)}, wednesday + 7, Yes},
		{"and holds until then", []Event{yes, judged("no", wednesday-100, wednesday+7, No)}, wednesday - 1, No},
		{"of two of one day the one that was recorded last", []Event{yes, judged("no", wednesday, wednesday+7, No)}, wednesday, No},
	} {
		t.Run(c.name, func(t *testing.T) {
			home, got := wrenOf(append([]Event{moved}, c.events...)...).Homes[0], YesNo("")
			if a := home.AssessedBy(c.on); a != nil {
				got = a.Facts.Suitable
			}
			if got != c.want {
				t.Errorf("suitable: %q, want %q", got, c.want)
			}
		})
	}
}
