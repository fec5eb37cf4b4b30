package main

import (
	"context"
	"errors"
	"fmt"
	"io"
	"maps"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"time"

	"github.com/alecthomas/kong"
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

// export takes something out into a file: what its name in returns.Outs says.
type export struct {
	What   string         `arg:"" enum:"${outs}" help:"What to take out: ${outs}."`
	Out    string         `required:"" placeholder:"FILE" help:"The file to write. Its ending says how: .xlsx, .csv, or .json, which says where each cell comes from; .json alone for dfe-daily, .csv or .xml for oc3."`
	At     careleaver.Day `placeholder:"DAY" help:"As it was on that day; today, or the day of --known, when left out. For ${with_at}."`
	Known  careleaver.Day `placeholder:"DAY" help:"As it was known at the end of that day; all that is known when left out. For all of them."`
	From   careleaver.Day `placeholder:"DAY" help:"The first day; all of them when left out. For ${with_from}."`
	Person uuid.UUID      `placeholder:"ID" help:"Whose it is: the id in the address of their page. For ${with_person}, which needs it."`
	Year   oc3.Year       `placeholder:"YEAR" help:"The collection year, by the year in which it ends. For ${with_year}, which needs it."`
	Ages   oc3.Ages       `placeholder:"AGES" help:"Who is in it besides those of 17 to 21: 17-21, supported or whole; as the policy says when left out. For ${with_ages}."`
}

// exportVars are what the help of export says of what can be taken out.
func exportVars() kong.Vars {
	vars := kong.Vars{"outs": strings.Join(returns.Names(), ",")}
	for part := range lacks {
		vars["with_"+string(part)] = strings.Join(returns.Names(part), ", ")
	}
	return vars
}

// lacks says what something is of which a part cannot be said.
var lacks = map[returns.Part]string{
	returns.PartAt: "is no page of a day", returns.PartFrom: "has no first day", returns.PartPerson: "is not of one person",
	returns.PartYear: "is of no collection year", returns.PartAges: "is of no collection year",
}

// given says of each part whether it was said.
func (e export) given() map[returns.Part]bool {
	return map[returns.Part]bool{
		returns.PartAt: !e.At.IsZero(), returns.PartFrom: !e.From.IsZero(), returns.PartPerson: e.Person != uuid.Nil,
		returns.PartYear: e.Year != 0, returns.PartAges: e.Ages != "",
	}
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
func (e export) chosen() (returns.Out, returns.Format, error) {
	o := returns.Outs[slices.IndexFunc(returns.Outs, func(o returns.Out) bool { return o.Name == e.What })]
	f := returns.Format(strings.ToLower(strings.TrimPrefix(filepath.Ext(e.Out), ".")))
	if !slices.Contains(o.Formats, f) {
		return o, f, fmt.Errorf("give --out a file that ends in %s", endings(o.Formats))
	}
	given := e.given()
	for _, part := range slices.Sorted(maps.Keys(given)) {
		if given[part] && !o.Has(part) {
			return o, f, fmt.Errorf("give --%s with %s alone: %s %s", part, strings.Join(returns.Names(part), ", "), o.Name, lacks[part])
		}
	}
	switch {
	case o.Has(returns.PartPerson) && !given[returns.PartPerson]:
		return o, f, errors.New("say with --person whose timeline: the id in the address of their page")
	case o.Has(returns.PartYear) && !given[returns.PartYear]:
		return o, f, errors.New("say with --year of which collection year, by the year in which it ends: such as --year 2026")
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

func (e export) take(ctx context.Context, h *house, authority string, o returns.Out, f returns.Format) error {
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
	t = o.Of(t)
	look := access.Question{View: access.Export, Person: e.Person, Detail: e.entry(t.On, f), At: now}
	if err := access.Read(ctx, access.OperatorOf(authority), look, auditor{db}); err != nil {
		return err
	}
	w := returns.Wanted{From: e.From, Person: e.Person, Year: e.Year, Ages: e.Ages}
	if w.Words, err = web.Words(ctx, db, authority); err != nil {
		return err
	}
	if err := whole(e.Out, func(to io.Writer) error { return o.Write(ctx, t, w, to, f) }); err != nil {
		return err
	}
	of := authority
	if o.Has(returns.PartAt) {
		of += ", as at " + t.On.Long() + ","
	}
	fmt.Printf("%s of %s is in %s\n", o.Name, of, e.Out)
	return nil
}

// entry is what the audit says of it.
func (e export) entry(on careleaver.Day, f returns.Format) string {
	if e.Year != 0 {
		return oc3.Taking{Year: e.Year, Ages: e.Ages, Known: e.Known.String(), As: string(f)}.String()
	}
	return returns.Entry(e.What, on, e.Known.String(), f)
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
