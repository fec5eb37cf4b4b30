package duty

// While a refusal is in force it is renewed: an offer to a contact point that
// works, and a manager's word. The authority stays under a duty to attempt
// contact (Volume 3, 4.39); how often is a choice of practice.
func renewOffer(a *at, o owed) []Deadline {
	if !o.contact {
		return nil
	}
	var due []Deadline
	for _, r := range a.refusals() {
		due = append(due, Deadline{Rule: RenewOffer, Lapse: lapse(r.entry), Due: r.renewBy, Source: fromPolicy})
	}
	return due
}
