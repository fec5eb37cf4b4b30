package projector

import (
	"strings"
	"testing"
	"time"

	"github.com/google/uuid"

	care "intouch/pkg/careleaver"
	"intouch/pkg/duty"
	"intouch/pkg/history"
)

var recorded = time.Date(2026, time.June, 1, 9, 0, 0, 0, time.UTC)

// fact is an event of somebody at a position.
func fact(position uint64, f care.Fact) care.Event {
	return care.Event{ID: uuid.New(), Authority: "a", Person: somebody, Area: care.AreaCaseload, Record: care.RecordPerson, Fact: f, Position: position, RecordedAt: recorded}
}

var somebody = care.NewPersonID("a", care.LocalID, "1")

func TestRulesThatFailStopThatPersonOnly(t *testing.T) {
	broken := facts{} // without any policy the rules cannot work
	o := broken.mean("a", history.Family{{Person: somebody, Events: []care.Event{fact(7, care.Registered{})}}})
	if len(o.rows) != 1 || len(o.parked) != 1 || o.parked[0].at.Position != 7 {
		t.Fatalf("%d rows, parked %+v; want one, parked at 7", len(o.rows), o.parked)
	}
	_, m, bad := history.Apply(&broken.Authority, history.Told{Person: somebody, Events: []care.Event{fact(7, care.Registered{})}})
	if bad == nil || !strings.Contains(m.Person.Incomplete, "position 7") || m.Standings[0].Bucket != duty.Unaccounted {
		t.Errorf("%+v, %+v; want an incomplete record that is unaccounted for", m.Person, m.Standings)
	}
}
