package oracle

import care "intouch/pkg/careleaver"

// Section 4, the table: in touch. "Keep in touch: the first four" capacities,
// which are all that a contact can have. "Refusal said to us directly" is a talk;
// what a list says of a refusal is none.
func (l life) spoken(d care.Day) []fact {
	var all []fact
	for _, f := range l.facts {
		switch says := f.Fact.(type) {
		case care.ContactMade:
			all = append(all, f)
		case care.Refused:
			if saidToUs(says) {
				all = append(all, f)
			}
		}
	}
	return until(d, all)
}

func saidToUs(r care.Refused) bool {
	return r.How != care.NotStated && (r.HowKnown == "" || r.HowKnown == care.ToldByPerson || r.HowKnown == care.SeenByUs)
}

// Section 4, the table: seen. "Refusal said to us directly: as it happened."
func (l life) seen(d care.Day) []fact {
	var all []fact
	for _, f := range l.spoken(d) {
		switch says := f.Fact.(type) {
		case care.ContactMade:
			if inPerson(says.How) {
				all = append(all, f)
			}
		case care.Refused:
			if inPerson(says.How) {
				all = append(all, f)
			}
		}
	}
	return all
}

func inPerson(h care.How) bool { return h == care.SawAtHome || h == care.SawElsewhere }

// Section 4, the table: tried. "A message from the person, not yet answered" and
// a date without a method are no effort of ours; "to a dead contact point [an
// offer] is an attempt".
func (l life) tried(d care.Day) []fact {
	var all []fact
	for _, f := range l.facts {
		switch says := f.Fact.(type) {
		case care.ContactMade:
			if says.How != care.TheyContactedUs && says.How != care.NotStated {
				all = append(all, f)
			}
		case care.Refused:
			if saidToUs(says) && says.How != care.TheyContactedUs {
				all = append(all, f)
			}
		case care.Attempted:
			all = append(all, f)
		case care.OfferMade:
			if l.deadPoint(says.ContactPoint, f.day) {
				all = append(all, f)
			}
		}
	}
	return until(d, all)
}

// attempts are efforts that reached nobody.
func (l life) attempts(d care.Day) []fact {
	var all []fact
	for _, f := range l.tried(d) {
		switch f.Fact.(type) {
		case care.Attempted, care.OfferMade:
			all = append(all, f)
		}
	}
	return all
}

// "*Number dead*, *moved away*, *returned letter* mark the contact point dead."
func (l life) deadPoint(point string, d care.Day) bool {
	if point == "" {
		return false
	}
	for _, f := range l.deadNews(d) {
		switch says := f.Fact.(type) {
		case care.Attempted:
			if says.ContactPoint == point {
				return true
			}
		case care.ContactPointDead:
			if says.ContactPoint == point {
				return true
			}
		}
	}
	return false
}

// deadNews are the facts that say that a contact point is dead.
func (l life) deadNews(d care.Day) []fact {
	var all []fact
	for _, f := range l.facts {
		switch says := f.Fact.(type) {
		case care.Attempted:
			if says.Outcome == care.NumberDead || says.Outcome == care.MovedAway || says.Outcome == care.ReturnedLetter {
				all = append(all, f)
			}
		case care.ContactPointDead:
			all = append(all, f)
		}
	}
	return until(d, all)
}

func until(d care.Day, all []fact) []fact {
	for i, f := range all {
		if f.day > d {
			return all[:i]
		}
	}
	return all
}

// lastOn returns the day of the latest of them; zero: there is none.
func lastOn(all []fact) care.Day {
	if len(all) == 0 {
		return 0
	}
	return all[len(all)-1].day
}
