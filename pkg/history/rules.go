package history

import (
	"context"

	care "intouch/pkg/careleaver"
	"intouch/pkg/duty"
)

// The types of event whose first day everybody's rows depend on.
const (
	typeImport     = "care.import.started.v1"
	typeRegistered = "care.caseload.registered.v1"
)

// rules are what the meaning of anybody's events depended on.
func (s *snapshot) rules(ctx context.Context) (duty.Authority, error) {
	var rules duty.Authority
	policies, err := s.ofNobody(ctx, care.AreaPolicy)
	if err != nil {
		return rules, err
	}
	staff, err := s.ofNobody(ctx, care.AreaStaff)
	if err != nil {
		return rules, err
	}
	rules.Policies, rules.Staff = Policies(policies, s.council.Policy), care.WorkforceOf(staff)
	cursor, err := s.Cursor(ctx)
	if err != nil {
		return rules, err
	}
	if rules.FirstImport, err = s.first(ctx, typeImport, cursor.FirstImport); err != nil {
		return rules, err
	}
	rules.FirstPerson, err = s.first(ctx, typeRegistered, cursor.FirstPerson)
	return rules, err
}

// ofNobody are the events of an area that are of no person, as known.
func (s *snapshot) ofNobody(ctx context.Context, area care.Area) ([]care.Event, error) {
	messages, err := s.EventsOfArea(ctx, area)
	if err != nil {
		return nil, err
	}
	return care.KnownBy(Readable(messages), func(e care.Event) bool { return s.isKnown(e.RecordedAt, e.Position) }), nil
}

// first is the day on which the first event of a type was recorded, if that was
// known then; day is when it is by all that is known.
func (s *snapshot) first(ctx context.Context, name string, day care.Day) (care.Day, error) {
	if day.IsZero() || s.passed.IsZero() || !s.passed.Before((day + 1).Start()) {
		return day, nil
	}
	if s.passed.Before(day.Start()) {
		return 0, nil
	}
	at, err := s.FirstOfType(ctx, name, day)
	if err != nil || at.After(s.passed) {
		return 0, err
	}
	return day, nil // not there: destroyed since, and that it was on the day is all that is left
}
