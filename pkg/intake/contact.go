package intake

import (
	"context"

	"github.com/google/uuid"

	care "intouch/pkg/careleaver"
)

// fillContact says who was in touch where the caller does not: the caller, in
// the capacity of their role (docs/rules.md section 4).
func fillContact(d *decision, f care.Fact) care.Fact {
	switch f := f.(type) {
	case care.ContactMade:
		f.By = d.by(f.By)
		return f
	case care.Attempted:
		f.By = d.by(f.By)
		return f
	case care.Refused:
		f.By = d.by(f.By)
		return f
	case care.Planned:
		f.By = d.by(f.By)
		return f
	case care.RefusalApproved:
		f.Approver = d.approver(f.Approver)
		return f
	case care.RefusalRenewed:
		f.Approver = d.approver(f.Approver)
		return f
	}
	return f
}

// by is who was in touch. A correction does not make the corrector that: it
// keeps who it was. The operator of the machine was in touch with nobody.
func (d *decision) by(b care.By) care.By {
	if c, ok := d.event.Fact.(care.Corrected); ok && b == (care.By{}) {
		was, _ := d.target(c.Of)
		return byOf(was.Fact)
	}
	switch {
	case d.caller.Operator():
		return b
	case b.Staff == uuid.Nil && d.caller.Behalf():
		b.Staff = d.event.OnBehalfOf
	case b.Staff == uuid.Nil:
		b.Staff = d.caller.Staff
	}
	if b.Staff == d.caller.Staff && b.Capacity == "" {
		b.Capacity = d.caller.Capacity()
	}
	if d.caller.Behalf() && d.event.OnBehalfOf == uuid.Nil {
		d.event.OnBehalfOf = b.Staff
	}
	return b
}

func byOf(f care.Fact) care.By {
	switch f := f.(type) {
	case care.ContactMade:
		return f.By
	case care.Attempted:
		return f.By
	case care.Refused:
		return f.By
	case care.Planned:
		return f.By
	}
	return care.By{}
}

func checkContact(ctx context.Context, d *decision, f care.Fact) (care.Problems, error) {
	switch f := f.(type) {
	case care.ContactMade:
		return d.checkMeeting(f.How, f.By), nil
	case care.Refused:
		return d.checkMeeting(f.How, f.By), nil
	case care.Attempted:
		return d.checkMeeting("", f.By), nil
	case care.Planned:
		return d.checkSafe(ctx, f.How.Way())
	case care.RefusalApproved:
		return d.approved(ctx, f.Approver)
	case care.RefusalRenewed:
		return d.approved(ctx, f.Approver)
	}
	return nil, nil
}

// checkMeeting: a person knows how they were in touch, only a list may not; and
// whoever records for others says for whom.
func (d *decision) checkMeeting(how care.How, by care.By) (p care.Problems) {
	if how == care.NotStated && !d.imported() {
		p.Add("/how", "Select how you were in touch")
	}
	if by.Staff == uuid.Nil && d.caller.Behalf() {
		p.Add("/by", "Say who was in touch: name the member of staff for whom you record this")
	}
	return p
}

// allowContact: only a refusal of contact or of services changes what is owed,
// so only these are approved and renewed (docs/rules.md section 7).
func allowContact(_ context.Context, d *decision, f care.Fact) error {
	r := d.stands()
	switch f.(type) {
	case care.RefusalApproved, care.RefusalRenewed:
		said, ok := care.Last[care.Refused](r)
		lasting := said.Facts.What == care.RefusesContact || said.Facts.What == care.RefusesServices
		return unless(ok && lasting, "Only a refusal of contact or of services is approved and renewed. Correct what was refused, if it was one of these.")
	case care.PlanCancelled:
		_, cancelled := care.Last[care.PlanCancelled](r)
		return unless(!cancelled, "This plan is cancelled already.")
	}
	return nil
}
