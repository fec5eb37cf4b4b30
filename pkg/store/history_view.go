package store

import (
	care "intouch/pkg/careleaver"
	"intouch/pkg/duty"
)

// AlertOf is an alert of a person as the tables would have it.
func AlertOf(person care.PersonID, a duty.Alert) Alert {
	raised, closed, ack, silence := a.Raised, orNothing(a.Closed), orNothing(a.Ack), orNothing(a.Silence)
	return Alert{
		ID: a.ID, Person: person, Record: raised.Person, Rule: duty.Rule(raised.Facts.Rule), PolicyVersion: raised.Facts.PolicyVersion, Lapse: raised.Facts.Lapse,
		Due: a.Due, ActBy: a.ActBy, Origin: raised.Facts.Origin, KnownLate: raised.Facts.KnownLate, RaisedAt: raised.RecordedAt, RaisedFor: raised.Facts.Owner,
		Open: a.Open, Opened: a.Opened, ClosedAt: closed.RecordedAt, ClosedReason: closed.Facts.Reason, ClosedBecause: closed.Facts.Because,
		AckAt: ack.RecordedAt, AckBy: ack.Actor, AckWhat: ack.Facts.What, AckUntil: ack.Facts.Until,
		SilencedAt: silence.RecordedAt, SilencedBy: silence.Actor, SilenceReason: silence.Facts.Reason, SilenceCites: silence.Facts.Cites, SilencedUntil: silence.Facts.Until,
		NotUseful: len(a.Unuseful), MetBy: a.MetBy.ID, MetOn: a.MetOn, LastEvent: a.Last.ID, Position: a.Last.Position,
	}
}

// QuestionOf is a question of an import about a person as the tables would have it.
func QuestionOf(p duty.Summary, q care.Question) Question {
	settled := orNothing(q.Settled)
	return Question{
		Person: p.ID, Record: q.Record, Column: q.Facts.Column, Value: q.Facts.Value, Reason: q.Facts.Reason, AsAt: q.Facts.AsAt, Row: q.Facts.Row,
		Owner: q.Facts.Owner, AskedAt: q.RecordedAt, Position: max(q.Position, settled.Position), Settled: settled.Facts.How, SettledAt: settled.RecordedAt,
		GivenName: p.GivenName, FamilyName: p.FamilyName, LocalID: p.LocalID,
	}
}
