package store

import (
	"bytes"
	"cmp"
	"slices"
	"strings"

	"github.com/google/uuid"

	care "intouch/pkg/careleaver"
	"intouch/pkg/duty"
)

// Choose returns the places of a page of the register: the same choice in the
// same order as [DB.Register] makes of the tables, and the cursor of the page
// after it.
func (q RegisterQuery) Choose(all []Place) (page []Place, next string, err error) {
	after, err := q.after(all)
	if err != nil {
		return nil, "", err
	}
	for _, p := range all {
		if q.wants(p) && (q.Cursor == "" || q.compare(p, after) > 0) {
			page = append(page, p)
		}
	}
	slices.SortFunc(page, q.compare)
	if limit := limited(q.Limit); len(page) > limit {
		page = page[:limit]
		last := page[limit-1]
		next = marker(registerMarker{last.Standing.Since, last.Standing.Owner, last.Person})
	}
	return page, next, nil
}

// after is the place of the last person of the page before. Who stands nowhere any
// more, since they were merged meanwhile, say, has none: then the list begins anew.
func (q RegisterQuery) after(all []Place) (Place, error) {
	if q.Cursor == "" {
		return Place{}, nil
	}
	var last registerMarker
	if err := readMarker(q.Cursor, &last); err != nil {
		return Place{}, err
	}
	i := slices.IndexFunc(all, func(p Place) bool { return p.Person == last.Person })
	if i < 0 {
		return Place{}, ErrBadCursor
	}
	return all[i], nil
}

func (q RegisterQuery) wants(p Place) bool {
	buckets, s := q.Buckets, p.Standing
	if len(buckets) == 0 {
		buckets = everyBucketButClosed
	}
	return slices.Contains(buckets, s.Bucket) &&
		(q.Team == "" || care.Normalised(s.Team) == care.Normalised(q.Team)) &&
		(q.Adviser == uuid.Nil || s.Adviser == q.Adviser) &&
		(q.Owner == uuid.Nil || s.Owner == q.Owner) && (!q.NoOwner || s.Owner == uuid.Nil) &&
		(q.Flag == "" || slices.Contains(s.Flags, q.Flag)) &&
		(q.Reason == "" || slices.Contains(s.Reasons, q.Reason)) &&
		(q.Text == "" || !slices.Contains(q.Hidden, p.Person) && p.found(q.Text))
}

// found reports whether every word of a search begins a word of the person's.
func (p Place) found(text string) bool {
	asked := strings.Fields(care.Normalised(storable(text)))
	for _, w := range asked {
		w = firstRunes(w, longestWord)
		if !slices.ContainsFunc(p.Words, func(word string) bool { return strings.HasPrefix(word, w) }) {
			return false
		}
	}
	return len(asked) > 0
}

// ownerSort has those without an owner first.
func (p Place) ownerSort() string {
	if p.Standing.Owner == uuid.Nil {
		return ""
	}
	return "1" + strings.ToLower(p.Owner)
}

func (q RegisterQuery) hiddenLast(p Place) int {
	if slices.Contains(q.Hidden, p.Person) {
		return 1
	}
	return 0
}

func (q RegisterQuery) compare(a, b Place) int {
	person, since := bytes.Compare(a.Person[:], b.Person[:]), cmp.Compare(a.Standing.Since, b.Standing.Since)
	switch q.Sort {
	case ByName:
		return cmp.Or(q.hiddenLast(a)-q.hiddenLast(b), cmp.Compare(a.SortName, b.SortName), person)
	case ByOwner:
		return cmp.Or(cmp.Compare(a.ownerSort(), b.ownerSort()), since, person)
	}
	return cmp.Or(since, person)
}

// Row is the person as a list shows them.
func (v PersonView) Row() RegisterRow {
	r := RegisterRow{
		Person: v.ID, LocalID: v.LocalID, GivenName: v.GivenName, FamilyName: v.FamilyName, KnownAs: v.KnownAs, DateOfBirth: v.DateOfBirth, BirthStatus: v.BirthStatus,
		Standing: v.Standing, OwnerName: v.OwnerName, AdviserName: v.AdviserName,
		Seen: v.Seen.When, Spoken: v.Spoken.When, HeardOf: v.HeardOf.When, Tried: v.Tried.When, TriedHow: v.Tried.How,
		Where: v.Whereabouts.State, WhereKind: v.Whereabouts.Kind, Confidence: v.Whereabouts.Confidence, Protected: v.Whereabouts.Protected,
	}
	if len(v.Deadlines) > 0 {
		r.Worst, r.WorstDue = v.Deadlines[0].Rule, v.Deadlines[0].ActBy
	}
	for _, a := range v.Alerts {
		if a.Open {
			r.OpenAlerts++
		}
	}
	return r
}

// Count counts places.
func Count(on care.Day, all []Place) Counts {
	c := Counts{On: on, Buckets: map[duty.Bucket]int{}, Closed: map[duty.Reason]int{}}
	for _, b := range duty.Buckets {
		c.Buckets[b.Code] = 0
	}
	for _, p := range all {
		c.Buckets[p.Standing.Bucket]++
		if p.Standing.Bucket != duty.Closed {
			c.Register++
		} else if len(p.Standing.Reasons) > 0 {
			c.Closed[p.Standing.Reasons[0]]++
		}
	}
	return c
}
