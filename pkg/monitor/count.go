package monitor

import (
	"context"
	"errors"
	"fmt"
	"log/slog"

	care "intouch/pkg/careleaver"
	"intouch/pkg/eventlog"
	"intouch/pkg/store"
)

// countsBack is how many days are made up for on which no monitor ran.
const countsBack = 35

// count publishes who stood where on each day that is over and was not counted
// yet, the oldest first, one count a day whatever the number of monitors (I1).
// While something is yet to be written to the tables it leaves it to the next
// sweep.
func (m Monitor) count(ctx context.Context) error {
	today := care.DayOf(m.Now())
	days, err := m.DB.Uncounted(ctx, m.Authority, today-countsBack, today-1)
	if err != nil {
		return err
	}
	for _, day := range days {
		f, err := m.DB.CountRegister(ctx, m.Authority, day)
		if errors.Is(err, store.ErrNotMeant) {
			return nil
		}
		if _, wrong := errors.AsType[*store.Miscount](err); wrong {
			slog.ErrorContext(ctx, "an incident: the register does not add up", "authority", m.Authority, "day", day, "error", err)
		} else if err != nil {
			return err
		}
		f.Late = day < today-1
		if err := m.publish(ctx, f); err != nil {
			return err
		}
	}
	return nil
}

// publish appends a count, unless another monitor has.
func (m Monitor) publish(ctx context.Context, f care.RegisterCounted) error {
	id := care.CountRecord(m.Authority, f.Day)
	_, err := m.Log.Append(ctx, care.Event{
		ID: id, Authority: m.Authority, Area: care.AreaRegister, Record: care.NewRecordID(id), Fact: f,
		RecordedAt: m.Now(), Actor: care.Monitor, Source: source,
	}, 0)
	if _, taken := errors.AsType[*eventlog.Taken](err); err == nil || taken {
		return nil
	}
	return fmt.Errorf("publish the count of %s: %w", f.Day, err)
}
