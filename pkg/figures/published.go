package figures

import (
	_ "embed"
	"encoding/csv"
	"fmt"
	"slices"
	"strconv"
	"strings"
)

// Attribution is what must stand wherever published figures are shown.
const Attribution = "Department for Education, Children looked after in England including adoptions, year ending 31 March 2024. " +
	"Contains public sector information licensed under the Open Government Licence v3.0."

// England is the code of the country in the published tables.
const England = "E92000001"

// Value is a number as it was published, or the symbol that stood in its place.
// A symbol is never a number, and never none.
type Value struct {
	N      int
	Symbol string // c, k, z, x, ~; empty: N is the number
}

// symbols are the Department's, in words (docs/domain.md section 5).
var symbols = map[string]string{"c": "suppressed", "k": "under 0.5", "z": "not applicable", "x": "not available", "~": "not published"}

// Known reports whether there is a number.
func (v Value) Known() bool { return v.Symbol == "" }

// Words is the number, or what its symbol means.
func (v Value) Words() string {
	if v.Known() {
		return strconv.Itoa(v.N)
	}
	return symbols[v.Symbol]
}

func parseValue(text string) (Value, error) {
	if _, ok := symbols[text]; ok {
		return Value{Symbol: text}, nil
	}
	n, err := strconv.Atoi(text)
	if err != nil || n < 0 {
		return Value{}, fmt.Errorf("%q is neither a number nor one of the Department's symbols", text)
	}
	return Value{N: n}, nil
}

// Stated is what was published of a part of a figure.
type Stated struct {
	Number, Percent Value
	Derived         bool // worked out by us from published numbers, which are rounded
}

// Area is an authority of the published tables, a region, or England.
type Area struct{ Code, Name string }

// total is, in the published tables, all that the percentages are of.
const total Part = "total"

// Table is the published figures.
type Table struct {
	Year  int
	Areas []Area // England first, then authorities by name
	cells map[stated]Stated
}

type stated struct {
	area string
	Cell
}

// Of is what was published of a part of a figure in an area; false when
// nothing was.
func (t *Table) Of(area string, f Figure, p Part, b Band) (Stated, bool) {
	s, ok := t.cells[stated{area, Cell{f, p, b}}]
	return s, ok
}

// Name is the name of an area; empty when the tables do not have it.
func (t *Table) Name(code string) string {
	for _, a := range t.Areas {
		if a.Code == code {
			return a.Name
		}
	}
	return ""
}

func (t *Table) put(area string, f Figure, p Part, b Band, s Stated) {
	t.cells[stated{area, Cell{f, p, b}}] = s
}

//go:embed published_2024.csv
var published2024 string

// Published is the tables of the reporting year 2024, as shipped.
var Published = mustRead(published2024, 2024)

// shipped are the columns of the shipped table after area, name and band. Each
// cell is the number and the percentage, as published: "85/30", "c/c"; after an
// equals sign, worked out from published numbers.
var shipped = []struct {
	column string
	f      Figure
	p      Part
}{
	{"touch_total", InTouch903, total}, {"touch_yes", InTouch903, Yes}, {"touch_no", InTouch903, No}, {"touch_nreq", InTouch903, Nreq}, {"touch_refu", InTouch903, Refu},
	{"home_total", Suitable, total}, {"home_suitable", Suitable, IsSuitable}, {"home_not", Suitable, NotSuitable}, {"home_none", Suitable, NoInformation},
	{"doing_total", Activity, total}, {"doing_neet", Activity, NEET}, {"doing_not_known", Activity, NotKnown},
}

// mustRead reads the shipped table. It is ours and checked by a test, so a fault
// in it is a fault of the program.
func mustRead(text string, year int) *Table {
	t, err := readShipped(text, year)
	if err != nil {
		panic(fmt.Sprintf("published_%d.csv: %v", year, err))
	}
	return t
}

func readShipped(text string, year int) (*Table, error) {
	r := csv.NewReader(strings.NewReader(text))
	r.Comment = '#'
	rows, err := r.ReadAll()
	if err != nil {
		return nil, err
	}
	t := &Table{Year: year, cells: map[stated]Stated{}}
	for _, row := range rows[1:] {
		if err := t.readRow(row); err != nil {
			return nil, fmt.Errorf("%s, %s: %w", row[0], row[2], err)
		}
	}
	t.derive()
	return t, nil
}

func (t *Table) readRow(row []string) error {
	area, band := Area{row[0], row[1]}, Band(row[2])
	if !Bands.Has(band) {
		return fmt.Errorf("no band %q", band)
	}
	if !slices.Contains(t.Areas, area) {
		t.Areas = append(t.Areas, area)
	}
	for i, c := range shipped {
		text := row[3+i]
		if text == "" {
			continue // not published of this area
		}
		s, err := parseStated(text)
		if err != nil {
			return err
		}
		t.put(area.Code, c.f, c.p, band, s)
	}
	return nil
}

func parseStated(text string) (s Stated, err error) {
	text, s.Derived = strings.CutPrefix(text, "=")
	number, percent, _ := strings.Cut(text, "/")
	if s.Number, err = parseValue(number); err == nil {
		s.Percent, err = parseValue(percent)
	}
	return s, err
}

// derive works out what the tables do not say in so many words: how many are in
// education, employment or training is all but those who are not and those of
// whom it is not known.
func (t *Table) derive() {
	for _, b := range []Band{Aged17to18, Aged19to21} {
		all, ok := t.Of(England, Activity, total, b)
		neet, _ := t.Of(England, Activity, NEET, b)
		unknown, _ := t.Of(England, Activity, NotKnown, b)
		if !ok || !all.Number.Known() || !neet.Number.Known() || !unknown.Number.Known() {
			continue
		}
		n := all.Number.N - neet.Number.N - unknown.Number.N
		t.put(England, Activity, EET, b, Stated{Value{N: n}, Value{N: percent(n, all.Number.N)}, true})
	}
}
