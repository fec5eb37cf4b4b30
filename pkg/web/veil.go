package web

import (
	"bytes"
	"context"
	"maps"
	"slices"
	"strings"

	"intouch/pkg/access"
	care "intouch/pkg/careleaver"
	"intouch/pkg/duty"
	"intouch/pkg/figures"
	"intouch/pkg/store"
)

// A restricted record stands in lists, so that the sums are right and somebody
// answers for it; who it is of is shown to those alone whom it names
// (docs/rules.md section 10).

// restrictedName is what such a record is called, and restrictedFacts what is
// said below it.
const (
	restrictedName  = "Restricted record"
	restrictedFacts = "Ask whoever answers for it"
)

// veil is whom whoever asks may not know in a list.
type veil map[care.PersonID]bool

// veil is everybody whose record is restricted now to others than whoever asks,
// whatever day the list is of, with everybody who is merged with them.
func (s *server) veil(ctx context.Context, v visit) (veil, error) {
	return s.veilOver(ctx, v, func(e care.Event) []care.PersonID { return []care.PersonID{e.Person} })
}

// veilAt is the veil over a list of a moment. In the past their record may be
// part of that of somebody from whom they were parted since.
func (s *server) veilAt(ctx context.Context, v visit, m asAt) (veil, error) {
	if !m.past() {
		return s.veil(ctx, v)
	}
	return s.veilOver(ctx, v, func(e care.Event) []care.PersonID {
		if f, ok := saidIn(e.Fact).(care.Merged); ok {
			return []care.PersonID{e.Person, f.Into}
		}
		return []care.PersonID{e.Person}
	})
}

// veilOver is the veil over everybody whom an event of a closed record is of.
func (s *server) veilOver(ctx context.Context, v visit, of func(care.Event) []care.PersonID) (veil, error) {
	restricted, err := s.DB.Flagged(ctx, v.Authority, v.today, duty.RestrictedFlag)
	if err != nil {
		return nil, err
	}
	hidden := veil{}
	for _, id := range restricted {
		events, _, err := s.DB.Events(ctx, v.Authority, id)
		if err != nil {
			return nil, err
		}
		only := restrictedTo(care.PersonOf(id, care.Records(events)), v.today)
		if len(only) == 0 || access.Sees(v.Caller, access.Question{View: access.Open, Person: id, Only: only}) == nil {
			continue
		}
		for _, e := range events {
			for _, id := range of(e) {
				hidden[id] = true
			}
		}
	}
	return hidden, nil
}

// rows takes out of the rows of a list whom they are of.
func (x veil) rows(rows []store.RegisterRow) {
	for i := range rows {
		if r := &rows[i]; x[r.Person] {
			r.GivenName, r.FamilyName, r.KnownAs, r.LocalID, r.DateOfBirth, r.BirthStatus = restrictedName, "", "", "", 0, ""
			r.Where, r.WhereKind, r.Confidence = "", "", ""
		}
	}
}

// ids are who is veiled, for a list to put them where nothing says whose record it is.
func (x veil) ids() []care.PersonID {
	return slices.SortedFunc(maps.Keys(x), func(a, b care.PersonID) int { return bytes.Compare(a[:], b[:]) })
}

// alerts takes out of the rows of alerts whom they are about.
func (x veil) alerts(rows []store.AlertRow) {
	for i := range rows {
		if r := &rows[i]; x[r.Person] {
			r.GivenName, r.FamilyName, r.KnownAs, r.LocalID, r.DateOfBirth = restrictedName, "", "", "", 0
		}
	}
}

// named are people of a figure, those who are veiled last: their place among
// names would tell of theirs.
func (x veil) named(people []figures.Named) []figures.Named {
	var seen, veiled []figures.Named
	for _, p := range people {
		if x[p.ID] {
			veiled = append(veiled, x.one(p))
		} else {
			seen = append(seen, p)
		}
	}
	return append(seen, veiled...)
}

// one is somebody as they may be named.
func (x veil) one(p figures.Named) figures.Named {
	if x[p.ID] {
		return figures.Named{ID: p.ID, GivenName: restrictedName}
	}
	return p
}

// questions are those of imports that whoever asks may see: none of a record that
// is restricted to others, since they quote what a list says of them.
func (s *server) questions(ctx context.Context, v visit, owner care.StaffID) ([]store.Question, error) {
	all, err := s.DB.Questions(ctx, v.Authority, owner)
	if err != nil {
		return nil, err
	}
	hidden, err := s.veil(ctx, v)
	if err != nil {
		return nil, err
	}
	all = slices.DeleteFunc(all, func(q store.Question) bool { return hidden[q.Person] })
	for i := range all {
		if err := s.unquote(ctx, v, &all[i]); err != nil {
			return nil, err
		}
	}
	return all, nil
}

// unquote takes a protected address out of a question that whoever asks may not know.
func (s *server) unquote(ctx context.Context, v visit, q *store.Question) error {
	column := strings.ToLower(q.Column)
	if v.Manager() || !strings.Contains(column, "address") && !strings.Contains(column, "postcode") {
		return nil
	}
	rec, err := s.now(ctx, v, q.Person)
	if err != nil {
		return err
	}
	rec.cover()
	q.Value = rec.unquoted(v, q.Value)
	return nil
}

// calledIn is what a person is called in a list.
func calledIn(row store.RegisterRow) string { return name(row.GivenName, row.FamilyName, row.KnownAs) }

// isVeiled reports whether a row was veiled.
func isVeiled(givenName, localID string) bool { return givenName == restrictedName && localID == "" }

// ageAndID are what a list says below a name: nothing of a veiled record.
func ageAndID(givenName, localID string, born, today care.Day) string {
	if isVeiled(givenName, localID) {
		return restrictedFacts
	}
	return age(born, today) + ", local id " + or(localID, "not known")
}

// ageIn is the age that a list says of somebody: nothing of a veiled record.
func ageIn(row store.RegisterRow, today care.Day) string {
	if isVeiled(row.GivenName, row.LocalID) {
		return lower(restrictedFacts)
	}
	return age(row.DateOfBirth, today)
}
