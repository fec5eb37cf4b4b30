package demo

import (
	"time"

	care "intouch/pkg/careleaver"
)

// life begins somebody's life with the service.
func (w World) life(p Person, s *staff, cast []scene) *life {
	l := &life{
		World: w, staff: s, Person: p, manner: manners[p.Temperament], cast: cast, rnd: w.random(forLife, uint64(p.N)),
		noted: map[care.RecordID]time.Time{}, today: p.Joins, at: p.Joins.Start().Add(9 * time.Hour),
	}
	l.careEnds = l.leavesCare()
	l.phone = phone(l.rnd)
	l.silent = l.silences()
	l.adviser = s.posts[p.post].holder(p.Joins)
	if !l.lookedAfter() {
		l.home, l.activity = l.newHome(), activity{code: care.ActivityCode(pick(l.rnd, l.activities()))}
	}
	if w.listed(p) {
		l.registered = importedBy(w.From)
		l.before = l.listedAs()
		l.spoken = l.before.spoken
		l.on(p.Joins, l.named)
	} else {
		l.on(p.Joins, l.register)
	}
	l.on(p.Joins, l.settle)
	return l
}

// importedBy is when the import is over and people go to work with it.
func importedBy(from care.Day) time.Time { return slot(from, 1) }

// leavesCare is the day on which somebody stops being looked after.
func (l *life) leavesCare() care.Day {
	if l.Category != care.Eligible {
		return l.Joins
	}
	if eighteen := l.Born.Birthday(18); !chance(l.rnd, 0.15) {
		return eighteen
	}
	return max(l.Joins.AddDays(20), l.Born.Birthday(17).AddDays(between(l.rnd, -100, 250)))
}

func (l *life) lookedAfter() bool { return l.Category == care.Eligible && l.today < l.careEnds }

// settle begins everything that goes on in a life with the service.
func (l *life) settle() {
	l.inCare()
	l.careLeaving()
	l.circumstances()
	l.in(l.firstGap(), l.keepInTouch)
	l.reviews()
	l.moves()
	l.activityChanges()
	l.absences()
	l.disappearances()
	l.refusals()
	l.twentyFirst()
	l.handovers()
	l.scenes()
}

// firstGap is when the adviser first comes round: to the young at once, to the
// others as if there had been a diary before.
func (l *life) firstGap() int {
	if l.listed(l.Person) {
		return between(l.rnd, 0, l.gap)
	}
	return between(l.rnd, 1, 6)
}

// details are what is entered of somebody besides what a list says.
func (l *life) details() care.Details {
	d := care.Details{GivenName: l.GivenName, FamilyName: l.FamilyName, ContactPoints: []care.ContactPoint{{Kind: "phone", Value: l.phone}}}
	if chance(l.rnd, 0.5) {
		d.ContactPoints = append(d.ContactPoints, care.ContactPoint{Kind: "email", Value: email(l.GivenName + " " + l.FamilyName)})
	}
	if chance(l.rnd, 0.08) {
		d.KnownAs = l.GivenName[:3]
	}
	return d
}

// named enters name and number of somebody whom the list knows by id alone.
func (l *life) named() {
	l.writeAt(l.registered, l.office, care.AreaCaseload, care.RecordPerson, care.DetailsChanged{Details: l.details()})
}

// register puts somebody on the register by hand.
func (l *life) register() {
	d := l.details()
	d.DateOfBirth, d.BirthStatus, d.Sex, d.Ethnicity, d.UASC, d.Disability = l.Born, "documents", l.Sex[3:4], l.Ethnicity[3:], l.UASC, l.Disability
	if l.UASC == care.Yes && chance(l.rnd, 0.2) {
		d.BirthStatus = "assessed"
	}
	f := care.Registered{LocalID: l.LocalID, Details: d, Category: l.Category, On: l.today}
	if l.lookedAfter() {
		f.LookedAfter = care.Yes
	}
	l.registered = writtenAt(l.today, l.at)
	l.noted[care.RecordPerson] = l.registered
	l.events = append(l.events, ours(care.Event{ID: l.ID, Person: l.ID, Area: care.AreaCaseload, Record: care.RecordPerson,
		Fact: f, RecordedAt: l.registered, OnBehalfOf: l.office.id}))
	l.allocated()
	if !l.lookedAfter() {
		l.arrive(l.home)
		l.started(l.activity.code)
	}
}

// allocated says who works with somebody new.
func (l *life) allocated() {
	team := l.posts[l.post].team
	l.decides(care.AreaCaseload, care.RecordAdviser, care.TeamAllocated{Team: l.teams[team].name, From: l.today})
	if l.lookedAfter() {
		l.allocate(care.SocialWorker, l.social[team])
	}
	if l.adviser != nil {
		l.allocate(care.PersonalAdviser, l.adviser)
	}
}

func (l *life) allocate(role care.Role, w *worker) {
	l.decides(care.AreaCaseload, care.RecordAdviser, care.AdviserAllocated{Staff: w.id, Role: role, Team: l.teamOf(w), From: l.today})
}

// careLeaving is the end of being looked after: on the 18th birthday, and some
// earlier. Of some it is never written down.
func (l *life) careLeaving() {
	if l.today >= l.careEnds {
		return
	}
	l.on(l.careEnds, func() {
		l.home, l.activity = l.newHome(), activity{}
		if !chance(l.rnd, 0.04) {
			l.follows(care.AreaCaseload, care.RecordPerson, care.CareEnded{On: l.today, Reason: "E7"})
		}
		l.arrive(l.home)
		l.started(care.ActivityCode(pick(l.rnd, l.activities())))
		l.opens(care.AreaPathway, care.NeedsAssessed{On: l.today.AddDays(-between(l.rnd, 5, 60))})
		l.opens(care.AreaPathway, care.PlanAgreed{On: l.today})
	})
}
