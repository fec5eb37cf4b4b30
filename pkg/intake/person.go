package intake

import (
	"context"
	"slices"

	"github.com/google/uuid"

	care "intouch/pkg/careleaver"
	"intouch/pkg/eventlog"
	"intouch/pkg/problem"
)

func fillCaseload(d *decision, f care.Fact) care.Fact {
	switch f := f.(type) {
	case care.DetailsChanged:
		if !f.DateOfBirth.IsZero() || slices.Contains(f.Cleared, "dateOfBirth") {
			f.Approver = d.approver(f.Approver)
		}
		return f
	case care.DeathConfirmed:
		f.Approver = d.approver(f.Approver)
		return f
	case care.AccessRestricted:
		f.Approver = d.approver(f.Approver)
		return f
	case care.AccessRestrictionEnded:
		f.Approver = d.approver(f.Approver)
		return f
	case care.HandoverOffered:
		if f.Handover == uuid.Nil {
			f.Handover = d.event.ID
		}
		return f
	}
	return f
}

func checkCaseload(ctx context.Context, d *decision, f care.Fact) (care.Problems, error) {
	switch f := f.(type) {
	case care.RegisteredInError:
		return d.approvedByAnother(ctx, f.Approver)
	case care.DeathConfirmed:
		return d.approved(ctx, f.Approver)
	case care.AccessRestricted:
		return d.approved(ctx, f.Approver)
	case care.AccessRestrictionEnded:
		return d.approved(ctx, f.Approver)
	case care.Registered:
		return d.checkCorrectedBirth(), nil
	case care.DetailsChanged:
		return d.checkBirth(ctx, f)
	case care.EligibilityChanged:
		return d.approvedIfNamed(ctx, f.Approver)
	case care.SupportStopped:
		return d.approvedIfNamed(ctx, f.Approver)
	}
	return nil, nil
}

// checkBirth: a date of birth that takes a duty away, or changes the category,
// needs a manager (docs/rules.md section 2).
func (d *decision) checkBirth(ctx context.Context, f care.DetailsChanged) (care.Problems, error) {
	if !d.altersStage() {
		return nil, nil
	}
	if f.Approver == uuid.Nil {
		return care.Problems{{Pointer: "/approver", Detail: "This date of birth changes what is owed to them: name the manager who approves"}}, nil
	}
	return d.approved(ctx, f.Approver)
}

// checkCorrectedBirth: a registration names nobody who approves its correction.
func (d *decision) checkCorrectedBirth() care.Problems {
	if d.caller.Manager() || len(d.record) == 0 || !d.altersStage() {
		return nil
	}
	return care.Problems{{Pointer: "/dateOfBirth", Detail: "This date of birth changes what is owed to them: ask a manager to correct it, or change their details and name the manager who approves"}}
}

// altersStage reports whether the event, whatever its kind, makes the date of
// birth one of another stage. Somebody without one is treated as under 21.
func (d *decision) altersStage() bool {
	after := care.PersonOf(d.event.Person, care.Records(append(slices.Clip(d.record), d.event)))
	return d.stage(after.Details.DateOfBirth) != d.stage(d.personStands().Details.DateOfBirth)
}

// stage is which of the ages that change a duty somebody has passed.
func (d *decision) stage(born care.Day) int {
	if born.IsZero() {
		return 18
	}
	passed := 0
	for _, age := range []int{16, 18, 21, 25} {
		if d.today() >= born.Birthday(age) {
			passed = age
		}
	}
	return passed
}

func allowCaseload(ctx context.Context, d *decision, f care.Fact) error {
	switch f := f.(type) {
	case care.Registered:
		return d.allowRegistration(f)
	case care.ReturnedToCare:
		born := d.born()
		return unless(born.IsZero() || f.On < born.Birthday(18), "Nobody comes back into care from their 18th birthday on. Check the day, or the date of birth.")
	case care.Died:
		return unless(d.personStands().Died == nil, "That they died is on record already. If the day is wrong, correct it.")
	case care.DeathConfirmed:
		return d.allowDeathConfirmed()
	case care.Merged:
		return d.merge(ctx, f)
	case care.Unmerged:
		return d.unmerge(ctx, f)
	case care.HandoverAccepted:
		return d.allowAnswer(f.Handover)
	case care.HandoverRefused:
		return d.allowAnswer(f.Handover)
	case care.AccessRestrictionEnded:
		return ends[care.AccessRestrictionEnded](d)
	}
	return nil
}

// allowRegistration: a person's id follows from the authority and an id that
// they are known by, so whoever registers them a second time meets the first.
func (d *decision) allowRegistration(f care.Registered) error {
	ids := append([]care.Identifier{{Kind: care.LocalID, ID: f.LocalID}}, f.Identifiers...)
	for _, id := range ids {
		if care.NewPersonID(d.event.Authority, id.Kind, id.ID) == d.event.Person {
			return nil
		}
	}
	return care.Problems{{Pointer: "/localId", Detail: "The address is that of another id. Send this to POST /api/v1/care-leavers, which finds the address"}}
}

// allowDeathConfirmed: a death is confirmed by another than who recorded it.
func (d *decision) allowDeathConfirmed() error {
	died := d.personStands().Died
	if died == nil {
		return problem.New(problem.Conflict, "No death is on record. Record it first.")
	}
	return unless(died.Actor != d.caller.Staff || d.caller.Operator(), "You recorded this death. Ask another manager to confirm it.")
}

// allowAnswer: a handover is answered once, by whom it was offered to or by a
// manager.
func (d *decision) allowAnswer(handover care.EventID) error {
	for _, h := range d.personStands().Handovers {
		switch {
		case h.Facts.Handover != handover:
		case h.Accepted != nil || h.Refused != nil:
			return problem.New(problem.Conflict, "This handover was answered already.")
		case h.Facts.To != d.caller.Staff && !d.caller.Manager():
			return problem.New(problem.Forbidden, "Only the worker to whom it was offered, or a manager, answers a handover.")
		default:
			return nil
		}
	}
	return care.Problems{{Pointer: "/handover", Detail: "No such handover was offered: check which one it is"}}
}

// merge writes on both people's records at once, so that each page leads to the
// other (docs/rules.md section 2; undone by unmerge).
func (d *decision) merge(ctx context.Context, f care.Merged) error {
	if at := d.personStands().MergedInto; at != uuid.Nil {
		return problem.New(problem.Conflict, "They are merged with somebody already. Unmerge them first.")
	}
	other, err := d.other(ctx, f.Into)
	if err != nil {
		return err
	}
	if f.Into == d.event.Person || care.PersonOf(f.Into, care.Records(other)).MergedInto != uuid.Nil {
		return care.Problems{{Pointer: "/into", Detail: "Name another person, who is not merged with anybody themself"}}
	}
	d.and(f.Into, care.Absorbed{Other: d.event.Person, Reason: f.Reason}, other)
	return nil
}

func (d *decision) unmerge(ctx context.Context, f care.Unmerged) error {
	if d.personStands().MergedInto != f.From {
		return care.Problems{{Pointer: "/from", Detail: "They are not merged with this person: send it to the one who was merged"}}
	}
	other, err := d.other(ctx, f.From)
	if err == nil {
		d.and(f.From, care.Unmerged{From: d.event.Person, Reason: f.Reason}, other)
	}
	return err
}

// other is the other person's own record.
func (d *decision) other(ctx context.Context, id care.PersonID) ([]care.Event, error) {
	a := d.address()
	a.Person = id
	events, err := d.Log.Record(ctx, a)
	if err == nil && len(events) == 0 {
		err = nobody
	}
	return events, err
}

// and appends a second event with ours, on the other person's record: both or
// neither. Its id follows from ours.
func (d *decision) and(other care.PersonID, f care.Fact, record []care.Event) {
	e := d.event
	e.ID, e.Person, e.Fact = care.DerivedID(d.event.ID.String(), "the other half"), other, f
	d.with = append(d.with, eventlog.Append{Event: e, After: record[len(record)-1].Position})
}
