package duty

import care "intouch/pkg/careleaver"

// ReadPolicy reads a version of the policy as it was published. An error names
// the line and the field.
func ReadPolicy(f care.PolicyPublished) (Policy, error) {
	return ParsePolicy([]byte(f.Text), f.Version, f.EffectiveFrom)
}

// CheckPolicy says what is wrong with a policy that somebody wants to publish.
func CheckPolicy(f care.PolicyPublished) error {
	_, err := ReadPolicy(f)
	return err
}

// UsualDays is how often, in days, a policy asks us to be in touch with somebody
// of the category and level of risk who has no frequency of their own.
func UsualDays(f care.PolicyPublished, c care.Category, r care.Risk) (int, error) {
	p, err := ReadPolicy(f)
	if err != nil {
		return 0, err
	}
	return p.Numbers("", r).every(c), nil
}

// policyOn is the version in force on a day for what is of no person: returns,
// feeds.
func (r *Authority) policyOn(day care.Day) *Policy {
	now := &r.Policies[0]
	for i := range r.Policies {
		if r.Policies[i].EffectiveFrom <= day {
			now = &r.Policies[i]
		}
	}
	return now
}
