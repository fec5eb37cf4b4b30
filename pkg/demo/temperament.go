package demo

import (
	"strings"

	care "intouch/pkg/careleaver"
)

// Temperament is how somebody lives and how they answer.
type Temperament string

// The temperaments.
const (
	Steady   Temperament = "steady"   // answers, says where they live
	Working  Temperament = "working"  // texts back, is seldom seen
	Student  Temperament = "student"  // at university, elsewhere in the vacations
	Parent   Temperament = "parent"   // at home with a child
	Drifting Temperament = "drifting" // falls silent for months, and is found again
	Lost     Temperament = "lost"     // fell silent one day, and nobody knows where they are
	Sofas    Temperament = "sofas"    // from sofa to sofa, a hostel between
	Custody  Temperament = "custody"  // in and out of custody
	Refusing Temperament = "refusing" // says that they want no contact
	Abroad   Temperament = "abroad"   // went to live in another country
	AtRisk   Temperament = "at_risk"  // at high risk: seen every week, goes missing
)

// manner is what a temperament does to a life. The shares lean on England's
// figures for 19 to 21 (domain.md section 5): 5 of a hundred not in touch, 1 to
// 3 refusing, 3 in custody, 1 homeless, a third in independent living.
type manner struct {
	share   int     // of a hundred people
	answers float64 // how likely they answer when somebody tries
	gap     int     // days between the adviser's contacts, about
	seen    float64 // how likely a contact is in person
	moves   float64 // a year
	homes   string  // 903 letters, the more often the likelier
	does    string  // 903 activity codes, likewise
	after21 string  // what they want at 21: Support, Nothing, Undecided, not reAched; likewise
	silence silence
}

// silence is how somebody falls silent: for how many days, after how many.
type silence struct{ shortest, longest, apart int }

var manners = map[Temperament]manner{
	Steady:   {38, 0.86, 32, 0.50, 0.5, "UUUUUDDDBBZZZEKT", "F5 F5 F2 F2 P5 P2 G5 G4 F4", "SSSNNN", silence{}},
	Working:  {13, 0.75, 36, 0.25, 0.4, "UUUUUKBD", "F5 F5 F5 P5 F4", "NNNNS", silence{35, 70, 300}},
	Student:  {8, 0.80, 50, 0.20, 0.3, "UUUUZ", "F1", "S", silence{}},
	Parent:   {6, 0.85, 28, 0.65, 0.6, "UUUUBDC", "G6", "SSSN", silence{}},
	Drifting: {14, 0.70, 34, 0.35, 0.9, "UUUDDBKY", "G5 G5 F5 P5 G4", "SNUUA", silence{60, 150, 190}},
	Lost:     {4, 0.65, 36, 0.30, 1.0, "UUDB", "G5 G5 F5", "AAU", silence{}},
	Sofas:    {6, 0.60, 20, 0.40, 5.0, "SSSSWVBDU", "G5 G5 G5 G4 P5", "SSUA", silence{20, 60, 100}},
	Custody:  {4, 0.70, 28, 0.45, 1.5, "UDBSK", "G5 G5 F5", "SSUA", silence{20, 50, 200}},
	Refusing: {3, 0.70, 36, 0.30, 0.4, "UUBK", "F5 G5 P5", "N", silence{}},
	Abroad:   {1, 0.70, 40, 0.10, 0.2, "UG", "F5 G5", "SN", silence{}},
	AtRisk:   {3, 0.72, 8, 0.60, 1.8, "DDUEC", "G5 G4 G5", "S", silence{}},
}

// temperaments in the order in which they are dealt.
var temperaments = []Temperament{Steady, Working, Student, Parent, Drifting, Lost, Sofas, Custody, Refusing, Abroad, AtRisk}

func temperamentShares() []share[Temperament] {
	var all []share[Temperament]
	for _, t := range temperaments {
		all = append(all, share[Temperament]{t, manners[t].share})
	}
	return all
}

// What somebody wants after 21, as manners say it.
const (
	wantsSupport = 'S'
	wantsNothing = 'N'
	undecided    = 'U'
	notReached   = 'A'
)

func (m manner) activities() []string { return strings.Fields(m.does) }

// fits reports whether somebody of that age lives so: with a former foster carer
// or in a foyer only from 18 on, and hardly alone or on the street before.
func fits(letter byte, age int) bool {
	if age >= 18 {
		return true
	}
	return strings.IndexByte("BCDEKY", letter) >= 0
}

// suits are the letters of the manner that fit the age.
func (m manner) suits(age int) []care.Residence {
	var all []care.Residence
	for _, l := range []byte(m.homes) {
		if fits(l, age) {
			all = append(all, care.Residence(l))
		}
	}
	if len(all) == 0 {
		return []care.Residence{"D", "D", "E", "B"}
	}
	return all
}
