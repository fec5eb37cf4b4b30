package importing

import (
	"slices"

	care "intouch/pkg/careleaver"
)

// suitability tells whether the home that the row speaks of is suitable. That
// custody is not, and that nothing can be said of a home that is not known, goes
// without saying.
func (t *telling) suitability() {
	said := t.row.suitable
	if !said.known() {
		return
	}
	if t.home.id == "" && t.row.accommodation.missing() {
		if home := t.homeNow(); home != nil {
			t.home = where{of(home.Entry), home}
		}
	}
	if t.home.id == "" {
		t.note("suitability: no home on record that it is about, nothing recorded")
		return
	}
	if last, all := t.home.assessed(); last == string(said.value) || t.yields(t.standing(string(said.value), all), ColumnSuitability, "the suitability of the home") {
		return
	}
	what := "suitable"
	if said.value == care.No {
		what = "not suitable"
	}
	f := care.SuitabilityAssessed{On: t.asAt, Suitable: said.value, HowKnown: care.FromImport}
	t.add(t.home.record, fact{Event: care.Event{Fact: f}, column: ColumnSuitability, what: what},
		"suitable", string(t.home.id), string(said.value), t.asAt.String())
}

// assessed is all that was said of the suitability of the home, in order of time,
// and the last of it.
func (w where) assessed() (last string, all []statement) {
	if w.home == nil {
		return "", nil
	}
	for _, x := range w.home.Assessments {
		all = append(all, said(string(x.Facts.Suitable), x.Facts.On, x.Entry, x.Facts.HowKnown == care.FromImport))
	}
	if n := len(all); n > 0 {
		last = all[n-1].says
	}
	return last, all
}

// activity tells what they do: still the same, or something else not later than
// the list's day.
func (t *telling) activity() {
	said := t.row.activity
	if !said.known() {
		return
	}
	now := t.activityNow()
	if now != nil && now.Facts.Code == said.value {
		t.stillDoing(now)
		return
	}
	if t.yields(t.standing(string(said.value), t.saidOfActivity()), ColumnActivity, "what they do") {
		return
	}
	f := care.ActivityStarted{From: t.notLater(), Code: said.value, HowKnown: care.FromImport, ToldOn: t.asAt}
	t.add(t.opens(care.AreaPathway), fact{Event: care.Event{Fact: f}, column: ColumnActivity, what: "activity " + string(said.value)}, "activity", string(said.value), t.asAt.String())
}

// activityNow is what they began last and had not ended on the list's day.
func (t *telling) activityNow() *care.Activity {
	var now *care.Activity
	for i, a := range t.person.Activities {
		over := a.Ended != nil && a.Ended.Facts.On < t.asAt || !a.Facts.Until.IsZero() && a.Facts.Until < t.asAt
		if a.Facts.From.From <= t.asAt && !over {
			now = &t.person.Activities[i]
		}
	}
	return now
}

func (t *telling) stillDoing(a *care.Activity) {
	known := max(a.Facts.From.From, a.Facts.ToldOn)
	for _, c := range a.Confirmations {
		known = max(known, c.Facts.On)
	}
	for _, c := range t.person.Contacts {
		if c.Facts.ActivityStill == care.StillYes || c.Facts.ActivityStill == care.StillNo {
			known = max(known, c.Facts.When.Day())
		}
	}
	if known >= t.asAt {
		return
	}
	f := care.ActivityConfirmed{On: t.asAt, HowKnown: care.FromImport}
	t.add(of(a.Entry), fact{Event: care.Event{Fact: f}, column: ColumnActivity, what: "still doing that", quiet: true}, "still doing", string(a.Record), t.asAt.String())
}

// saidOfActivity is all that was said of what they do, in order of time.
func (t *telling) saidOfActivity() []statement {
	var all []statement
	for _, a := range t.person.Activities {
		code := string(a.Facts.Code)
		all = append(all, said(code, max(a.Facts.From.From, a.Facts.ToldOn), a.Entry, a.Facts.HowKnown == care.FromImport))
		if a.Ended != nil {
			all = append(all, said("ended", a.Ended.Facts.On, a.Ended.Entry, a.Ended.Facts.HowKnown == care.FromImport))
		}
		for _, c := range a.Confirmations {
			all = append(all, said(code, c.Facts.On, c.Entry, c.Facts.HowKnown == care.FromImport))
		}
	}
	for _, c := range t.person.Contacts {
		if c.Facts.ActivityStill == care.StillYes || c.Facts.ActivityStill == care.StillNo {
			all = append(all, said("asked", c.Facts.When.Day(), c.Entry, false))
		}
	}
	slices.SortStableFunc(all, func(a, b statement) int { return int(a.on - b.on) })
	return all
}
