package history

import (
	"context"

	care "intouch/pkg/careleaver"
	"intouch/pkg/store"
	"intouch/pkg/wire"
)

// takeUnmoved takes from the tables those of these people who stand on the day
// where the tables say, although something was recorded of them after the time:
// all of it happened after the day, too. A rule looks at time in one way only, by
// asking whether a day has been reached, so what happened later makes no
// difference to it. It returns the others.
func (w *where) takeUnmoved(ctx context.Context, people []store.StoredPlace) ([]care.PersonID, error) {
	ids, places := make([]care.PersonID, len(people)), map[care.PersonID]store.StoredPlace{}
	for i, p := range people {
		ids[i], places[p.Person] = p.Person, p
	}
	var moved []care.PersonID
	read := func(give func([]store.Raw) error) error { return w.EachPersonSince(ctx, ids, w.known, give) }
	err := inOrder(read, w.news, func(n news) error {
		p := places[n.of]
		delete(places, n.of)
		if n.counts {
			moved = append(moved, n.of)
		} else {
			w.take(p)
		}
		return nil
	})
	for _, p := range places { // nothing was recorded after all
		w.take(p)
	}
	return moved, err
}

// news is what was recorded of somebody after the time.
type news struct {
	of     care.PersonID
	counts bool // it may count on the day
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
		if e.HappenedOn() <= w.on || !happens(e.Fact) {
			n.counts = true
			return n
		}
	}
	return n
}

// late reports whether more of the authority's time lies before the time that is
// meant than after it. Then what was recorded since is less to read than what
// was known.
func (w *where) late(ctx context.Context) (bool, error) {
	cursor, err := w.Cursor(ctx)
	day := care.DayOf(w.known)
	return day-cursor.FirstPerson > cursor.RecordedTo-day, err
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
