package projector_test

import (
	"fmt"
	"math/rand/v2"
	"slices"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"
	"github.com/google/go-cmp/cmp/cmpopts"
	"github.com/google/uuid"
	"pgregory.net/rapid"

	care "intouch/pkg/careleaver"
	"intouch/pkg/duty"
	"intouch/pkg/eventlog"
	"intouch/pkg/history"
	"intouch/pkg/store"
)

// What was known at a time is what a projector would have stored that had
// received only the events recorded until then: people, lists and counts, on any
// day, whatever was corrected, taken back, merged, backdated or changed since. What
// was sealed or destroyed since counts as it did, and its texts are out of sight
// then too (docs/rules.md section 10).
func TestAsKnownThenIsAsRebuiltFromWhatWasRecordedThen(t *testing.T) {
	h := newHouse(t)
	times := 0
	rapid.Check(t, func(r *rapid.T) {
		times++
		events := h.tangled(r)
		live := h.projected(fmt.Sprint("live", times), events)
		known := events[rapid.IntRange(0, len(events)-1).Draw(r, "known")].RecordedAt.Add(time.Duration(rapid.IntRange(-1, 1).Draw(r, "and")))
		later := func(e care.Event) bool { return e.RecordedAt.After(known) }
		then := slices.DeleteFunc(slices.Clone(events), later)
		covered := slices.ContainsFunc(events, func(e care.Event) bool { return later(e) && hides(e.Fact) })
		p := pair{h, live, h.projected(fmt.Sprint("then", times), then), known, covered}
		for range 6 {
			p.compare(r, onDay(rapid.IntRange(-5, 200).Draw(r, "on")))
		}
	})
}

// tangled draws events as they came into a log: the records of several people
// interleaved, many recorded late, in no order of time.
func (h *house) tangled(r *rapid.T) []care.Event {
	records := randomRecords(r)
	for n := range mostPeople {
		for range rapid.IntRange(0, 3).Draw(r, "more") {
			records = append(records, randomStory(r, n))
		}
	}
	seed := rapid.Uint64().Draw(r, "order")
	random := rand.New(rand.NewPCG(seed, seed))
	events := shuffled(alsoHidden(r, bySubject(records)), random)
	for i := range events {
		late := []int{0, 0, 0, 1, 9, 60}[random.IntN(6)]
		if hides(events[i].Fact) {
			late = 61 // after all that it hides
		}
		events[i].RecordedAt = events[i].RecordedAt.AddDate(0, 0, late).Add(time.Duration(random.IntN(int(time.Hour))))
	}
	return events
}

// hides reports whether a fact takes others out of sight.
func hides(f care.Fact) bool {
	switch f := f.(type) {
	case care.Sealed, care.Destroyed:
		return true
	case care.Voided:
		return f.Reason == care.WrongPerson
	}
	return false
}

// randomStory is a record of a person, or of nobody, that was corrected,
// answered or closed.
func randomStory(r *rapid.T, n int) []care.Event {
	d := rapid.IntRange(0, 90).Draw(r, "story day")
	e := called(n, d)
	switch rapid.IntRange(0, 9).Draw(r, "story") {
	case 0:
		return []care.Event{e, follow(e, care.Corrected{Facts: care.ContactMade{How: care.SawAtHome, When: care.OnDay(onDay(d / 2)), StillThere: care.StillYes}, Reason: "wrong day"}, d+3)}
	case 1:
		e = movedIn(n, d)
		return []care.Event{e, follow(e, care.WhereaboutsConfirmed{On: onDay(d + 5), HowKnown: care.ToldByOther}, d+5), follow(e, care.MovedOut{On: onDay(d + 20)}, d+9)}
	case 2:
		e = raised(n, d)
		return []care.Event{e, follow(e, care.AlertAcknowledged{What: "will ring", Until: onDay(d + 7)}, d+1), follow(e, care.AlertClosed{Reason: care.ClosedMet}, d+4)}
	case 3:
		e = opens(person(n), care.AreaImport, care.CellQuestioned{Column: "Suitability", Value: "maybe", Reason: "Say yes or no", AsAt: onDay(0), Row: n}, d)
		return []care.Event{e, follow(e, care.CellSettled{How: "asked"}, d+8)}
	case 4:
		e = opens(care.PersonID{}, care.AreaImport, care.RowSetAside{AsAt: onDay(0), Row: 7, Column: "Id", Reason: "Enter an id"}, d)
		return []care.Event{e, follow(e, care.RowSettled{How: "left out"}, d+8)}
	case 5:
		return []care.Event{opens(person(n), care.AreaContact, care.Attempted{How: care.TriedCall, When: care.OnDay(onDay(d)), Outcome: care.NoAnswer}, d)}
	case 6:
		e = opens(person(n), care.AreaAccommodation, care.WentAway{From: care.From{From: onDay(d)}, Kind: care.AwayCustody, ExpectedEnd: onDay(d + 30)}, d)
		return []care.Event{e, follow(e, care.CameBack{On: onDay(d + 25), ToHome: care.Yes}, d+26)}
	case 7:
		f := care.ToldBySomeoneElse{When: care.OnDay(onDay(d)), Hearsay: care.Hearsay{Informant: care.FromFamily, StillThere: rapid.SampledFrom([]care.Still{"", care.StillYes, care.StillNo}).Draw(r, "still")}}
		return []care.Event{opens(person(n), care.AreaContact, f, d)}
	case 8:
		e = opens(person(n), care.AreaPathway, care.ActivityStarted{From: care.From{From: onDay(d)}, Code: "F2"}, d)
		return []care.Event{e, follow(e, care.ActivityConfirmed{On: onDay(d + 10), HowKnown: care.ToldByPerson}, d+10)}
	}
	e = event(person(n), care.AreaPathway, care.RecordFrequency, care.FrequencySet{EveryDays: 14, From: onDay(d), Risk: care.HighRisk}, d)
	return []care.Event{e, follow(e, care.Voided{Reason: "entered_in_error"}, d+6)}
}

// projected is the authority whose tables the projector made of the events.
func (h *house) projected(authority string, events []care.Event) history.Council {
	h.t.Helper()
	if err := eventlog.Create(h.t.Context(), h.seed, authority, eventlog.Options{}); err != nil {
		h.t.Fatal(err)
	}
	events = slices.Clone(events)
	for i := range events {
		events[i].Authority = authority
	}
	h.publish(inLog(events)...)
	p := h.projector()
	p.Authority = authority
	stop, done := h.start(p)
	h.waitFor(authority)
	stop()
	<-done
	return history.Council{DB: h.db, Authority: authority, Policy: england}
}

// pair is an authority that knows all, and one that knows what was known.
type pair struct {
	*house
	live, then history.Council
	known      time.Time
	covered    bool // something was taken out of sight since
}

func (p pair) compare(r *rapid.T, on care.Day) {
	ctx := p.t.Context()
	got, err := p.live.Counts(ctx, on, p.known)
	if err != nil {
		r.Fatal(err)
	}
	want, err := p.db.Counts(ctx, p.then.Authority, on)
	if err != nil {
		r.Fatal(err)
	}
	p.same(r, on, "counts", got, want)
	for _, ask := range []store.RegisterQuery{{}, {Sort: store.ByName, Limit: 2}, {Sort: store.ByOwner, Buckets: everyBucket}, {Text: "given2 fam"}, {Team: "NORTH"},
		{Sort: store.ByName, Limit: 1, Hidden: []care.PersonID{person(1)}}, {Text: "given", Hidden: []care.PersonID{person(2)}}} {
		if p.covered && (ask.Sort == store.ByName || ask.Text != "") {
			continue // names may be out of sight
		}
		p.compareLists(r, on, ask)
	}
	for n := range mostPeople {
		p.comparePerson(r, on, person(n))
	}
}

var everyBucket = []duty.Bucket{duty.Unaccounted, duty.Overdue, duty.Due, duty.InTouch, duty.OfferOpen, duty.LookedAfter, duty.Closed}

func (p pair) compareLists(r *rapid.T, on care.Day, ask store.RegisterQuery) {
	ask.On = on
	for {
		ask.Authority = p.live.Authority
		got, err := p.live.Register(p.t.Context(), ask, p.known)
		if err != nil {
			r.Fatal(err)
		}
		ask.Authority = p.then.Authority
		want, err := p.db.Register(p.t.Context(), ask)
		if err != nil {
			r.Fatal(err)
		}
		for i := range got.Rows {
			if i < len(want.Rows) && !p.allTold(on) {
				got.Rows[i] = standingAlone(got.Rows[i])
				want.Rows[i] = standingAlone(want.Rows[i])
			}
		}
		p.same(r, on, fmt.Sprintf("list %+v", ask), got, want)
		if ask.Cursor = got.Next; ask.Cursor == "" {
			return
		}
	}
}

// allTold reports whether nothing that was known happened or was recorded after
// the day: then what the tables say of it, they say of the day.
func (p pair) allTold(on care.Day) bool { return on >= onDay(120) && on >= care.DayOf(p.known) }

// standingAlone leaves out what the tables do not say of a day past.
func standingAlone(row store.RegisterRow) store.RegisterRow {
	return store.RegisterRow{Person: row.Person, LocalID: row.LocalID, GivenName: row.GivenName, FamilyName: row.FamilyName, DateOfBirth: row.DateOfBirth,
		Standing: row.Standing, OwnerName: row.OwnerName, AdviserName: row.AdviserName}
}

func (p pair) comparePerson(r *rapid.T, on care.Day, id care.PersonID) {
	got, err := p.live.View(p.t.Context(), id, on, p.known)
	want, wantErr := p.db.Person(p.t.Context(), p.then.Authority, id, on)
	if (err == nil) != (wantErr == nil) {
		r.Fatalf("on %s as known at %s: %v, rebuilt %v", on, p.known, err, wantErr)
	}
	if err != nil {
		return
	}
	want.NextLook = 0
	if want.LeadsTo != uuid.Nil {
		want.Summary = duty.Summary{ID: id}
	}
	if !p.allTold(on) {
		for _, v := range []*store.PersonView{&got.PersonView, &want} {
			v.Alerts, v.Questions, v.Seen, v.Spoken, v.HeardOf, v.Tried = nil, nil, duty.Clock{}, duty.Clock{}, duty.Clock{}, duty.Clock{}
		}
		if want.Whereabouts.State == "" {
			got.Whereabouts, got.Activity, got.Deadlines = duty.Whereabouts{}, duty.Activity{}, nil
		}
	}
	p.same(r, on, "person", got.PersonView, want)
}

// outOfSight is what people wrote, and who they are.
var outOfSight = cmp.Options{
	cmpopts.IgnoreFields(duty.Summary{}, "LocalID", "GivenName", "FamilyName", "KnownAs", "Identifiers"),
	cmpopts.IgnoreFields(store.RegisterRow{}, "LocalID", "GivenName", "FamilyName", "KnownAs"),
	cmpopts.IgnoreFields(duty.Whereabouts{}, "Address", "Postcode"),
	cmpopts.IgnoreFields(store.Alert{}, "LastEvent", "AckWhat"),
	cmpopts.IgnoreFields(store.Question{}, "Value", "Reason"),
}

func (p pair) same(r *rapid.T, on care.Day, what string, got, want any) {
	r.Helper()
	ignored := cmp.Options{
		cmpopts.EquateEmpty(), cmp.Comparer(care.When.Equal), cmpopts.IgnoreTypes(duty.Span{}), cmpopts.EquateApproxTime(time.Microsecond),
		cmpopts.IgnoreFields(duty.Summary{}, "Authority"), cmpopts.IgnoreFields(store.Alert{}, "Position"), cmpopts.IgnoreFields(store.Question{}, "Position"),
	}
	if p.covered {
		ignored = append(ignored, outOfSight)
	}
	if diff := cmp.Diff(want, got, ignored); diff != "" {
		r.Fatalf("%s on %s as known at %s (rebuilt − known):\n%s", what, on, p.known, diff)
	}
}
