package duty_test

import (
	"testing"
	"time"

	care "intouch/pkg/careleaver"
	"intouch/pkg/duty"
)

// The days on which systems like ours are wrong: midnight, clock changes, ends of
// months, 29 February, bank holidays, and birthdays on each of these.

func at(text string) care.When {
	t, err := time.Parse(time.RFC3339, text)
	if err != nil {
		panic(err)
	}
	return care.AtInstant(t)
}

func calledAt(l *life, recorded, instant string) {
	l.tell(recorded, care.AreaContact, care.ContactMade{How: care.Called, When: at(instant)})
}

func TestADayEndsAtMidnightInLondon(t *testing.T) {
	checkDue(t, duty.KeepInTouch, []dueCase{
		{"a minute before midnight in winter is still that day", func(l *life) { calledAt(l, "2026-02-03", "2026-02-02T23:59:00Z") }, "2026-02-03", "2026-03-30"},
		{"midnight in winter is the next", func(l *life) { calledAt(l, "2026-02-03", "2026-02-03T00:00:00Z") }, "2026-02-03", "2026-03-31"},
		{"a minute before midnight in summer is still that day", func(l *life) { calledAt(l, "2026-06-03", "2026-06-02T22:59:00Z") }, "2026-06-03", "2026-07-28"},
		{"midnight in summer is 11 in the evening, UTC", func(l *life) { calledAt(l, "2026-06-03", "2026-06-02T23:00:00Z") }, "2026-06-03", "2026-07-29"},
		{"the evening before the clocks go forward", func(l *life) { calledAt(l, "2026-03-29", "2026-03-28T23:30:00Z") }, "2026-03-29", "2026-05-23"},
		{"the evening of the day on which they went forward", func(l *life) { calledAt(l, "2026-03-30", "2026-03-29T22:59:00Z") }, "2026-03-30", "2026-05-24"},
		{"and its midnight, an hour earlier than the last", func(l *life) { calledAt(l, "2026-03-30", "2026-03-29T23:00:00Z") }, "2026-03-30", "2026-05-25"},
		{"half past midnight before the clocks go back", func(l *life) { calledAt(l, "2026-10-25", "2026-10-24T23:30:00Z") }, "2026-10-25", "2026-12-20"},
		{"the evening of the day of 25 hours", func(l *life) { calledAt(l, "2026-10-26", "2026-10-25T23:59:00Z") }, "2026-10-26", "2026-12-20"},
		{"eight weeks over the day of 23 hours", func(l *life) { l.contact("2026-03-28", care.Called, "") }, "2026-03-29", "2026-05-23"},
		{"eight weeks over the day of 25 hours", func(l *life) { l.contact("2026-10-24", care.Called, "") }, "2026-10-25", "2026-12-19"},
	})
}

func TestMonthsEndWhereTheyEnd(t *testing.T) {
	checkDue(t, duty.PlanReview, []dueCase{
		{"31 August and six months is 28 February", func(l *life) { reviewed(l, "2026-08-31", "", "") }, "2026-09-01", "2027-02-28"},
		{"30 August, too", func(l *life) { reviewed(l, "2026-08-30", "", "") }, "2026-09-01", "2027-02-28"},
		{"in a leap year 29 February", func(l *life) { reviewed(l, "2027-08-31", "", "") }, "2027-09-01", "2028-02-29"},
		{"28 February and six months is 28 August", func(l *life) { reviewed(l, "2026-02-28", "", "") }, "2026-03-01", "2026-08-28"},
		{"30 April is 30 October", func(l *life) { reviewed(l, "2026-04-30", "", "") }, "2026-05-01", "2026-10-30"},
	})
	visited := func(on string) func(l *life) {
		return func(l *life) {
			home := l.home("2026-01-05", care.MovedIn{Residence: "D", Provided: "s23B"})
			l.tell(on, care.AreaContact, care.ContactMade{How: care.SawAtHome, When: care.OnDay(day(on)), Accommodation: home})
		}
	}
	checkDue(t, duty.ProvidedVisit, []dueCase{
		{"31 December and two months is 28 February", visited("2026-12-31"), "2027-01-01", "2027-02-28"},
		{"30 June is 30 August", visited("2026-06-30"), "2026-07-01", "2026-08-30"},
		{"31 July is 30 September", visited("2026-07-31"), "2026-08-01", "2026-09-30"},
	})
}

func TestAYearAfterAnOfferOf29February(t *testing.T) {
	offered := func(on string) func(l *life) {
		return func(l *life) {
			l.tellOn("2028-04-01", care.AreaPathway, care.RecordPost21, care.Post21Decided{On: day("2028-04-01"), Wish: care.WantsSupport, SaidOn: day("2028-04-01")})
			person(l, care.SupportStopped{On: day("2029-01-10"), Reason: "asked"}, "2029-01-10")
			l.tell(on, care.AreaPathway, care.OfferMade{On: day(on), How: care.TriedCall, Answer: "declined"})
		}
	}
	checkDue(t, duty.AnnualOffer, []dueCase{
		{"is 28 February", offered("2032-02-29"), "2032-03-01", "2033-02-28"},
		{"after one of the last day of January, the same day", offered("2030-01-31"), "2030-02-01", "2031-01-31"},
	})
}

// Everybody here is relevant, or former relevant, and not in touch with anybody.
func TestBirthdaysOnOddDays(t *testing.T) {
	cases := []struct {
		name, born, on string
		as             care.Category
		bucket         duty.Bucket
		holds          care.Category
	}{
		{"born on 29 February: 17 on 28 February", "2008-02-29", "2026-02-28", care.Relevant, duty.Unaccounted, care.Relevant},
		{"and 18 on 1 March", "2008-02-29", "2026-03-01", care.Relevant, duty.Unaccounted, care.FormerRelevant},
		{"still looked after on 28 February", "2008-02-29", "2026-02-28", care.Eligible, duty.LookedAfter, care.Eligible},
		{"not on 1 March", "2008-02-29", "2026-03-01", care.Eligible, duty.Unaccounted, care.FormerRelevant},
		{"24 and 365 days", "2004-02-29", "2029-02-28", care.FormerRelevant, duty.Unaccounted, care.FormerRelevant},
		{"25 on 1 March: closed", "2004-02-29", "2029-03-01", care.FormerRelevant, duty.Closed, care.FormerRelevant},
		{"18 on the day of 23 hours", "2008-03-29", "2026-03-29", care.Eligible, duty.Unaccounted, care.FormerRelevant},
		{"17 on the day before", "2008-03-29", "2026-03-28", care.Eligible, duty.LookedAfter, care.Eligible},
		{"25 on the day of 25 hours", "2001-10-25", "2026-10-25", care.FormerRelevant, duty.Closed, care.FormerRelevant},
		{"24 on the day before", "2001-10-25", "2026-10-24", care.FormerRelevant, duty.Unaccounted, care.FormerRelevant},
		{"25 on Good Friday: no working day is waited for", "2001-04-03", "2026-04-03", care.FormerRelevant, duty.Closed, care.FormerRelevant},
		{"25 on Christmas Day", "2001-12-25", "2026-12-25", care.FormerRelevant, duty.Closed, care.FormerRelevant},
		{"25 on the last of a month", "2001-08-31", "2026-08-31", care.FormerRelevant, duty.Closed, care.FormerRelevant},
		{"24 on the day before the last", "2001-08-31", "2026-08-30", care.FormerRelevant, duty.Unaccounted, care.FormerRelevant},
	}
	r := office(t)
	for _, c := range cases {
		t.Run(c.name, func(t *testing.T) {
			l := newLife(c.name).registered("2025-01-01", c.born, c.as)
			got := r.On(l.person(), day(c.on)).Standing
			if got.Bucket != c.bucket || got.Category != c.holds {
				t.Errorf("%s as %s, want %s as %s", got.Bucket, got.Category, c.bucket, c.holds)
			}
		})
	}
}

func TestTheDecisionBeforeABirthdayOnAnOddDay(t *testing.T) {
	cases := []struct{ name, born, on, due string }{
		{"21 on 31 May: three months before is 28 February", "2005-05-31", "2026-02-01", "2026-02-28"},
		{"to do from 30 November", "2005-05-31", "2025-11-30", "2026-02-28"},
		{"not from the day before", "2005-05-31", "2025-11-29", ""},
		{"born on 29 February: 21 on 1 March, so by 1 December", "2004-02-29", "2024-11-01", "2024-12-01"},
		{"21 on 30 November: by 30 August", "2005-11-30", "2026-08-01", "2026-08-30"},
	}
	r := office(t)
	for _, c := range cases {
		t.Run(c.name, func(t *testing.T) {
			l := newLife(c.name).registered("2024-02-01", c.born, care.FormerRelevant)
			d, ok := find(r.On(l.person(), day(c.on)).Deadlines, duty.DecisionAt21)
			if got := d.Due.String(); got != c.due || ok != (c.due != "") {
				t.Errorf("due %q, want %q", got, c.due)
			}
		})
	}
}
