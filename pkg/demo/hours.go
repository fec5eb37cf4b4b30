package demo

import (
	"time"

	care "intouch/pkg/careleaver"
	"intouch/pkg/duty"
)

// slots are the times of a day at which things are written down, in minutes: a
// handful, so that what different people record at one time can be sent at once.
var slots = []int{9*60 + 40, 12*60 + 25, 15*60 + 10, 17*60 + 35}

// slot is the i-th of the day, not to the same minute each day.
func slot(day care.Day, i int) time.Time {
	return day.Start().Add(time.Duration(slots[i]+(int(day)*7+i*5)%20) * time.Minute)
}

// writtenAt is the first slot of the day that leaves a few minutes after what
// happened; the last one if none does.
func writtenAt(day care.Day, happened time.Time) time.Time {
	for i := range slots {
		if at := slot(day, i); at.After(happened.Add(10 * time.Minute)) {
			return at
		}
	}
	return slot(day, len(slots)-1)
}

// later is the later of two times.
func later(a, b time.Time) time.Time {
	if a.After(b) {
		return a
	}
	return b
}

// atWork is the day, or the next on which people work.
func atWork(day care.Day) care.Day { return duty.WorkingDays(day-1, 1) }
