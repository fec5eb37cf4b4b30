package importing

import (
	care "intouch/pkg/careleaver"
)

// inTouch tells why they are not in touch, where the list says so. None of it
// takes anybody off the register by itself but a death, which is to be confirmed.
func (t *telling) inTouch() {
	switch t.row.inTouch.or(inTouch{}).listed {
	case care.ListedDied:
		t.died()
	case care.ListedRefused:
		t.refused(care.RefusesContact)
	case care.ListedNotReq:
		t.refused(care.RefusesServices)
	case care.ListedReturned:
		t.ask(ColumnInTouch, "Say whether six months with a parent were complete before 18, and since when: then they are a qualifying care leaver. Until then nothing changes.")
	}
}

func (t *telling) died() {
	if t.person.Died != nil {
		return
	}
	for _, m := range t.person.HeardOf {
		if m.Day() > t.asAt {
			t.ask(ColumnInTouch, "Say which is right: the list says that they died, and somebody heard of them after its day.")
			return
		}
	}
	t.add(t.one(care.AreaCaseload, care.RecordPerson), fact{Event: care.Event{Fact: care.Died{On: t.until, OnIs: care.NotLaterThan, HowKnown: care.FromImport}}, column: ColumnInTouch, what: "died, to be confirmed"},
		"died", t.asAt.String())
}

// refused tells a refusal that the list states: not approved, so that duties go
// on. One that stands already, with no talk since, is not told again.
func (t *telling) refused(what care.RefusalOf) {
	spoken := t.row.contact.or(0)
	for _, m := range t.person.Spoken {
		spoken = max(spoken, m.Day())
	}
	for _, r := range t.person.Refusals {
		if r.Facts.What == what && spoken <= r.Facts.When.Day() {
			return
		}
	}
	if spoken > t.asAt {
		t.note("refusal: they were in touch after the day of the list, nothing changed")
		return
	}
	f := care.Refused{What: what, When: care.OnDay(t.asAt), How: care.NotStated, HowKnown: care.FromImport}
	t.add(t.opens(care.AreaContact), fact{Event: care.Event{Fact: f}, column: ColumnInTouch, what: "refusal of " + string(what) + ", not approved"},
		"refused", string(what), t.asAt.String())
}

// contact tells the dated contact. It has no method, so it moves in touch and
// nothing else. One contact is one contact (I16): a day on which they are known
// to have been in touch is not told again, and an attempt does not become one (I3).
func (t *telling) contact() {
	on := t.row.contact
	if !on.known() {
		return
	}
	if why := t.closedBefore(on.value); why != "" {
		t.ask(ColumnContact, why)
		return
	}
	for _, m := range t.person.Spoken {
		if m.Day() == on.value {
			return
		}
	}
	for _, a := range t.person.Attempts {
		if a.Facts.When.Day() == on.value {
			t.ask(ColumnContact, "Say whether you were in touch on that day: InTouch has an attempt then, and no contact.")
			return
		}
	}
	f := care.ContactMade{How: care.NotStated, When: care.OnDay(on.value)}
	t.add(t.opens(care.AreaContact), fact{Event: care.Event{Fact: f}, column: ColumnContact, what: "contact on " + on.value.Long()}, "contact", on.value.String())
}

// review tells the latest review of the pathway plan.
func (t *telling) review() {
	on := t.row.review
	if !on.known() {
		return
	}
	for _, r := range t.person.Reviews {
		if r.Facts.On == on.value {
			return
		}
	}
	for _, a := range t.person.PlansAgreed {
		if a.Facts.On == on.value {
			return
		}
	}
	f := care.PlanReviewed{On: on.value, HowKnown: care.FromImport}
	t.add(t.opens(care.AreaPathway), fact{Event: care.Event{Fact: f}, column: ColumnReview, what: "pathway plan reviewed on " + on.value.Long()}, "plan reviewed", on.value.String())
}
