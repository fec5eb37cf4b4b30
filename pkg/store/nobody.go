package store

import (
	"context"
	"encoding/json"
	"fmt"

	"github.com/google/uuid"

	care "intouch/pkg/careleaver"
)

// The tables that hold what is of no person: a row for each record of the log.
// Each has authority and record first.
var ofNobody = [...]table{
	{"staff", "authority, record, id, name, email, roles, team, left_on, away_from, away_to, covers"},
	{"team", "authority, record, name, manager, deputy"},
	{"policy", "authority, record, version, effective_from, text, publishers, published_at, event"},
	{"set_aside", "authority, record, at, facts, recorded_on, settled, settled_at, settled_on, person, position"},
	{"notice", "authority, record, alert, person, recipient, reason, channel, outcome, at, position"},
}

// PutRecords makes the rows of these records of nobody what their events, in
// log order, mean.
func (tx *Tx) PutRecords(ctx context.Context, records []care.RecordID, events []care.Event) error {
	var should [len(ofNobody)][]tuple
	for _, r := range care.Records(events) {
		if i, t, ok := nobodyRow(tx.authority, r); ok {
			should[i] = append(should[i], t)
		}
	}
	stored, err := tx.stored(ctx, ofNobody[:], "record", records)
	if err != nil {
		return fmt.Errorf("compare the rows of records: %w", err)
	}
	var change [len(ofNobody)]delta
	for i := range change {
		change[i] = compare(stored[i], should[i])
	}
	if err := tx.apply(ctx, ofNobody[:], change[:]); err != nil {
		return fmt.Errorf("write the rows of records: %w", err)
	}
	return nil
}

// nobodyRow is the row of a record and in which of the tables ofNobody; false
// when it has none, as an import.
func nobodyRow(authority string, r care.Record) (int, tuple, bool) {
	if len(r.Force) == 0 {
		return 0, nil, false
	}
	t := newTuple()
	t.text(authority)
	t.text(string(r.ID))
	switch f := r.Force[0].Fact.(type) {
	case care.StaffJoined:
		return staffRow(t, r)
	case care.TeamManagerSet:
		last, _ := care.Last[care.TeamManagerSet](r)
		return 1, teamRow(t, last.Facts), true
	case care.PolicyPublished:
		return 2, policyRow(t, f, r.Force[0]), true
	case care.RowSetAside:
		return 3, setAsideRow(t, f, r), true
	case care.NoticeTold:
		return 4, noticeRow(t, f, r.Force[0]), true
	}
	return 0, nil, false
}

func staffRow(t tuple, r care.Record) (int, tuple, bool) {
	id, err := uuid.Parse(string(r.ID))
	if err != nil {
		return 0, nil, false
	}
	events := make([]care.Event, len(r.Force))
	for i, e := range r.Force {
		events[i] = e.Event
	}
	m := care.WorkforceOf(events).Members[id]
	t.id(id)
	t.text(m.Name)
	t.text(m.Email)
	texts(&t, m.Roles)
	t.text(m.Team)
	t.day(m.Left)
	var from, to []care.Day
	var covers []string
	for _, a := range m.Absences {
		from, to, covers = append(from, a.From), append(to, a.Until), append(covers, a.Cover.String())
	}
	t.days(from)
	t.days(to)
	texts(&t, covers)
	return 0, t, true
}

func teamRow(t tuple, f care.TeamManagerSet) tuple {
	t.text(f.Team)
	t.id(f.Manager)
	t.id(f.Deputy)
	return t
}

func policyRow(t tuple, f care.PolicyPublished, e care.Entry) tuple {
	t.int(f.Version)
	t.day(f.EffectiveFrom)
	t.text(f.Text)
	t.ids(f.Publishers)
	t.time(e.RecordedAt)
	t.id(e.ID)
	return t
}

func setAsideRow(t tuple, f care.RowSetAside, r care.Record) tuple {
	facts, _ := json.Marshal(f) // texts and numbers only
	t.time(r.Force[0].RecordedAt)
	t.bytes(facts)
	t.day(r.Force[0].RecordedOn())
	settled, _ := care.Last[care.RowSettled](r)
	t.text(settled.Facts.How)
	t.time(settled.RecordedAt)
	t.day(care.DayOf(settled.RecordedAt))
	t.id(settled.Facts.Person)
	t.position(max(r.Force[0].Position, settled.Position))
	return t
}

func noticeRow(t tuple, f care.NoticeTold, e care.Entry) tuple {
	t.id(f.Alert)
	t.id(f.Person)
	t.id(f.To)
	t.text(f.Reason)
	t.text(f.Channel)
	t.text(f.Outcome)
	t.time(e.RecordedAt)
	t.position(e.Position)
	return t
}
