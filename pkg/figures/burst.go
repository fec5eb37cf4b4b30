package figures

import (
	"cmp"
	"slices"
	"time"

	care "intouch/pkg/careleaver"
	"intouch/pkg/duty"
)

// Burst is many records by one worker within a short time, of things that happened
// on many different days: a caseload written up at one sitting. How many, how
// short and how many days are settings of the policy. It says nothing of whether
// what was recorded is true; it is a thing to ask about.
type Burst struct {
	By       care.StaffID // who typed
	From, To time.Time
	Records  int
	Days     int // on how many different days it had happened
	People   int
	Oldest   care.Day // the day longest ago
}

// Bursts finds the bursts among records, newest first. A record is of one burst
// at most: a burst begins with the first record that makes one, and holds
// everything that its worker recorded within the time. Imports make none.
func Bursts(records []Recorded, rules duty.Recording) []Burst {
	byWorker := map[care.StaffID][]Recorded{}
	for _, r := range records {
		if !r.Imported {
			byWorker[r.By] = append(byWorker[r.By], r)
		}
	}
	var all []Burst
	for by, list := range byWorker {
		slices.SortFunc(list, func(a, b Recorded) int { return a.RecordedAt.Compare(b.RecordedAt) })
		all = append(all, burstsOf(by, list, rules)...)
	}
	slices.SortFunc(all, func(a, b Burst) int { return cmp.Or(b.From.Compare(a.From), slices.Compare(a.By[:], b.By[:])) })
	return all
}

func burstsOf(by care.StaffID, list []Recorded, rules duty.Recording) []Burst {
	var all []Burst
	within := time.Duration(rules.BurstMinutes) * time.Minute
	for i := 0; i < len(list); {
		end := i
		for end < len(list) && list[end].RecordedAt.Sub(list[i].RecordedAt) <= within {
			end++
		}
		if end-i < rules.BurstRecords {
			i++
			continue
		}
		b := burstOf(by, list[i:end])
		if b.Days < rules.BurstDays {
			i++
			continue
		}
		all = append(all, b)
		i = end
	}
	return all
}

func burstOf(by care.StaffID, list []Recorded) Burst {
	b := Burst{By: by, From: list[0].RecordedAt, To: list[len(list)-1].RecordedAt, Records: len(list), Oldest: list[0].Happened}
	days, people := map[care.Day]bool{}, map[care.PersonID]bool{}
	for _, r := range list {
		days[r.Happened], people[r.Person.ID] = true, true
		b.Oldest = min(b.Oldest, r.Happened)
	}
	b.Days, b.People = len(days), len(people)
	return b
}
