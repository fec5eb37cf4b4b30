package web

import (
	"context"
	"encoding/json"
	"errors"
	"log/slog"
	"net/http"
	"net/url"
	"strconv"

	"intouch/pkg/access"
	care "intouch/pkg/careleaver"
	"intouch/pkg/problem"
	"intouch/pkg/store"
	"intouch/pkg/web/pages"
)

// handler answers a visit. What it returns as an error is answered here.
type handler func(w http.ResponseWriter, r *http.Request, v visit) error

// known calls the handler with whoever asks, and answers its errors.
func (s *server) known(h handler) http.Handler {
	return http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		v, err := s.caller(r)
		if err == nil {
			err = h(w, r, v)
		}
		if err != nil {
			s.fail(w, r, err)
		}
	})
}

// fail answers an error: a program gets the problem, a person a page.
func (s *server) fail(w http.ResponseWriter, r *http.Request, err error) {
	switch {
	case isAPI(r):
		problem.Write(w, asProblem(err))
	case errors.Is(err, errWho) && r.Method == http.MethodGet:
		http.Redirect(w, r, "/you?next="+url.QueryEscape(r.URL.RequestURI()), http.StatusSeeOther)
	default:
		s.failPage(w, r, asProblem(err))
	}
}

// asProblem is the error as it is answered. What the tables say when they have
// no such thing, or are away, is nobody's fault.
func asProblem(err error) error {
	var p *problem.Problem
	switch {
	case errors.As(err, &p):
		return err
	case errors.Is(err, store.ErrNotFound):
		return problem.New(problem.NotFound, "There is nothing under this address in your authority. Check it, or look for the person in the register.")
	case errors.Is(err, store.ErrBadCursor):
		return problem.New(problem.Unreadable, store.ErrBadCursor.Error()+".")
	case tablesAway(err):
		return problem.New(problem.Unavailable, "The tables that InTouch reads are away just now. You can still record a contact; look again in a minute.")
	}
	return err
}

// failPage is what a person meets in place of the page they asked for.
func (s *server) failPage(w http.ResponseWriter, r *http.Request, err error) {
	p := problem.Of(err)
	p.Log(err)
	page := pages.Page{Title: p.Title, Data: pages.Problem{Heading: p.Title, WhatToDo: p.Detail}}
	if v, err := s.caller(r); err == nil {
		page.You = youAre(v)
	}
	page.Coverage = pages.Coverage{Text: "This page shows no figures."}
	s.send(w, p.Status, "problem", page)
}

// show draws a page for whoever asks.
func (s *server) show(w http.ResponseWriter, r *http.Request, v visit, name string, page pages.Page) error {
	status := http.StatusOK
	if len(page.Errors.Items) > 0 {
		status = http.StatusUnprocessableEntity
	}
	page.You = youAre(v)
	page.Coverage = s.coverage(r.Context(), v)
	s.send(w, status, name, page)
	return nil
}

func (s *server) send(w http.ResponseWriter, status int, name string, page pages.Page) {
	page.Version = s.assets.version
	w.Header().Set("Content-Type", "text/html; charset=utf-8")
	draw := &late{ResponseWriter: w, status: status}
	if err := pages.Render(draw, name, page); err != nil {
		slog.Error("a page was not drawn", "page", name, "error", err)
		http.Error(w, "Something went wrong on our side. Tell whoever runs InTouch.", http.StatusInternalServerError)
	}
}

// late says the status with the first byte: Render writes nothing at all of a
// page that cannot be drawn.
type late struct {
	http.ResponseWriter
	status int
}

// Write says the status first.
func (l *late) Write(b []byte) (int, error) {
	if l.status != 0 {
		l.WriteHeader(l.status)
		l.status = 0
	}
	return l.ResponseWriter.Write(b)
}

// youAre is the line that says who is using the page.
func youAre(v visit) pages.You {
	you := pages.You{Name: v.member.Name, ChangeHref: "/you"}
	switch {
	case v.Operator():
		you.Name = "Operator of this machine"
	case you.Name == "":
		you.Name = "somebody whose name cannot be read just now"
	}
	if len(v.Roles) > 0 {
		you.Role = care.StaffRoles.Label(v.Roles[0])
	}
	return you
}

// looks enters that somebody looks, and fails if they may not. Nothing of the
// answer may be shown before.
func (s *server) looks(ctx context.Context, v visit, q access.Question) error {
	q.At = v.now
	return access.Read(ctx, v.Caller, q, auditor{s.DB})
}

// auditor keeps who looked in the tables that are never rebuilt.
type auditor struct{ db *store.DB }

// Audit keeps an entry.
func (a auditor) Audit(ctx context.Context, e access.Entry) error {
	return a.db.Audit(ctx, store.AuditEntry(e))
}

// positionHeader says up to which event of the log an answer means it all.
const positionHeader = "Intouch-Position"

// errNotYetMeant says that the tables have not come as far as was asked.
var errNotYetMeant = &problem.Problem{Type: "/problems/not-yet", Title: "The tables have not come so far yet", Status: http.StatusGatewayTimeout,
	Detail: "What you wait for is recorded, but cannot be shown yet. Ask again in a few seconds."}

// caughtUp waits until the tables mean the position that the request names, if
// it names one.
func (s *server) caughtUp(r *http.Request, v visit) error {
	text := r.URL.Query().Get("min-position")
	if text == "" {
		return nil
	}
	position, err := strconv.ParseUint(text, 10, 63)
	if err != nil {
		return problem.New(problem.Unreadable, "min-position is the number that an answer to a write gave as its position.")
	}
	ctx, cancel := context.WithTimeout(r.Context(), s.Patience)
	defer cancel()
	if err := s.DB.WaitFor(ctx, v.Authority, position); errors.Is(err, context.DeadlineExceeded) {
		return errNotYetMeant
	} else if err != nil {
		return err
	}
	return nil
}

// answerJSON answers a program.
func (s *server) answerJSON(w http.ResponseWriter, r *http.Request, v visit, body any) error {
	position, err := s.DB.Position(r.Context(), v.Authority)
	if err != nil {
		return err
	}
	w.Header().Set("Content-Type", "application/json")
	w.Header().Set(positionHeader, strconv.FormatUint(position.Meant, 10))
	return json.NewEncoder(w).Encode(body)
}
