package oc3

// What is shown of a record that whoever asks may not open is its id, and what
// the counts are made of; what is to be settled of it is theirs whom the
// restriction names. The line of the file stays whole: the authority owes it
// (docs/decisions/0007).

// shut leaves that of a row; why says why, in a sentence.
func (r *Row) shut(why string) {
	whole, none := *r, Cell{Why: why}
	*r = Row{
		Person: r.Person, Child: Cell{Value: r.Child.Value, Why: why}, InTouch: Cell{Value: r.InTouch.Value, Why: why},
		DOB: none, Activ: none, Accom: none, closed: why, whole: &whole,
	}
	if len(whole.Troubles) > 0 {
		r.Troubles = []Trouble{{RecordRestricted, why}}
	}
}

// submitted is the row as the file has it.
func (r Row) submitted() Row {
	if r.whole != nil {
		return *r.whole
	}
	return r
}
