package web

import (
	"net/http"
	"time"

	"github.com/google/uuid"

	care "intouch/pkg/careleaver"
	"intouch/pkg/duty"
)

// apiProvenance answers GET /api/v1/care-leavers/{person}/provenance.
func (s *server) apiProvenance(w http.ResponseWriter, r *http.Request, v visit) error {
	q := queryOf(r.URL, "at", "known")
	m := asked(q, v)
	id, err := personIn(r)
	if err := firstOf(err, q.err(), s.caughtUp(r, v)); err != nil {
		return err
	}
	rec, err := s.openAt(r.Context(), v, id, m)
	if err != nil {
		return err
	}
	if rec.LeadsTo != uuid.Nil {
		http.Redirect(w, r, m.address("/api/v1/care-leavers/"+rec.LeadsTo.String()+"/provenance"), http.StatusTemporaryRedirect)
		return nil
	}
	all := listOf(rec.values(), "", func(x duty.Value) valueJSON {
		j := valueJSON{Value: x.Name, saidJSON: rec.said(v, x.Name, x.Chain[0])}
		for _, e := range x.Chain[1:] {
			j.Replaced = append(j.Replaced, rec.said(v, x.Name, e))
		}
		return j
	})
	all.On, all.Known = m.on, m.said
	return s.answerJSON(w, r, v, all)
}

// valueJSON is a value and where it comes from.
type valueJSON struct {
	Value string `json:"value"`
	saidJSON
	Replaced []saidJSON `json:"replaced,omitzero"` // what was said before, newest first
}

// saidJSON is what an event says of a value.
type saidJSON struct {
	Says        string           `json:"says"`
	Source      *provenance      `json:"source,omitzero"`
	Corrections []correctionJSON `json:"corrections,omitzero"`
	SealedAs    *sealedJSON      `json:"sealedAs,omitzero"`
}

// correctionJSON is a correction of the event that says a value.
type correctionJSON struct {
	Event      care.EventID `json:"event"`
	By         *worker      `json:"by,omitzero"`
	RecordedAt time.Time    `json:"recordedAt"`
	Reason     string       `json:"reason"`
}

func (rec record) said(v visit, name string, e care.Entry) saidJSON {
	j := saidJSON{Says: rec.saysThen(v, name, e), Source: rec.provenance(e.SaidBy()), SealedAs: rec.sealedAs(e.Event)}
	for _, c := range rec.corrections(e) {
		j.Corrections = append(j.Corrections, correctionJSON{c.ID, workerOf(c.Actor, rec.staff.named(c.Actor)), c.RecordedAt, rec.whyCorrected(v, c)})
	}
	return j
}
