package main

import (
	"context"
	"errors"
	"fmt"
	"io"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"time"

	"github.com/google/uuid"
	"github.com/nats-io/nats.go"

	"intouch/pkg/access"
	"intouch/pkg/careleaver"
	"intouch/pkg/eventlog"
	"intouch/pkg/history"
	"intouch/pkg/returns"
	"intouch/pkg/returns/oc3"
	"intouch/pkg/store"
	"intouch/pkg/web"
)

// export takes something out into a file: what its name in the table of outs says.
type export struct {
	What   string         `arg:"" enum:"${outs}" help:"What to take out: ${outs}."`
	Out    string         `required:"" placeholder:"FILE" help:"The file to write. Its ending says how: .xlsx, .csv, or .json, which says where each cell comes from."`
	At     careleaver.Day `placeholder:"DAY" help:"As it was on that day; today, or the day of --known, when left out."`
	Known  careleaver.Day `placeholder:"DAY" help:"As it was known at the end of that day; all that is known when left out."`
	From   careleaver.Day `placeholder:"DAY" help:"The first day of contacts; all of them when left out."`
	Person uuid.UUID      `placeholder:"ID" help:"Whose timeline: the id in the address of their page."`
	Year   oc3.Year       `placeholder:"YEAR" help:"The collection year of oc3, by the year in which it ends."`
	Ages   oc3.Ages       `placeholder:"AGES" help:"Who is in oc3 besides those of 17 to 21: 17-21, supported or whole; as the policy says when left out."`
}

// out is something that can be taken out.
type out struct {
	name    string
	formats []returns.Format
	write   func(ctx context.Context, e export, t returns.Take, to io.Writer, f returns.Format) error
}

var sheets = []returns.Format{returns.XLSX, returns.CSV, returns.JSON}

// outs are all that can be taken out. Something new is a line here.
var outs = []out{
	{"annex-a-list-9", sheets, func(ctx context.Context, _ export, t returns.Take, to io.Writer, f returns.Format) error {
		return t.List9(ctx, to, f)
	}},
	{"register", sheets, func(ctx context.Context, _ export, t returns.Take, to io.Writer, f returns.Format) error {
		return t.Register(ctx, to, f)
	}},
	{"contacts", sheets, func(ctx context.Context, e export, t returns.Take, to io.Writer, f returns.Format) error {
		return t.Contacts(ctx, to, f, e.From)
	}},
	{"timeline", sheets, timeline},
	{"dfe-daily", []returns.Format{returns.JSON}, func(ctx context.Context, _ export, t returns.Take, to io.Writer, _ returns.Format) error {
		return t.Daily(ctx, to)
	}},
	{oc3Out, []returns.Format{returns.CSV, "xml"}, func(ctx context.Context, e export, t returns.Take, to io.Writer, f returns.Format) error {
		made, err := oc3.Collect(ctx, oc3.Job{Council: t.Council, Year: e.Year, Ages: e.Ages, Known: t.Known, Today: t.Today})
		if err != nil {
			return err
		}
		if f == returns.CSV {
			return oc3.WriteCSV(to, made.Rows)
		}
		return oc3.WriteXML(to, made.Rows)
	}},
}

const oc3Out = "oc3"

func timeline(ctx context.Context, e export, t returns.Take, to io.Writer, f returns.Format) error {
	words, err := web.Words(ctx, t.Council.DB, t.Council.Authority)
	if err != nil {
		return err
	}
	return t.Timeline(ctx, to, f, e.Person, words)
}

// outNames are the names of the outs, for the help and the check of what is typed.
func outNames() string {
	var names []string
	for _, o := range outs {
		names = append(names, o.name)
	}
	return strings.Join(names, ",")
}

// Run takes it out as the operator of this machine, for whom no record is
// restricted, and enters that.
func (e export) Run(s settings) error {
	authority, err := s.one()
	if err != nil {
		return err
	}
	o, f, err := e.chosen()
	if err != nil {
		return err
	}
	return s.do("export", (*house).base, func(ctx context.Context, h *house) error {
		return h.withLog(ctx, "operator", func(_ *nats.Conn, log *eventlog.Log) error {
			if err := h.caughtUp(ctx, log, authority); err != nil {
				return err
			}
			return e.take(ctx, h, authority, o, f)
		})
	})
}

// chosen is what to take out, and how to write it.
func (e export) chosen() (out, returns.Format, error) {
	o := outs[slices.IndexFunc(outs, func(o out) bool { return o.name == e.What })]
	f := returns.Format(strings.ToLower(strings.TrimPrefix(filepath.Ext(e.Out), ".")))
	switch {
	case !slices.Contains(o.formats, f):
		return o, f, fmt.Errorf("give --out a file that ends in %s", endings(o.formats))
	case !e.From.IsZero() && e.What != "contacts":
		return o, f, errors.New("--from is for contacts alone: leave it out")
	case (e.Person != uuid.Nil) != (e.What == "timeline"):
		return o, f, errors.New("--person says whose timeline: give it with a timeline, and with nothing else")
	case (e.Year != 0 || e.Ages != "") != (e.What == oc3Out) || e.What == oc3Out && e.Year == 0:
		return o, f, errors.New("--year says of which collection year: give it with oc3, such as --year 2026, and with nothing else")
	case e.Ages != "" && !oc3.AgesList.Has(e.Ages):
		return o, f, errors.New("--ages is 17-21, supported or whole")
	}
	return o, f, nil
}

func endings(formats []returns.Format) string {
	var all []string
	for _, f := range formats {
		all = append(all, "."+string(f))
	}
	return strings.Join(all, ", ")
}

func (e export) take(ctx context.Context, h *house, authority string, o out, f returns.Format) error {
	policy, err := firstPolicy()
	if err != nil {
		return err
	}
	db, now := store.Open(h.pool), time.Now()
	t := returns.Take{Council: history.Council{DB: db, Authority: authority, Policy: policy}, Today: careleaver.DayOf(now), On: careleaver.DayOf(now)}
	if !e.Known.IsZero() {
		t.Known, t.On = e.Known.End(), min(e.Known, t.Today)
	}
	if !e.At.IsZero() {
		t.On = e.At
	}
	look := access.Question{View: access.Export, Person: e.Person, Detail: e.What + " as at " + t.On.String() + ", " + string(f), At: now}
	if e.What == oc3Out {
		look.Detail = oc3.Taking{Year: e.Year, Ages: e.Ages, Known: e.Known.String(), As: string(f)}.String()
	}
	if err := access.Read(ctx, access.OperatorOf(authority), look, auditor{db}); err != nil {
		return err
	}
	if err := whole(e.Out, func(to io.Writer) error { return o.write(ctx, e, t, to, f) }); err != nil {
		return err
	}
	fmt.Printf("%s of %s, as at %s, is in %s\n", e.What, authority, t.On.Long(), e.Out)
	return nil
}

// whole writes a file that only its owner can read, whole or not at all.
func whole(path string, write func(io.Writer) error) error {
	draft, err := os.CreateTemp(filepath.Dir(path), ".taken-*")
	if err != nil {
		return err
	}
	defer os.Remove(draft.Name())
	if err := write(draft); err != nil {
		return errors.Join(err, draft.Close())
	}
	if err := draft.Close(); err != nil {
		return err
	}
	return os.Rename(draft.Name(), path)
}

// auditor keeps who looked in the tables that are never rebuilt.
type auditor struct{ db *store.DB }

// Audit keeps an entry.
func (a auditor) Audit(ctx context.Context, e access.Entry) error {
	return a.db.Audit(ctx, store.AuditEntry(e))
}
