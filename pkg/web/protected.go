package web

import (
	"encoding/json"
	"maps"
	"slices"
	"strings"
	"unicode"

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

// protectedPlaces are the records of accommodation that are protected, and the
// addresses that they give or gave before they were corrected or taken back: a
// protected address protects whatever else was recorded of that place.
func (rec *record) protectedPlaces() (places map[place]bool, records map[care.RecordID]bool) {
	inForce, places, records := map[care.RecordID]bool{}, map[place]bool{}, map[care.RecordID]bool{}
	for _, h := range rec.facts.Homes {
		inForce[h.Record], records[h.Record] = true, h.Facts.Protected
	}
	for _, a := range rec.facts.Absences {
		inForce[a.Record], records[a.Record] = true, a.Facts.Protected
	}
	given := func(do func(care.RecordID, place, bool)) {
		for _, e := range rec.events {
			switch f := saidIn(e.Fact).(type) {
			case care.MovedIn:
				do(e.Record, placeOf(f.Address, f.Postcode), f.Protected)
			case care.WentAway:
				do(e.Record, placeOf(f.Address, f.Postcode), f.Protected)
			}
		}
	}
	given(func(of care.RecordID, _ place, said bool) { records[of] = records[of] || said && !inForce[of] })
	given(func(of care.RecordID, p place, _ bool) { places[p] = places[p] || records[of] })
	given(func(of care.RecordID, p place, _ bool) { records[of] = records[of] || p != place{} && places[p] })
	maps.DeleteFunc(places, func(_ place, is bool) bool { return !is })
	return places, records
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
	return rec.outsider(v) && rec.givesAway(e)
}

// outsider reports whether an address of theirs is protected that whoever looks may
// not know.
func (rec record) outsider(v visit) bool {
	return len(rec.protected) > 0 && !rec.mayKnowAddress(v, true)
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
		if f.Reason != "" {
			f.Reason = care.TakenOut
		}
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
		if slices.ContainsFunc(f.ContactPoints, isAddress) {
			return true
		}
	case care.DetailsChanged:
		if slices.ContainsFunc(f.ContactPoints, isAddress) {
			return true
		}
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
	if of != "" {
		return rec.shelters[of]
	}
	now := rec.current().facts
	return slices.ContainsFunc(now.Homes, func(h care.Home) bool {
		return rec.shelters[h.Record] && h.Facts.From.From <= on && on <= h.Until
	}) || slices.ContainsFunc(now.Absences, func(a care.Absence) bool {
		return rec.shelters[a.Record] && a.Facts.From.From <= on && on <= a.Until
	})
}

// quotes reports whether a protected address, its first line or its postcode is
// written in a fact.
func (rec record) quotes(f care.Fact) bool {
	text, err := json.Marshal(f)
	var all any
	if err == nil {
		err = json.Unmarshal(text, &all)
	}
	return err != nil || rec.quotedIn(all)
}

func (rec record) quotedIn(value any) bool {
	switch v := value.(type) {
	case string:
		return rec.quotedText(v)
	case []any:
		return slices.ContainsFunc(v, rec.quotedIn)
	case map[string]any:
		return slices.ContainsFunc(slices.Collect(maps.Values(v)), rec.quotedIn)
	}
	return false
}

// shortestLine is how long the first line of an address is at least that is looked for
// by itself: "Flat 2" is in many texts.
const shortestLine = 8

func (rec record) quotedText(text string) bool {
	said, joined := lettersAndDigits(text, " "), lettersAndDigits(text, "")
	for p := range rec.protected {
		address, postcode := lettersAndDigits(p.address, " "), lettersAndDigits(p.postcode, "")
		line, _, _ := strings.Cut(p.address, ",")
		if line = lettersAndDigits(line, " "); len(line) < shortestLine {
			line = address
		}
		if line != "" && strings.Contains(said, line) || postcode != "" && strings.Contains(joined, postcode) {
			return true
		}
	}
	return false
}

// lettersAndDigits are the words of a text in small letters, joined.
func lettersAndDigits(text, with string) string {
	words := strings.FieldsFunc(strings.ToLower(text), func(r rune) bool { return !unicode.IsLetter(r) && !unicode.IsDigit(r) })
	return strings.Join(words, with)
}

// hidesPoint reports whether a number or an address is not shown: while one of their
// addresses is protected, no address to write to is to those who may not know it.
func (rec record) hidesPoint(v visit, c care.ContactPoint) bool {
	return rec.outsider(v) && (isAddress(c) || rec.quotedText(c.Value+" "+c.Note))
}

// unquoted is a text for whoever looks: nothing of one that tells what they may not know.
func (rec record) unquoted(v visit, text string) string {
	if rec.outsider(v) && rec.quotedText(text) {
		return care.TakenOut
	}
	return text
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
