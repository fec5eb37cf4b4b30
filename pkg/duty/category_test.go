package duty_test

import (
	"slices"
	"testing"

	care "intouch/pkg/careleaver"
	"intouch/pkg/duty"
)

// The category worked out from periods of care: thirteen weeks that began after
// 14 and ended after 16, without short breaks. Everyone here was born on 10 May
// 2007: 14 in 2021, 16 in 2023, 18 in 2025.
func TestCategoryFromPeriodsOfCare(t *testing.T) {
	period := func(from, to, status string) care.CarePeriodRecorded {
		f := care.CarePeriodRecorded{Period: care.DerivedID(from, to), From: day(from), LegalStatus: status}
		if to != "" {
			f.To = day(to)
		}
		return f
	}
	cases := []struct {
		name    string
		stated  care.Category
		periods []care.CarePeriodRecorded
		more    func(l *life)
		on      string
		want    care.Category
		differs bool
	}{
		{"thirteen weeks to a day past 16 make a relevant child", care.NotRecorded, []care.CarePeriodRecorded{period("2023-03-01", "2023-05-31", "")}, nil, "2024-01-01", care.Relevant, false},
		{"a day less is qualifying", care.NotRecorded, []care.CarePeriodRecorded{period("2023-03-02", "2023-05-31", "")}, nil, "2024-01-01", care.Qualifying, false},
		{"whatever was stated", care.FormerRelevant, []care.CarePeriodRecorded{period("2023-03-02", "2023-05-31", "")}, nil, "2024-01-01", care.Qualifying, true},
		{"several spells add up", care.NotRecorded, []care.CarePeriodRecorded{period("2021-06-01", "2021-08-30", ""), period("2023-06-01", "2023-06-02", "")}, nil, "2024-01-01", care.Relevant, false},
		{"days before the 14th birthday do not count", care.NotRecorded, []care.CarePeriodRecorded{period("2019-01-01", "2021-05-10", ""), period("2023-06-01", "2023-08-01", "")}, nil, "2024-01-01", care.Qualifying, false},
		{"days that two records share count once", care.NotRecorded, []care.CarePeriodRecorded{period("2023-03-20", "2023-05-31", ""), period("2023-03-20", "2023-05-20", "")}, nil, "2024-01-01", care.Qualifying, false},
		{"a long time that ended before 16 makes nothing of them: as stated", care.Qualifying, []care.CarePeriodRecorded{period("2021-06-01", "2023-05-09", "")}, nil, "2024-01-01", care.Qualifying, false},
		{"short breaks do not count", care.NotRecorded, []care.CarePeriodRecorded{period("2022-01-01", "2023-06-30", "V4")}, nil, "2024-01-01", care.Qualifying, false},
		{"nor in small letters", care.NotRecorded, []care.CarePeriodRecorded{period("2022-01-01", "2023-06-30", "v4")}, nil, "2024-01-01", care.Qualifying, false},
		{"nor do they add to what counts", care.NotRecorded, []care.CarePeriodRecorded{period("2022-01-01", "2023-04-30", "V3"), period("2023-05-01", "2023-05-31", "")}, nil, "2024-01-01", care.Qualifying, false},
		{"in care at 17 is looked after", care.NotRecorded, []care.CarePeriodRecorded{period("2023-01-01", "", "")}, nil, "2024-01-01", care.Eligible, false},
		{"to the day before care ended", care.NotRecorded, []care.CarePeriodRecorded{period("2023-01-01", "2024-03-01", "")}, nil, "2024-02-29", care.Eligible, false},
		{"relevant from the day on which it ended", care.NotRecorded, []care.CarePeriodRecorded{period("2023-01-01", "2024-03-01", "")}, nil, "2024-03-01", care.Relevant, false},
		{"care ended, said apart, ends the open period", care.Eligible, []care.CarePeriodRecorded{period("2023-01-01", "", "")}, func(l *life) {
			person(l, care.CareEnded{On: day("2024-03-01")}, "2024-03-01")
		}, "2024-03-01", care.Relevant, false},
		{"coming back into care makes them looked after again", care.Eligible, []care.CarePeriodRecorded{period("2023-01-01", "2024-03-01", "")}, func(l *life) {
			person(l, care.ReturnedToCare{On: day("2024-06-01")}, "2024-06-01")
		}, "2024-06-01", care.Eligible, false},
		{"in care at 18 after thirteen weeks is former relevant on the birthday", care.Eligible, []care.CarePeriodRecorded{period("2023-01-01", "", "")}, nil, "2025-05-10", care.FormerRelevant, false},
		{"in care at 18 after less is qualifying", care.Eligible, []care.CarePeriodRecorded{period("2025-03-01", "", "")}, nil, "2025-05-10", care.Qualifying, true},
		{"a category that was stated after the last period stands", care.FormerRelevant, []care.CarePeriodRecorded{period("2023-03-02", "2023-05-31", "")}, func(l *life) {
			person(l, care.EligibilityChanged{Category: care.Relevant, Since: day("2023-05-31"), Reason: "a spell elsewhere"}, "2024-01-05")
		}, "2024-01-06", care.Relevant, false},
		{"remanded on the 16th birthday after thirteen weeks: relevant by reg. 3", care.NotRecorded, []care.CarePeriodRecorded{period("2022-10-01", "2023-04-20", "V2")}, func(l *life) {
			l.tell("2023-04-20", care.AreaAccommodation, care.WentAway{From: care.From{From: day("2023-04-20")}, Kind: care.AwayCustody, ExpectedEnd: day("2023-09-01")})
		}, "2024-01-01", care.Relevant, false},
		{"not under a care order", care.Qualifying, []care.CarePeriodRecorded{period("2022-10-01", "2023-04-20", "C2")}, func(l *life) {
			l.tell("2023-04-20", care.AreaAccommodation, care.WentAway{From: care.From{From: day("2023-04-20")}, Kind: care.AwayCustody})
		}, "2024-01-01", care.Qualifying, false},
		{"nor under one in small letters", care.Qualifying, []care.CarePeriodRecorded{period("2022-10-01", "2023-04-20", "c1")}, func(l *life) {
			l.tell("2023-04-20", care.AreaAccommodation, care.WentAway{From: care.From{From: day("2023-04-20")}, Kind: care.AwayCustody})
		}, "2024-01-01", care.Qualifying, false},
		{"six months with a parent over two addresses make qualifying", care.NotRecorded, []care.CarePeriodRecorded{period("2022-01-01", "2023-09-01", "")}, func(l *life) {
			l.home("2023-09-01", care.MovedIn{Residence: "B", WithParent: true})
			l.home("2023-12-01", care.MovedIn{Residence: "B", WithParent: true})
		}, "2024-03-01", care.Qualifying, false},
	}
	r := office(t)
	for _, c := range cases {
		t.Run(c.name, func(t *testing.T) {
			l := newLife(c.name).registered("2023-01-02", "2007-05-10", c.stated)
			for _, p := range c.periods {
				person(l, p, "2023-01-02")
			}
			if c.more != nil {
				c.more(l)
			}
			got := r.On(l.person(), day(c.on)).Standing
			if got.Category != c.want || slices.Contains(got.Flags, duty.CategoryDiffers) != c.differs {
				t.Errorf("%s %v, want %s, differs %t", got.Category, got.Flags, c.want, c.differs)
			}
		})
	}
}
