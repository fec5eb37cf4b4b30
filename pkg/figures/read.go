package figures

import (
	"cmp"
	"context"
	"fmt"
	"log/slog"
	"runtime"
	"slices"
	"sync"
	"time"

	care "intouch/pkg/careleaver"
	"intouch/pkg/duty"
	"intouch/pkg/history"
)

// Read makes the picture of a council on a day, as known at a time; the zero
// time is all that is known. It asks of everybody, on all cores.
func Read(ctx context.Context, c history.Council, on care.Day, known time.Time) (*Picture, error) {
	rules, err := c.Rules(ctx, known)
	if err != nil {
		return nil, fmt.Errorf("figures on %s: %w", on, err)
	}
	whole := New(rules, on, known)
	err = each(ctx, c, known,
		func() *Picture { return New(rules, on, known) },
		func(p *Picture, s *Subject) { p.Add(s, rules) },
		whole.merge)
	if err != nil {
		return nil, fmt.Errorf("figures on %s: %w", on, err)
	}
	whole.order()
	return whole, nil
}

// merge adds what another core counted.
func (p *Picture) merge(other *Picture) {
	p.Counts.merge(other.Counts)
	for i := range p.Months {
		p.Months[i].Counts.merge(other.Months[i].Counts)
	}
	for cell, people := range other.people {
		p.people[cell] = append(p.people[cell], people...)
	}
}

func (c Counts) merge(other Counts) {
	for cell, n := range other {
		c[cell] += n
	}
}

// order puts the people behind each number in order of their names.
func (p *Picture) order() {
	for _, people := range p.people {
		inOrder(people)
	}
}

func inOrder(people []Named) {
	slices.SortFunc(people, func(a, b Named) int {
		return cmp.Or(cmp.Compare(a.Family, b.Family), cmp.Compare(a.GivenName, b.GivenName), slices.Compare(a.ID[:], b.ID[:]))
	})
}

// each has everybody of a council taken in on all cores, each core into a part of
// its own, and gives the parts to join, one after the other.
func each[P any](ctx context.Context, c history.Council, known time.Time, part func() P, take func(P, *Subject), join func(P)) error {
	people := make(chan *Subject, 4*runtime.GOMAXPROCS(0))
	var working sync.WaitGroup
	var joining sync.Mutex
	for range runtime.GOMAXPROCS(0) {
		working.Go(func() {
			p := part()
			for s := range people {
				take(p, s)
			}
			joining.Lock()
			defer joining.Unlock()
			join(p)
		})
	}
	err := c.Each(ctx, known, func(h history.Person) error {
		if h.Root == (care.PersonID{}) {
			people <- &Subject{h.Person, h.Incomplete}
		}
		return nil
	})
	close(people)
	working.Wait()
	return err
}

// safely asks of a person on a day. Rules that fail are a fault of ours that stops nobody
// else: such a person's record is incomplete, they are unaccounted for (I10), and nothing
// else is known of them.
func safely(s *Subject, rules duty.Authority, on care.Day) (answers map[Figure]Answer) {
	defer func() {
		if why := recover(); why != nil {
			slog.Error("the rules failed", "person", s.ID, "day", on, "error", why)
			band := bandOf(s.Details.DateOfBirth, on)
			answers = map[Figure]Answer{InTouchNow: {band, Part(duty.Unaccounted)}, SeenLately: {band, NeverSeen}, Suitable: {band, NoInformation}, Activity: {band, NotKnown}}
		}
	}()
	return Ask(s, rules, on)
}
