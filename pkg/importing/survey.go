package importing

import (
	"strings"

	"github.com/google/uuid"

	care "intouch/pkg/careleaver"
)

// survey is what must be known of a sheet before its first row is answered. The
// sheet is read to its end for it, so that one that cannot be read is refused
// before anything is stored.
type survey struct {
	rows       int                          // about somebody
	monthFirst map[Column]bool              // some date of the column can only be month first
	doubles    map[care.PersonID][]numbered // the rows of those who have several
	repeated   map[uuid.UUID]bool           // ids of rows that several rows have, which say different things
	leftOut    []LeftOut
	more       int // left out besides
}

// numbered is a row with its place among those that are answered.
type numbered struct {
	at int
	gridRow
}

// mostLeftOut is how many rows about nobody are told one by one.
const mostLeftOut = 200

// surveyed reads the sheet. Where the rows of one person are to be brought
// together, it finds who has several.
func surveyed(l list, person func(id string) care.PersonID, joins bool) (survey, error) {
	s := survey{monthFirst: map[Column]bool{}, doubles: map[care.PersonID][]numbered{}, repeated: map[uuid.UUID]bool{}}
	seen, rows := map[care.PersonID]bool{}, rowsSeen{}
	err := l.each(func(g gridRow) error {
		if why := l.notAPerson(g); why != "" {
			s.leaveOut(LeftOut{l.sheet, g.number, why})
			return nil
		}
		s.rows++
		for _, c := range l.layout.dates {
			s.monthFirst[c] = s.monthFirst[c] || monthFirst(l.cell(g, c))
		}
		if key, ok := l.rowKey(g); ok && rows.repeats(key, g) {
			s.repeated[key] = true
		}
		if id := readID(l.cell(g, l.layout.id)); joins && id.known() {
			if p := person(id.value); seen[p] {
				s.doubles[p] = nil
			} else {
				seen[p] = true
			}
		}
		return nil
	})
	if err != nil || len(s.doubles) == 0 {
		return s, err
	}
	at := 0
	return s, l.each(func(g gridRow) error {
		if l.notAPerson(g) != "" {
			return nil
		}
		at++
		id := readID(l.cell(g, l.layout.id))
		if !id.known() {
			return nil
		}
		if p := person(id.value); contains(s.doubles, p) {
			s.doubles[p] = append(s.doubles[p], numbered{at, g})
		}
		return nil
	})
}

func contains[K comparable, V any](m map[K]V, k K) bool {
	_, ok := m[k]
	return ok
}

func (s *survey) leaveOut(l LeftOut) {
	if len(s.leftOut) < mostLeftOut {
		s.leftOut = append(s.leftOut, l)
		return
	}
	s.more++
}

// spelling is an id as it is compared: councils write one id in several ways.
func spelling(id string) string { return strings.ToUpper(strings.TrimSpace(id)) }
