package careleaver

import (
	"slices"
	"strings"
)

// The same meeting can reach us twice: recorded in InTouch, and again in a
// list, a contacts sheet or the feed of another system. Contacts of the same
// person, day and method from two sources are *suspected the same*, counted
// once, and shown until somebody says (rules.md section 8; I16). Two contacts
// from one source are two: whoever wrote them down knew of both.

// Meeting is one meeting, by all the contacts that say that it was.
type Meeting struct {
	Contact Told[ContactMade]   // the one that says most of it
	Others  []Told[ContactMade] // those that say it once more, in order of time
}

// Suspected is a pair of contacts that may be the same meeting, and of which
// nobody has said yet whether they are.
type Suspected struct {
	A, B Told[ContactMade]
}

// CountedContacts returns of each meeting the contact that says most of it, in
// order of time. Contacts that are only suspected to be the same are one meeting
// too, until somebody says that they are not. Clocks do not ask this: they take
// every contact as it is told.
func (p Person) CountedContacts() []Told[ContactMade] {
	var counted []Told[ContactMade]
	for _, m := range p.Meetings() {
		counted = append(counted, m.Contact)
	}
	slices.SortStableFunc(counted, func(a, b Told[ContactMade]) int { return compare(a.Entry, b.Entry) })
	return counted
}

// Meetings brings together the contacts that are decided, or else suspected, to
// be the same. It depends on the facts alone, never on the order of records.
func (p Person) Meetings() []Meeting {
	said := p.comparisons()
	var meetings []Meeting
	for _, same := range p.decidedSame(said) {
		i := slices.IndexFunc(meetings, func(m Meeting) bool { return m.maybe(same, said) })
		if i < 0 {
			meetings = append(meetings, meetingOf(same))
			continue
		}
		meetings[i] = meetingOf(append(meetings[i].all(), same...))
	}
	return meetings
}

// SuspectedSame returns the pairs of which somebody should say whether they are
// the same meeting, in order of time.
func (p Person) SuspectedSame() []Suspected {
	said := p.comparisons()
	group := map[RecordID]int{}
	for i, same := range p.decidedSame(said) {
		for _, c := range same {
			group[c.Record] = i
		}
	}
	var pairs []Suspected
	for _, m := range p.Meetings() {
		asked := map[[2]int]bool{}
		all := m.all()
		for i, a := range all {
			for _, b := range all[i+1:] {
				between := [2]int{group[a.Record], group[b.Record]}
				if between[0] != between[1] && !asked[between] {
					asked[between] = true
					pairs = append(pairs, Suspected{a, b})
				}
			}
		}
	}
	return pairs
}

// pair names two contacts, whichever of them the decision stands on.
type pair [2]RecordID

func pairOf(a, b RecordID) pair { return pair{min(a, b), max(a, b)} }

// comparisons are what was decided of pairs; of two decisions the last counts.
func (p Person) comparisons() map[pair]YesNo {
	said := map[pair]YesNo{}
	for _, c := range p.Compared {
		said[pairOf(c.Record, c.Facts.With)] = c.Facts.Same
	}
	return said
}

// decidedSame are the contacts in the groups that somebody said are one meeting,
// most of them alone, in order of time.
func (p Person) decidedSame(said map[pair]YesNo) [][]Told[ContactMade] {
	var groups [][]Told[ContactMade]
	for _, c := range p.Contacts {
		joined := []Told[ContactMade]{c}
		kept := groups[:0:0]
		for _, g := range groups {
			if slices.ContainsFunc(g, func(x Told[ContactMade]) bool { return said[pairOf(x.Record, c.Record)] == Yes }) {
				joined = append(slices.Clone(g), joined...)
				continue
			}
			kept = append(kept, g)
		}
		groups = append(kept, joined)
	}
	slices.SortStableFunc(groups, func(a, b []Told[ContactMade]) int { return compare(a[0].Entry, b[0].Entry) })
	return groups
}

// maybe reports whether all of these may be the same meeting as m, as far as
// nobody has said that one of them is not.
func (m Meeting) maybe(these []Told[ContactMade], said map[pair]YesNo) bool {
	for _, a := range m.all() {
		for _, b := range these {
			if said[pairOf(a.Record, b.Record)] == No || !alike(a, b) {
				return false
			}
		}
	}
	return true
}

// alike reports whether two contacts are of the same day and method and from
// two sources.
func alike(a, b Told[ContactMade]) bool {
	x, y := a.Facts, b.Facts
	return x.When.Day() == y.When.Day() && origin(a.Entry) != origin(b.Entry) && sameMethod(x, y)
}

// sameMethod reports whether both may be of one method (rules.md section 4). A
// date without a method may be of any. A meeting of which nobody says where it
// was may be the worker's visit: lists often say no more than that somebody was
// seen.
func sameMethod(x, y ContactMade) bool {
	switch {
	case x.How == y.How, x.How == NotStated, y.How == NotStated:
		return true
	case x.anywhere() && y.How == SawAtHome, y.anywhere() && x.How == SawAtHome:
		return x.By.Staff == y.By.Staff || x.By.Staff == StaffID{} || y.By.Staff == StaffID{}
	}
	return false
}

// anywhere reports whether it was a meeting of which nobody says where it was.
func (f ContactMade) anywhere() bool { return f.How == SawElsewhere && f.Where == "" }

// all are the contacts of the meeting in order of time.
func (m Meeting) all() []Told[ContactMade] {
	all := append([]Told[ContactMade]{m.Contact}, m.Others...)
	slices.SortFunc(all, func(a, b Told[ContactMade]) int { return compare(a.Entry, b.Entry) })
	return all
}

// meetingOf takes the contact that says most: one recorded here before one from
// another system, one with a method before one without, one that says where it
// was, then the first.
func meetingOf(all []Told[ContactMade]) Meeting {
	best := 0
	for i := range all {
		if weight(all[i]) > weight(all[best]) || weight(all[i]) == weight(all[best]) && compare(all[i].Entry, all[best].Entry) < 0 {
			best = i
		}
	}
	return Meeting{all[best], slices.Delete(slices.Clone(all), best, best+1)}
}

func weight(c Told[ContactMade]) (w int) {
	if origin(c.Entry) == ours {
		w += 4
	}
	if c.Facts.How != NotStated {
		w += 2
	}
	if !c.Facts.anywhere() {
		w++
	}
	return w
}

// ours is the origin of what was recorded in InTouch itself.
const ours = "intouch"

// origin is the system that first told of something: InTouch itself, a kind of
// list, a feed.
func origin(e Entry) string {
	for _, other := range []string{"/intouch/import", "/intouch/feed"} {
		if strings.HasPrefix(e.Source, other) {
			return e.Source
		}
	}
	return ours
}
