package store

import (
	care "intouch/pkg/careleaver"
	"intouch/pkg/duty"
)

func (d *Derived) alert(r *rows, a *duty.Alert) {
	raised := a.Raised
	d.whose(r)
	r.id(a.ID)
	r.id(raised.Person)
	r.text(raised.Facts.Rule)
	r.int(raised.Facts.PolicyVersion)
	r.text(string(raised.Facts.Lapse))
	r.day(a.Due)
	r.day(a.ActBy)
	r.text(string(raised.Facts.Origin))
	r.bool(raised.Facts.KnownLate)
	r.time(raised.RecordedAt)
	r.id(raised.Facts.Owner)
	r.bool(a.Open)
	r.int(a.Opened)
	closed := orNothing(a.Closed)
	r.time(closed.RecordedAt)
	r.text(string(closed.Facts.Reason))
	r.id(closed.Facts.Because)
	ack := orNothing(a.Ack)
	r.time(ack.RecordedAt)
	r.id(ack.Actor)
	r.text(ack.Facts.What)
	r.day(ack.Facts.Until)
	silence := orNothing(a.Silence)
	r.time(silence.RecordedAt)
	r.id(silence.Actor)
	r.text(string(silence.Facts.Reason))
	r.text(string(silence.Facts.Cites))
	r.day(silence.Facts.Until)
	r.int(len(a.Unuseful))
	r.bool(a.Held)
	r.id(a.MetBy.ID)
	r.day(a.MetOn)
	r.id(a.Last.ID)
	r.position(a.Last.Position)
}

func (d *Derived) question(r *rows, q *care.Question) {
	d.whose(r)
	r.text(string(q.Record))
	r.text(q.Facts.Column)
	r.text(q.Facts.Value)
	r.text(q.Facts.Reason)
	r.day(q.Facts.AsAt)
	r.int(q.Facts.Row)
	r.id(q.Facts.Owner)
	r.time(q.RecordedAt)
	settled := orNothing(q.Settled)
	r.text(settled.Facts.How)
	r.time(settled.RecordedAt)
	r.position(max(q.Position, settled.Position))
}

func orNothing[F care.Fact](f *care.Told[F]) care.Told[F] {
	if f == nil {
		return care.Told[F]{}
	}
	return *f
}
