package returns

import (
	"bufio"
	"context"
	"crypto/sha256"
	"encoding/hex"
	"encoding/json"
	"io"
	"maps"
	"slices"
	"time"

	care "intouch/pkg/careleaver"
	"intouch/pkg/history"
	"intouch/pkg/returns/guarded"
)

// State is what a record is against that of the day before.
type State string

// The states, in the words of the API's users.
const (
	New       State = "New"
	Updated   State = "Updated"
	Unchanged State = "Unchanged"
	Deleted   State = "Deleted"
)

// sent is a record with its state and the sum that decided it.
type sent struct {
	Person care.PersonID `json:"person"`
	State  State         `json:"state"`
	SHA256 string        `json:"sha256"`
	Record child         `json:"record"`
	From   sources       `json:"from,omitzero"` // by field of the record; it is no part of it
}

type dailyHead struct {
	Authority string    `json:"authority"`
	On        care.Day  `json:"on"`
	Known     time.Time `json:"known,omitzero"`
	From      care.Day  `json:"contactFrom"` // the first day of the window
}

// finished is the take of a day that is over, as it was known at its end at the
// latest. The records of a day are compared with those of the day before as it
// was known at its end: what is recorded after one of today was taken would be in
// neither.
func (t Take) finished() Take { return t.atEndOf(min(t.On, t.Today-1)) }

func (t Take) atEndOf(day care.Day) Take {
	t.On = day
	if end := day.End(); t.Known.IsZero() || t.Known.After(end) {
		t.Known = end
	}
	return t
}

// Daily writes the records of the last finished day up to that of the take for
// the DfE's API, each with its state against the record of the day before, and
// everybody on the register of whom there is none. The record of the day before is
// worked out from what was known at its end: nothing is kept between two days, so
// whoever missed one sends the next as if they had not, by asking for that day.
//
// What is closed is closed now. So whoever was in the records of the day before,
// and is restricted, sealed or destroyed since, is deleted, by ids alone. A record
// is deleted or sent twice rather than not at all.
func (t Take) Daily(ctx context.Context, w io.Writer) error {
	t = t.finished()
	dayBefore := t.atEndOf(t.On - 1)
	before, err := dayBefore.sent(ctx)
	if err != nil {
		return err
	}
	rules, err := t.Council.Rules(ctx, t.Known)
	if err != nil {
		return err
	}
	d := daily{&jsonSheet{out: bufio.NewWriter(w)}, dayBefore, before, map[Falling][]care.PersonID{}}
	if err := d.out.open(dailyHead{t.Council.Authority, t.On, t.Known, windowFrom(t.On, rules.List9(t.On).ContactMonths)}); err != nil {
		return err
	}
	if err := t.each(ctx, func(s subject) error { return d.person(ctx, s) }); err != nil {
		return err
	}
	for _, id := range slices.SortedFunc(maps.Keys(before), history.ByID) { // merged into another since, or destroyed
		if err := d.shut(ctx, id); err != nil {
			return err
		}
	}
	return d.out.end(d.falling)
}

// daily is the records of a day being written.
type daily struct {
	out     *jsonSheet
	was     Take                    // of the day before
	before  map[care.PersonID]child // those of the day before that have not come yet
	falling map[Falling][]care.PersonID
}

// person writes somebody's record, or notes why there is none.
func (d daily) person(ctx context.Context, s subject) error {
	record, from, why := s.daily()
	was, known := d.before[s.ID]
	delete(d.before, s.ID)
	if why == "" {
		sure := known && !restrictedSince(&s.Person.Person, d.was.Known)
		return d.out.item(sent{s.ID, stateOf(record, was, sure), sum(record), record, from})
	}
	if why != fallsNotYet {
		d.falling[why] = append(d.falling[why], s.ID)
	}
	switch {
	case !known:
		return nil
	case s.Shut != "":
		return d.shut(ctx, s.ID)
	}
	return d.gone(s.ID, was)
}

// restrictedSince reports whether a restriction was put on since: then what was
// sent may have been deleted, though nothing is restricted now.
func restrictedSince(p *care.Person, at time.Time) bool {
	return slices.ContainsFunc(p.Restricted, func(r care.Restriction) bool { return r.RecordedAt.After(at) })
}

// gone deletes a record of the day before, by its ids alone: what it said may have
// been sealed since.
func (d daily) gone(id care.PersonID, was child) error {
	was = child{LocalID: was.LocalID, SystemID: was.SystemID}
	return d.out.item(sent{Person: id, State: Deleted, SHA256: sum(was.purged()), Record: was.purged()})
}

// shut deletes a record that nobody may see any more, by the ids under which it
// was sent: they are read from behind the seal. Of what is destroyed there are
// none left but the person's.
func (d daily) shut(ctx context.Context, id care.PersonID) error {
	all, _, err := d.was.Council.DB.Events(ctx, d.was.Council.Authority, id)
	if err != nil {
		return err
	}
	all = slices.DeleteFunc(all, func(e care.Event) bool {
		_, sealed := e.Fact.(care.Sealed)
		return sealed || e.RecordedAt.After(d.was.Known)
	})
	p := care.PersonOf(id, care.Records(all))
	return d.gone(id, idsOf(&p))
}

// sent are the records of a day that was taken before, with what was closed then.
func (t Take) sent(ctx context.Context) (map[care.PersonID]child, error) {
	t.Today = t.On
	all := map[care.PersonID]child{}
	err := t.ask(ctx, guarded.Question{Council: t.Council, Known: t.Known, Shut: t.shut, AsThen: true}, func(s subject) error {
		if record, _, why := s.daily(); why == "" {
			all[s.ID] = record
		}
		return nil
	})
	return all, err
}

func stateOf(is, was child, known bool) State {
	switch {
	case !known:
		return New
	case sum(is) != sum(was):
		return Updated
	}
	return Unchanged
}

func sum(c child) string {
	text, err := json.Marshal(c)
	if err != nil {
		panic(err) // texts, days and flags can always be written
	}
	sum := sha256.Sum256(text)
	return hex.EncodeToString(sum[:])
}

// end ends the records with those who fell out.
func (s *jsonSheet) end(falling map[Falling][]care.PersonID) error {
	text, err := json.Marshal(falling)
	if err != nil {
		return err
	}
	s.out.WriteString("\n],\"leftOut\":")
	s.out.Write(text)
	s.out.WriteString("}\n")
	return s.out.Flush()
}
