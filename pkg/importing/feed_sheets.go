package importing

import (
	"cmp"
	"regexp"
	"strings"

	care "intouch/pkg/careleaver"
)

// The extract of a case system has three sheets (docs/feed.md): allocations,
// moves and contacts. Every row has an id of its own.

// Columns of the moves and allocations of an extract.
const (
	ColumnFrom     Column = "From"
	ColumnTo       Column = "To"
	ColumnHome     Column = "Type of Accommodation"
	ColumnSuitable Column = "Suitable"
	ColumnAddress  Column = "Address"
	ColumnPostcode Column = "Postcode"
	ColumnRole     Column = "Role"
	ColumnOf       Column = "Team"
)

var moveHeads = spelledHeads(append([]named{personHead,
	{ColumnFrom, []string{"from", "start", "moved in", "date from"}, "date move of accommodation", nil},
	{ColumnTo, []string{"to", "end", "moved out", "left", "until"}, "date move of accommodation", nil},
	{ColumnHome, []string{"accommodation", "type"}, "type of code placement residence", nil},
	{ColumnSuitable, []string{"suitable", "suitability"}, "accommodation of considered", nil},
	{ColumnAddress, []string{"address"}, "full line 1 street", nil},
	{ColumnPostcode, []string{"postcode", "post code"}, "", nil},
}, rowHeads...))

var allocationHeads = spelledHeads(append([]named{personHead,
	{ColumnFrom, []string{"from", "start"}, "date allocation allocated of", nil},
	{ColumnTo, []string{"to", "end", "until"}, "date allocation of", nil},
	{ColumnBy, []string{"worker", "name", "staff", "allocated to"}, "allocated", nil},
	{ColumnRole, []string{"role", "type", "involvement"}, "allocation of", nil},
	{ColumnOf, []string{"team"}, "name allocated", nil},
}, rowHeads...))

var feedLayouts = []*layout{
	{name: "allocations", called: sheetCalled("allocation|involvement"), heads: allocationHeads, id: ColumnPerson, dates: []Column{ColumnFrom, ColumnTo},
		needs: []Column{ColumnRow, ColumnFrom, ColumnRole}, noted: []Column{ColumnTo, ColumnBy, ColumnOf, ColumnDeleted}},
	{name: "moves", called: sheetCalled("move|accommodation|placement"), heads: moveHeads, id: ColumnPerson, dates: []Column{ColumnFrom, ColumnTo},
		whole: true, needs: []Column{ColumnRow, ColumnFrom, ColumnHome}, noted: []Column{ColumnTo, ColumnDeleted}},
	{name: "contacts", called: sheetCalled("contact|visit"), heads: contactHeads, id: ColumnPerson, dates: []Column{ColumnDate},
		needs: []Column{ColumnRow, ColumnDate, ColumnType}, noted: []Column{ColumnOutcome, ColumnBy, ColumnDeleted}},
}

func sheetCalled(words string) *regexp.Regexp {
	return regexp.MustCompile(`(?i)^(?:` + words + `)s?(?:$|[ _.-])`)
}

// feedRow reads a row of whichever sheet.
func (r *run) feedRow(l list, s survey) func(gridRow) item {
	read := newReader(l, r.AsAt, s.monthFirst)
	sheets := map[string]func(gridRow) item{"allocations": feedReader{read}.allocation, "moves": feedReader{read}.move, "contacts": contactReader{read, r}.item}
	return withRowIDs(l, s, true, sheets[l.layout.name])
}

// feedReader reads moves and allocations.
type feedReader struct{ reader }

func (f feedReader) row(g gridRow, column Column) item {
	texts := map[Column]string{}
	for c := range f.list.at {
		texts[c] = f.list.cell(g, c)
	}
	return item{
		row:  row{number: g.number, raw: g, texts: texts, id: readID(texts[ColumnPerson])},
		asAt: f.asAt, until: f.asAt, column: column, about: f.list.layout.name + "\x1f" + cmp.Or(readRowID(texts[ColumnRow]).or(""), texts[ColumnFrom]+"\x1f"+texts[column]),
	}
}

// day reads a day that may be still to come: moves and allocations are entered
// ahead.
func (f feedReader) day(c Column, s string) reading[care.Day] {
	return dates{f.asAt.AddMonths(-12 * oldest), f.asAt.AddMonths(12), f.monthFirst[c]}.read(s)
}

func (f feedReader) move(g gridRow) item {
	it := f.row(g, ColumnHome)
	home, implied := readAccommodation(it.texts[ColumnHome])
	m := moveEntry{
		rowID: readRowID(it.texts[ColumnRow]).or(""), deleted: readDeleted(it.texts[ColumnDeleted]), home: home, suitable: suitability(readSuitability(it.texts[ColumnSuitable]), implied),
		from: f.day(ColumnFrom, it.texts[ColumnFrom]), to: f.day(ColumnTo, it.texts[ColumnTo]),
		address: meaningful(it.texts[ColumnAddress]), postcode: meaningful(it.texts[ColumnPostcode]),
	}
	it.on = m.from.value
	it.tell = func(t *telling) { t.move(m) }
	return it
}

func (f feedReader) allocation(g gridRow) item {
	it := f.row(g, ColumnBy)
	it.worker = readName(it.texts[ColumnBy])
	a := allocationEntry{
		rowID: readRowID(it.texts[ColumnRow]).or(""), deleted: readDeleted(it.texts[ColumnDeleted]), role: readRole(it.texts[ColumnRole]), team: readTeam(it.texts[ColumnOf]),
		from: f.day(ColumnFrom, it.texts[ColumnFrom]), to: f.day(ColumnTo, it.texts[ColumnTo]),
	}
	it.tell = func(t *telling) { t.allocation(a) }
	return it
}

// readRole reads in which role a worker is allocated.
func readRole(s string) reading[care.Role] {
	switch strings.Join(headingWords(s), " ") {
	case "personal adviser", "pa", "leaving care personal adviser", "leaving care adviser", "lca", "leaving care worker", "leaving care pa",
		"personal adviser leaving care", "pa leaving care", "16 personal adviser", "personal adviser 16", "16 pa", "pa 16":
		return says(care.PersonalAdviser)
	case "social worker", "sw", "allocated social worker", "leaving care social worker":
		return says(care.SocialWorker)
	case "duty", "duty worker":
		return says(care.DutyWorker)
	case "acting for us", "agency", "commissioned worker":
		return says(care.ActingForUs)
	case "team":
		return reading[care.Role]{}
	}
	return question[care.Role]("Record who works with them, and in which role: this names none of personal adviser, social worker, duty and acting for us.")
}
