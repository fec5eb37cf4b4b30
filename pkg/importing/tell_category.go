package importing

import (
	care "intouch/pkg/careleaver"
)

// category changes the category to that of the list, unless that would take a
// duty away: who is eligible is looked after and not tracked here, who is
// qualifying is owed less. Then a person decides.
func (t *telling) category() {
	list := t.row.category
	stated, all := t.stated()
	if !list.known() || t.adult(list.value) == t.adult(stated) {
		return
	}
	switch {
	case stated == care.NotRecorded: // the list settles it, whatever its day
	case t.olderList():
		t.yields(newerThanList, ColumnCategory, "the category")
		return
	case t.yields(t.standing(string(list.value), all), ColumnCategory, "the category"):
		return
	case list.value == care.Eligible, list.value == care.Qualifying:
		t.ask(ColumnCategory, "Settle the category: InTouch has "+label(care.Categories, stated)+", and this one is owed less.")
		return
	}
	if stated == care.Eligible {
		f := care.CareEnded{On: t.asAt, Reason: t.reason()}
		t.add(t.one(care.AreaCaseload, care.RecordPerson), fact{Event: care.Event{Fact: f}, column: ColumnCategory, what: "care ended, not later than the day of the list"}, "care ended", t.asAt.String())
	}
	f := care.EligibilityChanged{Category: list.value, Since: t.asAt, Reason: t.reason()}
	t.add(t.one(care.AreaCaseload, care.RecordPerson), fact{Event: care.Event{Fact: f}, column: ColumnCategory, what: "category " + label(care.Categories, list.value)},
		"category", string(list.value), t.asAt.String())
}

// stated is the category that was stated last up to the list's day, and all that
// was stated. A registration by a list was of a day that is not kept: of the
// first that named them.
func (t *telling) stated() (care.Category, []statement) {
	r := t.person.Registered
	stated, on := r.Facts.Category, r.RecordedOn()
	listed := r.Facts.HowKnown == care.FromImport && len(t.person.Listings) > 0
	if listed {
		on = t.person.Listings[0].Facts.AsAt
	}
	all := []statement{said(string(stated), on, r.Entry, listed)}
	for _, c := range t.person.Categories {
		if c.Facts.Since <= t.asAt {
			stated = c.Facts.Category
		}
		all = append(all, said(string(c.Facts.Category), c.Facts.Since, c.Entry, t.derived(c.Entry, "category", string(c.Facts.Category), c.Facts.Since.String())))
	}
	return stated, all
}

// adult is the category on the day of the list: at 18 relevant and eligible
// become former relevant by themselves (rules.md section 2).
func (t *telling) adult(c care.Category) care.Category {
	born := t.person.Details.DateOfBirth
	if !born.IsZero() && t.asAt >= born.Birthday(18) && (c == care.Relevant || c == care.Eligible) {
		return care.FormerRelevant
	}
	return c
}
