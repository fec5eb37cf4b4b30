package oracle

import care "intouch/pkg/careleaver"

// refusal is one that counts on a day.
type refusal struct {
	told[care.Refused]
	renewBy care.Day
}

// "Only *contact* and *services* change the interval, only after a manager
// approved with a note of the attempts; renewed every 182 days; a missed renewal
// is *overdue*, and 28 days later the refusal no longer counts." "A later two-way
// contact asks "still?" and ends it unless yes": to refuse again is the yes.
func (l life) refusals(on care.Day) []refusal {
	var all []refusal
	for _, r := range upTo[care.Refused](l, on) {
		if r.says.What != care.RefusesContact && r.says.What != care.RefusesServices {
			continue
		}
		if len(of(r.Record, upTo[care.RefusalApproved](l, on))) == 0 || l.spokeLater(r, on) {
			continue
		}
		if by, counts := l.renewal(r, on); counts {
			all = append(all, refusal{r, by})
		}
	}
	return all
}

func (l life) spokeLater(r told[care.Refused], on care.Day) bool {
	for _, talk := range l.spoken(on) {
		if again, ok := talk.Fact.(care.Refused); ok && (again.What == care.RefusesContact || again.What == care.RefusesServices) {
			continue
		}
		if c, ok := talk.Fact.(care.ContactMade); ok && c.StillRefuses == care.Yes {
			continue
		}
		if talk.day > r.day {
			return true
		}
	}
	return false
}

// "refusal, last renewal | 182 days | offer to a working contact point, and a
// manager's word". What stopped counting cannot be renewed.
func (l life) renewal(r told[care.Refused], on care.Day) (by care.Day, counts bool) {
	by = r.day + refusalRenewal
	for _, renewed := range of(r.Record, upTo[care.RefusalRenewed](l, on)) {
		if l.deadPoint(renewed.says.ContactPoint, renewed.day) || renewed.day < r.day {
			continue
		}
		if renewed.day > by+refusalGrace {
			return by, false
		}
		by = renewed.day + refusalRenewal
	}
	return by, on <= by+refusalGrace
}

// "No evidence of whereabouts from anyone for 182 days."
func (l life) noEvidence(on care.Day) bool {
	pieces := l.where(on).pieces
	_, newest, _ := l.registration()
	for _, e := range pieces {
		if e.there && !l.setAside(e.fact) {
			newest = max(newest, e.day)
		}
	}
	return on > newest+refusalEvidence
}
