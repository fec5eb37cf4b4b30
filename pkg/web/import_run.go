package web

import (
	"context"
	"sync"

	"github.com/google/uuid"

	"intouch/pkg/access"
	care "intouch/pkg/careleaver"
	"intouch/pkg/importing"
	"intouch/pkg/problem"
)

// importing imports a file as the operator of this machine, who alone may say
// that a list says it, on behalf of whoever sent it.
func (s *server) importing(ctx context.Context, v visit, job importing.Job) (importing.Report, error) {
	if err := access.May(v.Caller, access.Import); err != nil {
		return importing.Report{}, err
	}
	if err := s.upToDate(ctx, v); err != nil {
		return importing.Report{}, err
	}
	whole := ImportJob(s.DB, v.Authority, v.today)
	whole.Caller, whole.File, whole.Name, whole.Begun = v.Caller, job.File, job.Name, job.Begun
	whole.Format, whole.AsAt, whole.Year, whole.CompleteTo, whole.Source = job.Format, job.AsAt, job.Year, job.CompleteTo, job.Source
	send := importing.Through(s.Client, access.OperatorOf(v.Authority))
	whole.Send = func(ctx context.Context, e care.Event, after uint64) (importing.Reply, error) {
		if !v.Operator() {
			e.OnBehalfOf = v.Staff
		}
		return send(ctx, e, after)
	}
	var under importUnderWay
	whole.Begun = func(ctx context.Context, id care.EventID, total int) error {
		if !s.underWay.begin(id) {
			return problem.New(problem.Conflict, "This very file is being imported just now: look how far it is, and send it again if it breaks off.")
		}
		under = importUnderWay{s, id}
		if job.Begun != nil {
			return job.Begun(ctx, id, total)
		}
		return nil
	}
	defer func() { under.end() }()
	report, err := importing.Import(ctx, whole)
	s.roster.forget(v.Authority)
	return report, err
}

// importUnderWay is an import that this process has in hand.
type importUnderWay struct {
	*server
	id care.EventID
}

func (u importUnderWay) end() {
	if u.id != uuid.Nil {
		u.underWay.end(u.id)
	}
}

// underWay are the imports that this process has in hand.
type underWay struct {
	mu  sync.Mutex
	ids map[care.EventID]bool
}

// begin takes an import in hand; false if it is already.
func (u *underWay) begin(id care.EventID) bool {
	u.mu.Lock()
	defer u.mu.Unlock()
	if u.ids[id] {
		return false
	}
	if u.ids == nil {
		u.ids = map[care.EventID]bool{}
	}
	u.ids[id] = true
	return true
}

func (u *underWay) end(id care.EventID) {
	u.mu.Lock()
	defer u.mu.Unlock()
	delete(u.ids, id)
}

func (u *underWay) has(id care.EventID) bool {
	u.mu.Lock()
	defer u.mu.Unlock()
	return u.ids[id]
}

// upload is an import that goes on after the request that brought its file.
type upload struct {
	id       care.EventID
	err      error
	begun    chan struct{} // closed once the file is read and its import has an id
	finished chan struct{}
}

// startImport begins an import that no longer depends on the request.
func (s *server) startImport(ctx context.Context, v visit, job importing.Job) *upload {
	u := &upload{begun: make(chan struct{}), finished: make(chan struct{})}
	job.Begun = func(_ context.Context, id care.EventID, _ int) error {
		u.id = id
		close(u.begun)
		return nil
	}
	go func() {
		defer close(u.finished)
		_, u.err = s.importing(context.WithoutCancel(ctx), v, job)
	}()
	return u
}
