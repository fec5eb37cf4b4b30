package store

import (
	"slices"
	"strings"

	"github.com/google/uuid"

	care "intouch/pkg/careleaver"
	"intouch/pkg/duty"
)

// Derived is what a person's events mean, as it is to be stored.
type Derived struct {
	Authority  string
	Meaning    duty.Meaning
	RecordedOn care.Day      // the day of their last recording
	MergedInto care.PersonID // as their own events say; zero: nobody
	Root       care.PersonID // at the end of all merges; zero: themselves
	Workers    []care.StaffID
	Teams      []string // case folded; with Workers: whose changes concern them
	Nothing    bool     // nobody registered them: no rows
}

// table is a table and its columns in the order of its tuples.
type table struct {
	name    string
	columns string
}

// The tables that hold the rows of people. Each has authority and person first.
var (
	personTable = table{"person", `authority, person, local_id, given_name, family_name, known_as, sort_name, identifiers, words,
		date_of_birth, birth_status, category, registered_on,
		seen_on, seen_at, seen_how, seen_event, spoken_on, spoken_at, spoken_how, spoken_event,
		heard_on, heard_at, heard_how, heard_event, tried_on, tried_at, tried_how, tried_event,
		merged_into, root, incomplete, policy_version, rules_version, next_look, workers, teams`}
	standingTable = table{"standing", `authority, person, from_day, until_day, bucket, reasons, flags, since, act_by,
		category, team, team_key, adviser, owner, latest`}
	whereaboutsTable = table{"whereabouts", `authority, person, from_day, until_day, state, record, since, since_is, kind,
		address, postcode, protected, confidence, evidence_on, how, said_by, evidence_by`}
	activityTable = table{"activity", `authority, person, from_day, until_day, code, since, provider, evidence_on, how, said_by, evidence_by`}
	deadlineTable = table{"deadline", `authority, person, rule, lapse, from_day, until_day, due, act_by, source, known_late, origin, record`}
	alertTable    = table{"alert", `authority, person, id, recorded_under, rule, policy_version, lapse, due, act_by, origin, known_late,
		raised_at, raised_for, open, opened, closed_at, closed_reason, closed_because,
		ack_at, ack_by, ack_what, ack_until, silenced_at, silenced_by, silence_reason, silence_cites, silenced_until,
		not_useful, met_by, met_on, last_event, position`}
	questionTable = table{"question", `authority, person, record, col, value, reason, as_at, row, owner, asked_at, settled, settled_at, position`}

	ofPeople = [...]table{personTable, standingTable, whereaboutsTable, activityTable, deadlineTable, alertTable, questionTable}
)

// rows are the tuples of a person in each of the tables ofPeople.
func (d *Derived) rows() [len(ofPeople)][]tuple {
	if d.Nothing {
		return [len(ofPeople)][]tuple{}
	}
	rows := [len(ofPeople)][]tuple{{d.person()}}
	if d.Root != uuid.Nil {
		return rows
	}
	m := &d.Meaning
	rows[1] = each(m.Standings, d.standing)
	rows[2] = each(m.Whereabouts, d.whereabouts)
	rows[3] = each(m.Activity, d.activity)
	rows[4] = each(m.Deadlines, d.deadline)
	rows[5] = each(m.Alerts, d.alert)
	rows[6] = each(m.Questions, d.question)
	return rows
}

func each[T any](list []T, row func(*tuple, *T)) []tuple {
	tuples := make([]tuple, len(list))
	for i := range list {
		tuples[i] = newTuple()
		row(&tuples[i], &list[i])
	}
	return tuples
}

// whose begins a row of the person.
func (d *Derived) whose(t *tuple) {
	t.text(d.Authority)
	t.id(d.Meaning.Person.ID)
}

func (d *Derived) person() tuple {
	p := &d.Meaning.Person
	t := newTuple()
	d.whose(&t)
	t.text(p.LocalID)
	t.text(p.GivenName)
	t.text(p.FamilyName)
	t.text(p.KnownAs)
	t.text(care.Normalised(p.FamilyName + " " + p.GivenName))
	texts(&t, p.Identifiers)
	texts(&t, words(p))
	t.day(p.DateOfBirth)
	t.text(string(p.BirthStatus))
	t.text(string(p.Category))
	t.day(p.RegisteredOn)
	for _, c := range []duty.Clock{p.Seen, p.Spoken, p.HeardOf, p.Tried} {
		t.when(c.When)
		t.text(c.How)
		t.id(c.Event)
	}
	t.id(d.MergedInto)
	t.id(d.Root)
	t.text(p.Incomplete)
	t.int(p.PolicyVersion)
	t.int(p.RulesVersion)
	t.day(d.Meaning.NextLook)
	t.ids(d.Workers)
	texts(&t, d.Teams)
	return t
}

// longestWord bounds what is searched of a word; no name or id is longer.
const longestWord = 64

// words are what a search may begin with: each word of the names and each id.
func words(p *duty.Summary) []string {
	all := strings.Fields(care.Normalised(p.GivenName + " " + p.FamilyName + " " + p.KnownAs))
	for _, id := range p.Identifiers {
		all = append(all, strings.ReplaceAll(care.Normalised(id), " ", ""))
	}
	for i, w := range all {
		all[i] = firstRunes(w, longestWord)
	}
	all = slices.DeleteFunc(all, func(w string) bool { return w == "" })
	slices.Sort(all)
	return slices.Compact(all)
}

func firstRunes(s string, n int) string {
	for i := range s {
		if n == 0 {
			return s[:i]
		}
		n--
	}
	return s
}

func (d *Derived) standing(t *tuple, s *duty.Standing) {
	d.whose(t)
	t.day(s.From)
	t.day(s.Until)
	t.text(string(s.Bucket))
	texts(t, s.Reasons)
	texts(t, s.Flags)
	t.day(s.Since)
	t.day(s.ActBy)
	t.text(string(s.Category))
	t.text(s.Team)
	t.text(care.Normalised(s.Team))
	t.id(s.Adviser)
	t.id(s.Owner)
	t.bool(s.Until > d.RecordedOn)
}

func (d *Derived) whereabouts(t *tuple, w *duty.Whereabouts) {
	d.whose(t)
	t.day(w.From)
	t.day(w.Until)
	t.text(string(w.State))
	t.text(string(w.Of))
	t.day(w.Since)
	t.text(string(w.SinceIs))
	t.text(w.Kind)
	t.text(w.Address)
	t.text(w.Postcode)
	t.bool(w.Protected)
	t.text(string(w.Confidence))
	t.day(w.EvidenceOn)
	t.text(string(w.How))
	t.id(w.SaidBy)
	t.id(w.EvidenceBy)
}

func (d *Derived) activity(t *tuple, a *duty.Activity) {
	d.whose(t)
	t.day(a.From)
	t.day(a.Until)
	t.text(string(a.Code))
	t.day(a.Since)
	t.text(a.Provider)
	t.day(a.EvidenceOn)
	t.text(string(a.How))
	t.id(a.SaidBy)
	t.id(a.EvidenceBy)
}

func (d *Derived) deadline(t *tuple, x *duty.Deadline) {
	d.whose(t)
	t.text(string(x.Rule))
	t.text(string(x.Lapse))
	t.day(x.From)
	t.day(x.Until)
	t.day(x.Due)
	t.day(x.ActBy)
	t.text(x.Source)
	t.bool(x.KnownLate)
	t.text(string(x.Origin))
	t.text(string(x.Record))
}
