package importing

import (
	"context"
	"fmt"
	"strconv"
	"sync/atomic"

	"github.com/google/uuid"

	care "intouch/pkg/careleaver"
)

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
