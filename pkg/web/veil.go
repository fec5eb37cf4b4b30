package web

import (
	"context"
	"slices"

	"intouch/pkg/access"
	care "intouch/pkg/careleaver"
	"intouch/pkg/duty"
	"intouch/pkg/store"
)

// A restricted record stands in lists, so that the sums are right and somebody
// answers for it; who it is of is shown to those alone whom it names
// (docs/rules.md section 10).

// restrictedName is what such a record is called.
const restrictedName = "Restricted record"

// veil takes out of the rows of a list whom restricted records are of, for those
// who may not open them.
func (s *server) veil(ctx context.Context, v visit, rows []store.RegisterRow) error {
	return s.veilThose(ctx, v, rows, func(r *store.RegisterRow) bool { return slices.Contains(r.Standing.Flags, duty.RestrictedFlag) })
}

func (s *server) veilThose(ctx context.Context, v visit, rows []store.RegisterRow, restricted func(*store.RegisterRow) bool) error {
	for i := range rows {
		r := &rows[i]
		if !restricted(r) {
			continue
		}
		hidden, err := s.veiled(ctx, v, r.Person)
		if err != nil {
			return err
		}
		if hidden {
			r.GivenName, r.FamilyName, r.KnownAs, r.LocalID, r.DateOfBirth, r.BirthStatus = restrictedName, "", "", "", 0, ""
			r.Where, r.WhereKind, r.Confidence = "", "", ""
		}
	}
	return nil
}

// veilAt does so in a list of the past: what is restricted now is veiled then too.
func (s *server) veilAt(ctx context.Context, v visit, m asAt, rows []store.RegisterRow) error {
	if !m.past() {
		return s.veil(ctx, v, rows)
	}
	now, err := s.restrictedNow(ctx, v)
	if err != nil {
		return err
	}
	return s.veilThose(ctx, v, rows, func(r *store.RegisterRow) bool { return slices.Contains(now, r.Person) })
}

// restrictedNow are the people whose records are restricted today.
func (s *server) restrictedNow(ctx context.Context, v visit) ([]care.PersonID, error) {
	page, err := s.DB.Register(ctx, store.RegisterQuery{Authority: v.Authority, On: v.today, Buckets: everyBucket(), Flag: duty.RestrictedFlag, Limit: 1000})
	var all []care.PersonID
	for _, r := range page.Rows {
		all = append(all, r.Person)
	}
	return all, err
}

// veilFound does so for what a search found: a veiled record is not among it,
// since that would say whose it is.
func (s *server) veilFound(ctx context.Context, v visit, q store.RegisterQuery, m asAt, rows []store.RegisterRow) ([]store.RegisterRow, error) {
	err := s.veilAt(ctx, v, m, rows)
	if q.Text != "" {
		rows = slices.DeleteFunc(rows, func(r store.RegisterRow) bool { return isVeiled(r.GivenName, r.LocalID) })
	}
	return rows, err
}

// veilAlerts does so for the rows of alerts.
func (s *server) veilAlerts(ctx context.Context, v visit, rows []store.AlertRow) error {
	for i := range rows {
		r := &rows[i]
		if !slices.Contains(r.Flags, duty.RestrictedFlag) {
			continue
		}
		hidden, err := s.veiled(ctx, v, r.Person)
		if err != nil {
			return err
		}
		if hidden {
			r.GivenName, r.FamilyName, r.KnownAs, r.LocalID, r.DateOfBirth = restrictedName, "", "", "", 0
		}
	}
	return nil
}

// questions are those of imports that whoever asks may see: none of a record that
// is restricted to others, since they quote what a list says of them.
func (s *server) questions(ctx context.Context, v visit, owner care.StaffID) ([]store.Question, error) {
	all, err := s.DB.Questions(ctx, v.Authority, owner)
	if err != nil {
		return nil, err
	}
	restricted, err := s.restrictedNow(ctx, v)
	if err != nil {
		return nil, err
	}
	for _, id := range restricted {
		hidden, err := s.veiled(ctx, v, id)
		if err != nil {
			return nil, err
		}
		all = slices.DeleteFunc(all, func(q store.Question) bool { return hidden && q.Person == id })
	}
	return all, nil
}

// veiled reports whether whoever asks may not know whom the record is of.
func (s *server) veiled(ctx context.Context, v visit, id care.PersonID) (bool, error) {
	events, _, err := s.DB.Events(ctx, v.Authority, id)
	if err != nil {
		return false, err
	}
	only := restrictedTo(care.PersonOf(id, care.Records(events)), v.today)
	return len(only) > 0 && access.Sees(v.Caller, access.Question{View: access.Open, Person: id, Only: only}) != nil, nil
}

// calledIn is what a person is called in a list.
func calledIn(row store.RegisterRow) string { return name(row.GivenName, row.FamilyName, row.KnownAs) }

// isVeiled reports whether a row was veiled.
func isVeiled(givenName, localID string) bool { return givenName == restrictedName && localID == "" }

// ageAndID are what a list says below a name: nothing of a veiled record.
func ageAndID(givenName, localID string, born, today care.Day) string {
	if isVeiled(givenName, localID) {
		return "Ask whoever answers for it"
	}
	return age(born, today) + ", local id " + localID
}

// ageIn is the age that a list says of somebody: nothing of a veiled record.
func ageIn(row store.RegisterRow, today care.Day) string {
	if isVeiled(row.GivenName, row.LocalID) {
		return "ask whoever answers for it"
	}
	return age(row.DateOfBirth, today)
}
