package importing

import "fmt"

// cell is a reading of any kind.
type cell interface {
	asks() string
	join(other cell) (agree bool)
}

func (r *reading[T]) asks() string { return r.ask }

// join takes what another row says of the same person where this one says
// nothing, and reports whether they agree.
func (r *reading[T]) join(other cell) bool {
	o := other.(*reading[T])
	if r.missing() && o.known() {
		*r = *o
	}
	return !r.known() || !o.known() || r.value == o.value
}

// columnCell is a cell and where it stands.
type columnCell struct {
	column Column
	cell   cell
}

// cells are the readings of the row in the order of the list, without the id.
func (r *row) cells() []columnCell {
	return []columnCell{
		{ColumnGender, &r.gender}, {ColumnSex, &r.sex}, {ColumnEthnicity, &r.ethnicity}, {ColumnBirth, &r.birth},
		{ColumnUASC, &r.uasc}, {ColumnDisability, &r.disability}, {ColumnTeam, &r.team}, {ColumnWorker, &r.worker}, {ColumnAdviser, &r.adviser},
		{ColumnCategory, &r.category}, {ColumnReview, &r.review}, {ColumnInTouch, &r.inTouch}, {ColumnContact, &r.contact},
		{ColumnAccommodation, &r.accommodation}, {ColumnSuitability, &r.suitable}, {ColumnActivity, &r.activity},
	}
}

// asked is a cell that somebody must settle.
type asked struct {
	row    int
	column Column
	value  string // as it is spelt
	reason string // a sentence that says what to do
}

// questions are the cells of the row that could not be read.
func (r *row) questions() []asked {
	var all []asked
	for _, c := range r.cells() {
		if why := c.cell.asks(); why != "" {
			all = append(all, r.ask(c.column, why))
		}
	}
	return all
}

// ask is a question about a column of the row.
func (r *row) ask(c Column, why string) asked { return asked{r.number, c, r.texts[c], why} }

// join takes what a second row of the same person says where this one says
// nothing, and asks about what they say against each other: the first stands.
func (r *row) join(second row) []asked {
	clashes := second.questions()
	for i, c := range second.cells() {
		mine := r.cells()[i].cell
		if !mine.join(c.cell) {
			why := fmt.Sprintf("Say which is right: row %d of the list says %q.", r.number, r.texts[c.column])
			clashes = append(clashes, second.ask(c.column, why))
		}
	}
	return clashes
}
