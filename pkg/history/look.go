package history

import (
	"log/slog"

	"github.com/google/uuid"

	care "intouch/pkg/careleaver"
	"intouch/pkg/duty"
)

// On is what the rules say of the person on a day, the incomplete record
// included; nothing on a day before their first on the register, and of somebody
// who is merged into another.
func (p Person) On(rules *duty.Authority, day care.Day) duty.Look {
	look, _ := p.asked(rules, func(p Person) duty.Look { return p.look(rules, day) })
	return look
}

func (p Person) look(rules *duty.Authority, day care.Day) duty.Look {
	switch {
	case p.Root != uuid.Nil:
		return duty.Look{}
	case p.Registered.ID == uuid.Nil: // not even the registration could be applied
		return duty.Look{Standing: p.unregistered(day)}
	case day < p.Registered.HappenedOn():
		return duty.Look{}
	}
	return rules.OnIncomplete(p.Person, p.Incomplete, day)
}

// standing is where the person stands on a day; no bucket: nowhere yet.
func (p Person) standing(rules *duty.Authority, day care.Day) duty.Standing {
	s, _ := p.asked(rules, func(p Person) duty.Look {
		if p.Root != uuid.Nil || p.Registered.ID == uuid.Nil || day < p.Registered.HappenedOn() {
			return p.look(rules, day)
		}
		return duty.Look{Standing: rules.StandingOn(p.Person, p.Incomplete, day)}
	})
	return s.Standing
}

func (p Person) unregistered(day care.Day) duty.Standing {
	if p.bad == nil {
		return duty.Standing{}
	}
	for _, s := range IncompleteFrom(p.bad.On) {
		if s.From <= day {
			return s
		}
	}
	return duty.Standing{}
}

// asked asks the rules, which must not fail; if they do, it asks them of what
// was told before the event with which they do, and returns the person as known
// by that.
func (p Person) asked(rules *duty.Authority, ask func(Person) duty.Look) (duty.Look, Person) {
	look, err := try(func() duty.Look { return ask(p) })
	if err == nil {
		return look, p
	}
	slog.Error("the rules failed", "person", p.ID, "error", err)
	p.stop(rules, Told{p.ID, p.Events, p.bad})
	if look, err = try(func() duty.Look { return ask(p) }); err != nil {
		look = duty.Look{Standing: p.unregistered(care.Forever - 1)}
	}
	return look, p
}

// summary is what there is of the person whatever the day; if the rules fail, no
// more than that.
func (p Person) summary(rules *duty.Authority, day care.Day) duty.Summary {
	s, err := try(func() duty.Summary { return rules.SummaryOn(p.Person, p.Incomplete, day) })
	if err != nil {
		slog.Error("the rules failed", "person", p.ID, "error", err)
		s = NothingBut(p.ID, &Unapplied{Why: "The rules fail."}).Person
	}
	return s
}
