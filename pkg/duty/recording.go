package duty

import (
	"cmp"

	"github.com/goccy/go-yaml/ast"

	care "intouch/pkg/careleaver"
)

// Recording is what the policy says of recording: how soon it should be done,
// and how much at once is worth a look. It raises no alert and moves no bucket;
// a record is never refused for being late (rules.md section 9).
type Recording struct {
	WithinWorkingDays int `yaml:"withinWorkingDays"` // from the day the authority knew; rules.md section 4
	BurstRecords      int `yaml:"burstRecords"`      // this many by one worker …
	BurstMinutes      int `yaml:"burstMinutes"`      // … within this time …
	BurstDays         int `yaml:"burstDays"`         // … of things that happened on this many days
}

// usualRecording holds where a policy, such as one that was published before
// there was this section, says nothing.
var usualRecording = Recording{WithinWorkingDays: 2, BurstRecords: 10, BurstMinutes: 60, BurstDays: 5}

func (r Recording) checked(f *ast.File) (Recording, error) {
	for name, n := range map[string]int{
		"withinWorkingDays": r.WithinWorkingDays, "burstRecords": r.BurstRecords, "burstMinutes": r.BurstMinutes, "burstDays": r.BurstDays,
	} {
		if n < 0 {
			return r, wrong(f, "$.recording."+name, "must be 1 or more, or be left out")
		}
	}
	return Recording{
		cmp.Or(r.WithinWorkingDays, usualRecording.WithinWorkingDays), cmp.Or(r.BurstRecords, usualRecording.BurstRecords),
		cmp.Or(r.BurstMinutes, usualRecording.BurstMinutes), cmp.Or(r.BurstDays, usualRecording.BurstDays),
	}, nil
}

// RecordingOn is what the policy in force on the day says of recording.
func (r Authority) RecordingOn(day care.Day) Recording {
	in := r.Policies[0]
	for _, p := range r.Policies[1:] {
		if p.EffectiveFrom <= day {
			in = p
		}
	}
	return in.Recording
}

// TeamOn is the team that answers for a person on a day; empty: none does.
func (r Authority) TeamOn(p *care.Person, day care.Day) string { return r.at(p, day).team() }

// NumbersOn are the settings that hold for a person on a day.
func (r Authority) NumbersOn(p *care.Person, day care.Day) *Numbers { return r.at(p, day).policy() }
