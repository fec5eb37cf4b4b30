package web

import (
	"encoding/json"
	"slices"
	"strings"

	care "intouch/pkg/careleaver"
)

// A protected address protects its earlier records, what was written of contacts
// there, and whatever quotes it (docs/rules.md section 10).

// askForAddress stands for a protected address where it may not be shown.
const askForAddress = "protected address: ask the personal adviser or a manager"

// mayKnowAddress reports whether an address may be shown: a protected one only
// to who works with the person and to managers (docs/rules.md section 10).
func (rec record) mayKnowAddress(v visit, protected bool) bool {
	now := rec.current()
	works := !now.parted && (v.Staff == now.Standing.Adviser || v.Staff == now.Standing.Owner)
	return !protected || v.Manager() || works
}

// place is an address as it is compared.
type place struct{ address, postcode string }

func placeOf(address, postcode string) place {
	return place{care.Normalised(address), care.Normalised(postcode)}
}

// isProtected reports whether an address is protected, by what is said of it or
// by what is known of that place now.
func (rec *record) isProtected(said bool, address, postcode string) bool {
	return said || address+postcode != "" && rec.protected[placeOf(address, postcode)]
}

// protectedPlaces are the addresses that are protected, with those that the same
// records gave before they were corrected.
func (rec *record) protectedPlaces() map[place]bool {
	protected := map[care.RecordID]bool{}
	for _, h := range rec.facts.Homes {
		protected[h.Record] = h.Facts.Protected
	}
	for _, a := range rec.facts.Absences {
		protected[a.Record] = a.Facts.Protected
	}
	all := map[place]bool{}
	for _, e := range rec.events {
		if !protected[e.Record] {
			continue
		}
		switch f := saidIn(e.Fact).(type) {
		case care.MovedIn:
			all[placeOf(f.Address, f.Postcode)] = true
		case care.WentAway:
			all[placeOf(f.Address, f.Postcode)] = true
		}
	}
	return all
}

// saidIn is the fact, or the facts that a correction gives in its place.
func saidIn(f care.Fact) care.Fact {
	if c, ok := f.(care.Corrected); ok {
		return c.Facts
	}
	return f
}

// masked is what an event says, with no more in it than counting needs where it
// may give a protected address away to whoever looks and may not know it.
func (rec record) masked(v visit, e care.Event) care.Fact {
	f := e.Fact
	if d, ok := f.(care.Destroyed); ok {
		d.Remains = nil // for counting, not for reading
		return d
	}
	if rec.closedTo(v, e) {
		return withoutAddresses(f)
	}
	return f
}

// closedTo reports whether an event may tell whoever looks a protected address that
// they may not know.
func (rec record) closedTo(v visit, e care.Event) bool {
	return len(rec.protected) > 0 && !rec.mayKnowAddress(v, true) && rec.givesAway(e)
}

// withoutAddresses leaves of details all but their addresses, of other facts what
// is no text.
func withoutAddresses(f care.Fact) care.Fact {
	switch f := f.(type) {
	case care.Registered:
		f.ContactPoints = nil
		return f
	case care.DetailsChanged:
		f.ContactPoints = nil
		return f
	case care.Corrected:
		f.Facts = withoutAddresses(f.Facts)
		f.Reason = care.TakenOut
		return f
	}
	return care.Bare(f)
}

// givesAway reports whether an event may tell a protected address: it is of such a
// place, it was there, or it quotes it.
func (rec record) givesAway(e care.Event) bool {
	on := e.HappenedOn()
	switch f := saidIn(e.Fact).(type) {
	case care.Registered:
		return slices.ContainsFunc(f.ContactPoints, isAddress)
	case care.DetailsChanged:
		return slices.ContainsFunc(f.ContactPoints, isAddress)
	case care.ContactMade:
		if at := f.Place(); at != "" && at != care.Elsewhere && rec.sheltered(f.Accommodation, on) {
			return true
		}
	case care.Attempted:
		if f.How == care.TriedVisit && rec.sheltered("", on) || f.Told != nil && rec.sheltered(f.Told.Accommodation, on) {
			return true
		}
	case care.ToldBySomeoneElse:
		if rec.sheltered(f.Accommodation, on) {
			return true
		}
	}
	return e.Area == care.AreaAccommodation && rec.sheltered(e.Record, on) || rec.quotes(e.Fact)
}

func isAddress(c care.ContactPoint) bool { return c.Kind == "address" }

// sheltered reports whether a home or absence is at a protected address; where
// none is named, any that there was on the day.
func (rec record) sheltered(of care.RecordID, on care.Day) bool {
	now := rec.current().facts
	is := func(record care.RecordID, protected bool, from, until care.Day) bool {
		return protected && (of == record || of == "" && from <= on && on <= until)
	}
	return slices.ContainsFunc(now.Homes, func(h care.Home) bool { return is(h.Record, h.Facts.Protected, h.Facts.From.From, h.Until) }) ||
		slices.ContainsFunc(now.Absences, func(a care.Absence) bool { return is(a.Record, a.Facts.Protected, a.Facts.From.From, a.Until) })
}

// quotes reports whether a protected address or its postcode is written in a fact.
func (rec record) quotes(f care.Fact) bool {
	text, err := json.Marshal(f)
	if err != nil {
		return true
	}
	said := care.Normalised(string(text))
	for p := range rec.protected {
		if p.address != "" && strings.Contains(said, p.address) || p.postcode != "" && strings.Contains(strings.ReplaceAll(said, " ", ""), strings.ReplaceAll(p.postcode, " ", "")) {
			return true
		}
	}
	return false
}

// hidesPoint reports whether a number or an address is not shown: while one of their
// addresses is protected, no address to write to is to those who may not know it.
func (rec record) hidesPoint(v visit, c care.ContactPoint) bool {
	return isAddress(c) && len(rec.protected) > 0 && !rec.mayKnowAddress(v, true)
}

// pointWords are a number or an address.
func (rec record) pointWords(v visit, c care.ContactPoint) string {
	if rec.hidesPoint(v, c) {
		return askForAddress
	}
	words := strings.TrimSpace(c.Value + " " + c.Note)
	if rec.facts.DeadPoint(c.Value, rec.On) {
		words += " (no longer works)"
	}
	return words
}
