// Package problem is how InTouch says no: one table from what went wrong to the
// answer that is given, over HTTP (RFC 9457, application/problem+json), over
// NATS and on a page.
//
// A [Problem] is an error whose every word a person may read. Rooms that find
// something wrong return one ([New]); what is wrong with single fields is
// [careleaver.Problems]. Any other error is a fault of ours: it is answered
// with 500, and its text stays in the log.
package problem

import (
	"encoding/json"
	"time"

	care "intouch/pkg/careleaver"
)

// Problem is an answer to something that could not be done.
type Problem struct {
	Type   string        `json:"type"` // relative reference: /problems/invalid
	Title  string        `json:"title"`
	Status int           `json:"status"`
	Detail string        `json:"detail"`           // a sentence that says what to do
	Errors care.Problems `json:"errors,omitempty"` // an entry for each field that is wrong

	// Of a conflict: what was sent, and what is stored instead or since.
	Sent   json.RawMessage `json:"sent,omitzero"`
	Stored []Stored        `json:"stored,omitzero"`
}

// Stored is an event that stands in the way of what was sent.
type Stored struct {
	ID         care.EventID    `json:"id"`
	Type       string          `json:"type"` // contact.made
	Position   uint64          `json:"position"`
	RecordedAt time.Time       `json:"recordedAt"`
	Actor      care.StaffID    `json:"actor"`
	Facts      json.RawMessage `json:"facts,omitzero"` // left out for those who may not read the record
}

// New returns a problem of the kind. The detail is a sentence that says what to
// do; it names nobody.
func New(k Kind, detail string) *Problem {
	e := table[k]
	return &Problem{Type: typeOf(k), Title: e.title, Status: e.status, Detail: detail}
}

// Error is what the problem says, its fields included.
func (p *Problem) Error() string {
	if len(p.Errors) > 0 {
		return p.Detail + " (" + p.Errors.Error() + ")"
	}
	return p.Detail
}

// Is reports whether the problem is of that kind: errors.Is(err, problem.NotFound).
func (p *Problem) Is(target error) bool {
	k, ok := target.(Kind)
	return ok && p.Type == typeOf(k)
}
