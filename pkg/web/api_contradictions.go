package web

import care "intouch/pkg/careleaver"

// contradictionJSON is two sources that disagree about where somebody is.
type contradictionJSON struct {
	Older evidenceJSON `json:"older"`
	Newer evidenceJSON `json:"newer"`
}

// evidenceJSON is a piece of evidence of whereabouts.
type evidenceJSON struct {
	On         care.Day       `json:"on"`
	Record     care.RecordID  `json:"record"` // the accommodation or absence that it speaks of
	There      bool           `json:"there"`
	HowKnown   care.Knowledge `json:"howKnown,omitzero"`
	Provenance *provenance    `json:"provenance,omitzero"`
}

func (rec record) contradictionsJSON() []contradictionJSON {
	var all []contradictionJSON
	for _, c := range rec.contradicted {
		all = append(all, contradictionJSON{rec.evidenceJSON(c.Older), rec.evidenceJSON(c.Newer)})
	}
	return all
}

func (rec record) evidenceJSON(e care.Evidence) evidenceJSON {
	return evidenceJSON{e.On, e.Of, e.There, e.How, rec.provenance(e.Entry.SaidBy())}
}
