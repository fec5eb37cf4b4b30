package careleaver

import "slices"

// takeAdviser takes allocations, teams and handovers.
func (p *Person) takeAdviser(r Record) {
	p.Teams = append(p.Teams, All[TeamAllocated](r)...)
	for _, e := range r.Force {
		switch f := e.Fact.(type) {
		case AdviserAllocated:
			p.Allocations = append(p.Allocations, Allocation{Told[AdviserAllocated]{f, e}, Forever})
		case AdviserUnallocated:
			p.unallocated = append(p.unallocated, Told[AdviserUnallocated]{f, e})
		case HandoverOffered:
			p.Handovers = append(p.Handovers, Handover{Told: Told[HandoverOffered]{f, e}})
		case HandoverAccepted:
			p.answerHandover(f.Handover, func(h *Handover) { h.Accepted = &Told[HandoverAccepted]{f, e} })
		case HandoverRefused:
			p.answerHandover(f.Handover, func(h *Handover) { h.Refused = &Told[HandoverRefused]{f, e} })
		}
	}
}

// allocate says until when each allocation holds: a new personal adviser ends
// the one before on the day of the change; so does a new social worker.
func (p *Person) allocate() {
	for _, h := range p.Handovers {
		if h.Accepted != nil {
			p.Allocations = append(p.Allocations, h.allocation())
		}
	}
	slices.SortStableFunc(p.Allocations, func(a, b Allocation) int { return int(a.Facts.From - b.Facts.From) })
	for i := range p.Allocations {
		p.Allocations[i].Until = nextInRole(p.Allocations[i:])
	}
	slices.SortStableFunc(p.unallocated, func(a, b Told[AdviserUnallocated]) int { return int(a.Facts.On - b.Facts.On) })
	for _, e := range p.unallocated {
		p.unallocate(e.Facts)
	}
	p.unallocated = nil
}

// unallocate ends what the worker had in that role. An allocation that begins on
// the very day takes over from the one that ends, as in a new team, unless there
// is none to end: then it was ended on its first day.
func (p *Person) unallocate(f AdviserUnallocated) {
	var ended, begun []*Allocation
	for i := range p.Allocations {
		switch a := &p.Allocations[i]; {
		case a.Facts.Staff != f.Staff, a.Facts.Role != f.Role, a.Facts.From > f.On, a.Until < f.On:
		case a.Facts.From == f.On:
			begun = append(begun, a)
		default:
			ended = append(ended, a)
		}
	}
	if len(ended) == 0 {
		ended = begun
	}
	for _, a := range ended {
		a.Until = f.On
	}
}

func (p *Person) answerHandover(id EventID, answer func(*Handover)) {
	for i := range p.Handovers {
		if p.Handovers[i].Facts.Handover == id {
			answer(&p.Handovers[i])
		}
	}
}

// allocation is what an accepted handover makes of the offer.
func (h Handover) allocation() Allocation {
	f := AdviserAllocated{Staff: h.Facts.To, Role: h.Facts.Role, Team: h.Facts.Team, From: h.Accepted.Facts.On}
	return Allocation{Told[AdviserAllocated]{f, h.Accepted.Entry}, Forever}
}

// nextInRole is when the role of the first goes to the next who has it.
func nextInRole(all []Allocation) Day {
	for _, next := range all[1:] {
		if next.Facts.Role == all[0].Facts.Role {
			return next.Facts.From
		}
	}
	return Forever
}
