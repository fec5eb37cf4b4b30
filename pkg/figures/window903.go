package figures

import (
	"slices"

	care "intouch/pkg/careleaver"
	"intouch/pkg/duty"
	"intouch/pkg/returns/oc3"
)

// codes are what the return says of being in touch, as parts of the figure.
var codes = map[string]Part{"YES": Yes, "NO": No, "DIED": Died, "RHOM": Rhom, "REFU": Refu, "NREQ": Nreq}

// window903 is where a person stands in the SSDA903 return (OC3) of the collection
// year that holds the day: what it would say if it were made out on the day, and
// whether that can still change. The rules are the return's own (pkg/returns/oc3).
// False for those who are not of its cohort.
func window903(s *Subject, rules duty.Authority, on care.Day) (Answer, bool) {
	if s.Registered.Fact == nil {
		return Answer{}, false
	}
	then := upTo(s.Person, on)
	row, place := oc3.Of(&then, &rules, oc3.YearOf(on), oc3.AndWhole)
	answer := Answer{Band: bandOfAge(place.Age), Part: codes[row.InTouch.Value]}
	switch {
	case place.Reason == oc3.NotSupported && answer.Part != Died:
		answer.Part = NoSupport
	case !place.In:
		return Answer{}, false
	case on < row.From && answer.Part != Died && answer.Part != Rhom:
		answer.Part = ToCome
	case on <= row.To && answer.Part == No:
		answer.Part = Open
	}
	return answer, true
}

// upTo is a person without what happened after the day: the return of a year
// does not ask on which day it is made out.
func upTo(p care.Person, on care.Day) care.Person {
	p.Spoken = p.Spoken[:countBy(p.Spoken, on)]
	all := p.Refusals
	p.Refusals = nil
	for _, r := range all {
		if r.Facts.When.Day() <= on {
			r.Approved, r.Renewed = toldBy(r.Approved, on), toldBy(r.Renewed, on)
			p.Refusals = append(p.Refusals, r)
		}
	}
	p.Requests, p.Resumptions, p.Post21 = toldBy(p.Requests, on), toldBy(p.Resumptions, on), toldBy(p.Post21, on)
	p.Programmes = slices.DeleteFunc(slices.Clone(p.Programmes), func(x care.Programme) bool { return x.Facts.From > on })
	if p.Died != nil && p.Died.Facts.On > on {
		p.Died = nil
	}
	if p.Transferred != nil && p.Transferred.Facts.On > on {
		p.Transferred = nil
	}
	return p
}

// toldBy is what of a list had happened by the end of the day.
func toldBy[F care.Fact](list []care.Told[F], on care.Day) []care.Told[F] {
	return slices.DeleteFunc(slices.Clone(list), func(t care.Told[F]) bool { return t.HappenedOn() > on })
}
