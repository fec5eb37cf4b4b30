package oracle

import (
	care "intouch/pkg/careleaver"
	"intouch/pkg/duty"
)

// stand is where somebody stands on a day, and why.
type stand struct {
	bucket  duty.Bucket
	reasons []duty.Reason
}

// Section 3: "A person's bucket is the first line that is true". Line 1, an event
// that could not be applied, is no matter of the events.
func (l life) bucket(on care.Day) stand {
	h := l.category(on)
	if why := l.closed(on); len(why) > 0 {
		return stand{duty.Closed, why}
	}
	if h.lookedAfter() {
		return stand{duty.LookedAfter, nil}
	}
	if len(l.missing(on)) > 0 {
		return stand{duty.Unaccounted, []duty.Reason{duty.MissingPerson}}
	}
	if !l.owedContact(h, on) {
		return l.offerBucket(h, on)
	}
	if refused := l.refusals(on); len(refused) > 0 {
		return l.refusalBucket(refused, on)
	}
	if why := l.unaccounted(on); len(why) > 0 {
		return stand{duty.Unaccounted, why}
	}
	return l.byDeadline(on)
}

// "Reported missing, not found."
func (l life) missing(on care.Day) []told[care.ReportedMissing] {
	var all []told[care.ReportedMissing]
	for _, m := range upTo[care.ReportedMissing](l, on) {
		if found, ok := last(of(m.Record, upTo[care.Found](l, care.Forever))); !ok || on < found.day {
			all = append(all, m)
		}
	}
	return all
}

// "No contact duty → *offer open* (qualifying 21–24 too, with no offer owed);
// *overdue* once an offer that is owed is missed."
func (l life) offerBucket(h held, on care.Day) stand {
	if d, owed := l.offer(h, on); owed && on > d.due {
		return stand{duty.Overdue, []duty.Reason{duty.OfferMissed}}
	}
	return stand{duty.OfferOpen, nil}
}

// "A current, approved refusal: no evidence of whereabouts from anyone for 182
// days → *unaccounted*; renewal missed → *overdue*; else → *offer open*."
func (l life) refusalBucket(refused []refusal, on care.Day) stand {
	if l.noEvidence(on) {
		return stand{duty.Unaccounted, []duty.Reason{duty.RefusalNoEvidence}}
	}
	for _, r := range refused {
		if on > r.renewBy {
			return stand{duty.Overdue, []duty.Reason{duty.RenewalMissed}}
		}
	}
	return stand{duty.OfferOpen, nil}
}

// "No dated two-way contact ever · silent beyond the unaccounted limit ·
// whereabouts not known for more than 14 days · whereabouts stale for more than
// 28 days → *unaccounted*, with every reason that holds." "The first day not
// known or stale is day 1."
func (l life) unaccounted(on care.Day) []duty.Reason {
	var why []duty.Reason
	if len(l.spoken(on)) == 0 {
		why = append(why, l.neverInTouch(on))
	}
	if on > l.keepInTouch(on).limit {
		why = append(why, duty.Silent)
	}
	s := l.sure(on)
	if s.at == "" && on-s.since+1 > notKnownLimit {
		why = append(why, duty.WhereaboutsNotKnown)
	}
	if s.confidence == duty.Stale && on-s.stale+1 > staleLimit {
		why = append(why, duty.WhereaboutsStale)
	}
	return why
}

// ""In touch: yes" without a date gives the reason *no dated contact (list says
// in touch)*, apart from *never in touch*."
func (l life) neverInTouch(on care.Day) duty.Reason {
	if listed, ok := last(upTo[care.Listed](l, on)); ok && listed.says.InTouch == care.ListedYes {
		return duty.NoDatedContact
	}
	return duty.NeverInTouch
}

// "Otherwise by the keep-in-touch deadline alone."
func (l life) byDeadline(on care.Day) stand {
	g := l.keepInTouch(on)
	switch {
	case on > g.due:
		return stand{duty.Overdue, []duty.Reason{duty.ContactOverdue}}
	case on >= g.due-care.Day(g.window):
		return stand{duty.Due, nil}
	}
	return stand{duty.InTouch, nil}
}
