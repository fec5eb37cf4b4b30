package importing

import (
	"context"
	"errors"
	"fmt"
	"io"
	"time"

	"intouch/pkg/access"
	care "intouch/pkg/careleaver"
)

// Job is a file to import, and how the register is read and written.
type Job struct {
	Caller     access.Caller // who imports, and into which authority
	Format     Format
	AsAt       care.Day  // the day of which a list speaks
	Year       int       // of an OC3: in which its collection ends
	Source     string    // of a feed: which, in small letters, digits and dashes; case-system when empty
	CompleteTo time.Time // of a feed: up to when it holds all that its system holds
	Today      care.Day  // a list of a later day is refused; zero: any day is taken
	File       io.Reader // read to its end before anything is stored
	Name       string    // of the file, for the report

	Send Send
	// Events returns the events of a person, and of those merged into them, in
	// log order; none for somebody who is not on the register. It fails with
	// ErrIncomplete for a person whose events cannot all be read.
	Events func(ctx context.Context, person care.PersonID) ([]care.Event, error)
	// Find returns who is on the register under these ids, of any kind. Nil: ids
	// are those under which people were registered.
	Find func(ctx context.Context, ids []string) ([]Named, error)
	// Everyone returns who is on the register and not closed, so that the report
	// can name those that the list leaves out. Nil: nobody is looked for.
	Everyone func(ctx context.Context) ([]care.PersonID, error)
	// BegunTo returns up to when the newest extract of a feed that was begun is
	// complete, whether it was taken whole or broke off; zero when there was none.
	// Nil: none is looked for.
	BegunTo func(ctx context.Context, source string) (time.Time, error)
	// Begun is told the import's own id before the first row is answered. Its error
	// stops the import. It may be nil.
	Begun func(ctx context.Context, id care.EventID, total int) error
	// Progress is told how many rows are answered. It may be nil, and is never
	// called by two at once.
	Progress func(done, total int)
	// Book keeps the answers as they come. Nil: they are in the report alone.
	Book Book
}

// ErrIncomplete is of a person of whose events not all can be read. Their rows
// fail, and nobody else's wait for them.
var ErrIncomplete = errors.New("their record is incomplete: see deploy/runbooks/parked-person.md")

// Named is somebody whom an id names.
type Named struct {
	ID     string
	Kind   care.IDKind
	Person care.PersonID
}

// List9 imports an Annex A List 9: Import with that format.
func List9(ctx context.Context, job Job) (Report, error) {
	job.Format = AnnexAList9
	return Import(ctx, job)
}

// Import imports a file and answers for every row (rules.md section 8,
// lessons.md I13). The error is of the file as a whole: the caller may not, it
// cannot be read, or the import could not be begun; then nothing is stored. What
// fails for a row stands in the row's answer, and the same import once more goes
// on where this one broke off.
func Import(ctx context.Context, job Job) (Report, error) {
	f, err := job.check()
	if err != nil {
		return Report{}, err
	}
	file, err := spooled(job.File)
	if err != nil {
		return Report{}, err
	}
	defer file.close()
	lists, closeFile, err := open(file, f.layouts)
	defer closeFile()
	if err != nil {
		return Report{}, err
	}
	r := newRun(job, f, lists, file.digest)
	if err := r.survey(); err != nil {
		return Report{}, err
	}
	if err := r.begin(ctx); err != nil {
		return Report{}, err
	}
	err = r.rows(ctx)
	r.end(ctx)
	return r.report, err
}

// check fills in what can be left out, and refuses what cannot be imported.
func (j *Job) check() (format, error) {
	f, err := j.Format.format()
	if err != nil {
		return f, err
	}
	if err := j.days(); err != nil {
		return f, err
	}
	if j.Format == Feed {
		f.source += "/" + j.Source
	}
	if !j.Today.IsZero() && j.AsAt > j.Today {
		return f, fmt.Errorf("the list cannot be of %s, which is still to come: check its day (--as-at)", j.AsAt.Long())
	}
	return f, access.May(j.Caller, access.Import)
}

// days finds of which day the file speaks.
func (j *Job) days() error {
	switch {
	case j.Format == Feed:
		return j.feedDays()
	case j.Format == OC3:
		return j.collection()
	case j.Format == Contacts && j.AsAt.IsZero():
		j.AsAt = j.Today
	}
	if j.AsAt.IsZero() {
		return errors.New("say of which day the list is (--as-at)")
	}
	return nil
}
