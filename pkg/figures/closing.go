package figures

import (
	"time"

	"github.com/google/uuid"

	care "intouch/pkg/careleaver"
	"intouch/pkg/duty"
)

// Closing is an alert that closed because what its duty asks for had happened in time and
// was recorded late. Both gaps are kept: as it looked, as it was (docs/lessons.md 2.9).
type Closing struct {
	Person     Named
	Alert      uuid.UUID
	Rule       duty.Rule
	Due        care.Day
	ClosedAt   time.Time
	Because    care.EventID // the record that came late
	AsItLooked int          // days after the deadline, by when it was recorded
	AsItWas    int          // by when it happened
	Team       string       // that answered for the person when the deadline had passed
}

func closingsOf(s *Subject, rules duty.Authority, from, to care.Day) []Closing {
	var all []Closing
	for _, l := range s.Alerts {
		if l.Closed == nil || l.Closed.Facts.Reason != care.ClosedLate {
			continue
		}
		if on := l.Closed.RecordedOn(); on < from || on > to {
			continue
		}
		f := l.Closed.Facts
		all = append(all, Closing{
			Person: named(&s.Person), Alert: l.ID, Rule: duty.Rule(l.Raised.Facts.Rule), Due: l.Due, ClosedAt: l.Closed.RecordedAt, Because: f.Because,
			AsItLooked: f.AsItLooked, AsItWas: f.AsItWas, Team: rules.TeamOn(&s.Person, l.Due+1),
		})
	}
	return all
}
