package intake

import (
	"context"
	"slices"
	"strconv"

	care "intouch/pkg/careleaver"
	"intouch/pkg/wire"
)

// PolicyID is the record of a version of an authority's policy, so that two
// cannot publish the same version.
func PolicyID(authority string, version int) care.EventID {
	return care.DerivedID(authority, "policy", strconv.Itoa(version))
}

// fillPolicy: who publishes a policy is one of its publishers.
func fillPolicy(d *decision, f care.Fact) care.Fact {
	p, ok := f.(care.PolicyPublished)
	if ok && !slices.Contains(p.Publishers, d.caller.Staff) {
		p.Publishers = append([]care.StaffID{d.caller.Staff}, p.Publishers...)
		return p
	}
	return f
}

// checkPolicy checks that the version follows the one before, that every part
// of InTouch can read the text, and that all who publish it are managers.
func checkPolicy(ctx context.Context, d *decision, f care.Fact) (p care.Problems, err error) {
	policy, ok := f.(care.PolicyPublished)
	if !ok {
		return nil, nil
	}
	if _, before, err := d.policy(ctx, policy.Version-1); err != nil {
		return nil, err
	} else if d.event.ID != PolicyID(d.event.Authority, policy.Version) || policy.Version > 1 && !before {
		p.Add("/version", "Publish the version that follows the last one, at the address that is its own")
	}
	if d.ReadPolicy != nil {
		if err := d.ReadPolicy(policy); err != nil {
			p.Add("/text", err.Error())
		}
	}
	for _, who := range policy.Publishers {
		manager, err := d.manages(ctx, who)
		if err != nil {
			return nil, err
		}
		if !manager {
			p.Add("/publishers", "Name team managers or heads of service who work here")
		}
	}
	return p, nil
}

// policy is a version of the policy, and whether there is one.
func (d *decision) policy(ctx context.Context, version int) (care.PolicyPublished, bool, error) {
	record := care.NewRecordID(PolicyID(d.event.Authority, version))
	e, _, err := d.Log.Last(ctx, wire.Address{Authority: d.event.Authority, Area: care.AreaPolicy, Record: record})
	p, ok := e.Fact.(care.PolicyPublished)
	return p, ok, err
}

// policyInForce is the last version that has begun to hold, and whether there
// is one.
func (d *decision) policyInForce(ctx context.Context) (inForce care.PolicyPublished, found bool, err error) {
	for version := 1; ; version++ {
		p, there, err := d.policy(ctx, version)
		if err != nil || !there {
			return inForce, found, err
		}
		if p.EffectiveFrom <= d.today() {
			inForce, found = p, true
		}
	}
}
