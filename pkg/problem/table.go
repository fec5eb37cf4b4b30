package problem

import (
	"context"
	"errors"
	"net/http"

	care "intouch/pkg/careleaver"
)

// Kind is a kind of problem. It can be tested for with errors.Is.
type Kind string

// The kinds.
const (
	Unreadable  Kind = "unreadable"    // not JSON, or an address that cannot be
	NotSignedIn Kind = "not-signed-in" // nobody knows who asks
	Forbidden   Kind = "forbidden"     // package access said no
	NotFound    Kind = "not-found"
	Taken       Kind = "id-taken"  // the id is stored with other facts
	MovedOn     Kind = "moved-on"  // the record is not as its writer saw it
	Conflict    Kind = "conflict"  // what stands on the record excludes it
	Gone        Kind = "gone"      // sealed, destroyed or taken back
	TooLarge    Kind = "too-large" // the body
	Invalid     Kind = "invalid"   // the fields
	Fault       Kind = "fault"     // ours
	Unavailable Kind = "unavailable"
)

// Error is the kind's title.
func (k Kind) Error() string { return table[k].title }

type entry struct {
	status int
	title  string
	detail string // when there is nothing better to say
}

// table is the one place where a kind of problem becomes an answer.
var table = map[Kind]entry{
	Unreadable:  {http.StatusBadRequest, "This could not be read", "Send one JSON object, as the description of the interface says."},
	NotSignedIn: {http.StatusUnauthorized, "You are not signed in", "Sign in, then send it again."},
	Forbidden:   {http.StatusForbidden, "You may not do this", "Ask a team manager to do it, or to change your role."},
	NotFound:    {http.StatusNotFound, "There is no such thing", "Check the address."},
	Taken:       {http.StatusConflict, "This id is stored with other facts", "If it is something new, send it with a new id. To change what is stored, send a correction."},
	MovedOn:     {http.StatusConflict, "Somebody else has changed this meanwhile", "Look at what is stored now, then send yours again with after= its last position and a new id."},
	Conflict:    {http.StatusConflict, "This does not go with what is on record", "Look at the record again."},
	Gone:        {http.StatusGone, "This record is no longer open", "It was sealed, destroyed or taken back. Record it anew if it is still true."},
	TooLarge:    {http.StatusRequestEntityTooLarge, "This is too long", "Shorten what you send to less than one megabyte."},
	Invalid:     {http.StatusUnprocessableEntity, "Something in it needs your attention", "Change the fields that are named, then send it again with the same id."},
	Fault:       {http.StatusInternalServerError, "Something went wrong on our side", "It may not be recorded. Send it again with the same id; if it fails again, tell whoever runs InTouch."},
	Unavailable: {http.StatusServiceUnavailable, "InTouch cannot record this just now", "It may not be recorded. Send it again with the same id in a few seconds: it is never recorded twice."},
}

// retryAfter is how long to wait before trying again, in seconds.
const retryAfter = "2"

func typeOf(k Kind) string { return "/problems/" + string(k) }

// Of returns the answer to an error. What is not meant for people becomes a
// Fault that says nothing of its cause; who answers with it logs the cause.
func Of(err error) *Problem {
	var (
		p      *Problem
		k      Kind
		fields care.Problems
		size   *http.MaxBytesError
	)
	switch {
	case errors.As(err, &p):
		return p
	case errors.As(err, &fields):
		p = said(Invalid)
		p.Errors = fields
		return p
	case errors.As(err, &k):
		return said(k)
	case errors.As(err, &size):
		return said(TooLarge)
	case errors.Is(err, context.DeadlineExceeded), errors.Is(err, context.Canceled):
		return said(Unavailable)
	}
	return said(Fault)
}

func said(k Kind) *Problem { return New(k, table[k].detail) }
