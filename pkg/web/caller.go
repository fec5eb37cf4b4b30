package web

import (
	"context"
	"net/http"
	"slices"
	"strings"
	"time"

	"github.com/google/uuid"

	"intouch/pkg/access"
	care "intouch/pkg/careleaver"
	"intouch/pkg/problem"
)

// Who asks. There is no sign-in yet: on the pages a person says once who they
// are (you.go), and the API is the operator of this machine unless it names
// somebody. A sign-in replaces what is in this file and nothing else.
const (
	youCookie    = "intouch-you"       // authority/staff id
	asHeader     = "Intouch-As"        // staff id: on whose behalf the operator asks
	authorityFor = "Intouch-Authority" // which authority is meant, where there are several
)

// errWho says that nobody has said yet who uses the pages.
var errWho = problem.New(problem.NotSignedIn, "Say who you are, then look again.")

// lookupWithin bounds how long a request waits to learn who asks: recording
// must not wait for tables that are away.
const lookupWithin = 2 * time.Second

// caller is the one place where a caller is made.
func (s *server) caller(r *http.Request) (visit, error) {
	now := s.Now()
	v := visit{now: now, today: care.DayOf(now)}
	authority, staff, err := s.claim(r)
	if err != nil {
		return v, err
	}
	v.Caller = access.OperatorOf(authority)
	if staff == care.Operator {
		return v, nil
	}
	v.Caller, v.member, err = s.callerOf(r.Context(), authority, staff, v.today)
	return v, err
}

// claim is who somebody says they are.
func (s *server) claim(r *http.Request) (authority string, staff care.StaffID, err error) {
	if c, err := r.Cookie(youCookie); err == nil {
		authority, id, _ := strings.Cut(c.Value, "/")
		staff, err := uuid.Parse(id)
		if err != nil || !slices.Contains(s.Authorities, authority) {
			return "", uuid.Nil, errWho
		}
		return authority, staff, nil
	}
	if !isAPI(r) {
		return "", uuid.Nil, errWho
	}
	return s.claimByHeader(r.Header)
}

func (s *server) claimByHeader(h http.Header) (string, care.StaffID, error) {
	authority, staff := s.Authorities[0], care.Operator
	if named := h.Get(authorityFor); named != "" {
		authority = named
	}
	if !slices.Contains(s.Authorities, authority) {
		return "", uuid.Nil, problem.New(problem.NotSignedIn, "This program does not serve the authority named in "+authorityFor+".")
	}
	if as := h.Get(asHeader); as != "" {
		id, err := uuid.Parse(as)
		if err != nil {
			return "", uuid.Nil, problem.New(problem.NotSignedIn, "Put the id of a member of staff into "+asHeader+": GET /api/v1/staff lists them.")
		}
		staff = id
	}
	return authority, staff, nil
}

// callerOf makes the caller of a member of staff. Somebody who cannot be looked
// up just now is a caller without a role: they may record a contact, as anyone
// may, and see nothing but what it takes.
func (s *server) callerOf(ctx context.Context, authority string, id care.StaffID, today care.Day) (access.Caller, care.Member, error) {
	c := access.Caller{Staff: id, Authority: authority}
	ctx, cancel := context.WithTimeout(ctx, lookupWithin)
	defer cancel()
	staff, err := s.roster.list(ctx, authority)
	m, known := staff.member(id)
	if !known && err != nil {
		return c, care.Member{}, nil
	}
	if !known || m.Left <= today {
		return c, m, errWho
	}
	c.Roles = m.Roles
	if m.Team != "" {
		c.Teams = []string{m.Team}
	}
	return c, m, nil
}

// isAPI reports whether a program asks, rather than a person with a browser.
func isAPI(r *http.Request) bool { return strings.HasPrefix(r.URL.Path, "/api/") }
