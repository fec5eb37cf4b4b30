package duty

// A stricter version of the policy reaches each person at their next contact, or
// after its grace, never all at once: nobody is made late overnight by a number
// (rules.md section 11). One that asks for no more holds from its day.
func (a *at) reachedBy(p, before *Policy) bool {
	from := p.EffectiveFrom
	if registeredOn(a.Person) >= from || !p.Numbers(a.team(), a.risk()).stricterThan(before.Numbers(a.team(), a.risk())) {
		return true
	}
	if m := a.lastMark(a.Spoken); m != nil && m.Day() >= from {
		return true
	}
	return a.reached(from.AddDays(p.graceDays))
}

// stricterThan reports whether any number asks for something sooner.
func (n *Numbers) stricterThan(m *Numbers) bool {
	was := m.lengths()
	for i, days := range n.lengths() {
		if days < was[i] {
			return true
		}
	}
	return n.Contact.LookedAfterTracked && !m.Contact.LookedAfterTracked || n.Duties.ReviewOtherMoves && !m.Duties.ReviewOtherMoves
}

// lengths are the numbers of which less is stricter.
func (n *Numbers) lengths() [34]int {
	c, b, w, d, r := n.Contact, n.Buckets, n.Whereabouts, n.Duties, n.Refusal
	return [...]int{
		c.EveryDays, c.FirstContactDays, c.SeenEveryDays, c.QualifyingEveryDays, c.LookedAfterEveryDays,
		b.UnaccountedAtLeastDays, b.UnaccountedAtMostDays, b.NotKnownDays, b.StaleDays,
		w.SeenConfirmedDays, w.SeenLikelyDays, w.ToldConfirmedDays, w.ToldLikelyDays, w.OtherLikelyDays, w.PassingConfirmedDays,
		w.PassingLikelyDays, w.PassingOtherLikelyDays, w.NotKnownWorkingDays,
		d.NoAdviserWorkingDays, d.WhereNowWorkingDays, d.TryAgainDays, d.MissingDecisionWorkingDays, d.MissingDecisionEveryDays, d.FirstReviewDays,
		d.BroughtForwardWorkingDays, d.FirstOfferDays, d.ActivityDays, d.OversightWorkingDays, d.OversightEveryDays, d.PlannedContactWorkingDays,
		d.FrequencyRightWorkingDays, r.RenewDays, r.GraceDays, r.EvidenceDays,
	}
}
