package store

import (
	"context"
	"encoding/json"
	"fmt"

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
	{"counted", "authority, record, day, at, facts, event"},
}

// PutRecords makes the rows of these records of nobody what their events, in
// log order, mean.
func (tx *Tx) PutRecords(ctx context.Context, records []care.RecordID, events []care.Event) error {
	var should [len(ofNobody)]rows
	for _, r := range care.Records(events) {
		nobodyRow(&should, tx.authority, r)
	}
	stored, err := tx.stored(ctx, ofNobody[:], "record", records)
	if err != nil {
		return fmt.Errorf("compare the rows of records: %w", err)
	}
	change := make([]delta, len(ofNobody))
	for i := range change {
		change[i] = compare(stored[i], []*rows{&should[i]})
	}
	if err := tx.apply(ctx, ofNobody[:], change); err != nil {
		return fmt.Errorf("write the rows of records: %w", err)
	}
	return nil
}

// nobodyRow adds the row of a record to that of the tables ofNobody which has
// it; an import has none.
func nobodyRow(into *[len(ofNobody)]rows, authority string, r care.Record) {
	if len(r.Force) == 0 {
		return
	}
	in := func(i int) *rows {
		into[i].begin()
		into[i].text(authority)
		into[i].text(string(r.ID))
		return &into[i]
	}
	switch f := r.Force[0].Fact.(type) {
	case care.StaffJoined:
		if m, ok := memberOf(r); ok {
			staffRow(in(0), m)
		}
	case care.TeamManagerSet:
		last, _ := care.Last[care.TeamManagerSet](r)
		teamRow(in(1), last.Facts)
	case care.PolicyPublished:
		policyRow(in(2), f, r.Force[0])
	case care.RowSetAside:
		setAsideRow(in(3), f, r)
	case care.NoticeTold:
		noticeRow(in(4), f, r.Force[0])
	case care.RegisterCounted:
		countedRow(in(5), f, r.Force[0])
	}
}

// memberOf is the member of staff whose record it is.
func memberOf(r care.Record) (care.Member, bool) {
	events := make([]care.Event, len(r.Force))
	for i, e := range r.Force {
		events[i] = e.Event
		events[i].Fact = e.Fact
	}
	for _, m := range care.WorkforceOf(events).Members {
		return m, true
	}
	return care.Member{}, false
}

func staffRow(r *rows, m care.Member) {
	r.id(m.ID)
	r.text(m.Name)
	r.text(m.Email)
	texts(r, m.Roles)
	r.text(m.Team)
	r.day(m.Left)
	var from, to []care.Day
	var covers []string
	for _, a := range m.Absences {
		from, to, covers = append(from, a.From), append(to, a.Until), append(covers, a.Cover.String())
	}
	r.days(from)
	r.days(to)
	texts(r, covers)
}

func teamRow(r *rows, f care.TeamManagerSet) {
	r.text(f.Team)
	r.id(f.Manager)
	r.id(f.Deputy)
}

func policyRow(r *rows, f care.PolicyPublished, e care.Entry) {
	r.int(f.Version)
	r.day(f.EffectiveFrom)
	r.text(f.Text)
	r.ids(f.Publishers)
	r.time(e.RecordedAt)
	r.id(e.ID)
}

func setAsideRow(r *rows, f care.RowSetAside, of care.Record) {
	facts, _ := json.Marshal(f) // texts and numbers only
	r.time(of.Force[0].RecordedAt)
	r.bytes(facts)
	r.day(of.Force[0].RecordedOn())
	settled, _ := care.Last[care.RowSettled](of)
	r.text(settled.Facts.How)
	r.time(settled.RecordedAt)
	r.day(care.DayOf(settled.RecordedAt))
	r.id(settled.Facts.Person)
	r.position(max(of.Force[0].Position, settled.Position))
}

func noticeRow(r *rows, f care.NoticeTold, e care.Entry) {
	r.id(f.Alert)
	r.id(f.Person)
	r.id(f.To)
	r.text(f.Reason)
	r.text(f.Channel)
	r.text(f.Outcome)
	r.time(e.RecordedAt)
	r.position(e.Position)
}
