package importing

import (
	"context"
	"errors"
	"fmt"
	"io"
	"strconv"
	"sync/atomic"
	"time"

	"github.com/google/uuid"

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

// run is an import under way.
type run struct {
	Job
	format  format
	lists   []list
	surveys []survey
	digest  string
	id      care.EventID // of the import
	started uint64       // the position of its beginning
	report  Report
	staff   workplace

	ages    agesSeen
	early   int                    // rows of a return whose birthday in the year is still to come
	failing atomic.Int32           // people in a row whose rows failed
	givenUp bool                   // too many did: the rest is not tried
	done    int                    // rows that are answered
	parked  int                    // rows of people whose record is incomplete
	kept    kept                   // by an earlier run that broke off
	named   map[care.PersonID]bool // who was on the list
	ahead   map[int]RowReport      // answers of rows that were answered with an earlier one
	strange map[string]int         // ids that nobody on the register has, and the row that was set aside for each
	twins   map[string]int         // rows that name nobody and say the same
	same    map[uuid.UUID]int32    // contacts that cannot be told apart: how many notes they have
	noted   map[uuid.UUID]int32    // with their note: the how manieth of these it is
}

func newRun(job Job, f format, lists []list, digest string) *run {
	r := &run{
		Job: job, format: f, lists: lists, digest: digest, id: job.id(digest),
		named: map[care.PersonID]bool{}, ahead: map[int]RowReport{}, strange: map[string]int{}, twins: map[string]int{}, same: map[uuid.UUID]int32{}, noted: map[uuid.UUID]int32{},
	}
	r.staff = workplace{authority: job.Caller.Authority, source: f.source, send: job.Send, known: map[care.StaffID]bool{}}
	r.report = Report{
		Import: r.id, Format: job.Format, Name: job.Name, AsAt: job.AsAt, Year: job.Year, CompleteTo: job.CompleteTo,
		Sheet: lists[0].sheet, HeadingRow: lists[0].row, Counts: map[Answer]int{},
	}
	for _, l := range lists {
		r.report.Absent = append(r.report.Absent, l.absent(l.layout)...)
		for _, h := range l.used() {
			if len(lists) > 1 {
				h.Sheet = l.sheet
			}
			r.report.Headings = append(r.report.Headings, h)
		}
	}
	return r
}

// id of the import: the same for the same file of the same day.
func (j Job) id(digest string) care.EventID {
	parts := []string{j.Caller.Authority, "import", string(j.Format), j.AsAt.String(), digest}
	switch j.Format {
	case OC3:
		parts = append(parts, strconv.Itoa(j.Year))
	case Feed: // nothing may have happened in a night, and that is news too
		parts = append(parts, j.Source, care.AtInstant(j.CompleteTo).String())
	}
	return care.DerivedID(parts...)
}

// survey reads all sheets once.
func (r *run) survey() error {
	for _, l := range r.lists {
		s, err := surveyed(l, r.personOf, r.format.joins)
		if err != nil {
			return err
		}
		r.surveys = append(r.surveys, s)
		r.report.Total += s.rows
		r.report.LeftOut = append(r.report.LeftOut, s.leftOut...)
		if s.more > 0 {
			r.report.warn(fmt.Sprintf("%d more rows are about nobody and were left out.", s.more))
		}
	}
	return nil
}

// personOf is who is registered under an id of their own.
func (r *run) personOf(id string) care.PersonID {
	return care.NewPersonID(r.Caller.Authority, care.LocalID, id)
}

// begin says that the file is being read. Once is enough, however often it is.
func (r *run) begin(ctx context.Context) error {
	if err := r.notOlder(ctx); err != nil {
		return err
	}
	f := care.ImportStarted{Format: string(r.Format), AsAt: r.AsAt, Digest: r.digest}
	if r.Format == Feed {
		f.Source, f.CompleteTo = r.Source, care.AtInstant(r.CompleteTo)
	}
	reply, err := r.Send(ctx, r.own(r.id, f), 0)
	switch {
	case err != nil:
		return fmt.Errorf("begin the import: %w", err)
	case reply.Outcome == Refused:
		return fmt.Errorf("begin the import: %s", reply.Detail)
	}
	r.started = reply.Position
	if err := r.openBook(ctx); err != nil || r.Begun == nil {
		return err
	}
	return r.Begun(ctx, r.id, r.report.Total)
}

// own is an event of the import itself.
func (r *run) own(id care.EventID, f care.Fact) care.Event {
	return care.Event{ID: id, Authority: r.Caller.Authority, Area: care.AreaImport, Record: care.NewRecordID(id), Fact: f, Source: r.format.source}
}

// end says how the rows were answered, once all are, and finds who is on the
// register and not on the list: nothing changes for them (I1).
func (r *run) end(ctx context.Context) {
	r.report.Done = r.done
	r.recount(ctx)
	r.report.Warnings = append(r.report.Warnings, r.ages.warning(r.AsAt)...)
	if r.early > 0 {
		r.report.warn(fmt.Sprintf("In %d rows the birthday in the year to 31 March %d is still to come on %s: check the year.", r.early, r.Year, r.AsAt.Long()))
	}
	if r.format.joins {
		r.report.NotOnTheList = r.leftOut(ctx)
	}
	if r.parked > 0 {
		r.report.warn(fmt.Sprintf("%d rows are of people whose record is incomplete, and are not taken: import the file again once these records are mended.", r.parked))
	}
	if r.report.Counts[Failed] == r.parked && r.done == r.report.Total {
		r.finish(ctx)
	}
	r.closeBook(ctx)
}

func (r *run) finish(ctx context.Context) {
	counts := map[string]int{}
	for a, n := range r.report.Counts {
		counts[string(a)] = n
	}
	f := care.ImportFinished{Rows: counts, AsAt: r.AsAt, Started: r.id}
	if r.Format == Feed {
		f.Source, f.CompleteTo = r.Source, care.AtInstant(r.CompleteTo)
	}
	e := r.own(care.DerivedID(r.id.String(), "finished"), f)
	e.Record = care.NewRecordID(r.id)
	// That it has finished before is no less a finish.
	if _, err := r.Send(ctx, e, r.started); err != nil {
		r.report.warn("All rows are answered, but that could not be recorded: import the same list once more.")
		return
	}
	r.report.Finished = true
}

func (r *run) leftOut(ctx context.Context) []care.PersonID {
	if r.Everyone == nil {
		return nil
	}
	all, err := r.Everyone(ctx)
	if err != nil {
		r.report.warn("Who is on the register and not on this list could not be found out.")
		return nil
	}
	var missing []care.PersonID
	for _, id := range all {
		if !r.named[id] && id != uuid.Nil {
			missing = append(missing, id)
		}
	}
	return missing
}
