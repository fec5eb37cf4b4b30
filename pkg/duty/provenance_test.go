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
	if l.Standing.Owner != (care.StaffID{}) {
		all[duty.ValueOwner] = care.EventID{}
	}
	if p.Safety != nil {
		all[duty.ValueSafety] = p.Safety.SaidBy()
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
	l.tellOn("2025-01-03", care.AreaCaseload, care.RecordSafety, care.ContactSafetySet{Wording: "Say that you are from the college"})
	l.tellOn("2025-05-03", care.AreaCaseload, care.RecordSafety, care.ContactSafetySet{Wording: "Do not leave a message"})
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
	for name, want := range map[string]int{duty.ValueBirth: 3, duty.ValueName: 1, duty.ValueWhereabouts: 2, duty.ValueCategory: 1, duty.ValueHome: 2, duty.ValueSafety: 2} {
		if chains[name] != want {
			t.Errorf("%s: a chain of %d, want %d", name, chains[name], want)
		}
	}
}

func TestWhoIsToActComesFromWhoeverIsAllocated(t *testing.T) {
	r := office(t)
	kay, boss := care.NewStaffID("test", "Kay Example"), care.NewStaffID("test", "Boss Example")
	var staff []care.Event
	for id, f := range map[care.StaffID]care.Fact{pat: care.StaffJoined{Name: "Pat Example", Team: "North"}, kay: care.StaffJoined{Name: "Kay Example"},
		boss: care.StaffJoined{Name: "Boss Example", Roles: []care.StaffRole{care.RoleHeadOfService}}} {
		staff = append(staff, care.Event{ID: id, Authority: "test", Area: care.AreaStaff, Record: care.NewRecordID(id), Fact: f, RecordedAt: day("2024-01-01").Start()})
	}
	staff = append(staff, care.Event{ID: care.DerivedID("absent"), Authority: "test", Area: care.AreaStaff, Record: care.NewRecordID(pat), Fact: care.StaffAbsent{From: day("2025-07-01"), Cover: kay}, RecordedAt: day("2025-06-30").Start()})
	r.Staff = care.WorkforceOf(staff)
	adviser := func(l *life) { l.allocated("2025-02-01", care.PersonalAdviser) }
	worker := func(l *life) { l.allocated("2025-03-01", care.SocialWorker) }
	team := func(l *life) {
		l.tellOn("2025-04-01", care.AreaCaseload, care.RecordAdviser, care.TeamAllocated{Team: "North", From: day("2025-04-01")})
	}
	for _, c := range []struct {
		name string
		life []func(l *life)
		on   string
		who  care.StaffID
		says int // which event
	}{
		{"the personal adviser", []func(*life){adviser, worker, team}, "2025-06-01", pat, 1},
		{"without one the social worker", []func(*life){team, worker}, "2025-06-01", pat, 2},
		{"who stands in acts since the adviser is allocated", []func(*life){adviser, worker, team}, "2025-07-01", kay, 1},
		{"where nobody is allocated the team says it", []func(*life){team}, "2025-06-01", boss, 1},
		{"without a team the registration", nil, "2025-06-01", boss, 0},
	} {
		t.Run(c.name, func(t *testing.T) {
			l := newLife(c.name).registered("2025-01-01", "2007-01-01", care.Relevant)
			for _, tell := range c.life {
				tell(l)
			}
			records := care.Records(l.events)
			p, on := care.PersonOf(l.id, records), day(c.on)
			look := r.On(p, on)
			if look.Standing.Owner != c.who {
				t.Fatalf("to act: %s, want %s", look.Standing.Owner, c.who)
			}
			for _, v := range duty.ValuesOf(p, records, look, on) {
				if v.Name == duty.ValueOwner && v.Chain[0].ID == l.events[c.says].ID {
					return
				}
			}
			t.Error("no source, or another")
		})
	}
}

func TestTheSourceOfACategoryIsWhatTheRulesGoBy(t *testing.T) {
	stated := func(c care.Category, since string) care.Fact {
		return care.EligibilityChanged{Category: c, Since: day(since)}
	}
	for _, c := range []struct {
		name       string
		registered care.Category
		then       []care.Fact
		want       care.Category
		by         int // of the registration and what follows it
	}{
		{"the registration, where nothing was said since", care.Relevant, nil, care.Relevant, 0},
		{"what was stated last", care.Relevant, []care.Fact{stated(care.Qualifying, "2024-03-01")}, care.Qualifying, 1},
		{"leaving care, which makes relevant of eligible", care.Eligible, []care.Fact{care.CareEnded{On: day("2024-03-01")}}, care.Relevant, 1},
		{"and not leaving care where relevant was stated", care.Relevant, []care.Fact{care.CareEnded{On: day("2024-03-01")}}, care.Relevant, 0},
		{"coming back, which makes eligible of relevant", care.Relevant, []care.Fact{care.CareEnded{On: day("2024-02-01")}, care.ReturnedToCare{On: day("2024-03-01")}}, care.Eligible, 2},
	} {
		t.Run(c.name, func(t *testing.T) {
			l := newLife(c.name).registered("2024-01-01", "2007-01-01", c.registered)
			for _, f := range c.then {
				l.tellOn("2024-03-02", care.AreaCaseload, care.RecordPerson, f)
			}
			on := day("2024-06-01")
			records := care.Records(l.events)
			p := care.PersonOf(l.id, records)
			look := office(t).On(p, on)
			if look.Standing.Category != c.want {
				t.Fatalf("%s, want %s", look.Standing.Category, c.want)
			}
			for _, v := range duty.ValuesOf(p, records, look, on) {
				if v.Name == duty.ValueCategory && v.Chain[0].ID != l.events[c.by].ID {
					t.Errorf("said by %T, want %T", v.Chain[0].Fact, l.events[c.by].Fact)
				}
			}
		})
	}
}
