package importing

import (
	"fmt"

	care "intouch/pkg/careleaver"
)

// moveEntry is a row of the moves of an extract.
type moveEntry struct {
	rowID             string
	deleted           reading[care.YesNo]
	home              reading[care.Residence]
	suitable          reading[care.YesNo]
	from, to          reading[care.Day]
	address, postcode string
}

// move keeps a home, an absence in custody or "not known" in step with a row.
// The case system is any other third party (rules.md section 5): its word alone
// never makes whereabouts sure.
func (t *telling) move(m moveEntry) {
	defer t.questions()
	if m.deleted.known() && m.deleted.value == care.Yes || m.deleted.ask != "" {
		t.keepsRow("move", m.rowID, m.deleted, nil)
		if m.deleted.known() {
			t.keepsHere(m, nil)
		}
		return
	}
	if !t.plain(m.from, m.to) {
		return
	}
	switch {
	case m.home.missing():
		t.ask(ColumnHome, "Say where they moved to: the type of accommodation is missing.")
	case m.home.ask != "":
		t.ask(ColumnHome, m.home.ask)
	case m.home.value == inPlacement:
		t.ask(ColumnHome, askPlacement)
	default:
		t.moved(m)
	}
}

// plain reports whether the days of a row can be read, follow each other and are
// in their life with us, and asks if not.
func (t *telling) plain(from, to reading[care.Day]) bool {
	switch {
	case from.missing():
		t.ask(ColumnFrom, "Enter the day from which it holds.")
	case from.ask != "":
		t.ask(ColumnFrom, from.ask)
	case to.ask != "":
		t.ask(ColumnTo, to.ask)
	case to.known() && to.value < from.value:
		t.ask(ColumnTo, "Say which is right: it ends before it begins.")
	case from.value < t.person.Details.DateOfBirth:
		t.ask(ColumnFrom, "Enter the day: this one is before they were born.")
	case t.closedBefore(from.value) != "":
		t.ask(ColumnFrom, t.closedBefore(from.value))
	default:
		return true
	}
	return false
}

func (t *telling) moved(m moveEntry) {
	w := m.wanted(t.asAt)
	kind := fmt.Sprintf("%T", w.fact)
	t.takeBack("move", m.rowID, kind)
	on := record{area: w.area, person: t.person.ID}
	if _, notKnown := w.fact.(care.WhereaboutsNotKnown); notKnown {
		if on.id = care.RecordWhereabouts; m.to.known() {
			t.note("not known until " + m.to.value.Long() + ": it ends with where they are then, which another row says")
		}
	}
	var here *care.Home
	if h := t.latest("move", m.rowID, kind); !h.there || h.gone && h.byUs {
		here = t.homeHere(m)
	}
	if t.keepsHere(m, here); here != nil {
		return
	}
	home := t.keeps(on, w, "move", m.rowID, kind)
	if home == "" || on.id != "" {
		return
	}
	t.keepsPart(t.person.on(w.area, home), m.ended(w.fact, t.asAt), "move", m.rowID, kind, "end")
	if _, isHome := w.fact.(care.MovedIn); isHome {
		t.keepsSuitable(t.person.on(w.area, home), m.from.value, m.suitable, "move", m.rowID, "suitable")
	}
}

// wanted is the home, the custody or "not known" that the row says. An end that
// is still to come is expected.
func (m moveEntry) wanted(asAt care.Day) wanted {
	from, end := care.From{From: m.from.value}, care.Day(0)
	if m.to.or(0) > asAt {
		end = m.to.value
	}
	switch m.home.value {
	case inCustody:
		return wanted{care.AreaAccommodation, care.WentAway{From: from, Kind: care.AwayCustody, ExpectedEnd: end, Address: m.address, Postcode: m.postcode, HowKnown: care.FromFeed}, "in custody from " + m.from.value.Long()}
	case notKnown:
		return wanted{care.AreaAccommodation, care.WhereaboutsNotKnown{From: m.from.value, Why: "the case system says so"}, "whereabouts not known from " + m.from.value.Long()}
	}
	f := care.MovedIn{From: from, Residence: m.home.value, ExpectedEnd: end, Address: m.address, Postcode: m.postcode, HowKnown: care.FromFeed}
	return wanted{care.AreaAccommodation, f, "lives at: " + label(care.Residences, m.home.value) + " (" + string(m.home.value) + ") from " + m.from.value.Long()}
}

// ended is how the row says that it ended; no fact if it does not.
func (m moveEntry) ended(of care.Fact, asAt care.Day) wanted {
	if !m.to.known() || m.to.value > asAt {
		return wanted{}
	}
	what := "until " + m.to.value.Long()
	if _, away := of.(care.WentAway); away {
		return wanted{care.AreaAccommodation, care.CameBack{On: m.to.value, HowKnown: care.FromFeed}, what}
	}
	return wanted{care.AreaAccommodation, care.MovedOut{On: m.to.value, HowKnown: care.FromFeed}, what}
}

// keepsPart keeps what stands on a record, such as its end, in step: said,
// corrected or taken back.
func (t *telling) keepsPart(on record, w wanted, names ...string) {
	if w.fact != nil {
		t.keeps(on, w, names...)
		return
	}
	if h := t.latest(names...); h.stands() {
		t.voids(on.area, h, "its "+names[len(names)-1])
	}
}

// keepsSuitable keeps what the row says of whether a home is suitable in step with it.
func (t *telling) keepsSuitable(home record, on care.Day, r reading[care.YesNo], names ...string) {
	var w wanted
	switch {
	case r.ask != "":
		t.ask(ColumnSuitable, r.ask)
		return
	case r.known():
		what := map[care.YesNo]string{care.Yes: "suitable", care.No: "not suitable"}[r.value]
		w = wanted{care.AreaAccommodation, care.SuitabilityAssessed{On: on, Suitable: r.value, HowKnown: care.FromFeed}, what}
	}
	t.keepsPart(home, w, names...)
}

// allocationEntry is a row of the allocations of an extract.
type allocationEntry struct {
	rowID    string
	deleted  reading[care.YesNo]
	role     reading[care.Role]
	team     reading[string]
	from, to reading[care.Day]
}

// allocation keeps who works with them in step with a row: a worker in a role,
// and a team; a row may name either.
func (t *telling) allocation(a allocationEntry) {
	defer t.questions()
	switch gone := a.deleted.or(care.No) == care.Yes; {
	case a.deleted.ask != "":
		t.ask(ColumnDeleted, askDeleted)
		return
	case gone:
		for _, part := range []string{"end", "worker", "team"} {
			if h := t.latest("allocation", a.rowID, part); h.stands() {
				t.voids(care.AreaCaseload, h, "the allocation")
			}
		}
		return
	case !t.plain(a.from, a.to):
		return
	}
	t.worker(a)
	if on := t.one(care.AreaCaseload, care.RecordAdviser); a.team.known() {
		f := care.TeamAllocated{Team: a.team.value, From: a.from.value}
		t.keeps(on, wanted{on.area, f, "team " + a.team.value}, "allocation", a.rowID, "team")
	}
}

// worker keeps the worker of a row in step with it. A row that names none any more
// still says when it ends.
func (t *telling) worker(a allocationEntry) {
	who, on := t.row.worker, t.one(care.AreaCaseload, care.RecordAdviser)
	before := t.latest("allocation", a.rowID, "worker")
	had, named := before.said.(care.AdviserAllocated)
	named = named && before.stands()
	switch {
	case who.ask != "":
		t.ask(ColumnBy, who.ask)
	case who.missing():
		t.nobody(a, named)
	case a.role.ask != "":
		t.ask(ColumnRole, a.role.ask)
	case a.role.missing():
		t.ask(ColumnRole, "Say in which role they work with the young person.")
	default:
		had = care.AdviserAllocated{Staff: care.NewStaffID(t.authority, who.value), Role: a.role.value, Team: a.team.or(""), From: a.from.value}
		t.keeps(on, wanted{on.area, had, label(care.Roles, a.role.value) + " allocated from " + a.from.value.Long()}, "allocation", a.rowID, "worker")
		t.keepsPart(on, a.ended(had), "allocation", a.rowID, "end")
		return
	}
	if named && a.to.known() {
		t.keeps(on, a.ended(had), "allocation", a.rowID, "end")
	}
}

// nobody takes a row that names no worker: it is of a team, or ends what it said
// before.
func (t *telling) nobody(a allocationEntry, named bool) {
	switch {
	case named && !a.to.known():
		t.ask(ColumnBy, "Say who works with them, or since when nobody does: the row named a worker before, and names none now.")
	case named, !a.to.known():
	case a.team.known():
		t.note("the team answers for them until another does: its end alone changes nothing")
	default:
		t.ask(ColumnBy, "Say whose allocation ends: the row names no worker.")
	}
}

// ended is how the row says that an allocation ended; no fact if it does not.
func (a allocationEntry) ended(had care.AdviserAllocated) wanted {
	if !a.to.known() {
		return wanted{}
	}
	return wanted{care.AreaCaseload, care.AdviserUnallocated{Staff: had.Staff, Role: had.Role, On: a.to.value}, "until " + a.to.value.Long()}
}
