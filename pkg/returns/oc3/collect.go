package oc3

import (
	"cmp"
	"context"
	"fmt"
	"slices"
	"strings"
	"time"

	care "intouch/pkg/careleaver"
	"intouch/pkg/duty"
	"intouch/pkg/history"
	"intouch/pkg/returns/guarded"
)

// Job says which return is wanted.
type Job struct {
	Council history.Council
	Year    Year
	Ages    Ages                      // empty: as the policy says
	Known   time.Time                 // zero: all that is known
	Today   care.Day                  // whose time around the birthday is over
	Shut    func(p *care.Person) bool // whose record is restricted to others than whoever asks; nil: nobody's
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

// Collect makes the return.
func Collect(ctx context.Context, j Job) (*Return, error) {
	c := collector{Job: j, dead: map[string]bool{}, made: &Return{Year: j.Year, Rows: []Row{}, Left: []LeftOut{}, known: Files{}, enough: map[string]inCare{}}}
	err := c.collect(ctx)
	if err != nil {
		return nil, fmt.Errorf("the care leaver return of %d: %w", j.Year, err)
	}
	return c.made, nil
}

type collector struct {
	Job
	made  *Return
	rules duty.Authority
	last  []lastTaken
	dead  map[string]bool // who was returned as having died last year, by the child id
}

func (c *collector) collect(ctx context.Context) (err error) {
	if c.rules, err = c.Council.Rules(ctx, c.Known); err != nil {
		return err
	}
	if c.Ages == "" {
		c.Ages = usualAges(c.rules.OC3(c.Year.Last()))
	}
	c.made.Ages = c.Ages
	if err = c.lastYear(ctx); err != nil {
		return err
	}
	all := guarded.Question{Council: c.Council, Known: c.Known, Shut: c.Shut}
	if err = all.Each(ctx, func(p guarded.Person) error { c.take(p); return nil }); err != nil {
		return err
	}
	slices.SortFunc(c.made.Rows, func(a, b Row) int {
		return cmp.Or(cmp.Compare(a.Child.Value, b.Child.Value), cmp.Compare(a.Person.String(), b.Person.String()))
	})
	slices.SortStableFunc(c.made.troubled, func(a, b troubled) int { return cmp.Compare(a.child, b.child) })
	c.lastFile()
	return nil
}

// take takes somebody into the return or leaves them out. All rules are asked
// before anything is kept: where they fail, what is known of who the person is
// comes instead (see guarded.Question.Each).
func (c *collector) take(p guarded.Person) {
	row, place := Of(&p.Person.Person, &c.rules, c.Year, c.Ages)
	dead := c.deadIn(p.Person)
	left := LeftOut{p.ID, row.Name, place.Age, place.Reason, place.Why, place.From}
	c.count(place)
	c.settle(p.Person, &row, place)
	if place.In {
		c.learn(&p.Person.Person, row.Child.Value)
	}
	for _, child := range dead {
		c.dead[child] = true
	}
	if p.Shut != "" {
		row.shut(p.Shut)
		left = LeftOut{Person: p.ID, Reason: Restricted, Why: p.Shut}
	}
	for _, t := range row.Troubles {
		c.made.troubled = append(c.made.troubled, troubled{p.ID, row.Name, row.Child.Value, t})
	}
	switch {
	case place.In:
		c.made.Rows = append(c.made.Rows, row)
	case place.Reason != NotOfAge:
		c.made.Left = append(c.made.Left, left)
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

// settle adds what is to be settled of somebody that no rule can know of.
func (c *collector) settle(p history.Person, row *Row, place Place) {
	if p.Incomplete != nil && place.Reason != NotOfAge {
		row.Troubles = append(row.Troubles, Trouble{RecordIncomplete, p.Incomplete.Why})
	}
	if place.In && row.Age <= 21 && row.To >= c.Today && row.InTouch.Value != "DIED" {
		row.Troubles = append(row.Troubles, Trouble{WindowStillOpen, "The time around the birthday ends on " + row.To.Long() + "."})
	}
	if !place.In {
		row.Troubles = slices.DeleteFunc(row.Troubles, func(t Trouble) bool { return t.Code == ChildIDSeveral })
	}
}

// learn notes what InTouch knows of somebody that stands in other files of the
// collection: their date of birth, and their periods of care.
func (c *collector) learn(p *care.Person, child string) {
	child = strings.ToUpper(child)
	c.made.known[Header] = append(c.made.known[Header], Line{"CHILD": child, "DOB": written(p.Details.DateOfBirth)})
	for _, period := range p.CarePeriod {
		f := period.Facts
		if f.From > c.Year.Last() {
			continue
		}
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

// and adds a period up to a day. Short breaks count no day, and may be the last
// period all the same.
func (c inCare) and(f care.CarePeriodRecorded, born, end care.Day) inCare {
	over := !f.To.IsZero() && f.To <= end
	if f.From >= c.last {
		c.last, c.adopted = f.From, over && f.EndedBy("E11", "E12")
	}
	if f.ShortBreak() {
		return c
	}
	to := end
	if over {
		to = f.To
	}
	c.after14 += max(int(to-max(f.From, born.Birthday(14))), 0)
	c.after16 += max(int(to-max(f.From, born.Birthday(16))), 0)
	return c
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
		for i, c := range row.submitted().Cells() {
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
