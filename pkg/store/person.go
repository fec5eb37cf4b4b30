package store

import (
	"context"
	"time"

	"github.com/google/uuid"

	care "intouch/pkg/careleaver"
	"intouch/pkg/duty"
)

// PersonView is what is stored of a person, as a day has it.
type PersonView struct {
	duty.Summary
	On          care.Day
	LeadsTo     care.PersonID    // the person whom all this is now recorded of; zero: this one. What follows is empty then
	Absorbed    []care.PersonID  // those merged into this one
	Registered  bool             // false: On is before their first day on the register; there is no standing
	Standing    duty.Standing    // the one that holds the day
	Whereabouts duty.Whereabouts // likewise; zero for a day before their last recording: duty.Authority.On says it of their Events
	Activity    duty.Activity    // likewise
	Deadlines   []duty.Deadline  // shown on the day, by ActBy, Due, Rule
	Alerts      []Alert          // all there ever were: open first, then the last raised first
	Questions   []Question       // those not settled, by row and column
	OwnerName   string
	AdviserName string
	NextLook    care.Day
}

// Person returns what is stored of a person, as the day has it. Of a person who
// is merged into another it says only who that is. ErrNotFound when the
// authority never registered them.
func (db *DB) Person(ctx context.Context, authority string, id care.PersonID, on care.Day) (PersonView, error) {
	row, err := one[personRead](ctx, db, "person "+id.String(), `
		SELECT `+summaryColumns+`, p.next_look, p.root FROM read.person p WHERE p.authority = $1 AND p.person = $2`, authority, id)
	if err != nil {
		return PersonView{}, err
	}
	v := PersonView{Summary: row.summary(authority), On: on, NextLook: row.NextLook}
	if v.Root != uuid.Nil {
		v.LeadsTo = v.Root
		return v, nil
	}
	family, err := db.family(ctx, authority, id)
	if err != nil {
		return v, err
	}
	v.Absorbed = family[1:]
	if err := db.spansOf(ctx, authority, &v); err != nil {
		return v, err
	}
	return v, db.listsOf(ctx, authority, &v)
}

// spansOf adds what holds on the day: the standing with the names of who is to
// act, whereabouts and activity.
func (db *DB) spansOf(ctx context.Context, authority string, v *PersonView) error {
	stands, err := list[standingNamed](ctx, db, "standing", `
		SELECT `+standingColumns+`, coalesce(o.name, '') AS owner_name, coalesce(m.name, '') AS adviser_name
		FROM read.standing s
		LEFT JOIN read.staff o ON o.authority = s.authority AND o.record = s.owner::text
		LEFT JOIN read.staff m ON m.authority = s.authority AND m.record = s.adviser::text
		WHERE s.authority = $1 AND s.person = $2 AND s.from_day <= $3 AND s.until_day > $3`, authority, v.ID, v.On)
	if err != nil {
		return err
	}
	if v.Registered = len(stands) > 0; v.Registered {
		v.Standing, v.OwnerName, v.AdviserName = stands[0].Standing, stands[0].OwnerName, stands[0].AdviserName
	}
	where, err := list[duty.Whereabouts](ctx, db, "whereabouts", `
		SELECT `+whereaboutsColumns+` FROM read.whereabouts w WHERE w.authority = $1 AND w.person = $2 AND w.from_day <= $3 AND w.until_day > $3`, authority, v.ID, v.On)
	if err != nil {
		return err
	}
	if len(where) > 0 {
		v.Whereabouts = where[0]
	}
	doing, err := list[duty.Activity](ctx, db, "activity", `
		SELECT `+activityColumns+` FROM read.activity x WHERE x.authority = $1 AND x.person = $2 AND x.from_day <= $3 AND x.until_day > $3`, authority, v.ID, v.On)
	if err == nil && len(doing) > 0 {
		v.Activity = doing[0]
	}
	return err
}

type standingNamed struct {
	duty.Standing
	OwnerName, AdviserName string
}

// listsOf adds the deadlines shown on the day, the alerts and the questions.
func (db *DB) listsOf(ctx context.Context, authority string, v *PersonView) (err error) {
	v.Deadlines, err = list[duty.Deadline](ctx, db, "deadlines", `
		SELECT `+deadlineColumns+` FROM read.deadline d
		WHERE d.authority = $1 AND d.person = $2 AND d.from_day <= $3 AND d.until_day > $3 ORDER BY d.act_by, d.due, d.rule, d.lapse`, authority, v.ID, v.On)
	if err != nil {
		return err
	}
	v.Alerts, err = list[Alert](ctx, db, "alerts", `
		SELECT `+alertColumns+` FROM read.alert a WHERE a.authority = $1 AND a.person = $2 ORDER BY a.open DESC, a.raised_at DESC, a.id`, authority, v.ID)
	if err != nil {
		return err
	}
	v.Questions, err = list[Question](ctx, db, "questions", `
		SELECT `+questionColumns+`
		FROM read.question q JOIN read.person p ON p.authority = q.authority AND p.person = q.person
		WHERE q.authority = $1 AND q.person = $2 AND q.settled = '' ORDER BY q.row, q.col, q.record`, authority, v.ID)
	return err
}

const summaryColumns = `p.person, p.local_id, p.given_name, p.family_name, p.known_as, p.identifiers, p.date_of_birth, p.birth_status, p.category, p.registered_on,
	p.seen_on, p.seen_at, p.seen_how, coalesce(p.seen_event, ` + noOne + `) AS seen_event,
	p.spoken_on, p.spoken_at, p.spoken_how, coalesce(p.spoken_event, ` + noOne + `) AS spoken_event,
	p.heard_on, p.heard_at, p.heard_how, coalesce(p.heard_event, ` + noOne + `) AS heard_event,
	p.tried_on, p.tried_at, p.tried_how, coalesce(p.tried_event, ` + noOne + `) AS tried_event,
	p.incomplete, p.policy_version, p.rules_version`

// personRead is a row of person.
type personRead struct {
	Person                                           care.PersonID
	LocalID, GivenName, FamilyName, KnownAs          string
	Identifiers                                      []string
	DateOfBirth                                      care.Day
	BirthStatus                                      care.BirthStatus
	Category                                         care.Category
	RegisteredOn, SeenOn, SpokenOn, HeardOn, TriedOn care.Day
	SeenAt, SpokenAt, HeardAt, TriedAt               *time.Time
	SeenHow, SpokenHow, HeardHow, TriedHow           string
	SeenEvent, SpokenEvent, HeardEvent, TriedEvent   care.EventID
	Incomplete                                       string
	PolicyVersion, RulesVersion                      int
	NextLook                                         care.Day
	Root                                             *uuid.UUID
}

func (r personRead) summary(authority string) duty.Summary {
	s := duty.Summary{
		ID: r.Person, Authority: authority, LocalID: r.LocalID, GivenName: r.GivenName, FamilyName: r.FamilyName, KnownAs: r.KnownAs,
		Identifiers: r.Identifiers, DateOfBirth: r.DateOfBirth, BirthStatus: r.BirthStatus, Category: r.Category, RegisteredOn: r.RegisteredOn,
		Seen:       duty.Clock{When: whenOf(r.SeenOn, r.SeenAt), How: r.SeenHow, Event: r.SeenEvent},
		Spoken:     duty.Clock{When: whenOf(r.SpokenOn, r.SpokenAt), How: r.SpokenHow, Event: r.SpokenEvent},
		HeardOf:    duty.Clock{When: whenOf(r.HeardOn, r.HeardAt), How: r.HeardHow, Event: r.HeardEvent},
		Tried:      duty.Clock{When: whenOf(r.TriedOn, r.TriedAt), How: r.TriedHow, Event: r.TriedEvent},
		Incomplete: r.Incomplete, PolicyVersion: r.PolicyVersion, RulesVersion: r.RulesVersion,
	}
	if r.Root != nil {
		s.Root = *r.Root
	}
	return s
}
