package demo

import (
	"maps"
	"slices"
	"sync"
	"testing"
	"time"

	"intouch/deploy"
	care "intouch/pkg/careleaver"
	"intouch/pkg/duty"
)

func realWorld() World {
	w := Real
	w.From = monday
	return w
}

// populace is everybody of a world of real size at the present, as the rules
// see them.
type populace struct {
	World
	plan   Plan
	people []care.Person
	looks  []duty.Look // of each
}

var service = sync.OnceValue(func() populace {
	p := populace{World: realWorld()}
	p.plan = p.Plan(p.present().Start().Add(10 * time.Hour))
	told := map[care.PersonID][]care.Event{}
	staff, people := p.staff(), p.World.people()
	for _, x := range people {
		if p.listed(x) {
			told[x.ID] = toldByTheList(p.life(x, &staff, nil))
		}
	}
	for _, e := range p.plan.events() {
		told[e.Person] = append(told[e.Person], e)
	}
	policy, err := duty.ParsePolicy(deploy.Policy, 1, monday)
	if err != nil {
		panic(err)
	}
	rules := duty.Authority{Policies: duty.Policies{policy}, Staff: care.WorkforceOf(told[care.PersonID{}]), FirstImport: monday}
	delete(told, care.PersonID{})
	for _, id := range slices.SortedFunc(maps.Keys(told), func(a, b care.PersonID) int { return slices.Compare(a[:], b[:]) }) {
		who := care.PersonOf(id, care.Records(told[id]))
		if who.MergedInto == (care.PersonID{}) {
			p.people, p.looks = append(p.people, who), append(p.looks, rules.On(who, p.present()))
		}
	}
	return p
})

// toldByTheList is the least that an import tells of somebody; what it really
// tells is proved where a world is made.
func toldByTheList(l *life) []care.Event {
	event := func(a care.Area, r care.RecordID, f care.Fact) care.Event {
		id := l.newID()
		if r == "" {
			r = care.NewRecordID(id)
		}
		return ours(care.Event{ID: id, Person: l.ID, Area: a, Record: r, Fact: f, RecordedAt: l.ImportedAt()})
	}
	registered := event(care.AreaCaseload, care.RecordPerson, care.Registered{
		LocalID: l.LocalID, Details: care.Details{DateOfBirth: l.Born}, Category: l.Category, On: l.From, HowKnown: care.FromImport})
	registered.ID = l.ID
	all := []care.Event{registered, event(care.AreaCaseload, care.RecordAdviser, care.AdviserAllocated{Staff: l.adviser.id, Role: care.PersonalAdviser, From: l.From})}
	if l.home.letter != "" {
		all = append(all, event(care.AreaAccommodation, "", care.MovedIn{From: care.From{From: l.From, FromIs: care.NotLaterThan}, Residence: l.home.letter, HowKnown: care.FromImport}))
	}
	if l.before.spoken != 0 {
		all = append(all, event(care.AreaContact, "", care.ContactMade{How: care.NotStated, When: care.OnDay(l.before.spoken)}))
	}
	return all
}

func TestEveryTemperamentHasItsShare(t *testing.T) {
	w := realWorld()
	got := map[Temperament]int{}
	people := w.people()
	for _, p := range people {
		got[p.Temperament]++
	}
	for _, temper := range temperaments {
		want := len(people) * manners[temper].share / 100
		if n := got[temper]; n != want && n != want+1 {
			t.Errorf("%s: %d of %d people, want %d of a hundred", temper, n, len(people), manners[temper].share)
		}
	}
}

func TestTheRegisterIsThatOfARealService(t *testing.T) {
	p := service()
	register, buckets, load := 0, map[duty.Bucket]int{}, map[care.StaffID]int{}
	for _, l := range p.looks {
		buckets[l.Standing.Bucket]++
		if l.Standing.Bucket != duty.Closed {
			register++
			load[l.Standing.Adviser]++
		}
	}
	if register < 650 || register > 750 {
		t.Errorf("%d on the register, want about 700", register)
	}
	for _, b := range duty.Buckets {
		if buckets[b.Code] < 10 {
			t.Errorf("%d are %s, want ten and more", buckets[b.Code], b.Code)
		}
	}
	if owed := buckets[duty.InTouch] + buckets[duty.Due]; owed*100 < 75*(register-buckets[duty.OfferOpen]-buckets[duty.LookedAfter]) {
		t.Errorf("only %d are in touch or due: %v", owed, buckets)
	}
	delete(load, care.StaffID{})
	for id, n := range load {
		if n > 34 {
			t.Errorf("%s has %d people: a caseload is 20 to 30", id, n)
		}
	}
}

// scenesOf is what a service of any size has met, and how many people at least
// have.
var scenesOf = []struct {
	what  string
	least int
	is    func(care.Person, duty.Look) bool
}{
	{"21 with a decision", 80, func(p care.Person, l duty.Look) bool { return turned21(p) && len(p.Post21) > 0 }},
	{"21 without a decision", 5, func(_ care.Person, l duty.Look) bool { return slices.Contains(l.Standing.Flags, duty.NoDecisionAt21) }},
	{"a corrected contact", 50, func(p care.Person, _ duty.Look) bool {
		return slices.ContainsFunc(p.Contacts, func(c care.Told[care.ContactMade]) bool { return c.Correction.ID != care.EventID{} })
	}},
	{"a move told long after", 30, func(p care.Person, _ duty.Look) bool {
		return slices.ContainsFunc(p.Homes, func(h care.Home) bool { return h.Facts.ToldOn > h.Facts.From.From+20 })
	}},
	{"no fixed abode, once", 20, livedAt("S")},
	{"bed and breakfast, once", 5, livedAt("W")},
	{"custody, and out again", 15, func(p care.Person, _ duty.Look) bool {
		return slices.ContainsFunc(p.Absences, func(a care.Absence) bool { return a.Facts.Kind == care.AwayCustody && a.Back != nil })
	}},
	{"missing, and found", 10, func(p care.Person, _ duty.Look) bool {
		return slices.ContainsFunc(p.Missing, func(m care.MissingReport) bool { return m.Found != nil })
	}},
	{"missing now", 1, func(_ care.Person, l duty.Look) bool { return slices.Contains(l.Standing.Reasons, duty.MissingPerson) }},
	{"lost, and heard of again", 10, func(p care.Person, _ duty.Look) bool {
		return len(p.NotKnown) > 0 && len(p.Spoken) > 0 && p.Spoken[len(p.Spoken)-1].Day() > p.NotKnown[0].Facts.From
	}},
	{"lost now", 5, func(_ care.Person, l duty.Look) bool {
		return slices.Contains(l.Standing.Reasons, duty.WhereaboutsNotKnown)
	}},
	{"a refusal in force", 3, func(_ care.Person, l duty.Look) bool { return slices.Contains(l.Standing.Flags, duty.RefusalFlag) }},
	{"no adviser, since theirs left", 3, func(p care.Person, l duty.Look) bool {
		return l.Standing.Adviser == care.StaffID{} && len(p.Allocations) > 0 && slices.ContainsFunc(l.Deadlines, func(d duty.Deadline) bool { return d.Rule == duty.NoAdviser })
	}},
	{"handed over", 30, func(p care.Person, _ duty.Look) bool {
		return slices.ContainsFunc(p.Handovers, func(h care.Handover) bool { return h.Accepted != nil })
	}},
	{"at university past 21", 10, func(_ care.Person, l duty.Look) bool { return slices.Contains(l.Standing.Flags, duty.InProgramme) }},
	{"abroad", 1, func(_ care.Person, l duty.Look) bool { return slices.Contains(l.Standing.Flags, duty.AbroadFlag) }},
	{"died, and to be confirmed", 1, func(_ care.Person, l duty.Look) bool { return slices.Contains(l.Standing.Flags, duty.ToBeConfirmed) }},
	{"transferred", 1, func(p care.Person, _ duty.Look) bool { return p.Transferred != nil }},
	{"never ours", 1, func(p care.Person, _ duty.Look) bool { return p.InError != nil }},
	{"periods of care on record", 300, func(p care.Person, _ duty.Look) bool { return len(p.CarePeriod) > 0 }},
	{"circumstances that changed", 20, func(p care.Person, _ duty.Look) bool { return len(p.Circumstances) > 0 }},
	{"a restricted record", 1, func(p care.Person, _ duty.Look) bool { return len(p.Restricted) > 0 }},
	{"a protected address", 3, func(p care.Person, _ duty.Look) bool {
		return slices.ContainsFunc(p.Homes, func(h care.Home) bool { return h.Facts.Protected })
	}},
}

func turned21(p care.Person) bool {
	day := p.Details.DateOfBirth.Birthday(21)
	return day >= monday && day <= realWorld().present()
}

func livedAt(letter care.Residence) func(care.Person, duty.Look) bool {
	return func(p care.Person, _ duty.Look) bool {
		return slices.ContainsFunc(p.Homes, func(h care.Home) bool { return h.Facts.Residence == letter })
	}
}

func TestWhatEveryServiceMeets(t *testing.T) {
	p := service()
	for _, s := range scenesOf {
		n := 0
		for i, who := range p.people {
			if s.is(who, p.looks[i]) {
				n++
			}
		}
		if n < s.least {
			t.Errorf("%s: %d people, want %d or more", s.what, n, s.least)
		}
	}
}

// What was stated of somebody and what their periods of care say agree, but for a few.
func TestPeriodsOfCareAgreeWithTheCategory(t *testing.T) {
	p := service()
	differ := 0
	for _, l := range p.looks {
		if slices.Contains(l.Standing.Flags, duty.CategoryDiffers) {
			differ++
		}
	}
	if differ > len(p.looks)/50 {
		t.Errorf("the category of %d of %d people differs from their periods of care", differ, len(p.looks))
	}
}
