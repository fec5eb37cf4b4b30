package main

import (
	"context"
	"errors"
	"fmt"
	"io"
	"os"
	"path/filepath"
	"time"

	"github.com/nats-io/nats.go"

	"intouch/pkg/access"
	"intouch/pkg/careleaver"
	"intouch/pkg/eventlog"
	"intouch/pkg/importing"
	"intouch/pkg/intake"
	"intouch/pkg/process"
	"intouch/pkg/store"
	"intouch/pkg/web"
)

// imports takes registers and contacts as other systems have them.
type imports struct {
	List9    list9    `cmd:"" name:"annex-a-list-9" help:"An Annex A List 9, as .xlsx or CSV. Each row is answered; importing it again changes nothing, and finishes what broke off."`
	OC3      oc3List  `cmd:"" name:"oc3" help:"An SSDA903 return of care leavers (OC3), as CSV or .xlsx. What it says is taken to be of the birthday in its year."`
	Contacts contacts `cmd:"" name:"contacts" help:"A sheet of contacts, as CSV or .xlsx: the person's id, date, type and outcome, and if you like time, worker and note."`
	Feed     feed     `cmd:"" name:"feed" help:"An extract of the case system: contacts, moves and allocations, as one .xlsx or a ZIP of three CSV files (docs/feed.md)."`
}

// imported is a file that is imported.
type imported struct {
	File    string `arg:"" type:"existingfile" help:"The file."`
	Answers string `type:"path" placeholder:"FILE" help:"Write the answer to each row into this CSV file, and print only those about which there is something to do."`
}

type list9 struct {
	imported
	AsAt careleaver.Day `required:"" placeholder:"DAY" help:"The day of which the list speaks, such as 2026-06-01."`
}

type oc3List struct {
	imported
	Year int            `placeholder:"YEAR" help:"The year in which the collection ends: 2026 for April 2025 to March 2026."`
	AsAt careleaver.Day `placeholder:"DAY" help:"The day on which it was drawn up, if before the year's end. Without a year, the year is the one that this day falls into."`
}

type contacts struct {
	imported
	AsAt careleaver.Day `placeholder:"DAY" help:"The day on which the sheet was drawn up; today if left out."`
}

type feed struct {
	imported
	CompleteTo string `required:"" placeholder:"TIME" help:"Up to when it holds all that the case system holds, such as 2026-06-15T06:00."`
	Source     string `default:"case-system" help:"Which feed it is, as the policy names it."`
}

// Run imports a list.
func (l list9) Run(s settings) error {
	return l.run(s, importing.Job{Format: importing.AnnexAList9, AsAt: l.AsAt})
}

// Run imports a return.
func (o oc3List) Run(s settings) error {
	return o.run(s, importing.Job{Format: importing.OC3, Year: o.Year, AsAt: o.AsAt})
}

// Run imports a sheet of contacts.
func (c contacts) Run(s settings) error {
	return c.run(s, importing.Job{Format: importing.Contacts, AsAt: c.AsAt})
}

// Run takes in an extract.
func (f feed) Run(s settings) error {
	at, err := importing.ParseMoment(f.CompleteTo)
	if err != nil {
		return err
	}
	return f.run(s, importing.Job{Format: importing.Feed, CompleteTo: at, Source: f.Source})
}

// run prints the answers. Rows that are set aside or asked about are answers;
// only rows that could not be stored are a failure.
func (i imported) run(s settings, job importing.Job) error {
	authority, err := s.one()
	if err != nil {
		return err
	}
	return s.do("import", (*house).base, func(ctx context.Context, h *house) error {
		return h.withLog(ctx, "operator", func(nc *nats.Conn, log *eventlog.Log) error {
			if err := process.Retry(ctx, "reach the services", func(ctx context.Context) error { return commandsTaken(ctx, nc) }); err != nil {
				return err
			}
			if err := h.caughtUp(ctx, log, authority); err != nil {
				return err
			}
			if err := i.into(ctx, h, authority, nc, job); err != nil {
				return err
			}
			return h.caughtUp(ctx, log, authority) // so that the pages show it
		})
	})
}

func (i imported) into(ctx context.Context, h *house, authority string, nc *nats.Conn, asked importing.Job) error {
	file, err := os.Open(i.File)
	if err != nil {
		return err
	}
	defer file.Close()
	db := store.Open(h.pool)
	job := web.ImportJob(db, authority, careleaver.DayOf(time.Now()))
	job.Caller, job.File, job.Name, job.Progress = access.OperatorOf(authority), file, filepath.Base(i.File), progress(os.Stderr)
	job.Format, job.AsAt, job.Year, job.CompleteTo, job.Source = asked.Format, asked.AsAt, asked.Year, asked.CompleteTo, asked.Source
	job.Send = importing.Through(intake.NewClient(nc), job.Caller)
	report, err := importing.Import(ctx, job)
	if err != nil {
		return err
	}
	if err := i.print(ctx, db, authority, report); err != nil {
		return err
	}
	if !report.Finished {
		return errors.New("not every row could be stored: import the same list again, it goes on where this broke off")
	}
	return nil
}

// print prints the report; of a file for which answers go into another, only
// the rows about which there is something to do.
func (i imported) print(ctx context.Context, db *store.DB, authority string, report importing.Report) error {
	fmt.Print(report.Head())
	for row, err := range web.ImportAnswers(ctx, db, authority, report.Import, i.Answers != "", nil) {
		if err != nil {
			return err
		}
		fmt.Print(row.Text())
	}
	fmt.Print(report.Tail())
	if i.Answers == "" {
		return nil
	}
	out, err := os.OpenFile(i.Answers, os.O_CREATE|os.O_WRONLY|os.O_TRUNC, 0o600)
	if err != nil {
		return err
	}
	return errors.Join(importing.WriteCSV(out, web.ImportAnswers(ctx, db, authority, report.Import, false, nil)), out.Close())
}

// everySoOften is how often a long import says how far it is.
const everySoOften = 2 * time.Second

// progress says now and then how far an import is.
func progress(to io.Writer) func(done, total int) {
	last := time.Now()
	return func(done, total int) {
		if time.Since(last) >= everySoOften {
			last = time.Now()
			fmt.Fprintf(to, "%d of %d rows\n", done, total)
		}
	}
}
