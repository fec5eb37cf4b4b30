package oc3

import (
	"cmp"
	"context"
	"fmt"
	"slices"
	"strconv"
	"strings"
	"time"

	"github.com/google/uuid"

	care "intouch/pkg/careleaver"
	"intouch/pkg/duty"
	"intouch/pkg/history"
)

// Job says which return is wanted.
type Job struct {
	Council history.Council
	Year    Year
	Ages    Ages                      // empty: as the policy says
	Known   time.Time                 // zero: all that is known
	Today   care.Day                  // whose time around the birthday is over
	Shut    func(p *care.Person) bool // whose record whoever asks may not open: codes without reasons; nil: nobody's
}

// Return is the return of a year.
type Return struct {
	Year      Year
	Ages      Ages
	Rows      []Row     // in order of the child id
	Left      []LeftOut // of age, or perhaps of age, and not in it
	Supported int       // of 22 to 25: how many asked for support
	Whole     int       // and how many there are
	troubled  []troubled
	known     Files             // of the other files, what InTouch knows itself
	enough    map[string]inCare // of whom periods of care are known: for how long
}

// LeftOut is somebody who is not in the return, and why.
type LeftOut struct {
	Person care.PersonID  `json:"person"`
	Name   string         `json:"name,omitzero"`
	Age    int            `json:"age,omitzero"`
	Reason Reason         `json:"reason"`
	Why    string         `json:"why"`
	From   []care.EventID `json:"from,omitzero"`
}

// troubled is somebody with what is to be settled.
type troubled struct {
	person care.PersonID
	name   string
	child  string
	Trouble
}

// Taken names the return of a year in the audit; the kind of file follows after
// a comma.
func Taken(y Year) string { return "oc3 " + strconv.Itoa(int(y)) }

// Collect makes the return.
func Collect(ctx context.Context, j Job) (*Return, error) {
	c := collector{Job: j, made: &Return{Year: j.Year, Rows: []Row{}, Left: []LeftOut{}, known: Files{}, enough: map[string]inCare{}}}
	err := c.collect(ctx)
	if err != nil {
		return nil, fmt.Errorf("the care leaver return of %d: %w", j.Year, err)
	}
	return c.made, nil
}

type collector struct {
	Job
	made    *Return
	rules   duty.Authority
	guarded map[care.PersonID]guarded // nil: as known is as it is
}

// guarded is what of somebody's record is closed now, at every time.
type guarded struct {
	sealed []care.Event
	shut   bool
}

func (c *collector) collect(ctx context.Context) (err error) {
	if c.rules, err = c.Council.Rules(ctx, c.Known); err != nil {
		return err
	}
	if c.Ages == "" {
		c.Ages = usualAges(c.rules.OC3(c.Year.Last()))
	}
	c.made.Ages = c.Ages
	if !c.Known.IsZero() {
		if err = c.guard(ctx); err != nil {
			return err
		}
	}
	if err = c.Council.Each(ctx, c.Known, func(p history.Person) error { c.take(p); return nil }); err != nil {
		return err
	}
	slices.SortFunc(c.made.Rows, func(a, b Row) int {
		return cmp.Or(cmp.Compare(a.Child.Value, b.Child.Value), cmp.Compare(a.Person.String(), b.Person.String()))
	})
	slices.SortStableFunc(c.made.troubled, func(a, b troubled) int { return cmp.Compare(a.child, b.child) })
	return c.lastYear(ctx)
}

// guard notes what is closed now: it is closed at every time (docs/rules.md
// section 10).
func (c *collector) guard(ctx context.Context) error {
	c.guarded = map[care.PersonID]guarded{}
	return c.Council.Each(ctx, time.Time{}, func(p history.Person) error {
		for _, id := range append([]care.PersonID{p.ID}, p.Absorbed...) {
			c.guarded[id] = guarded{p.Sealed, c.Shut != nil && c.Shut(&p.Person)}
		}
		return nil
	})
}

func (c *collector) take(p history.Person) {
	if p.Root != uuid.Nil {
		return
	}
	g := guarded{p.Sealed, c.Shut != nil && c.Shut(&p.Person)}
	if c.guarded != nil {
		now, there := c.guarded[p.ID]
		if !there {
			return // all that was recorded of them is destroyed
		}
		g = now
	}
	p.Sealed = g.sealed
	row, place := Of(&p.Person, &c.rules, c.Year, c.Ages)
	c.count(place)
	c.note(p, row, place)
	switch {
	case place.In:
		c.learn(&p.Person, row.Child.Value)
		if g.shut {
			row.shut()
		}
		c.made.Rows = append(c.made.Rows, row)
	case place.Reason != NotOfAge:
		c.made.Left = append(c.made.Left, LeftOut{p.ID, row.Name, place.Age, place.Reason, place.Why, place.From})
	}
}

func (c *collector) count(p Place) {
	if p.Supported {
		c.made.Supported++
	}
	if p.Supported || p.Reason == NotSupported {
		c.made.Whole++
	}
}

// note keeps what is to be settled of somebody.
func (c *collector) note(p history.Person, row Row, place Place) {
	if p.Incomplete != nil && (place.In || place.Reason == NoBirth) {
		row.Troubles = append(row.Troubles, Trouble{RecordIncomplete, p.Incomplete.Why})
	}
	if place.In && row.Age <= 21 && row.To >= c.Today && row.InTouch.Value != "DIED" {
		row.Troubles = append(row.Troubles, Trouble{WindowStillOpen, "The time around the birthday ends on " + row.To.Long() + "."})
	}
	for _, t := range row.Troubles {
		if !place.In && t.Code == ChildIDSeveral {
			continue
		}
		c.made.troubled = append(c.made.troubled, troubled{p.ID, row.Name, row.Child.Value, t})
	}
}

// shut leaves the codes, which the authority owes, and takes out why.
func (r *Row) shut() {
	for _, c := range []*Cell{&r.Child, &r.DOB, &r.InTouch, &r.Activ, &r.Accom} {
		c.Why, c.From = "This record is restricted to named people.", nil
	}
}

// learn notes what InTouch knows of somebody that stands in other files of the
// collection: their date of birth, and their periods of care.
func (c *collector) learn(p *care.Person, child string) {
	child = strings.ToUpper(child)
	c.made.known[Header] = append(c.made.known[Header], Line{"CHILD": child, "DOB": written(p.Details.DateOfBirth)})
	for _, period := range p.CarePeriod {
		f := period.Facts
		for table, y := range map[TableName]Year{Episodes: c.Year, EpisodesLast: c.Year - 1} {
			if f.From <= y.Last() && (f.To.IsZero() || f.To >= y.First()) {
				c.made.known[table] = append(c.made.known[table], episodeLine(child, f, y))
			}
		}
		c.made.enough[child] = c.made.enough[child].and(f, p.Details.DateOfBirth, c.Year.Last())
	}
}

// episodeLine is a period of care as the file of a year would have it: what ends
// later has no end in it.
func episodeLine(child string, f care.CarePeriodRecorded, y Year) Line {
	l := Line{"CHILD": child, "DECOM": written(f.From), "RNE": "S", "LS": strings.ToUpper(f.LegalStatus)}
	if !f.To.IsZero() && f.To <= y.Last() {
		l["DEC"], l["REC"] = written(f.To), strings.ToUpper(f.ReasonEnded)
	}
	return l
}

// and adds a period, short breaks excepted.
func (c inCare) and(f care.CarePeriodRecorded, born, end care.Day) inCare {
	if f.ShortBreak() {
		return c
	}
	to := end
	if !f.To.IsZero() {
		to = f.To
	}
	c.after14 += max(int(to-max(f.From, born.Birthday(14))), 0)
	c.after16 += max(int(to-max(f.From, born.Birthday(16))), 0)
	return c
}

// lastYear is what was returned as having died last year, as it was known when
// that return was last taken out.
func (c *collector) lastYear(ctx context.Context) error {
	at, err := c.Council.DB.LastTaken(ctx, c.Council.Authority, Taken(c.Year-1))
	if err != nil || at.IsZero() || !c.Known.IsZero() && at.After(c.Known) {
		return err
	}
	rules, err := c.Council.Rules(ctx, at)
	if err != nil {
		return err
	}
	lines := []Line{}
	err = c.Council.Each(ctx, at, func(p history.Person) error {
		if p.Died == nil || p.Root != uuid.Nil {
			return nil
		}
		if row, place := Of(&p.Person, &rules, c.Year-1, ""); place.In {
			lines = append(lines, Line{"CHILD": strings.ToUpper(row.Child.Value), "IN_TOUCH": row.InTouch.Value})
		}
		return nil
	})
	c.made.known[OC3Last] = lines
	return err
}

// Codes counts the rows by IN_TOUCH.
func (r *Return) Codes() map[string]int {
	n := map[string]int{}
	for _, row := range r.Rows {
		n[row.InTouch.Value]++
	}
	return n
}

// LeftBy counts those who are left out by reason, in the order of Reasons.
func (r *Return) LeftBy() map[Reason]int {
	n := map[Reason]int{}
	for _, l := range r.Left {
		n[l.Reason]++
	}
	return n
}

// lines are the rows as a file has them.
func (r *Return) lines() []Line {
	all := make([]Line, 0, len(r.Rows))
	for _, row := range r.Rows {
		line := Line{}
		for i, c := range row.Cells() {
			if c.Value != "" {
				line[columns[i]] = strings.ToUpper(c.Value)
			}
		}
		all = append(all, line)
	}
	return all
}

// people are those of the return, by the child id as files have it.
func (r *Return) people() map[string]Row {
	by := map[string]Row{}
	for _, row := range r.Rows {
		by[strings.ToUpper(row.Child.Value)] = row
	}
	return by
}
