package importing

import (
	"strings"

	"github.com/google/uuid"

	care "intouch/pkg/careleaver"
)

const (
	askRowID    = "Give the row the id that it has in the other system: without it, nothing of the row is taken."
	askShort    = "Export the ids of the rows as text: a spreadsheet has shortened this one, and nothing of the row is taken."
	askRepeated = "Send one row with this id: several rows of the sheet have it and say different things, and nothing of them is taken."
)

// readRowID is the id of a row in its own system, as ids are compared; missing: it
// has none.
func readRowID(s string) reading[string] {
	s = asWhole(s)
	switch {
	case saysNothing(s), len(s) > longestID:
		return reading[string]{}
	case strings.Trim(s, "0") == "":
		return question[string](askRowID)
	case mangled.MatchString(s):
		return question[string](askShort)
	}
	return says(spelling(s))
}

// rowKey is what rows of one sheet that may not be two have in common.
func (l list) rowKey(g gridRow) (key uuid.UUID, ok bool) {
	id := readRowID(l.cell(g, ColumnRow))
	return care.DerivedID(spelling(l.cell(g, l.layout.id)), id.value), id.known()
}

// withRowIDs asks about rows whose id does not tell them from others, and takes
// nothing of them.
func withRowIDs(l list, s survey, needed bool, read func(gridRow) item) func(gridRow) item {
	return func(g gridRow) item {
		it := read(g)
		id := readRowID(it.texts[ColumnRow])
		why := id.ask
		key, _ := l.rowKey(g)
		switch {
		case id.missing() && needed:
			why = askRowID
		case s.repeated[key]:
			why = askRepeated
		}
		if why != "" {
			it.column = ColumnRow
			it.tell = func(t *telling) {
				t.ask(ColumnRow, why)
				t.questions()
			}
		}
		return it
	}
}

// rowsSeen are the rows of a sheet that have an id, with all that each says.
type rowsSeen map[uuid.UUID]uuid.UUID

// repeats reports whether another row with this one's id says something else. One
// that says the same altogether is the same row.
func (seen rowsSeen) repeats(key uuid.UUID, g gridRow) bool {
	whole := care.DerivedID(g.cells...)
	before, again := seen[key]
	seen[key] = whole
	return again && before != whole
}
