package duty_test

import (
	"testing"

	care "intouch/pkg/careleaver"
	"intouch/pkg/duty"
)

// Bank holidays here: Good Friday 3 and Easter Monday 6 April 2026; Christmas on a
// Friday, Boxing Day on Monday 28 December 2026, New Year's Day on a Friday.
func TestWorkingDaysOverBankHolidays(t *testing.T) {
	gone := func(on string) func(l *life) {
		return func(l *life) {
			l.tellOn(on, care.AreaCaseload, care.RecordAdviser, care.AdviserUnallocated{Staff: pat, Role: care.PersonalAdviser, On: day(on)})
		}
	}
	checkDue(t, duty.NoAdviser, []dueCase{
		{"five over Easter", gone("2026-04-02"), "2026-04-03", "2026-04-13"},
		{"five from a bank holiday", gone("2026-04-06"), "2026-04-06", "2026-04-13"},
		{"five over Christmas and New Year", gone("2026-12-24"), "2026-12-25", "2027-01-05"},
		{"five from a Saturday", gone("2026-10-24"), "2026-10-25", "2026-10-30"},
	})
	missing := func(on string) func(l *life) {
		return func(l *life) {
			l.tell(on, care.AreaAccommodation, care.ReportedMissing{From: care.OnDay(day(on))})
		}
	}
	checkDue(t, duty.MissingDecision, []dueCase{
		{"one after Maundy Thursday", missing("2026-04-02"), "2026-04-02", "2026-04-07"},
		{"one after Christmas Eve", missing("2026-12-24"), "2026-12-24", "2026-12-29"},
		{"one after the Saturday of a bank holiday weekend", missing("2026-05-02"), "2026-05-02", "2026-05-05"},
	})
	lost := func(on string) func(l *life) {
		return func(l *life) {
			l.home("2026-01-05", care.MovedIn{Residence: "U"})
			l.tellOn(on, care.AreaAccommodation, care.RecordWhereabouts, care.WhereaboutsNotKnown{From: day(on)})
		}
	}
	checkDue(t, duty.WhereaboutsRule, []dueCase{
		{"two after Maundy Thursday", lost("2026-04-02"), "2026-04-03", "2026-04-08"},
		{"two after the last working day of the year", lost("2026-12-31"), "2027-01-01", "2027-01-05"},
	})
	inCustody := func(on string) func(l *life) {
		return func(l *life) {
			l.tell(on, care.AreaAccommodation, care.WentAway{From: care.From{From: day(on)}, Kind: care.AwayCustody})
		}
	}
	checkDue(t, duty.CustodyVisit, []dueCase{
		{"ten over Christmas and New Year", inCustody("2026-12-18"), "2026-12-19", "2027-01-06"},
		{"ten from a Sunday on which the clocks change", inCustody("2026-10-25"), "2026-10-25", "2026-11-06"},
	})
}

// Rules in days, weeks and months do not know weekends.
func TestOrdinaryDaysDoNotKnowWeekends(t *testing.T) {
	moved := func(on string) func(l *life) {
		return func(l *life) { l.home(on, care.MovedIn{Residence: "D", Provided: "s23B"}) }
	}
	checkDue(t, duty.FirstVisit, []dueCase{
		{"a week after Christmas Day is New Year's Day", moved("2026-12-25"), "2026-12-26", "2027-01-01"},
		{"a week after Good Friday", moved("2026-04-03"), "2026-04-04", "2026-04-10"},
		{"a week over the day of 23 hours", moved("2026-03-25"), "2026-03-26", "2026-04-01"},
		{"a week over 29 February", moved("2028-02-24"), "2028-02-25", "2028-03-02"},
		{"and over the end of a common February", moved("2027-02-24"), "2027-02-25", "2027-03-03"},
	})
	checkDue(t, duty.FirstReview, []dueCase{
		{"42 days over the day of 25 hours", moved("2026-10-01"), "2026-10-02", "2026-11-12"},
	})
}

// The day of move is day 1 of the 28 days that must be over before the review.
func TestTheFirstReviewIsNotBeforeThe28DaysAreOver(t *testing.T) {
	at := func(review string) func(l *life) {
		return func(l *life) {
			home := l.home("2026-05-01", care.MovedIn{Residence: "D", Provided: "s23B"})
			l.tell("2026-05-04", care.AreaContact, care.ContactMade{How: care.SawAtHome, When: on("2026-05-04"), Accommodation: home})
			reviewed(l, review, home, "")
		}
	}
	checkDue(t, duty.FirstReview, []dueCase{
		{"a review on day 28 is too early", at("2026-05-28"), "2026-05-28", "2026-06-12"},
		{"one on day 29 counts", at("2026-05-29"), "2026-05-29", ""},
	})
}

// "The deadline plus half the interval, at least 7 and at most 28 days"; due "the
// lesser of 7 days and a quarter of the interval, at least 1, before".
func TestTheBucketsOfEachFrequency(t *testing.T) {
	cases := []struct {
		name  string
		every int
		days  int // after the last contact
		want  duty.Bucket
	}{
		{"every day: due on the day of the contact", 1, 0, duty.Due},
		{"every day: due on the last good day", 1, 1, duty.Due},
		{"every day: overdue on the next", 1, 2, duty.Overdue},
		{"every day: a week of grace", 1, 8, duty.Overdue},
		{"every day: and no more", 1, 9, duty.Unaccounted},
		{"three days: a quarter is rounded up to one", 3, 1, duty.InTouch},
		{"three days: due", 3, 2, duty.Due},
		{"a week: due from the day before", 7, 6, duty.Due},
		{"a week: in touch until then", 7, 5, duty.InTouch},
		{"a week: unaccounted for after two", 7, 15, duty.Unaccounted},
		{"15 days: a quarter rounded down is three", 15, 11, duty.InTouch},
		{"15 days: due", 15, 12, duty.Due},
		{"15 days: half, rounded down, is seven", 15, 22, duty.Overdue},
		{"15 days: unaccounted for", 15, 23, duty.Unaccounted},
		{"28 days: due seven days before", 28, 21, duty.Due},
		{"28 days: not eight", 28, 20, duty.InTouch},
		{"28 days: fourteen of grace", 28, 42, duty.Overdue},
		{"28 days: unaccounted for", 28, 43, duty.Unaccounted},
		{"eight weeks: day 84 is overdue", 56, 84, duty.Overdue},
		{"eight weeks: day 85 is unaccounted for", 56, 85, duty.Unaccounted},
		{"120 days: due seven days before, not thirty", 120, 112, duty.InTouch},
		{"120 days: due", 120, 113, duty.Due},
		{"120 days: 28 of grace, not 60", 120, 148, duty.Overdue},
		{"120 days: unaccounted for", 120, 149, duty.Unaccounted},
	}
	r := office(t)
	for _, c := range cases {
		t.Run(c.name, func(t *testing.T) {
			l := started(c.name)
			home := l.home("2026-01-05", care.MovedIn{Residence: "U"})
			l.frequency("2026-01-05", c.every, 0, "")
			l.contact("2026-02-02", care.Called, "")
			on := day("2026-02-02").AddDays(c.days)
			l.tellOn(on.String(), care.AreaAccommodation, home, care.WhereaboutsConfirmed{On: on, HowKnown: care.ToldByOther})
			if got := r.On(l.person(), on).Standing; got.Bucket != c.want {
				t.Errorf("%d days after the contact %s %v, want %s", c.days, got.Bucket, got.Reasons, c.want)
			}
		})
	}
}
