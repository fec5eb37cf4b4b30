package history

import (
	"context"
	"fmt"
	"math"
	"slices"
	"time"

	"github.com/google/uuid"

	care "intouch/pkg/careleaver"
	"intouch/pkg/duty"
	"intouch/pkg/store"
)

// Council is an authority whose past can be asked for. Wherever a time is asked
// for as known, the zero time means all that is known.
type Council struct {
	DB        *store.DB
	Authority string
	Policy    duty.Policy // the one that came with the program: in force while none is published
}

// Person is somebody with all that was known of them, that of people merged
// into them included.
type Person struct {
	care.Person
	Incomplete *duty.Incomplete // the first event that cannot be applied; nothing from it on is known. Nil: all could be (I10)
	Absorbed   []care.PersonID  // those merged into this one, in order of their ids
	Events     []care.Event     // all that counts for them, in log order, as far as it can be applied
	Root       care.PersonID    // whom they are merged into: such a person comes with nothing but that. Zero: nobody

	bad *Unapplied
}

// Rules returns what the meaning of anybody's events depended on, as known: the
// versions of the policy, the staff, the days of the first import and of the
// first registration.
func (c Council) Rules(ctx context.Context, known time.Time) (duty.Authority, error) {
	var rules duty.Authority
	err := c.snapshot(ctx, known, func(s *snapshot) (err error) {
		rules, err = s.rules(ctx)
		return err
	})
	return rules, err
}

// Each gives everybody to do, in order of their ids, one after the other. People
// merged into another are part of that one and do not come themselves; nor do
// those who were not known of then.
func (c Council) Each(ctx context.Context, known time.Time, do func(Person) error) error {
	return c.snapshot(ctx, known, func(s *snapshot) error { return s.each(ctx, do) })
}

// Person returns somebody as known; of somebody merged into another, who that
// is. store.ErrNotFound when nobody knew of them.
func (c Council) Person(ctx context.Context, id care.PersonID, known time.Time) (Person, error) {
	var p Person
	err := c.snapshot(ctx, known, func(s *snapshot) error {
		rules, err := s.rules(ctx)
		if err != nil {
			return err
		}
		p, err = s.person(ctx, &rules, id)
		return err
	})
	return p, err
}

// snapshot is the events of an authority at one moment, as far as known then.
type snapshot struct {
	*store.Tx
	council *Council
	known   time.Time // zero: all that is known
	upTo    uint64    // the last position that counts; 0: all do
	passed  time.Time // when the last event that counts was recorded; zero: all do
}

func (c Council) snapshot(ctx context.Context, known time.Time, do func(*snapshot) error) error {
	err := c.DB.Snapshot(ctx, c.Authority, func(tx *store.Tx) error {
		return do(&snapshot{Tx: tx, council: &c, known: known, passed: known})
	})
	if err != nil {
		return fmt.Errorf("the history of %s: %w", c.Authority, err)
	}
	return nil
}

// isKnown reports whether what was recorded at a time, at a position of the log,
// was known then.
func (s *snapshot) isKnown(recorded time.Time, position uint64) bool {
	return (s.known.IsZero() || !recorded.After(s.known)) && (s.upTo == 0 || position <= s.upTo)
}

// eachPerson reads what was known of each of these people.
func (s *snapshot) eachPerson(ctx context.Context, people []care.PersonID, do func([]store.Raw) error) error {
	if s.known.IsZero() {
		return s.EachPerson(ctx, people, do)
	}
	return s.EachPersonUntil(ctx, people, s.known, do)
}

// read decodes what was known of somebody. What has been sealed or destroyed
// since is out of sight then too (rules.md section 10).
func (s *snapshot) read(events []store.Raw) Told {
	if s.known.IsZero() && s.upTo == 0 {
		return Read(events)
	}
	var then []store.Raw
	for _, e := range events {
		if s.isKnown(e.RecordedAt(), e.Position) || e.Hides() {
			then = append(then, e)
		}
	}
	t := Read(then)
	t.Events = care.KnownBy(t.Events, func(e care.Event) bool { return s.isKnown(e.RecordedAt, e.Position) })
	return t
}

// personOf is what counts for somebody; false when nobody knew of them.
func personOf(rules *duty.Authority, c Counted) (Person, bool) {
	if c.Root != c.Person {
		return Person{Person: care.Person{ID: c.Person}, Root: c.Root}, true
	}
	p := Person{Absorbed: c.Absorbed}
	facts, err := try(func() care.Person { return care.PersonOf(c.Person, care.Records(c.Events)) })
	if err != nil { // an error of ours that shall stop nobody else
		p.stop(rules, c.Told)
	} else {
		p.is(facts, c.Events, c.Bad)
	}
	return p, p.Registered.ID != uuid.Nil || p.bad != nil || facts.MergedInto != uuid.Nil
}

// stays reports whether the person stands for themselves: registered, or with a
// record of which not even that can be read.
func (p Person) stays() bool {
	return p.Root == uuid.Nil && (p.Registered.ID != uuid.Nil || p.bad != nil)
}

// stop takes of what was told what comes before the event at which the rules
// fail. Where they fail on some days alone, no one event is at fault: then the
// whole record is in doubt.
func (p *Person) stop(rules *duty.Authority, t Told) {
	facts, _, bad := Apply(rules, t)
	if bad == t.Bad {
		p.is(facts, t.Events, &Unapplied{Position: math.MaxUint64, On: facts.Registered.HappenedOn(), Why: "The rules fail."})
		return
	}
	i := slices.IndexFunc(t.Events, func(e care.Event) bool { return e.Position >= bad.Position })
	p.is(facts, t.Events[:max(i, 0)], bad)
}

func (p *Person) is(facts care.Person, events []care.Event, bad *Unapplied) {
	p.Person, p.Events, p.bad, p.Incomplete = facts, events, bad, bad.Incomplete()
	p.MergedInto = uuid.Nil // whom they count for is decided by the family
}
