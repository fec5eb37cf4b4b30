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
}

type dailyHead struct {
	Authority string    `json:"authority"`
	On        care.Day  `json:"on"`
	Known     time.Time `json:"known,omitzero"`
	From      care.Day  `json:"contactFrom"` // the first day of the window
}

// Daily writes the records of the day for the DfE's API, each with its state
// against the record of the day before, and everybody on the register of whom
// there is none. The record of the day before is worked out from what was known
// at its end: nothing is kept between two days, so whoever missed one sends the
// next as if they had not, by asking for that day.
func (t Take) Daily(ctx context.Context, w io.Writer) error {
	before, err := t.dayBefore(ctx)
	if err != nil {
		return err
	}
	rules, err := t.Council.Rules(ctx, t.Known)
	if err != nil {
		return err
	}
	d := daily{&jsonSheet{out: bufio.NewWriter(w)}, before, map[Falling][]care.PersonID{}}
	if err := d.out.open(dailyHead{t.Council.Authority, t.On, t.Known, windowFrom(t.On, rules.List9(t.On).ContactMonths)}); err != nil {
		return err
	}
	if err := t.each(ctx, d.take); err != nil {
		return err
	}
	for _, id := range slices.SortedFunc(maps.Keys(before), history.ByID) { // merged into another since
		if err := d.gone(id, before[id]); err != nil {
			return err
		}
	}
	return d.out.end(d.falling)
}

// daily is the records of a day being written.
type daily struct {
	out     *jsonSheet
	before  map[care.PersonID]child // those of the day before that have not come yet
	falling map[Falling][]care.PersonID
}

// take writes somebody's record, or notes why there is none.
func (d daily) take(s subject) error {
	was, known := d.before[s.ID]
	delete(d.before, s.ID)
	record, why := s.daily()
	switch {
	case why == fallsNotYet:
		return nil
	case why == "":
		return d.out.item(sent{s.ID, stateOf(record, was, known), sum(record), record})
	case known:
		d.falling[why] = append(d.falling[why], s.ID)
		return d.gone(s.ID, was)
	}
	d.falling[why] = append(d.falling[why], s.ID)
	return nil
}

// gone deletes a record of the day before.
func (d daily) gone(id care.PersonID, was child) error {
	return d.out.item(sent{id, Deleted, sum(was.purged()), was.purged()})
}

// dayBefore are the records of the day before, as they were known at its end.
func (t Take) dayBefore(ctx context.Context) (map[care.PersonID]child, error) {
	t.On--
	t.Known = (t.On + 1).Start().Add(-time.Nanosecond)
	before := map[care.PersonID]child{}
	err := t.each(ctx, func(s subject) error {
		if record, why := s.daily(); why == "" {
			before[s.ID] = record
		}
		return nil
	})
	return before, err
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
