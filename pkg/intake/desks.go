package intake

import (
	"context"

	"intouch/pkg/access"
	care "intouch/pkg/careleaver"
	"intouch/pkg/problem"
)

// desk is what has to be decided in one area.
type desk struct {
	// fill puts in what the caller need not say, before the fact checks itself.
	fill func(*decision, care.Fact) care.Fact
	// facts says what is wrong with the facts by themselves, and with the facts
	// that a correction puts in the place of others.
	facts func(context.Context, *decision, care.Fact) (care.Problems, error)
	// allow says whether what stands on the record allows the fact; of a
	// correction that was decided when what it corrects was recorded.
	allow func(context.Context, *decision, care.Fact) error
}

// desks are the areas in which there is something to decide.
var desks = map[care.Area]desk{
	care.AreaContact:       {fillContact, checkContact, allowContact},
	care.AreaAccommodation: {fillAccommodation, anyFacts, allowAccommodation},
	care.AreaPathway:       {asItIs, checkPathway, allowPathway},
	care.AreaCaseload:      {fillCaseload, checkCaseload, allowCaseload},
	care.AreaAlert:         {fillAlert, checkAlert, allowAlert},
	care.AreaOversight:     {fillOversight, checkOversight, always},
	care.AreaStaff:         {asItIs, checkStaff, always},
	care.AreaPolicy:        {fillPolicy, checkPolicy, always},
	care.AreaImport:        {asItIs, anyFacts, allowImport},
	"record":               {fillRecord, checkRecord, always},
}

func (d *decision) desk() desk { return desks[d.is.Area()] }

func asItIs(_ *decision, f care.Fact) care.Fact { return f }

func anyFacts(context.Context, *decision, care.Fact) (care.Problems, error) { return nil, nil }

func always(context.Context, *decision, care.Fact) error { return nil }

// action is what somebody does who sends the command: of a correction or a
// void, what they would do who recorded what it is of.
func (d *decision) action() access.Action {
	if v, ok := d.event.Fact.(care.Voided); ok {
		target, _ := d.target(v.Of)
		return actionOf(target.Fact)
	}
	return actionOf(facts(d.event.Fact))
}

// actionOf is docs/rules.md section 9: contacts anyone, approvals and oversight
// managers, everything else whoever works with the person.
func actionOf(f care.Fact) access.Action {
	switch f.(type) {
	case care.ContactMade, care.Attempted, care.ToldBySomeoneElse, care.Refused, care.Planned, care.PlanCancelled, care.ContactPointDead, care.Compared:
		return access.RecordContact
	case care.RefusalApproved, care.RefusalRenewed, care.DeathConfirmed, care.RegisteredInError, care.Merged, care.Unmerged,
		care.AccessRestricted, care.AccessRestrictionEnded, care.OversightDecided, care.AlertClosed, care.Sealed:
		return access.Oversee
	case care.AlertAcknowledged, care.AlertSilenced, care.SilenceEnded, care.AlertNotUseful:
		return access.AnswerAlert
	case care.StaffJoined, care.RoleChanged, care.StaffAbsent, care.StaffReturned, care.StaffLeft, care.TeamManagerSet:
		return access.ManageStaff
	case care.ImportStarted, care.ImportFinished, care.RowSetAside, care.CellQuestioned, care.Listed:
		return access.Import
	case care.RowSettled, care.CellSettled:
		return access.Settle
	case care.PolicyPublished:
		return access.Publish
	case care.Destroyed:
		return access.Destroy
	}
	return access.RecordCase
}

// unless refuses with a sentence that says what to do.
func unless(ok bool, sentence string) error {
	if ok {
		return nil
	}
	return problem.New(problem.Conflict, sentence)
}

// approver is who approves, filled in where the caller may themself.
func (d *decision) approver(a care.StaffID) care.StaffID {
	if a == (care.StaffID{}) && d.caller.Manager() {
		return d.caller.Staff
	}
	return a
}

// approved checks that whoever is named as approver is a manager.
func (d *decision) approved(ctx context.Context, approver care.StaffID) (care.Problems, error) {
	ok, err := d.manages(ctx, approver)
	if ok || err != nil {
		return nil, err
	}
	return care.Problems{{Pointer: "/approver", Detail: "Name a team manager or head of service who works here"}}, nil
}

// approvedIfNamed checks an approver where one need not be.
func (d *decision) approvedIfNamed(ctx context.Context, approver care.StaffID) (care.Problems, error) {
	if approver == (care.StaffID{}) {
		return nil, nil
	}
	return d.approved(ctx, approver)
}

// approvedByAnother checks in addition that two people stand behind it: the
// approver is not who asks.
func (d *decision) approvedByAnother(ctx context.Context, approver care.StaffID) (care.Problems, error) {
	if approver == d.caller.Staff {
		return care.Problems{{Pointer: "/approver", Detail: "This takes two people: name another manager than yourself"}}, nil
	}
	return d.approved(ctx, approver)
}
