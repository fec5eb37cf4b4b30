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
