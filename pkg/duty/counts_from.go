package duty

import care "intouch/pkg/careleaver"

// everyDay is from when something counts that may count on any day.
const everyDay care.Day = 1

// CountsFrom is of each of somebody's events the first day on which it
// can make a difference to where they stand and under which name; Forever when it
// never can. A rule looks at time in one way only, by asking whether a day has been
// reached, so what happened on a day counts from that day on. What changes a record,
// a correction or a second end, counts from when anything of that record did; what is
// said of the person as such may count on any day.
func CountsFrom(events []care.Event) []care.Day {
	days, first, ended := make([]care.Day, len(events)), map[care.RecordID]care.Day{}, map[care.RecordID]int{}
	for i, e := range events {
		days[i] = countsFrom(e.Area, e.Fact)
		if was, known := first[e.Record]; !known || days[i] < was {
			first[e.Record] = days[i]
		}
		if ends(e.Fact) {
			ended[e.Record]++
		}
	}
	for i, e := range events {
		if changes(e.Fact) || ends(e.Fact) && ended[e.Record] > 1 {
			days[i] = first[e.Record]
		}
	}
	return days
}

func countsFrom(area care.Area, fact care.Fact) care.Day {
	if area == care.AreaAlert || area == care.AreaImport {
		return care.Forever // they follow from where somebody stands, or ask about it
	}
	switch f := fact.(type) {
	case care.Corrected:
		return countsFrom(area, f.Facts)
	case care.Voided, care.Sealed, care.Destroyed:
		return care.Forever // by themselves
	case care.Planned:
		return max(f.On.Day(), everyDay)
	case care.DetailsChanged:
		if d := f.Details; d.DateOfBirth.IsZero() && d.BirthStatus == "" && d.GivenName+d.FamilyName+d.KnownAs == "" && len(d.Identifiers)+len(f.Cleared) == 0 {
			return care.Forever // how to reach them is no matter of where they stand
		}
	case care.Registered, care.Died, care.TransferReceived, care.CarePeriodRecorded, care.CareEnded:
		return everyDay // known or not, they bound what is asked about
	}
	if on := fact.Happened().Day(); !on.IsZero() {
		return max(on, everyDay)
	}
	return everyDay
}

// changes reports whether a fact changes what was said before on its record.
func changes(f care.Fact) bool {
	switch f.(type) {
	case care.Corrected, care.Voided, care.Sealed, care.Destroyed, care.PlanCancelled, care.ProgrammeEnded:
		return true // a programme may end before or after the day that was agreed
	}
	return false
}

// ends reports whether a fact ends something: the last word on it holds.
func ends(f care.Fact) bool {
	switch f.(type) {
	case care.MovedOut, care.CameBack, care.Found, care.ActivityEnded, care.HandoverAccepted, care.HandoverRefused:
		return true
	}
	return false
}
