package intake

import (
	"context"
	"encoding/json"
	"reflect"

	"github.com/google/uuid"

	care "intouch/pkg/careleaver"
	"intouch/pkg/problem"
	"intouch/pkg/wire"
)

// read reads the facts that were sent.
func (d *decision) read(context.Context) (err error) {
	if _, ok := d.is.Fact.(care.Corrected); ok {
		return d.readCorrection()
	}
	d.event.Fact, err = d.readFacts(d.is, d.cmd.Facts, "")
	return err
}

func (d *decision) readFacts(t wire.Type, body []byte, at string) (care.Fact, error) {
	leaves, err := readStrictly(body, reflect.TypeOf(t.Fact), at)
	if err != nil {
		return nil, err
	}
	d.leaves = leaves
	return wire.UnmarshalFact(t, body, true)
}

// correction is the body of one: the new facts in full. Their type need not be
// said, since it is that of the event that they correct.
type correction struct {
	Of     care.EventID    `json:"of"`
	Fact   string          `json:"fact"`
	Facts  json.RawMessage `json:"facts"`
	Reason string          `json:"reason"`
}

func (d *decision) readCorrection() error {
	var c correction
	if _, err := readStrictly(d.cmd.Facts, reflect.TypeFor[correction](), ""); err != nil {
		return err
	}
	if err := json.Unmarshal(d.cmd.Facts, &c); err != nil {
		return err
	}
	target, err := d.target(c.Of)
	if err != nil {
		return err
	}
	t, ok := wire.TypeOf(target.Area, target.Fact)
	switch {
	case !ok || c.Fact != "" && c.Fact != shortName(t):
		return care.Problems{{Pointer: "/fact", Detail: "A correction is of the same kind as what it corrects: leave this out"}}
	case len(c.Facts) == 0 || c.Facts[0] != '{':
		return care.Problems{{Pointer: "/facts", Detail: "Enter the corrected facts in full"}}
	}
	facts, err := d.readFacts(t, c.Facts, "/facts")
	d.event.Fact = care.Corrected{Of: c.Of, Facts: facts, Reason: c.Reason}
	return err
}

// target is the event, as it stands, that a correction or a void is of: the
// first of its record unless it names another. On a record of which there is
// just one it must: the first is rarely meant.
func (d *decision) target(of care.EventID) (care.Entry, error) {
	if of == uuid.Nil && d.kind.Single != "" {
		return care.Entry{}, care.Problems{{Pointer: "/of", Detail: "Name the event that was wrong"}}
	}
	r := d.stands()
	if of == uuid.Nil {
		of = r.Opened.ID
	}
	for _, e := range r.Force {
		if e.ID == of {
			return e, nil
		}
	}
	for _, e := range d.record {
		if e.ID == of {
			return care.Entry{}, problem.New(problem.Conflict, "This event was taken back, or only changes another one. Look at the record again, and name the event that is wrong.")
		}
	}
	return care.Entry{}, care.Problems{{Pointer: "/of", Detail: "There is no such event on this record: name one that is"}}
}

// mayVoid refuses to take back what has its own way of being undone.
func (d *decision) mayVoid(v care.Voided) error {
	target, err := d.target(v.Of)
	if err != nil {
		return err
	}
	switch target.Fact.(type) {
	case care.Registered:
		return problem.New(problem.Conflict, "A registration is not taken back: record that they were registered in error, or merge them with the person they are.")
	case care.Merged, care.Absorbed, care.Unmerged:
		return problem.New(problem.Conflict, "Merging is not taken back: unmerge them, or merge them again.")
	case care.DetailsChanged:
		if !d.caller.Manager() && d.altersStage() {
			return problem.New(problem.Forbidden, "Taking this back changes the date of birth, and with it what is owed to them: ask a manager to take it back.")
		}
	}
	return nil
}
