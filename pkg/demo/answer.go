package demo

import (
	"context"

	care "intouch/pkg/careleaver"
	"intouch/pkg/store"
)

// weeksOfQuestions is for how long, in days, anybody answers what the import left open.
const weeksOfQuestions = 60

// answers sends, at the first step of a day, what people say to the alerts and
// questions that they see open. Where the clock is ahead of the step, since the
// day is made up for later, nobody does.
func (m *making) answers(ctx context.Context, steps []Step) error {
	if len(steps) == 0 || m.Clock.Now().After(steps[0].At) {
		return nil
	}
	at := steps[0].At
	m.Clock.set(at)
	alerts, err := m.openAlerts(ctx, care.DayOf(at))
	if err != nil {
		return err
	}
	said := m.reader.toAlerts(alerts, at)
	if care.DayOf(at) < m.World.From.AddDays(weeksOfQuestions) {
		questions, err := m.DB.Questions(ctx, Authority, care.StaffID{})
		if err != nil {
			return err
		}
		said = append(said, m.reader.toQuestions(questions, at)...)
	}
	return m.sendAnswers(ctx, said)
}

func (m *making) openAlerts(ctx context.Context, day care.Day) (open []store.AlertRow, err error) {
	query := store.AlertQuery{Authority: Authority, On: day, State: store.AlertsOpen, Limit: 1000}
	for {
		page, err := m.DB.Alerts(ctx, query)
		if err != nil {
			return nil, err
		}
		open = append(open, page.Rows...)
		if page.Next == "" {
			return open, nil
		}
		query.Cursor = page.Next
	}
}

func (m *making) sendAnswers(ctx context.Context, answers []answer) error {
	events := make([]care.Event, len(answers))
	for i, a := range answers {
		events[i] = a.event
		if a.after > 0 && !m.past.has(a.event) {
			m.past.saw(a.event, a.after)
		}
	}
	return m.sendAll(ctx, events)
}
