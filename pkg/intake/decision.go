package intake

import (
	"context"
	"errors"
	"time"

	"intouch/pkg/access"
	care "intouch/pkg/careleaver"
	"intouch/pkg/eventlog"
	"intouch/pkg/wire"
)

// decision is a command on its way to becoming an event.
type decision struct {
	*Service
	caller access.Caller
	cmd    Command
	is     wire.Type
	kind   wire.Kind // zero: whichever the record is of
	now    time.Time // of recording, the same at every attempt

	event  care.Event        // as it will be appended; its Fact once read
	leaves []leaf            // the values of the body
	record []care.Event      // what stood on the record before ours; nothing for a new one
	mine   bool              // ours is stored already
	person care.Event        // the last event of the person's own record, where it was read
	with   []eventlog.Append // what is appended together with it
}

// take decides on a command and appends its event. It returns once the event is
// on the disk.
func (s *Service) take(ctx context.Context, c access.Caller, cmd Command) (Answer, error) {
	d, err := s.begin(c, cmd)
	if err != nil {
		return Answer{}, err
	}
	for {
		answer, err := d.attempt(ctx)
		if !d.again(err) || ctx.Err() != nil {
			return answer, d.explain(ctx, err)
		}
	}
}

// again reports whether the decision is to be made anew: another event came
// between, and the writer does not insist on what they saw.
func (d *decision) again(err error) bool {
	var moved *eventlog.Moved
	return errors.As(err, &moved) && d.cmd.After == nil && loose(d.kind)
}

// attempt decides on what stands on the record now.
func (d *decision) attempt(ctx context.Context) (Answer, error) {
	for _, step := range []func(context.Context) error{d.look, d.read, d.check} {
		if err := step(ctx); err != nil {
			return Answer{}, err
		}
	}
	all := append([]eventlog.Append{{Event: d.event, After: d.last()}}, d.with...)
	stored, err := d.Log.AppendAll(ctx, all)
	if err != nil {
		return Answer{}, err
	}
	if stored[0].Already {
		err = d.stillOpen(ctx)
	}
	return Answer{stored[0].Position, stored[0].Already}, err
}

// check decides, in this order: may the caller do this; are the facts whole;
// can they be true; does the record allow them. An event that is stored already
// was decided on then.
func (d *decision) check(ctx context.Context) error {
	if err := access.May(d.caller, d.action()); err != nil {
		return err
	}
	d.fill()
	if d.mine {
		return nil
	}
	if err := d.valid(ctx); err != nil {
		return err
	}
	if v, ok := d.event.Fact.(care.Voided); ok {
		return d.mayVoid(v)
	}
	return d.desk().allow(ctx, d, d.event.Fact)
}

// fill puts in what the caller need not say.
func (d *decision) fill() {
	if c, ok := d.event.Fact.(care.Corrected); ok {
		c.Facts = d.desk().fill(d, c.Facts)
		d.event.Fact = c
		return
	}
	d.event.Fact = d.desk().fill(d, d.event.Fact)
}

// valid gathers all that is wrong with the facts by themselves.
func (d *decision) valid(ctx context.Context) error {
	var p care.Problems
	if wrong, ok := d.event.Fact.Validate().(care.Problems); ok {
		p = append(p, wrong...)
	}
	d.plausible(&p)
	if len(p) > 0 {
		return p
	}
	wrong, err := d.desk().facts(ctx, d, facts(d.event.Fact))
	if err != nil {
		return err
	}
	for _, w := range wrong {
		p.Add(d.pointer(w.Pointer), w.Detail)
	}
	return p.Err()
}

// pointer is where a field of the facts stands in the body.
func (d *decision) pointer(field string) string {
	if _, ok := d.event.Fact.(care.Corrected); ok {
		return "/facts" + field
	}
	return field
}

// last is the position of the record's last event, 0 if there is none.
func (d *decision) last() uint64 {
	if n := len(d.record); n > 0 {
		return d.record[n-1].Position
	}
	return 0
}

// today is the day in London.
func (d *decision) today() care.Day { return care.DayOf(d.now) }

// stands is what is in force of the record before the event.
func (d *decision) stands() care.Record {
	if records := care.Records(d.record); len(records) > 0 {
		return records[0]
	}
	return care.Record{}
}

// personStands is what the person's own record says of them.
func (d *decision) personStands() care.Person {
	return care.PersonOf(d.event.Person, care.Records(d.record))
}

// born is the person's date of birth as far as it is known here: from their own
// record if that was read, else from the last event of it.
func (d *decision) born() care.Day {
	if d.kind.Single == care.RecordPerson {
		return d.personStands().Details.DateOfBirth
	}
	switch f := facts(d.person.Fact).(type) {
	case care.Registered:
		return f.DateOfBirth
	case care.DetailsChanged:
		return f.DateOfBirth
	}
	return 0
}
