package importing

import (
	"context"
	"crypto/sha256"
	"encoding/hex"
	"errors"
	"fmt"
	"io"
	"strconv"

	"github.com/google/uuid"

	"intouch/pkg/access"
	care "intouch/pkg/careleaver"
)

// Format names Annex A List 9 in events and addresses.
const Format = "annex-a-list-9"

// Job is a list to import, and how the register is read and written.
type Job struct {
	Caller access.Caller // who imports, and into which authority
	AsAt   care.Day      // the day of which the list speaks
	Today  care.Day      // a list of a later day is refused; zero: any day is taken
	File   io.Reader     // .xlsx or CSV, read to its end before anything is stored
	Name   string        // of the file, for the report

	Send Send
	// Events returns the events of a person, and of those merged into them, in
	// log order; none for somebody who is not on the register. It fails for a
	// person whose events cannot all be read.
	Events func(ctx context.Context, person care.PersonID) ([]care.Event, error)
	// Everyone returns who is on the register and not closed, so that the report
	// can name those that the list leaves out. Nil: nobody is looked for.
	Everyone func(ctx context.Context) ([]care.PersonID, error)
	// Progress is told after each person how many rows are answered. It may be
	// nil, and is never called by two at once.
	Progress func(done, total int)
}

// List9 imports an Annex A List 9 and answers for every row (rules.md section 8,
// lessons.md I13). The error is of the list as a whole: the caller may not, it
// cannot be read, or the import could not be begun; then nothing is stored. What
// fails for a row stands in the row's answer, and the same import once more goes
// on where this one broke off.
func List9(ctx context.Context, job Job) (Report, error) {
	if err := job.check(); err != nil {
		return Report{}, err
	}
	file, err := io.ReadAll(job.File)
	if err != nil {
		return Report{}, fmt.Errorf("read the list: %w", err)
	}
	l, err := open(file)
	if err != nil {
		return Report{}, err
	}
	sum := sha256.Sum256(file)
	r := newRun(job, l, hex.EncodeToString(sum[:]))
	if err := r.begin(ctx); err != nil {
		return Report{}, err
	}
	r.rows(ctx)
	r.end(ctx)
	return r.report, nil
}

func (j Job) check() error {
	switch {
	case j.AsAt.IsZero():
		return errors.New("say of which day the list is (--as-at)")
	case !j.Today.IsZero() && j.AsAt > j.Today:
		return fmt.Errorf("the list cannot be of %s, which is still to come: check its day (--as-at)", j.AsAt.Long())
	}
	return access.May(j.Caller, access.Import)
}

// run is an import under way.
type run struct {
	Job
	list    list
	digest  string
	id      care.EventID // of the import
	started uint64       // the position of its beginning
	people  []*group
	report  Report
	staff   workplace
}

func newRun(job Job, l list, digest string) *run {
	r := &run{Job: job, list: l, digest: digest, id: care.DerivedID(job.Caller.Authority, "import", Format, job.AsAt.String(), digest)}
	r.staff = workplace{authority: job.Caller.Authority, send: job.Send, known: map[care.StaffID]bool{}}
	r.report = Report{
		Import: r.id, Format: Format, Name: job.Name, Sheet: l.sheet, AsAt: job.AsAt, HeadingRow: l.row,
		Headings: l.used(), Absent: l.absent(), Counts: map[Answer]int{},
	}
	return r
}

// begin says that the list is being read. Once is enough, however often it is.
func (r *run) begin(ctx context.Context) error {
	reply, err := r.Send(ctx, r.own(r.id, care.ImportStarted{Format: Format, AsAt: r.AsAt, Digest: r.digest}), 0)
	switch {
	case err != nil:
		return fmt.Errorf("begin the import: %w", err)
	case reply.Outcome == Refused:
		return fmt.Errorf("begin the import: %s", reply.Detail)
	}
	r.started = reply.Position
	return nil
}

// own is an event of the import itself.
func (r *run) own(id care.EventID, f care.Fact) care.Event {
	return care.Event{ID: id, Authority: r.Caller.Authority, Area: care.AreaImport, Record: care.NewRecordID(id), Fact: f, Source: Source}
}

// rows reads the rows, brings those of one person together, and answers them.
func (r *run) rows(ctx context.Context) {
	read := newReader(r.list, r.AsAt)
	byPerson, twins := map[care.PersonID]*group{}, map[string]int{}
	var ages agesSeen
	for _, g := range r.list.rows {
		if g.number <= r.list.row {
			continue
		}
		if why := r.list.notAPerson(g); why != "" {
			r.report.LeftOut = append(r.report.LeftOut, LeftOut{g.number, why})
			continue
		}
		row := read.read(g)
		ages.see(row, r.AsAt)
		at := len(r.report.Rows)
		r.report.Rows = append(r.report.Rows, RowReport{Row: row.number, ID: row.id.or("")})
		if !row.id.known() {
			r.report.Rows[at] = r.setAside(ctx, row, g, twins)
			continue
		}
		id := care.NewPersonID(r.Caller.Authority, care.LocalID, row.id.value)
		if byPerson[id] == nil {
			byPerson[id] = &group{person: id, row: row}
			r.people = append(r.people, byPerson[id])
		} else {
			byPerson[id].also(row)
		}
		byPerson[id].at = append(byPerson[id].at, at)
	}
	r.report.Warnings = append(r.report.Warnings, ages.warning(r.AsAt)...)
	r.answerAll(ctx)
}

// setAside keeps a row that names nobody beside the register, until settled. Its
// id follows from what it says, so that the same row in next month's list is the
// same; rows that say the same in one list are counted apart.
func (r *run) setAside(ctx context.Context, row row, g gridRow, twins map[string]int) RowReport {
	cells, said := r.list.said(g)
	twins[said]++
	id := care.DerivedID(r.Caller.Authority, "row set aside", said, strconv.Itoa(twins[said]))
	f := care.RowSetAside{Import: r.id, AsAt: r.AsAt, Row: row.number, Column: string(ColumnID), Reason: row.id.ask, Cells: cells, Owner: row.owner(r.Caller.Authority)}
	if v := row.texts[ColumnID]; !saysNothing(v) {
		f.Value = v
	}
	out := RowReport{Row: row.number, Answer: SetAside, Questions: []Question{{ColumnID, f.Value, f.Reason, false}}}
	err := r.staff.join(ctx, row)
	var reply Reply
	if err == nil {
		reply, err = r.Send(ctx, r.own(id, f), 0)
	}
	switch {
	case err != nil:
		out.fail(err)
	case reply.Outcome == Refused:
		out.fail(errors.New(reply.Detail))
	case reply.Outcome != Stored:
		out.Notes = append(out.Notes, "set aside before")
	}
	return out
}

// end says how the rows were answered, once all are, and finds who is on the
// register and not on the list: nothing changes for them (I1).
func (r *run) end(ctx context.Context) {
	for _, row := range r.report.Rows {
		r.report.Counts[row.Answer]++
	}
	r.report.NotOnTheList = r.leftOut(ctx)
	if r.report.Counts[Failed] > 0 {
		return
	}
	counts := map[string]int{}
	for a, n := range r.report.Counts {
		counts[string(a)] = n
	}
	e := r.own(care.DerivedID(r.id.String(), "finished"), care.ImportFinished{Rows: counts, AsAt: r.AsAt, Started: r.id})
	e.Record = care.NewRecordID(r.id)
	// That it has finished before is no less a finish.
	if _, err := r.Send(ctx, e, r.started); err != nil {
		r.report.Warnings = append(r.report.Warnings, "All rows are answered, but that could not be recorded: import the same list once more.")
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
		r.report.Warnings = append(r.report.Warnings, "Who is on the register and not on this list could not be found out.")
		return nil
	}
	named := map[care.PersonID]bool{}
	for _, row := range r.report.Rows {
		named[row.Person] = true
	}
	var missing []care.PersonID
	for _, id := range all {
		if !named[id] && id != uuid.Nil {
			missing = append(missing, id)
		}
	}
	return missing
}
