package duty

import care "intouch/pkg/careleaver"

// standing is the bucket on the day: the first line of rules.md section 3 that
// is true.
func (a *at) standing(o owed, broken *Incomplete) Standing {
	s := Standing{Category: o.category, Team: a.team(), Owner: a.owner(), Flags: o.flags}
	s.Adviser, _ = a.allocated(care.PersonalAdviser)
	if m := a.lastMark(a.Spoken); m != nil {
		s.Since = m.Day()
	}
	s.Bucket, s.Reasons = a.bucket(o, broken)
	s.Flags = append(s.Flags, a.flags(o, s.Bucket)...)
	if d, ok := a.baselined(o, s.Bucket); ok {
		s.Flags, s.ActBy = append(s.Flags, BaselineFlag), d.ActBy
	}
	return s
}

func (a *at) bucket(o owed, broken *Incomplete) (Bucket, []Reason) {
	switch {
	case broken != nil && a.reached(broken.Since):
		return Unaccounted, []Reason{RecordIncomplete} // 1
	case o.closed != "":
		return Closed, []Reason{o.closed} // 2
	case o.lookedAfter:
		return LookedAfter, nil // 3
	}
	if a.missing() != nil {
		return Unaccounted, []Reason{MissingPerson} // 4
	}
	if !o.contact {
		return a.offerBucket(o) // 5
	}
	if r := a.refusalNow(); r.current {
		return a.refusalBucket(r) // 6
	}
	if why := a.unaccounted(o); len(why) > 0 {
		return Unaccounted, why // 7
	}
	return a.touchBucket(o) // 8
}

// offerBucket: overdue once an offer that is owed is missed.
func (a *at) offerBucket(o owed) (Bucket, []Reason) {
	for _, d := range offers(a, o) {
		if a.reached(d.Due + 1) {
			return Overdue, []Reason{OfferMissed}
		}
	}
	return OfferOpen, nil
}

// refusalBucket: a refusal in force never hides that nobody knows where they are.
func (a *at) refusalBucket(r refusal) (Bucket, []Reason) {
	switch {
	case a.reached(a.lastEvidence().AddDays(a.policy().Refusal.EvidenceDays + 1)):
		return Unaccounted, []Reason{RefusalNoEvidence}
	case r.missed:
		return Overdue, []Reason{RenewalMissed}
	}
	return OfferOpen, nil
}

// unaccounted gives every reason that holds for not being accounted for.
func (a *at) unaccounted(o owed) []Reason {
	var why []Reason
	t, n := a.touch(o), a.policy().Buckets
	switch {
	case t.last == nil && a.listedInTouch():
		why = append(why, NoDatedContact)
	case t.last == nil:
		why = append(why, NeverInTouch)
	case a.reached(t.lost + 1):
		why = append(why, Silent)
	}
	s := a.where()
	switch {
	case s.lost && a.reached(s.stretch.From.AddDays(n.NotKnownDays)):
		why = append(why, WhereaboutsNotKnown)
	case !s.lost && (s.lasting != nil || s.doubted) && a.reached(s.lastGood.AddDays(1+n.StaleDays)):
		why = append(why, WhereaboutsStale)
	}
	return why
}

// limit is how long after the deadline somebody is silent beyond accounting for:
// half the interval, within bounds.
func (a *at) limit(every interval) int {
	n := a.policy().Buckets
	return min(max(every.days/2, n.UnaccountedAtLeastDays), n.UnaccountedAtMostDays)
}

// touchBucket goes by the keep-in-touch deadline alone.
func (a *at) touchBucket(o owed) (Bucket, []Reason) {
	t := a.touch(o)
	window := max(min(a.policy().Buckets.DueDays, t.every.days/4), 1)
	switch {
	case a.reached(t.due + 1):
		return Overdue, []Reason{ContactOverdue}
	case a.reached(t.due.AddDays(-window)):
		return Due, nil
	}
	return InTouch, nil
}

// listedInTouch reports whether the newest list said that they are in touch.
func (a *at) listedInTouch() bool {
	l := lastTold(a, a.Listings)
	return l != nil && l.Facts.InTouch == care.ListedYes
}

// flags are what to know of a person besides the bucket.
func (a *at) flags(o owed, b Bucket) []Flag {
	var flags []Flag
	add := func(is bool, f Flag) {
		if is {
			flags = append(flags, f)
		}
	}
	add(a.restricted(), RestrictedFlag)
	if b == Closed {
		sure := a.DeathSure != nil && a.reached(a.DeathSure.Facts.On)
		add(o.closed == ClosedDied && !sure, ToBeConfirmed)
		add(o.closed == ClosedDied && sure && a.DeathSure.Facts.Notified != care.Yes, NotNotified)
		add(o.closed == ClosedAt25 && a.closedUnaccounted(), ClosedUnaccounted)
		return flags
	}
	for _, d := range seeInPerson(a, o) {
		add(a.reached(d.Due+1), NotSeen)
	}
	add(o.contact && !a.refusalNow().current && a.attemptsOnly(o), AttemptsOnly)
	if s := a.where(); !s.lost && s.stretch.State == care.Away {
		kind := a.awayKind(s.stretch.Of)
		add(kind == care.AwayCustody, InCustody)
		add(kind == care.AwayHospital, InHospital)
		add(kind == care.AwayCustody && a.home() != nil && a.reached(s.stretch.From.AddMonths(a.policy().Duties.CustodyHomeMonths)), HomeInQuestion)
	}
	if h := a.home(); h != nil {
		add(h.Facts.Residence == "G", AbroadFlag)
		add(h.Facts.Residence == "H", DeportedFlag)
	}
	add(len(a.contradictions()) > 0, ContradictionFlag)
	add(a.risk() == care.HighRisk, HighRiskFlag)
	add(a.refusalNow().current, RefusalFlag)
	add(a.leavingCareUnrecorded(), LeavingCareUnrecorded)
	return flags
}

// attemptsOnly: keep in touch is missed, and since the last two-way contact
// there have been attempts and nothing else.
func (a *at) attemptsOnly(o owed) bool {
	t := a.touch(o)
	tried := a.lastMark(a.Tried)
	return a.reached(t.due+1) && tried != nil && (t.last == nil || tried.Day() > t.last.Day() && tried.Entry.ID != t.last.Entry.ID)
}

func (a *at) awayKind(of care.RecordID) care.AwayKind {
	for _, s := range a.Absences {
		if s.Record == of {
			return s.Facts.Kind
		}
	}
	return ""
}

// baselined is the deadline that makes the bucket a baseline one, if it is.
func (a *at) baselined(o owed, b Bucket) (Deadline, bool) {
	if b != Overdue && b != Unaccounted {
		return Deadline{}, false
	}
	for _, d := range keepInTouch(a, o) {
		if d = a.dated(d); d.Origin == care.Baseline && (a.reached(d.Due+1) || a.lastMark(a.Spoken) == nil) {
			return d, true
		}
	}
	return Deadline{}, false
}

// closedUnaccounted reports whether a lapse was open when the case closed at 25,
// and no manager has signed it since (rules.md section 2).
func (a *at) closedUnaccounted() bool {
	closed := a.Details.DateOfBirth.Birthday(lastAge)
	for i := range a.Programmes {
		if end := programmeUntil(&a.Programmes[i]); end < care.Forever && a.Programmes[i].Facts.From < closed {
			closed = max(closed, end)
		}
	}
	if signed := lastTold(a, a.Oversights); signed != nil && signed.Facts.On >= closed {
		return false
	}
	before := a.on(closed - 1)
	b, _ := before.bucket(before.owed(), nil)
	return b == Overdue || b == Unaccounted
}
