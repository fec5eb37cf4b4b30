package store

import (
	care "intouch/pkg/careleaver"
	"intouch/pkg/duty"
)

func (d *Derived) alert(t *tuple, a *duty.Alert) {
	raised := a.Raised
	d.whose(t)
	t.id(a.ID)
	t.id(raised.Person)
	t.text(raised.Facts.Rule)
	t.int(raised.Facts.PolicyVersion)
	t.text(string(raised.Facts.Lapse))
	t.day(a.Due)
	t.day(a.ActBy)
	t.text(string(raised.Facts.Origin))
	t.bool(raised.Facts.KnownLate)
	t.time(raised.RecordedAt)
	t.id(raised.Facts.Owner)
	t.bool(a.Open)
	t.int(a.Opened)
	closed := orNothing(a.Closed)
	t.time(closed.RecordedAt)
	t.text(string(closed.Facts.Reason))
	t.id(closed.Facts.Because)
	ack := orNothing(a.Ack)
	t.time(ack.RecordedAt)
	t.id(ack.Actor)
	t.text(ack.Facts.What)
	t.day(ack.Facts.Until)
	silence := orNothing(a.Silence)
	t.time(silence.RecordedAt)
	t.id(silence.Actor)
	t.text(string(silence.Facts.Reason))
	t.text(string(silence.Facts.Cites))
	t.day(silence.Facts.Until)
	t.int(len(a.Unuseful))
	t.id(a.MetBy.ID)
	t.day(a.MetOn)
	t.id(a.Last.ID)
	t.position(a.Last.Position)
}

func (d *Derived) question(t *tuple, q *care.Question) {
	d.whose(t)
	t.text(string(q.Record))
	t.text(q.Facts.Column)
	t.text(q.Facts.Value)
	t.text(q.Facts.Reason)
	t.day(q.Facts.AsAt)
	t.int(q.Facts.Row)
	t.id(q.Facts.Owner)
	t.time(q.RecordedAt)
	settled := orNothing(q.Settled)
	t.text(settled.Facts.How)
	t.time(settled.RecordedAt)
	t.position(max(q.Position, settled.Position))
}

func orNothing[F care.Fact](f *care.Told[F]) care.Told[F] {
	if f == nil {
		return care.Told[F]{}
	}
	return *f
}
