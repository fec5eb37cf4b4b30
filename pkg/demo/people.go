package demo

import (
	"cmp"
	"fmt"
	"math/rand/v2"
	"slices"

	care "intouch/pkg/careleaver"
)

// Person is a care leaver who does not exist.
type Person struct {
	N           int
	ID          care.PersonID
	LocalID     string
	GivenName   string
	FamilyName  string
	Born        care.Day
	Sex         string
	Ethnicity   string
	UASC        care.YesNo
	Disability  care.YesNo
	Temperament Temperament
	Category    care.Category // on joining
	Joins       care.Day      // comes onto the register
	post        int
}

// ages are how many of a hundred have which age at the present: the old ones
// have turned 25 on the way, the young ones are yet to come.
var ages = []share[int]{
	{14, 7}, {15, 7}, {16, 8}, {17, 10}, {18, 17}, {19, 16}, {20, 15}, {21, 14}, {22, 10}, {23, 9}, {24, 7}, {25, 6}, {26, 5},
}

// share is how often something is dealt, of a hundred.
type share[T any] struct {
	what T
	of   int
}

// deal gives out n of what there is in exactly their shares, as far as whole
// numbers allow, shuffled.
func deal[T any](r *rand.Rand, n int, shares []share[T]) []T {
	order := make([]int, len(shares))
	for i := range order {
		order[i] = i
	}
	slices.SortStableFunc(order, func(a, b int) int { return cmp.Compare(shares[b].of*n%100, shares[a].of*n%100) })
	var dealt []T
	for _, s := range shares {
		for range s.of * n / 100 {
			dealt = append(dealt, s.what)
		}
	}
	total := 0
	for _, s := range shares {
		total += s.of
	}
	for i := 0; len(dealt) < total*n/100; i++ {
		dealt = append(dealt, shares[order[i]].what)
	}
	r.Shuffle(len(dealt), func(i, j int) { dealt[i], dealt[j] = dealt[j], dealt[i] })
	return dealt
}

// people deals out everybody who is ever on the register.
func (w World) people() []Person {
	r := w.random(forPeople, 0)
	dealt := deal(r, w.People, ages)
	temperaments := deal(r, len(dealt), temperamentShares())
	all := make([]Person, len(dealt))
	for i, age := range dealt {
		p := Person{N: i, LocalID: fmt.Sprintf("D%05d", 10007+i*13), Temperament: temperaments[i], post: i % w.Advisers}
		p.ID = care.NewPersonID(Authority, care.LocalID, p.LocalID)
		p.GivenName, p.FamilyName = fullName(i, careLeaverSurnames)
		p.Born = w.present().Birthday(-age).AddDays(-between(r, 0, 364))
		w.describe(r, &p)
		all[i] = p
	}
	return all
}

func (w World) describe(r *rand.Rand, p *Person) {
	p.Sex = pick(r, []string{"a) Male", "a) Male", "a) Male", "b) Female", "b) Female"})
	p.Ethnicity = pick(r, []string{"a) WBRI", "a) WBRI", "a) WBRI", "a) WBRI", "c) WOTH", "e) MWBC", "i) AIND", "l) AOTH", "m) BCRB", "n) BAFR", "q) OOTH"})
	p.UASC, p.Disability = care.No, care.No
	if chance(r, 0.25) {
		p.UASC = care.Yes
	}
	if chance(r, 0.12) {
		p.Disability = care.Yes
	}
	p.Category = care.FormerRelevant
	if chance(r, 0.06) {
		p.Category = care.Qualifying
	}
	p.Joins = w.joins(r, p)
	if p.Joins < p.Born.Birthday(18) {
		p.Category = care.Eligible
	}
}

// joins is when they come onto the register: at 16, when somebody thinks of it
// at 17, or with their 18th birthday; whoever has by the first day, is on the list.
func (w World) joins(r *rand.Rand, p *Person) care.Day {
	day := p.Born.Birthday(16).AddDays(between(r, 10, 60))
	switch n := r.IntN(10); {
	case n >= 8:
		day = p.Born.Birthday(18).AddDays(between(r, -20, 15))
	case n >= 4:
		day = p.Born.Birthday(17).AddDays(between(r, 0, 200))
	}
	return max(w.From, atWork(day))
}

// listed reports whether the person is on the list that the authority begins with.
func (w World) listed(p Person) bool { return p.Joins == w.From }
