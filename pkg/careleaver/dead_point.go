package careleaver

// MarksDead reports whether the outcome of an attempt says that the contact point
// no longer works (rules.md section 4).
func (o Outcome) MarksDead() bool { return o == NumberDead || o == MovedAway || o == ReturnedLetter }

// DeadPoint reports whether a number, address or account was known not to work on
// the day.
func (p *Person) DeadPoint(point string, on Day) bool {
	if point == "" {
		return false
	}
	for i := range p.DeadPoints {
		if d := &p.DeadPoints[i].Facts; SamePoint(d.ContactPoint, point) && d.On <= on {
			return true
		}
	}
	for i := range p.Attempts {
		if t := &p.Attempts[i].Facts; t.Outcome.MarksDead() && SamePoint(t.ContactPoint, point) && t.When.Day() <= on {
			return true
		}
	}
	return false
}
