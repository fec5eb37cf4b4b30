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
	var after registerMarker
	if q.Cursor != "" {
		if err := readMarker(q.Cursor, &after); err != nil {
			return nil, "", err
		}
	}
	for _, p := range all {
		if q.wants(p) && (q.Cursor == "" || q.compare(q.keyOf(p), after) > 0) {
			page = append(page, p)
		}
	}
	slices.SortFunc(page, func(a, b Place) int { return q.compare(q.keyOf(a), q.keyOf(b)) })
	if limit := limited(q.Limit); len(page) > limit {
		page = page[:limit]
		next = marker(q.keyOf(page[limit-1]))
	}
	return page, next, nil
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
		(q.Text == "" || p.found(q.Text))
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

func (q RegisterQuery) keyOf(p Place) registerMarker {
	owner := ""
	if p.Standing.Owner != uuid.Nil {
		owner = "1" + strings.ToLower(p.Owner)
	}
	return registerMarker{p.Standing.Since, p.SortName, owner, p.Person}
}

func (q RegisterQuery) compare(a, b registerMarker) int {
	person := bytes.Compare(a.Person[:], b.Person[:])
	switch q.Sort {
	case ByName:
		return cmp.Or(cmp.Compare(a.SortName, b.SortName), person)
	case ByOwner:
		return cmp.Or(cmp.Compare(a.OwnerSort, b.OwnerSort), cmp.Compare(a.Since, b.Since), person)
	}
	return cmp.Or(cmp.Compare(a.Since, b.Since), person)
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
