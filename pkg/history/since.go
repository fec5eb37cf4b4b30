package history

import (
	"context"

	care "intouch/pkg/careleaver"
	"intouch/pkg/store"
	"intouch/pkg/wire"
)

// unmoved are those of these people whose standing on the day is what the tables
// say, although something was recorded of them after the time: all of it happened
// after the day, too. A rule looks at time in one way only, by asking whether a
// day has been reached, so what happened later makes no difference to it.
func (w *where) unmoved(ctx context.Context, people []store.StoredPlace) (map[care.PersonID]bool, error) {
	ids, spoken := make([]care.PersonID, len(people)), map[care.PersonID]bool{}
	for i, p := range people {
		ids[i], spoken[p.Person] = p.Person, !p.Standing.Since.IsZero()
	}
	still := map[care.PersonID]bool{}
	read := func(give func([]store.Raw) error) error { return w.EachPersonSince(ctx, ids, w.known, give) }
	err := inOrder(read, w.news, func(n news) error {
		still[n.of] = !n.counts && (spoken[n.of] || !n.spoke)
		return nil
	})
	return still, err
}

// news is what was recorded of somebody after the time.
type news struct {
	of     care.PersonID
	counts bool // it may count on the day
	spoke  bool // somebody spoke with them: whoever never was in touch stands elsewhere
}

func (w *where) news(events []store.Raw) (n news) {
	for _, raw := range events {
		e, err := wire.Decode(raw.Message())
		n.of = e.Person
		if err != nil {
			n.counts = true
			return n
		}
		if w.isKnown(e.RecordedAt, e.Position) {
			continue
		}
		if e.Area == care.AreaAlert {
			continue // where somebody stands does not depend on alerts
		}
		n.counts = n.counts || e.HappenedOn() <= w.on || !happens(e.Fact)
		if _, ok := e.Fact.(care.ContactMade); ok {
			n.spoke = true
		}
	}
	return n
}

// happens reports whether a fact is only about what happened on its day and
// after. Corrections, what takes something back, and what is said of the person
// as such are not.
func happens(f care.Fact) bool {
	switch f.(type) {
	case care.ContactMade, care.Attempted, care.ToldBySomeoneElse, care.MovedIn, care.WhereaboutsConfirmed, care.ActivityStarted, care.ActivityConfirmed:
		return true
	}
	return false
}
