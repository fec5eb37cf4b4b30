package intake

import (
	"context"
	"slices"

	"github.com/google/uuid"

	care "intouch/pkg/careleaver"
)

// checkSafe: a contact that is still to come is not planned in a way that is
// unsafe for them, unless a manager plans it (docs/rules.md section 10). What
// has happened is recorded whatever the way: it was so.
func (d *decision) checkSafe(ctx context.Context, way care.AttemptHow) (care.Problems, error) {
	if way == "" || d.caller.Manager() {
		return nil, nil
	}
	safety, err := d.safety(ctx)
	if err == nil && safety != nil && safety.Facts.Unsafe(way) {
		return care.Problems{{Pointer: "/how", Detail: "This way is not safe for them. Choose another, or ask a manager to plan it"}}, nil
	}
	return nil, err
}

// safety is what was last said of how to be in touch safely with the person,
// under whichever of their ids; nil: nothing. Two reads for somebody who was never
// merged.
func (d *decision) safety(ctx context.Context) (*care.Told[care.ContactSafetySet], error) {
	same, err := d.same(ctx)
	if err != nil {
		return nil, err
	}
	var events []care.Event
	for _, id := range same {
		a := d.address()
		a.Person, a.Area, a.Record = id, care.AreaCaseload, care.RecordSafety
		said, err := d.Log.Record(ctx, a)
		if err != nil {
			return nil, err
		}
		events = append(events, said...)
	}
	return care.PersonOf(d.event.Person, care.Records(events)).Safety, nil
}

// same are all who are this person: the one who stays first, and whoever is merged
// into them.
func (d *decision) same(ctx context.Context) ([]care.PersonID, error) {
	a := d.address()
	a.Area, a.Record = care.AreaCaseload, care.RecordPerson
	own, err := d.Log.Record(ctx, a)
	if err != nil {
		return nil, err
	}
	if into := care.PersonOf(a.Person, care.Records(own)).MergedInto; into != uuid.Nil {
		a.Person = into
		if own, err = d.Log.Record(ctx, a); err != nil {
			return nil, err
		}
	}
	same := []care.PersonID{a.Person}
	for _, e := range own {
		switch f := e.Fact.(type) {
		case care.Absorbed:
			same = append(same, f.Other)
		case care.Unmerged:
			same = slices.DeleteFunc(same, func(id care.PersonID) bool { return id == f.From })
		}
	}
	return same, nil
}
