package duty

import (
	"cmp"
	"slices"
	"strings"

	care "intouch/pkg/careleaver"
)

// Value is something that holds of a person now, and the events that say so.
type Value struct {
	Name  string       // date-of-birth, last-seen, deadline.keep-in-touch.<lapse>, reason.silent
	Chain []care.Entry // the event in force that says it, and those that said it before, newest first
}

// The names of the values that do not depend on the person.
const (
	ValueName             = "name"
	ValueBirth            = "date-of-birth"
	ValueContactPoints    = "contact-points"
	ValueCategory         = "category"
	ValueTeam             = "team"
	ValueAdviser          = "personal-adviser"
	ValueOwner            = "owner"
	ValueSeen             = "last-seen"
	ValueSpoken           = "last-spoken-to"
	ValueHeardOf          = "last-heard-of"
	ValueTried            = "last-tried"
	ValueWhereabouts      = "whereabouts"
	ValueConfidence       = "confidence"
	ValueHome             = "home"
	ValueSuitability      = "suitability"
	ValueActivity         = "activity"
	ValueActivityEvidence = "activity-evidence"
	ValueFrequency        = "contact-frequency"
	ValueRisk             = "risk"
	ValueSafety           = "contact-safety"
)

// DeadlineValue names a deadline as a value.
func DeadlineValue(d Deadline) string { return "deadline." + string(d.Rule) + "." + string(d.Lapse) }

// ReasonValue names a reason of the bucket as a value.
func ReasonValue(r Reason) string { return "reason." + string(r) }

// ValuesOf are the values of a person as the rules have them on a day, each with
// the event in force that says it: what was taken back says nothing. A value
// without an event is not among them: nobody said it. look is what the rules say
// on the day.
func ValuesOf(p care.Person, records []care.Record, look Look, day care.Day) []Value {
	s := sources{p: &p, look: &look, day: day, force: map[care.RecordID]care.Entry{}}
	for _, r := range records {
		for _, e := range r.Force {
			s.force[care.NewRecordID(e.ID)] = e
		}
		if r.Person == p.ID && r.ID == care.RecordPerson {
			s.own = r
		}
		if r.ID == care.RecordSafety {
			s.safe = append(s.safe, r.Force...)
		}
	}
	var all []Value
	add := func(name string, chain []care.Entry) {
		if len(chain) > 0 {
			all = append(all, Value{name, chain})
		}
	}
	for _, v := range namedValues {
		add(v.name, v.chain(&s))
	}
	for _, d := range look.Deadlines {
		add(DeadlineValue(d), s.started(d.Lapse))
	}
	for _, r := range look.Standing.Reasons {
		add(ReasonValue(r), s.reason(r))
	}
	return all
}

// sources finds the events that say something.
type sources struct {
	p     *care.Person
	look  *Look
	day   care.Day
	own   care.Record                  // the person's own
	safe  []care.Entry                 // all that was said of how to be in touch safely
	force map[care.RecordID]care.Entry // every event in force, by its id
}

var namedValues = []struct {
	name  string
	chain func(*sources) []care.Entry
}{
	{ValueName, func(s *sources) []care.Entry { return s.detail(hasName, "givenName", "familyName", "knownAs") }},
	{ValueBirth, (*sources).birth},
	{ValueContactPoints, func(s *sources) []care.Entry {
		return s.detail(func(d care.Details) bool { return len(d.ContactPoints) > 0 }, "contactPoints")
	}},
	{ValueCategory, (*sources).category},
	{ValueTeam, (*sources).team},
	{ValueAdviser, func(s *sources) []care.Entry { return s.worker(care.PersonalAdviser, s.look.Standing.Adviser) }},
	{ValueOwner, (*sources).owner},
	{ValueSeen, func(s *sources) []care.Entry { return s.clock(s.p.Seen) }},
	{ValueSpoken, func(s *sources) []care.Entry { return s.clock(s.p.Spoken) }},
	{ValueHeardOf, func(s *sources) []care.Entry { return s.clock(s.p.HeardOf) }},
	{ValueTried, func(s *sources) []care.Entry { return s.clock(s.p.Tried) }},
	{ValueWhereabouts, (*sources).whereabouts},
	{ValueConfidence, (*sources).confidence},
	{ValueHome, (*sources).home},
	{ValueSuitability, (*sources).suitability},
	{ValueActivity, (*sources).activity},
	{ValueActivityEvidence, (*sources).activityEvidence},
	{ValueFrequency, func(s *sources) []care.Entry { return toldBy(s, s.p.Frequencies, all[care.FrequencySet]) }},
	{ValueRisk, func(s *sources) []care.Entry {
		return toldBy(s, s.p.Frequencies, func(f care.FrequencySet) bool { return f.Risk != "" })
	}},
	{ValueSafety, (*sources).safety},
}

func all[F care.Fact](F) bool { return true }

// toldBy are the facts of a list in order of time whose day has come and that
// say something, the last first.
func toldBy[F care.Fact](s *sources, list []care.Told[F], says func(F) bool) []care.Entry {
	var chain []care.Entry
	for i := len(list) - 1; i >= 0; i-- {
		if list[i].HappenedOn() <= s.day && says(list[i].Facts) {
			chain = append(chain, list[i].Entry)
		}
	}
	return chain
}

// safety is the last word on how to be in touch safely, and those before.
func (s *sources) safety() []care.Entry {
	if s.p.Safety == nil {
		return nil
	}
	return from(byTime(s.safe), s.p.Safety.SaidBy())
}

func hasName(d care.Details) bool { return d.GivenName != "" || d.FamilyName != "" || d.KnownAs != "" }

func (s *sources) birth() []care.Entry {
	return s.detail(func(d care.Details) bool { return !d.DateOfBirth.IsZero() || d.BirthStatus != "" }, "dateOfBirth")
}

// detail are the changes that said, or emptied, a detail of the person, the last
// in the log first, and the registration where it did.
func (s *sources) detail(says func(care.Details) bool, fields ...string) []care.Entry {
	var chain []care.Entry
	for _, e := range slices.Backward(s.own.Force) {
		switch f := e.Fact.(type) {
		case care.DetailsChanged:
			if says(f.Details) || slices.ContainsFunc(fields, func(n string) bool { return slices.Contains(f.Cleared, n) }) {
				chain = append(chain, e)
			}
		case care.Registered:
			if says(f.Details) {
				chain = append(chain, e)
			}
		}
	}
	return chain
}

func (s *sources) clock(marks []care.Mark) []care.Entry {
	var chain []care.Entry
	for _, m := range slices.Backward(marks) {
		if m.Day() <= s.day {
			chain = append(chain, m.Entry)
		}
	}
	return chain
}

// started is the event that started a clock.
func (s *sources) started(lapse care.RecordID) []care.Entry {
	if e, ok := s.force[lapse]; ok {
		return []care.Entry{e}
	}
	return nil
}

// distinct leaves out an entry that came before.
func distinct(chain []care.Entry) []care.Entry {
	var kept []care.Entry
	for _, e := range chain {
		if !slices.ContainsFunc(kept, func(k care.Entry) bool { return k.ID == e.ID }) {
			kept = append(kept, e)
		}
	}
	return kept
}

// byTime sorts evidence, that of the latest day first.
func byTime(chain []care.Entry) []care.Entry {
	slices.SortStableFunc(chain, func(a, b care.Entry) int {
		return cmp.Or(int(b.HappenedOn()-a.HappenedOn()), b.RecordedAt.Compare(a.RecordedAt), strings.Compare(b.ID.String(), a.ID.String()))
	})
	return chain
}

// from begins a chain with the event that says the value now.
func from(chain []care.Entry, says care.EventID) []care.Entry {
	i := slices.IndexFunc(chain, func(e care.Entry) bool { return e.SaidBy() == says })
	if i <= 0 {
		return chain
	}
	return append([]care.Entry{chain[i]}, slices.Delete(slices.Clone(chain), i, i+1)...)
}
