package intake

import (
	"context"

	"github.com/google/uuid"

	care "intouch/pkg/careleaver"
)

// How often we are in touch where no policy was given (docs/rules.md section 2,
// settings of the policy).
const (
	usualDays           = 56
	usualQualifyingDays = 182
)

// reviewMonths is how long a longer frequency may hold without a review
// (docs/rules.md section 6).
const reviewMonths = 6

func checkPathway(ctx context.Context, d *decision, f care.Fact) (care.Problems, error) {
	switch f := f.(type) {
	case care.FrequencySet:
		return d.checkFrequency(ctx, f)
	case care.Post21Decided:
		return d.approvedIfNamed(ctx, f.Approver)
	}
	return nil, nil
}

// checkFrequency: a frequency longer than the policy's needs a manager, a
// reason and a review within six months.
func (d *decision) checkFrequency(ctx context.Context, f care.FrequencySet) (care.Problems, error) {
	usual, err := d.usual(ctx, f.Risk)
	if err != nil {
		return nil, err
	}
	if max(f.EveryDays, f.SeenEveryDays) <= usual {
		return nil, nil
	}
	var p care.Problems
	if f.Reason == "" {
		p.Add("/reason", "Say why this is less often than the policy asks for")
	}
	if f.ReviewOn.IsZero() || f.ReviewOn > f.From.AddMonths(reviewMonths) || f.ReviewOn < f.From {
		p.Add("/reviewOn", "Enter a day within six months, on which this is looked at again")
	}
	if f.Approver == uuid.Nil {
		p.Add("/approver", "Name the manager who approves that this is less often than the policy asks for")
		return p, nil
	}
	unapproved, err := d.approved(ctx, f.Approver)
	return append(p, unapproved...), err
}

// usual is how often, in days, the policy in force asks us to be in touch with
// this person.
func (d *decision) usual(ctx context.Context, risk care.Risk) (int, error) {
	p, err := d.subject(ctx)
	if err != nil {
		return 0, err
	}
	category := p.Registered.Facts.Category
	if n := len(p.Categories); n > 0 {
		category = p.Categories[n-1].Facts.Category
	}
	policy, found, err := d.policyInForce(ctx)
	switch {
	case err == nil && found && d.UsualDays != nil:
		return d.UsualDays(policy, category, risk)
	case category == care.Qualifying:
		return usualQualifyingDays, err
	}
	return usualDays, err
}

// allowPathway: what began ends once, and not before it began.
func allowPathway(_ context.Context, d *decision, f care.Fact) error {
	switch f.(type) {
	case care.ActivityEnded:
		return ends[care.ActivityEnded](d)
	case care.ProgrammeEnded:
		return ends[care.ProgrammeEnded](d)
	case care.ActivityConfirmed:
		return d.notBeforeItBegan()
	}
	return nil
}
