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
		p.Allocations[i].Until = allocationEnd(p.Allocations, i, p.unallocated)
	}
	p.unallocated = nil
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

func allocationEnd(all []Allocation, i int, ends []Told[AdviserUnallocated]) Day {
	until := Forever
	a := all[i].Facts
	for _, next := range all[i+1:] {
		if next.Facts.Role == a.Role {
			until = min(until, next.Facts.From)
			break
		}
	}
	for _, e := range ends {
		if e.Facts.Staff == a.Staff && e.Facts.Role == a.Role && e.Facts.On >= a.From {
			until = min(until, e.Facts.On)
		}
	}
	return until
}
