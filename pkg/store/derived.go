package store

import (
	"slices"
	"strings"
	"time"

	"github.com/google/uuid"

	care "intouch/pkg/careleaver"
	"intouch/pkg/duty"
)

// Derived is what a person's events mean, as it is to be stored.
type Derived struct {
	Authority  string
	Meaning    duty.Meaning
	RecordedOn care.Day      // the day of their last recording
	RecordedAt time.Time     // when any event under them was recorded last, even one that is not in force
	MergedInto care.PersonID // as their own events say; zero: nobody
	Root       care.PersonID // at the end of all merges; zero: themselves
	Workers    []care.StaffID
	Teams      []string // case folded; with Workers: whose changes concern them
	Late       []Late   // in order of time
	Nothing    bool     // nobody registered them: no rows
}

// table is a table and its columns in the order of its rows' fields.
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
		merged_into, root, incomplete, policy_version, rules_version, next_look, workers, teams, last_recorded, late_at, late_from`}
	standingTable = table{"standing", `authority, person, from_day, until_day, bucket, reasons, flags, since, act_by,
		category, team, team_key, adviser, owner, latest`}
	whereaboutsTable = table{"whereabouts", `authority, person, from_day, until_day, state, record, since, since_is, kind,
		address, postcode, protected, confidence, evidence_on, how, said_by, evidence_by`}
	activityTable = table{"activity", `authority, person, from_day, until_day, code, since, provider, evidence_on, how, said_by, evidence_by`}
	deadlineTable = table{"deadline", `authority, person, rule, lapse, from_day, until_day, due, act_by, alert_from, source, known_late, origin, record`}
	alertTable    = table{"alert", `authority, person, id, recorded_under, rule, policy_version, lapse, due, act_by, origin, known_late,
		raised_at, raised_for, open, opened, closed_at, closed_reason, closed_because,
		ack_at, ack_by, ack_what, ack_until, silenced_at, silenced_by, silence_reason, silence_cites, silenced_until,
		not_useful, held, met_by, met_on, last_event, position`}
	questionTable = table{"question", `authority, person, record, col, value, reason, as_at, row, owner, asked_at, settled, settled_at, position`}

	ofPeople = [...]table{personTable, standingTable, whereaboutsTable, activityTable, deadlineTable, alertTable, questionTable}
)

// Rows are the rows of a person in each of the tables ofPeople.
type Rows struct {
	Person care.PersonID
	of     [len(ofPeople)]rows
}

// Rows turns what a person's events mean into rows.
func (d *Derived) Rows() Rows {
	r := Rows{Person: d.Meaning.Person.ID}
	if d.Nothing {
		return r
	}
	m := &d.Meaning
	each(&r.of[0], []duty.Summary{m.Person}, d.person)
	if d.Root != uuid.Nil {
		return r
	}
	each(&r.of[1], m.Standings, d.standing)
	each(&r.of[2], m.Whereabouts, d.whereabouts)
	each(&r.of[3], m.Activity, d.activity)
	each(&r.of[4], m.Deadlines, d.deadline)
	each(&r.of[5], m.Alerts, d.alert)
	each(&r.of[6], m.Questions, d.question)
	return r
}

// each adds a row for each of the list, begun with whose it is.
func each[T any](r *rows, list []T, row func(*rows, *T)) {
	const usual = 256 // bytes of a row, with its person
	r.buf = make([]byte, 0, len(list)*usual)
	r.starts = make([]int, 0, len(list))
	for i := range list {
		r.begin()
		row(r, &list[i])
	}
}

// whose begins a row of the person.
func (d *Derived) whose(r *rows) {
	r.text(d.Authority)
	r.id(d.Meaning.Person.ID)
}

func (d *Derived) person(r *rows, p *duty.Summary) {
	d.whose(r)
	r.text(p.LocalID)
	r.text(p.GivenName)
	r.text(p.FamilyName)
	r.text(p.KnownAs)
	r.text(sortName(p))
	texts(r, slices.Sorted(slices.Values(p.Identifiers))) // those of merged people come in the log's order
	texts(r, words(p))
	r.day(p.DateOfBirth)
	r.text(string(p.BirthStatus))
	r.text(string(p.Category))
	r.day(p.RegisteredOn)
	for _, c := range []duty.Clock{p.Seen, p.Spoken, p.HeardOf, p.Tried} {
		r.when(c.When)
		r.text(c.How)
		r.id(c.Event)
	}
	r.id(d.MergedInto)
	r.id(d.Root)
	r.text(p.Incomplete)
	r.int(p.PolicyVersion)
	r.int(p.RulesVersion)
	r.day(d.Meaning.NextLook)
	r.ids(d.Workers)
	texts(r, d.Teams)
	r.time(d.RecordedAt)
	r.late(d.Late)
}

func sortName(p *duty.Summary) string { return care.Normalised(p.FamilyName + " " + p.GivenName) }

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

func (d *Derived) standing(r *rows, s *duty.Standing) {
	d.whose(r)
	r.day(s.From)
	r.day(s.Until)
	r.text(string(s.Bucket))
	texts(r, s.Reasons)
	texts(r, s.Flags)
	r.day(s.Since)
	r.day(s.ActBy)
	r.text(string(s.Category))
	r.text(s.Team)
	r.text(care.Normalised(s.Team))
	r.id(s.Adviser)
	r.id(s.Owner)
	r.bool(s.Until > d.RecordedOn)
}

func (d *Derived) whereabouts(r *rows, w *duty.Whereabouts) {
	d.whose(r)
	r.day(w.From)
	r.day(w.Until)
	r.text(string(w.State))
	r.text(string(w.Of))
	r.day(w.Since)
	r.text(string(w.SinceIs))
	r.text(w.Kind)
	r.text(w.Address)
	r.text(w.Postcode)
	r.bool(w.Protected)
	r.text(string(w.Confidence))
	r.day(w.EvidenceOn)
	r.text(string(w.How))
	r.id(w.SaidBy)
	r.id(w.EvidenceBy)
}

func (d *Derived) activity(r *rows, a *duty.Activity) {
	d.whose(r)
	r.day(a.From)
	r.day(a.Until)
	r.text(string(a.Code))
	r.day(a.Since)
	r.text(a.Provider)
	r.day(a.EvidenceOn)
	r.text(string(a.How))
	r.id(a.SaidBy)
	r.id(a.EvidenceBy)
}

func (d *Derived) deadline(r *rows, x *duty.Deadline) {
	d.whose(r)
	r.text(string(x.Rule))
	r.text(string(x.Lapse))
	r.day(x.From)
	r.day(x.Until)
	r.day(x.Due)
	r.day(x.ActBy)
	r.day(x.AlertFrom)
	r.text(x.Source)
	r.bool(x.KnownLate)
	r.text(string(x.Origin))
	r.text(string(x.Record))
}
