package careleaver

import "github.com/google/uuid"

// alertOf is an alert as its events left it.
func alertOf(raised Told[AlertRaised], r Record) Alert {
	id, _ := uuid.Parse(string(r.ID))
	a := Alert{ID: id, Raised: raised, Due: raised.Facts.Due, ActBy: raised.Facts.ActBy, Last: r.Last}
	for _, e := range r.Force {
		switch f := e.Fact.(type) {
		case AlertRaised:
			a.opens(e)
		case AlertReopened:
			a.opens(e)
			a.Due, a.ActBy = f.Due, f.ActBy
		case AlertClosed:
			a.Closed = &Told[AlertClosed]{f, e}
			a.closes(e)
		case AlertAcknowledged:
			a.Ack = &Told[AlertAcknowledged]{f, e}
		case AlertSilenced:
			a.Silence = &Told[AlertSilenced]{f, e}
		case SilenceEnded:
			a.Silence = nil
		case AlertNotUseful:
			a.Unuseful = append(a.Unuseful, Told[AlertNotUseful]{f, e})
		}
	}
	return a
}

func (a *Alert) opens(e Entry) {
	a.Opened++
	if !a.Open {
		a.Open, a.Spans = true, append(a.Spans, AlertSpan{e.RecordedOn(), Forever})
	}
}

func (a *Alert) closes(e Entry) {
	if a.Open {
		a.Open = false
		a.Spans[len(a.Spans)-1].Until = e.RecordedOn()
	}
}
