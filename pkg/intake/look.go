package intake

import (
	"context"
	"slices"

	"github.com/google/uuid"

	"intouch/pkg/access"
	care "intouch/pkg/careleaver"
	"intouch/pkg/eventlog"
	"intouch/pkg/problem"
	"intouch/pkg/wire"
)

// look reads what the decision is made on. A new record costs one read: is there
// such a person? That the record is new, the log itself finds out. A follow-up
// reads its record; that there is one says that there is such a person.
func (d *decision) look(ctx context.Context) error {
	d.record, d.mine, d.with = nil, false, nil
	if opens(d.is) {
		return d.lookAtPerson(ctx)
	}
	events, err := d.Log.Record(ctx, d.address())
	switch {
	case err != nil:
		return err
	case len(events) > 0:
		return d.standOn(events)
	case d.kind.Single == care.RecordPerson:
		return nobody
	case loose(d.kind):
		return d.lookAtPerson(ctx)
	}
	return noRecord
}

var (
	nobody   = problem.New(problem.NotFound, "There is nobody with this id on the register. Check the address, or register them first.")
	noRecord = problem.New(problem.NotFound, "There is no such record of this person. Check the address, or record it first.")
)

func (d *decision) address() wire.Address {
	return wire.Address{Authority: d.event.Authority, Person: d.event.Person, Area: d.event.Area, Record: d.event.Record}
}

// lookAtPerson reads the last event of the person's own record: one message.
func (d *decision) lookAtPerson(ctx context.Context) (err error) {
	if d.kind.NoOne || d.kind.Single == care.RecordPerson {
		return nil
	}
	var there bool
	a := d.address()
	a.Area, a.Record = care.AreaCaseload, care.RecordPerson
	if d.person, there, err = d.Log.Last(ctx, a); err == nil && !there {
		return nobody
	}
	if _, gone := d.person.Fact.(care.Destroyed); gone {
		return closed("destroyed", &d.person)
	}
	return err
}

// standOn takes what stands on the record, and refuses a command that cannot
// follow it.
func (d *decision) standOn(events []care.Event) error {
	d.record = events
	if i := slices.IndexFunc(events, func(e care.Event) bool { return e.ID == d.event.ID }); i >= 0 {
		d.record, d.mine = events[:i], true
		return nil
	}
	if !d.isOfKind(events[0]) {
		return noRecord
	}
	if d.cmd.After != nil && *d.cmd.After != d.last() {
		return &eventlog.Moved{ID: d.event.ID, Record: events}
	}
	return d.open()
}

// isOfKind reports whether the record is of the kind that the command is for,
// and finds out which that is where the command leaves it open.
func (d *decision) isOfKind(first care.Event) bool {
	if _, erased := first.Fact.(care.Destroyed); erased || d.kind.Single != "" {
		return true
	}
	t, _ := wire.TypeOf(first.Area, first.Fact)
	if d.kind.Name == "" {
		d.kind = wire.KindNamed(t.Kind)
	}
	return t.Kind == d.kind.Name && fits(d.is, d.kind)
}

// open refuses what follows on a record that is sealed, destroyed or taken
// back; of these, one may still lead to the next.
func (d *decision) open() error {
	r := d.stands()
	_, destroys := d.is.Fact.(care.Destroyed)
	_, seals := d.is.Fact.(care.Sealed)
	switch {
	case r.Gone != nil:
		return closed("destroyed", r.Gone)
	case r.Sealed != nil && !destroys:
		return closed("sealed", r.Sealed)
	case r.Voided != nil && !destroys && !seals:
		return closed("taken back", r.Voided)
	}
	return nil
}

// stillOpen refuses to confirm an event that is stored, if its record has been
// sealed or destroyed since by another.
func (d *decision) stillOpen(ctx context.Context) error {
	events, err := d.Log.Record(ctx, d.address())
	if err != nil || len(events) == 0 {
		return err
	}
	r := care.Records(events)[0]
	switch {
	case r.Gone != nil && r.Gone.ID != d.event.ID:
		return closed("destroyed", r.Gone)
	case r.Sealed != nil && r.Sealed.ID != d.event.ID:
		return closed("sealed", r.Sealed)
	}
	return nil
}

func closed(how string, e *care.Event) error {
	return problem.New(problem.Gone, "This record was "+how+" on "+e.RecordedOn().Long()+": nothing more can be recorded on it. If something is true that is not on record, record it anew.")
}

// manages reports whether a member of staff is a manager, as the log knows
// them on the day.
func (d *decision) manages(ctx context.Context, id care.StaffID) (bool, error) {
	if id == d.caller.Staff {
		return d.caller.Manager(), nil
	}
	who := wire.Address{Authority: d.event.Authority, Area: care.AreaStaff, Record: care.NewRecordID(id)}
	events, err := d.Log.Record(ctx, who)
	if err != nil {
		return false, err
	}
	m := care.WorkforceOf(events).Members[id]
	return m.ID != uuid.Nil && m.Left > d.today() && access.IsManager(m.Roles), nil
}
