package web

import (
	"time"

	"github.com/google/uuid"

	care "intouch/pkg/careleaver"
)

// The JSON API for reading. Lists are {"items":[…],"next":"…"}; what is not
// known is left out, never written as an empty value; codes are snake_case and
// days 2026-06-15. Every answer says in Intouch-Position up to where in the log
// it goes.

// list is a page of a list. Next is the cursor of the page after it; left out,
// this is the last.
type list[T any] struct {
	Items []T      `json:"items"`
	Next  string   `json:"next,omitzero"`
	On    care.Day `json:"on,omitzero"`    // of lists that were asked for as at a day
	Known string   `json:"known,omitzero"` // as known when; left out: all that is known
}

// listOf makes a list of rows; one without rows is [], not null.
func listOf[R, T any](rows []R, next string, item func(R) T) list[T] {
	l := list[T]{Items: make([]T, 0, len(rows)), Next: next}
	for _, r := range rows {
		l.Items = append(l.Items, item(r))
	}
	return l
}

// worker is a member of staff.
type worker struct {
	ID   care.StaffID `json:"id"`
	Name string       `json:"name,omitzero"`
}

// workerOf is nil where there is nobody.
func workerOf(id care.StaffID, name string) *worker {
	if id == uuid.Nil {
		return nil
	}
	return &worker{ID: id, Name: name}
}

// provenance says where a value comes from.
type provenance struct {
	Event      care.EventID   `json:"event"`
	By         *worker        `json:"by,omitzero"`         // who recorded it
	OnBehalfOf *worker        `json:"onBehalfOf,omitzero"` // whom they recorded it for
	Happened   care.When      `json:"happened,omitzero"`
	ToldOn     care.Day       `json:"toldOn,omitzero"` // where it was learnt later than it happened
	RecordedAt time.Time      `json:"recordedAt"`
	HowKnown   care.Knowledge `json:"howKnown,omitzero"`
	Source     string         `json:"source"` // which program, or which import
	Replaces   care.EventID   `json:"replaces,omitzero"`
	SealedAs   *sealedJSON    `json:"sealedAs,omitzero"` // the record that says it is out of sight
}
