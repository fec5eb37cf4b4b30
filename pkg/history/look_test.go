package history

import (
	"testing"
	"time"

	"github.com/google/uuid"

	"intouch/deploy"
	care "intouch/pkg/careleaver"
	"intouch/pkg/duty"
)

// A rule that fails on one day, though not when everything is worked out, stops
// its own person, visibly (I10).
func TestRulesThatFailOnOneDayLeaveThePersonUnaccountedFor(t *testing.T) {
	policy, err := duty.ParsePolicy(deploy.Policy, 1, care.NewDay(2000, time.January, 1))
	if err != nil {
		t.Fatal(err)
	}
	rules := &duty.Authority{Policies: []duty.Policy{policy}}
	id, on := uuid.New(), care.DayOf(time.Date(2026, 3, 1, 12, 0, 0, 0, time.UTC))
	registered := care.Event{ID: id, Authority: "test", Person: id, Area: care.AreaCaseload, Record: care.RecordPerson, Position: 7, RecordedAt: on.Start(),
		Fact: care.Registered{LocalID: "1", Category: care.FormerRelevant}}
	p, _ := personOf(rules, Counted{Told: Told{Person: id, Events: []care.Event{registered}}, Root: id})
	look, p := p.asked(rules, func(Person) duty.Look { panic("on that day") })
	if look.Standing.Bucket != duty.Unaccounted || len(look.Standing.Reasons) != 1 || look.Standing.Reasons[0] != duty.RecordIncomplete {
		t.Errorf("%+v", look.Standing)
	}
	if p.Incomplete == nil || len(p.Events) != 1 || p.Registered.Facts.LocalID != "1" {
		t.Errorf("%+v, %d events, registered %+v", p.Incomplete, len(p.Events), p.Registered)
	}
	if s := p.summary(&duty.Authority{}, on); s.ID != id || s.Incomplete == "" {
		t.Errorf("without a policy: %+v", s)
	}
}
