package duty_test

import (
	"testing"

	"pgregory.net/rapid"

	care "intouch/pkg/careleaver"
	"intouch/pkg/duty"
)

// No current value lacks a living event: whatever the history, each value that
// the rules give names an event that is in force.
func TestEveryValueNamesAnEventThatIsInForce(t *testing.T) {
	r := office(t)
	rapid.Check(t, func(t *rapid.T) {
		l := randomLife(t)
		records := care.Records(l.events)
		p := care.PersonOf(l.id, records)
		if p.Registered.ID != l.id {
			return // the registration itself was taken back
		}
		on := max(p.Registered.HappenedOn(), randomDay(t))
		look := r.On(p, on)
		values := map[string]duty.Value{}
		for _, v := range duty.ValuesOf(p, records, look, on) {
			values[v.Name] = v
			for _, e := range v.Chain {
				if !inForce(records, e.ID) {
					t.Fatalf("%s on %s: %s (%T) is not in force", v.Name, on, e.ID, e.Fact)
				}
			}
		}
		for name, says := range valuesWanted(p, look, on) {
			v, ok := values[name]
			if !ok {
				t.Fatalf("%s on %s: no event says it", name, on)
			}
			if says != (care.EventID{}) && v.Chain[0].SaidBy() != says {
				t.Fatalf("%s on %s: said by %s, want %s", name, on, v.Chain[0].SaidBy(), says)
			}
		}
	})
}

func inForce(records []care.Record, id care.EventID) bool {
	for _, r := range records {
		for _, e := range r.Force {
			if e.ID == id {
				return true
			}
		}
	}
	return false
}

// valuesWanted are the values that the rules give on the day, with the event that they
// themselves name; zero: they name none.
func valuesWanted(p care.Person, l duty.Look, on care.Day) map[string]care.EventID {
	all := map[string]care.EventID{duty.ValueCategory: {}, duty.ValueWhereabouts: l.Whereabouts.SaidBy}
	for name, marks := range map[string][]care.Mark{duty.ValueSeen: p.Seen, duty.ValueSpoken: p.Spoken, duty.ValueHeardOf: p.HeardOf, duty.ValueTried: p.Tried} {
		for _, m := range marks {
			if m.Day() <= on {
				all[name] = m.Entry.SaidBy()
			}
		}
	}
	if l.Whereabouts.EvidenceBy != (care.EventID{}) {
		all[duty.ValueConfidence] = l.Whereabouts.EvidenceBy
	}
	if l.Activity.Code != "" {
		all[duty.ValueActivity], all[duty.ValueActivityEvidence] = l.Activity.SaidBy, l.Activity.EvidenceBy
	}
	if l.Standing.Adviser != (care.StaffID{}) {
		all[duty.ValueAdviser] = care.EventID{}
	}
	if l.Standing.Team != "" {
		all[duty.ValueTeam] = care.EventID{}
	}
	if !p.Details.DateOfBirth.IsZero() {
		all[duty.ValueBirth] = care.EventID{}
	}
	for _, d := range l.Deadlines {
		all[duty.DeadlineValue(d)] = care.EventID{}
	}
	for _, r := range l.Standing.Reasons {
		all[duty.ReasonValue(r)] = care.EventID{}
	}
	return all
}

func TestAValueShowsWhatItReplaced(t *testing.T) {
	l := newLife("chain").registered("2025-01-01", "2007-01-01", care.Relevant)
	l.tellOn("2025-02-01", care.AreaCaseload, care.RecordPerson, care.DetailsChanged{Details: care.Details{DateOfBirth: day("2007-02-01"), BirthStatus: "documents"}})
	l.tellOn("2025-03-01", care.AreaCaseload, care.RecordPerson, care.DetailsChanged{Details: care.Details{FamilyName: "Wren"}})
	l.tellOn("2025-04-01", care.AreaCaseload, care.RecordPerson, care.DetailsChanged{Cleared: []string{"dateOfBirth"}})
	first := l.home("2025-01-02", care.MovedIn{Residence: "U"})
	second := l.home("2025-05-01", care.MovedIn{Residence: "K"})
	chains := map[string]int{}
	records := care.Records(l.events)
	p := care.PersonOf(l.id, records)
	on := day("2025-06-01")
	for _, v := range duty.ValuesOf(p, records, office(t).On(p, on), on) {
		chains[v.Name] = len(v.Chain)
		if v.Name == duty.ValueWhereabouts && (v.Chain[0].Record != second || v.Chain[1].Record != first) {
			t.Errorf("whereabouts: %v", v.Chain)
		}
	}
	for name, want := range map[string]int{duty.ValueBirth: 3, duty.ValueName: 1, duty.ValueWhereabouts: 2, duty.ValueCategory: 1, duty.ValueHome: 2} {
		if chains[name] != want {
			t.Errorf("%s: a chain of %d, want %d", name, chains[name], want)
		}
	}
}
