package intake

import (
	"regexp"
	"slices"

	"github.com/google/uuid"

	"intouch/pkg/access"
	care "intouch/pkg/careleaver"
	"intouch/pkg/problem"
	"intouch/pkg/wire"
)

// sources are what the operator's own commands may call themselves.
var sources = regexp.MustCompile(`^/intouch/[a-z0-9/-]+$`)

// begin says on which record a command's event stands, and checks all that can
// be checked without reading anything.
func (s *Service) begin(c access.Caller, cmd Command) (*decision, error) {
	if err := access.May(c, access.RecordContact); err != nil {
		return nil, err // whoever may not even do this may do nothing
	}
	d := &decision{Service: s, caller: c, cmd: cmd, is: commands[cmd.Type], now: s.Now()}
	if err := d.findKind(); err != nil {
		return nil, err
	}
	d.event = care.Event{
		ID: cmd.Event, Authority: c.Authority, Person: cmd.Person, Area: cmd.Area, Record: cmd.Record,
		RecordedAt: d.now, DeviceAt: cmd.DeviceAt, Actor: c.Staff, OnBehalfOf: cmd.OnBehalfOf, Source: d.source(),
	}
	if err := d.name(); err != nil {
		return nil, err
	}
	if cmd.After == nil && !opens(d.is) && !loose(d.kind) {
		return nil, problem.New(problem.Unreadable, "Say with after= the position of the record's last event as you saw it.")
	}
	return d, nil
}

// findKind finds the kind of record that the command is for.
func (d *decision) findKind() error {
	for _, k := range kindsOf(d.is) {
		named := d.cmd.Kind == k.Name
		single := d.cmd.Kind == "" && k.Single != "" && k.Single == d.cmd.Record && k.Area == d.cmd.Area
		if named || single {
			d.kind, d.cmd.Area = k, k.Area
			return nil
		}
	}
	if d.cmd.Kind == "" && slices.ContainsFunc(kindsOf(d.is), func(k wire.Kind) bool { return k.Area == d.cmd.Area }) {
		return nil
	}
	return problem.New(problem.NotFound, "This cannot be said of a record of that kind. Check the address.")
}

// name gives the event and its record their names, and refuses what is none.
func (d *decision) name() error {
	e := &d.event
	switch {
	case d.kind.Single != "":
		e.Record = d.kind.Single
	case opens(d.is):
		e.Record = care.NewRecordID(e.ID)
	default:
		id, err := uuid.Parse(string(e.Record))
		if err != nil {
			return problem.New(problem.Unreadable, "The record's id in the address is no UUID.")
		}
		e.Record = care.NewRecordID(id)
	}
	if opens(d.is) && d.kind.Single == care.RecordPerson {
		e.ID = e.Person
	}
	if e.ID == uuid.Nil || (e.Person == uuid.Nil) != d.kind.NoOne {
		return problem.New(problem.Unreadable, "Name the person and the event in the address, each by a UUID.")
	}
	return nil
}

// source says which program recorded it. Only the operator's own may say that
// it was another: an import, the demonstration.
func (d *decision) source() string {
	if d.caller.Operator() && sources.MatchString(d.cmd.Source) {
		return d.cmd.Source
	}
	return "/intouch/" + d.Name
}

// imported reports whether it comes from a list or a feed rather than a person.
func (d *decision) imported() bool { return d.event.Source != "/intouch/"+d.Name }
