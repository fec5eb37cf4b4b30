package store

import (
	"context"
	"slices"
	"strings"

	"github.com/google/uuid"

	care "intouch/pkg/careleaver"
	"intouch/pkg/wire"
)

// Named is somebody whom an id names, and of which kind the id is.
type Named struct {
	ID     string
	Kind   care.IDKind
	Person care.PersonID
}

// Named returns who is on the register under these ids, of any kind, however
// their letters are written. Of somebody who was merged it is whom they are now.
func (db *DB) Named(ctx context.Context, authority string, ids []string) ([]Named, error) {
	wanted := make([]string, len(ids))
	for i, id := range ids {
		wanted[i] = strings.ToUpper(storable(id))
	}
	found, err := list[struct {
		Person  care.PersonID
		Root    *uuid.UUID
		LocalID string
		Others  []string
	}](ctx, db, "whom ids name", `
		SELECT p.person, p.root, p.local_id, p.identifiers AS others FROM read.person p
		WHERE p.authority = $1 AND (upper(p.local_id) = ANY($2) OR EXISTS (SELECT FROM unnest(p.identifiers) AS x (id) WHERE upper(x.id) = ANY($2)))
		ORDER BY p.person`, authority, wanted)
	if err != nil {
		return nil, err
	}
	var all []Named
	for _, p := range found {
		who := p.Person
		if p.Root != nil {
			who = *p.Root
		}
		if slices.Contains(wanted, strings.ToUpper(p.LocalID)) {
			all = append(all, Named{p.LocalID, care.LocalID, who})
		}
		if !slices.ContainsFunc(p.Others, func(id string) bool { return id != p.LocalID && slices.Contains(wanted, strings.ToUpper(id)) }) {
			continue // of the others the table has no kind, and most need none
		}
		others, err := db.otherIDs(ctx, authority, p.Person)
		if err != nil {
			return nil, err
		}
		for _, id := range others {
			if n := (Named{id.ID, id.Kind, who}); slices.Contains(wanted, strings.ToUpper(id.ID)) && !slices.Contains(all, n) {
				all = append(all, n)
			}
		}
	}
	return all, nil
}

// otherIDs are the ids of somebody with their kinds, which no table has.
func (db *DB) otherIDs(ctx context.Context, authority string, person care.PersonID) ([]care.Identifier, error) {
	messages, err := db.personRecord(ctx, authority, person)
	if err != nil {
		return nil, err
	}
	var events []care.Event
	for _, m := range messages {
		e, err := wire.Decode(m)
		if err != nil {
			break // it waits for a program that can read it (I10)
		}
		events = append(events, e)
	}
	return care.PersonOf(person, care.Records(events)).Details.Identifiers, nil
}

func (db *DB) personRecord(ctx context.Context, authority string, person care.PersonID) ([]wire.Message, error) {
	rows, err := db.pool.Query(ctx, `SELECT seq, subject, head, body FROM read.event WHERE authority = $1 AND person = $2 AND subject = $3 ORDER BY seq`,
		authority, person, wire.Subject(authority, person, care.AreaCaseload, care.RecordPerson))
	if err != nil {
		return nil, err
	}
	return collectMessages(rows)
}
