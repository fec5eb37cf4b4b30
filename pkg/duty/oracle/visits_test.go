package oracle

import (
	care "intouch/pkg/careleaver"
	"intouch/pkg/duty"
)

// "Visits under reg 8 and in custody: PA, social worker or a named stand-in." The
// days of those at a home or in an absence. A contact "speaks of the whereabouts
// in force on its day, unless it names another".
func (l life) visitsAt(r care.RecordID, on care.Day) []care.Day {
	var days []care.Day
	for _, c := range upTo[care.ContactMade](l, on) {
		p := placeOf(c.says)
		if p == "" || p == care.Elsewhere || !mayVisit(c.says.By) {
			continue
		}
		at := care.RecordID("")
		for _, e := range l.where(on).pieces {
			if e.ID == c.ID {
				at = e.at
			}
		}
		if at == r && c.day >= l.begun(r) {
			days = append(days, c.day)
		}
	}
	return days
}

// begun is the day of the move, or the first day of the absence.
func (l life) begun(r care.RecordID) care.Day {
	for _, h := range of(r, upTo[care.MovedIn](l, care.Forever)) {
		return h.day
	}
	for _, a := range of(r, upTo[care.WentAway](l, care.Forever)) {
		return a.day
	}
	return 0
}

func mayVisit(by care.By) bool {
	return by.StandIn || by.Capacity == "" || by.Capacity == care.AsPersonalAdviser || by.Capacity == care.AsSocialWorker
}

// reg8 reports whether regulations 7(3) and 8(2) apply to the home: "relevant,
// former relevant; provided under s.23B or s.24B".
func reg8(h held, home told[care.MovedIn]) bool {
	provided := home.says.Provided == "s23B" || home.says.Provided == "s24B"
	return provided && (h.is == care.Relevant || h.is == care.FormerRelevant)
}

// "An imported accommodation has no known start": "it starts no visit or review duty".
func startKnown(f care.From) bool { return f.FromIs != care.NotLaterThan }

// "visit at provided accommodation | last visit at it | 2 calendar months".
func (l life) providedVisit(h held, on care.Day) []deadline {
	home, ok := l.home(on)
	if !ok || !reg8(h, home) || !l.owedContact(h, on) {
		return nil
	}
	visits := l.visitsAt(home.Record, on)
	if len(visits) == 0 {
		return nil
	}
	return []deadline{{duty.ProvidedVisit, visits[len(visits)-1].AddMonths(providedMonths), ofLaw}}
}

// "first visit at new accommodation: contact duty; letters B C D E K T U V W Y Z
// | day of move | 7 days | visit at it".
func (l life) firstVisit(h held, on care.Day) []deadline {
	home, ok := l.home(on)
	if !ok || !l.owedContact(h, on) || !startKnown(home.says.From) || !isVisited(home.says.Residence) || len(l.visitsAt(home.Record, on)) > 0 {
		return nil
	}
	return []deadline{{duty.FirstVisit, home.says.From.From + firstVisitBy, ofLaw}}
}

func isVisited(letter care.Residence) bool { return letter != "S" && letter != "G" && letter != "H" }

// "first review at new accommodation: provided: law; other moves: policy | day of
// move | not before + 28; by + 42 | visit at it, then `plan_reviewed`".
func (l life) firstReview(h held, on care.Day) []deadline {
	home, ok := l.home(on)
	if !ok || !startKnown(home.says.From) || !isVisited(home.says.Residence) || h.is == care.Qualifying || !l.owedContact(h, on) {
		return nil
	}
	if len(l.reviewsAt(home, on)) > 0 {
		return nil
	}
	if reg8(h, home) {
		return []deadline{{duty.FirstReview, home.says.From.From + firstReviewBy, ofLaw}}
	}
	return []deadline{{duty.FirstReview, home.says.From.From + firstReviewBy, ofPolicy}}
}

// reviewsAt are the reviews that count for the home: not before the 28 days are
// over, after a visit at it, whether they name it or none (decisions/0006).
func (l life) reviewsAt(home told[care.MovedIn], on care.Day) []told[care.PlanReviewed] {
	var counted []told[care.PlanReviewed]
	for _, r := range upTo[care.PlanReviewed](l, on) {
		if r.says.Accommodation != "" && r.says.Accommodation != home.Record || r.day < home.says.From.From+firstReviewNotUntil {
			continue
		}
		if visits := l.visitsAt(home.Record, r.day); len(visits) > 0 {
			counted = append(counted, r)
		}
	}
	return counted
}

// "next review at it: provided | that review | interval set there, at most 3 months".
func (l life) nextReview(h held, on care.Day) []deadline {
	home, ok := l.home(on)
	if !ok || !reg8(h, home) {
		return nil
	}
	review, ok := last(l.reviewsAt(home, on))
	if !ok {
		return nil
	}
	due := review.day.AddMonths(nextReviewMonths)
	if !review.says.NextBy.IsZero() {
		due = min(due, review.says.NextBy)
	}
	return []deadline{{duty.NextReview, due, ofLaw}}
}

// "bed and breakfast, emergency: 16, 17 | day of move: alert at once | 2 working
// days | moved out".
func (l life) bedAndBreakfast(h held, on care.Day) []deadline {
	home, ok := l.home(on)
	if !ok || h.lookedAfter() || home.says.Residence != "W" && home.says.Residence != "V" || !l.hasTurned(16, on) || l.hasTurned(18, on) {
		return nil
	}
	return []deadline{{duty.BedAndBreakfast, workingDays(home.says.From.From, bedAndBreakfastBy), ofLaw}}
}
