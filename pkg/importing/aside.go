package importing

import (
	"context"
	"errors"
	"fmt"
	"strconv"

	care "intouch/pkg/careleaver"
)

// setAside keeps a row that names nobody beside the register, until settled. Its
// id follows from what it says, so that the same row in next month's list is the
// same; rows that say the same in one list are counted apart. Rows with an id that
// nobody has are set aside once for each id.
func (r *run) setAside(ctx context.Context, l list, it item, whom Named) RowReport {
	out := RowReport{at: it.at, Sheet: it.sheet, Row: it.number, ID: it.id.or(""), Answer: SetAside}
	reason := it.id.ask
	switch {
	case it.id.known() && whom.Kind != "":
		reason = "Say whom this is about: two people on the register have this id. Merge them if they are one, or correct one of the ids."
	case it.id.known():
		reason = "Register them, or correct the id, and import the file again: nobody on the register has this id."
	}
	if first, before := r.strange[spelling(it.id.or(""))]; before && it.id.known() {
		out.Notes = append(out.Notes, fmt.Sprintf("the same id as in row %d, which is set aside for both", first))
		return out
	}
	cells, said := l.said(it.raw)
	if it.id.known() {
		r.strange[spelling(it.id.value)] = it.number
		said = string(r.Format) + "\x1f" + spelling(it.id.value)
	}
	r.twins[said]++
	f := care.RowSetAside{Import: r.id, AsAt: r.AsAt, Row: it.number, Column: string(l.layout.id), Reason: reason, Cells: cells, Owner: it.owner(r.Caller.Authority)}
	if v := it.texts[l.layout.id]; !saysNothing(v) {
		f.Value = shortened(v)
	}
	out.Questions = []Question{{l.layout.id, f.Value, f.Reason, false}}
	r.sendAside(ctx, it.row, care.DerivedID(r.Caller.Authority, "row set aside", said, strconv.Itoa(r.twins[said])), f, &out)
	return out
}

func (r *run) sendAside(ctx context.Context, row row, id care.EventID, f care.RowSetAside, out *RowReport) {
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
	case reply.Outcome != Stored && !r.ofThisRun(reply.Position):
		out.Notes = append(out.Notes, "set aside before")
	}
}

// Cells are quoted so far: what is longer is in the file.
const (
	longestQuote = 300
	mostCells    = 60 // of a row that is set aside
)

// shortened is a cell as it is quoted.
func shortened(s string) string {
	signs := []rune(s)
	if len(signs) <= longestQuote {
		return s
	}
	return string(signs[:longestQuote]) + "…"
}
