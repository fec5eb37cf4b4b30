package intake

import (
	"context"

	"github.com/google/uuid"

	care "intouch/pkg/careleaver"
)

// fillOversight: the manager who decides is the one who records it.
func fillOversight(d *decision, f care.Fact) care.Fact {
	if o, ok := f.(care.OversightDecided); ok && o.Manager == uuid.Nil {
		o.Manager = d.caller.Staff
		return o
	}
	return f
}

// checkOversight: each decides for themself, and in bulk only where nobody is
// under 18 or at high risk (docs/rules.md section 11).
func checkOversight(ctx context.Context, d *decision, f care.Fact) (p care.Problems, err error) {
	o, ok := f.(care.OversightDecided)
	if !ok {
		return nil, nil
	}
	manager, err := d.manages(ctx, o.Manager)
	if err != nil {
		return nil, err
	}
	if !manager || o.Manager != d.caller.Staff && !d.caller.Operator() {
		p.Add("/manager", "A decision is recorded by the manager who made it: leave this out")
	}
	if !o.Bulk {
		return p, nil
	}
	frail, err := d.frail(ctx)
	if frail {
		p.Add("/bulk", "Decide for them alone: nobody under 18 or at high risk is decided on in bulk")
	}
	return p, err
}
