package importing

import (
	"cmp"
	"context"
	"errors"
	"fmt"
	"maps"
	"slices"

	"github.com/google/uuid"

	care "intouch/pkg/careleaver"
)

// atOnce is how many rows are read before they are answered: of a list of any
// size no more than these are in memory.
const atOnce = 250

// wholeSheet is how many are read of a sheet that is read whole.
const wholeSheet = 20_000

func (l *layout) atOnce() int {
	if l.whole {
		return wholeSheet
	}
	return atOnce
}

// batch is rows that are answered together.
type batch struct {
	items   []item
	reports []RowReport // one for each, in the same order
}

// rows reads the rows, a batch at a time, and answers them. It fails if the
// import was stopped: what is answered stands, and the same import goes on there.
func (r *run) rows(ctx context.Context) error {
	at := 0
	for i, l := range r.lists {
		under := sheetUnderWay{l, r.surveys[i], r.format.reader(r, l, r.surveys[i])}
		var b batch
		err := l.each(func(g gridRow) error {
			if l.notAPerson(g) != "" {
				return nil
			}
			at++
			it := under.read(g)
			if r.kept.has(at) {
				r.passOver(l, it)
				return nil
			}
			it.sheet, it.at = r.sheetName(l), at
			if b.items = append(b.items, it); len(b.items) < l.layout.atOnce() {
				return nil
			}
			return r.answerBatch(ctx, under, &b)
		})
		if err == nil {
			err = r.answerBatch(ctx, under, &b)
		}
		if err != nil {
			return r.stopped(ctx, err)
		}
	}
	return nil
}

// stopped says that the import ends before its last row.
func (r *run) stopped(ctx context.Context, err error) error {
	if ctx.Err() != nil {
		r.report.warn("The import was stopped. Import the same list once more: it goes on there.")
	}
	return err
}

// sheetName is said of the rows of a file with several sheets.
func (r *run) sheetName(l list) string {
	if len(r.lists) > 1 {
		return l.layout.name
	}
	return ""
}

// passOver takes note of a row that an earlier run has answered.
func (r *run) passOver(l list, it item) {
	r.done++
	if !it.id.known() {
		_, said := l.said(it.raw)
		r.twins[said]++
		return
	}
	r.named[r.personOf(it.id.value)] = true
	if id := spelling(it.id.value); !r.format.joins && !contains(r.strange, id) {
		r.strange[id] = it.number // asked for only where nobody has the id
	}
}

// answerBatch answers the rows of a batch and empties it.
func (r *run) answerBatch(ctx context.Context, s sheetUnderWay, b *batch) error {
	if len(b.items) == 0 {
		return nil
	}
	if r.givenUp {
		return r.notTried(ctx, b)
	}
	people, err := r.whose(ctx, b.items)
	if err != nil {
		return fmt.Errorf("find who is on the register: %w", err)
	}
	groups := r.groups(ctx, s, b, people)
	stop := r.answerAll(ctx, groups)
	for _, g := range groups {
		for _, out := range g.outs {
			if !b.has(out.at) {
				r.ahead[out.at] = *out
			}
		}
	}
	return errors.Join(r.batchDone(ctx, b), stop)
}

// notTried answers rows of which those before them say that they would fail.
func (r *run) notTried(ctx context.Context, b *batch) error {
	for _, it := range b.items {
		out := RowReport{at: it.at, Sheet: it.sheet, Row: it.number, ID: it.id.or("")}
		out.fail(errNotTried)
		b.reports = append(b.reports, out)
	}
	return r.batchDone(ctx, b)
}

// groups brings the rows of each person together, and sets aside those that name
// nobody.
func (r *run) groups(ctx context.Context, s sheetUnderWay, b *batch, people []Named) []*group {
	b.reports = make([]RowReport, len(b.items))
	of := map[care.PersonID]*group{}
	var order []*group
	for i, it := range b.items {
		out := &b.reports[i]
		*out = RowReport{at: it.at, Sheet: it.sheet, Row: it.number, ID: it.id.or("")}
		p := people[i].Person
		if done, ahead := r.ahead[it.at]; ahead {
			*out = done
			delete(r.ahead, it.at)
			continue
		}
		if p == uuid.Nil {
			*out = r.setAside(ctx, s.list, it, people[i])
			continue
		}
		if of[p] == nil {
			of[p] = &group{person: p}
			order = append(order, of[p])
		}
		of[p].items, of[p].outs = append(of[p].items, it), append(of[p].outs, out)
	}
	for _, g := range order {
		s.gather(g, r.personOf)
		if s.layout.whole {
			g.inOrder()
		}
	}
	return order
}

// inOrder puts the rows of a person in order of the days from which they hold, so
// that the order of the sheet makes no difference.
func (g *group) inOrder() {
	at := make([]int, len(g.items))
	for i := range at {
		at[i] = i
	}
	slices.SortStableFunc(at, func(a, b int) int {
		return cmp.Or(cmp.Compare(g.items[a].on, g.items[b].on), cmp.Compare(g.items[a].about, g.items[b].about))
	})
	items, outs := g.items, g.outs
	g.items, g.outs = nil, nil
	for _, i := range at {
		g.items, g.outs = append(g.items, items[i]), append(g.outs, outs[i])
	}
}

// gather puts the rows of a person together in the order of the list: those of the
// batch, under whichever id, and those of other batches under the same ids.
func (s sheetUnderWay) gather(g *group, under func(id string) care.PersonID) {
	items, outs := map[int]item{}, map[int]*RowReport{}
	for i, it := range g.items {
		items[it.at], outs[it.at] = it, g.outs[i]
	}
	for _, it := range g.items {
		for _, d := range s.doubles[under(it.id.value)] {
			if _, here := items[d.at]; !here {
				it := s.read(d.gridRow)
				items[d.at], outs[d.at] = it, &RowReport{at: d.at, Row: it.number, ID: it.id.or("")}
			}
		}
	}
	g.items, g.outs = nil, nil
	for _, at := range slices.Sorted(maps.Keys(items)) {
		g.items, g.outs = append(g.items, items[at]), append(g.outs, outs[at])
	}
}

// sheetUnderWay is a sheet while its rows are answered.
type sheetUnderWay struct {
	list
	survey
	read func(gridRow) item
}

// has reports whether a row is one of the batch.
func (b *batch) has(at int) bool {
	return len(b.items) > 0 && at >= b.items[0].at && at <= b.items[len(b.items)-1].at
}

// batchDone counts and keeps the answers of a batch.
func (r *run) batchDone(ctx context.Context, b *batch) error {
	for _, row := range b.reports {
		r.report.Counts[row.Answer]++
		r.report.Asked += len(row.Questions)
		if row.parked {
			r.parked++
		}
		r.named[row.Person] = true
	}
	r.done += len(b.reports)
	err := r.write(ctx, b.reports)
	*b = batch{}
	r.progress(r.done)
	return err
}

func (r *run) progress(done int) {
	if r.Progress != nil {
		r.Progress(done, r.report.Total)
	}
}

// whose finds whom the ids of rows name. Nobody, where an id is missing or
// names two; and for sheets that only tell of people who are on the register,
// where nobody has it.
func (r *run) whose(ctx context.Context, items []item) ([]Named, error) {
	var ids []string
	for _, it := range items {
		if it.id.known() && !slices.Contains(ids, it.id.value) {
			ids = append(ids, it.id.value)
		}
	}
	found := map[string][]Named{}
	if r.Find != nil && len(ids) > 0 {
		all, err := r.Find(ctx, ids)
		if err != nil {
			return nil, err
		}
		for _, n := range all {
			found[spelling(n.ID)] = append(found[spelling(n.ID)], n)
		}
	}
	people := make([]Named, len(items))
	for i, it := range items {
		if it.id.known() {
			people[i] = r.choose(it.id.value, found[spelling(it.id.value)])
		}
	}
	return people, nil
}

// choose takes the one whom an id names by the kind that the format means first.
// Without anybody it is who would be registered under it.
func (r *run) choose(id string, found []Named) Named {
	if r.format.anyKind && slices.ContainsFunc(found, func(n Named) bool { return n.Person != found[0].Person }) {
		return Named{ID: id, Kind: found[0].Kind}
	}
	for _, kind := range r.format.kinds {
		of := slices.DeleteFunc(slices.Clone(found), func(n Named) bool { return n.Kind != kind })
		switch len(of) {
		case 0:
			continue
		case 1:
			return of[0]
		}
		return Named{ID: id, Kind: kind} // two people
	}
	n := Named{ID: id, Person: r.personOf(id)}
	if r.Find != nil && !r.format.joins {
		n.Person = uuid.Nil
	}
	return n
}
