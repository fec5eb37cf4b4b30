package careleaver

import "github.com/google/uuid"

// alertOf is an alert as its events left it.
func alertOf(raised Told[AlertRaised], r Record) Alert {
	id, _ := uuid.Parse(string(r.ID))
	a := Alert{ID: id, Raised: raised, Due: raised.Facts.Due, ActBy: raised.Facts.ActBy, Last: r.Last}
	for _, e := range r.Force {
		switch f := e.Fact.(type) {
		case AlertRaised:
			a.Open, a.Opened = true, a.Opened+1
		case AlertReopened:
			a.Open, a.Opened, a.Due, a.ActBy = true, a.Opened+1, f.Due, f.ActBy
		case AlertClosed:
			a.Open, a.Closed = false, &Told[AlertClosed]{f, e}
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
