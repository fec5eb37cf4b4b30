package oracle

import care "intouch/pkg/careleaver"

// place is where somebody is.
type place struct {
	state care.WhereState
	at    care.RecordID // the home or absence
	since care.Day
}

// evidence is one piece that speaks for or against a place.
type evidence struct {
	fact
	at    care.RecordID
	how   care.Knowledge
	there bool
}

// where is what a walk through the days has found.
type where struct {
	place
	home, away care.RecordID // the home and the absence on record; empty: none
	end        care.Day      // the absence's expected end
	was        care.RecordID // where they were on the last day on which that was known
	pieces     []evidence
	lostSince  care.Day // since when they were not known when the day began; zero: they were known
	unheeded   bool     // what is heard is set aside: it says nothing of where they are
	lost       care.Day // the last day from which they were said to be not known
}

// "Whereabouts = away if any, else home. An away that ends on evidence falls back
// to home only if home is confirmed again. When `expectedEnd` passes without
// news, whereabouts are *not known* from the next day."
func (l life) walkPlaces(on care.Day) []where {
	var days []where
	_, registered, _ := l.registration()
	w := where{place: place{state: care.NothingToldOfHome, since: registered}}
	for d := l.first; d <= on; d++ {
		w.lostSince = 0
		if w.at != "" {
			w.was = w.at
		} else if w.state == care.NotKnownWhere {
			w.lostSince = w.since
		}
		if w.state == care.Away && !w.end.IsZero() && w.end == d-1 {
			w.lost = w.end
			w.loseTrack(d)
		}
		for _, f := range l.facts {
			if f.day == d {
				w.take(f)
			}
		}
		w.hearAll(l, d, false)
		w.losses(l, d)
		w.hearAll(l, d, true)
		days = append(days, w)
	}
	return days
}

func (l life) where(d care.Day) where { return l.places[max(0, d-l.first)] }

// take follows what says where they are; "whereabouts in force on its day" are
// those that the moves of the day leave.
func (w *where) take(f fact) {
	switch says := f.Fact.(type) {
	case care.MovedIn:
		w.movedIn(f, says)
	case care.MovedOut:
		if w.home == f.Record {
			w.home = ""
			if w.at == f.Record {
				w.loseTrack(f.day)
			}
		}
	case care.WentAway:
		w.away, w.end = f.Record, says.ExpectedEnd
		w.goTo(care.Away, f.Record, f.day)
		w.note(f, f.Record, knownHow(says.HowKnown), true)
	case care.CameBack:
		w.cameBack(f, says)
	}
}

// hearAll hears of the day what was told of an instant, or of the day alone.
func (w *where) hearAll(l life, d care.Day, instants bool) {
	for _, f := range l.facts {
		if _, instant := f.when.Instant(); f.day == d && instant == instants {
			w.unheeded = l.setAside(f)
			w.hear(l, f)
		}
	}
}

// "Not known from that day, whatever older evidence said, until newer evidence
// names a place": evidence of the day alone is not newer, of an
// instant of it it is.
func (w *where) losses(l life, d care.Day) {
	for _, f := range upTo[care.WhereaboutsNotKnown](l, d) {
		if f.day == d {
			w.lost = d
			w.loseTrack(d)
		}
	}
}

// "A move ends the home before it." While somebody is away, a move changes the
// home and they are away still.
func (w *where) movedIn(f fact, says care.MovedIn) {
	w.home = f.Record
	if w.state != care.Away {
		w.away = "" // its end has passed, and this is where they went
		w.goTo(care.AtHome, f.Record, f.day)
	}
	w.note(f, f.Record, knownHow(says.HowKnown), true)
}

func (w *where) cameBack(f fact, says care.CameBack) {
	if w.away != f.Record {
		return
	}
	w.away, w.was = "", w.home
	if says.ToHome == care.Yes && w.home != "" {
		w.goTo(care.AtHome, w.home, f.day)
		w.note(f, w.home, knownHow(says.HowKnown), true)
		return
	}
	if w.state == care.Away {
		w.loseTrack(f.day)
	}
}

// "told by the person when left out".
func knownHow(k care.Knowledge) care.Knowledge {
	if k == "" {
		return care.ToldByPerson
	}
	return k
}

func (w *where) goTo(s care.WhereState, r care.RecordID, d care.Day) {
	if w.state != s || w.at != r {
		w.place = place{s, r, d}
	}
}

// loseTrack: a place that is not known goes on being not known since its first
// day, also if they came to a place and left it within a day.
func (w *where) loseTrack(d care.Day) {
	if w.state != care.NotKnownWhere {
		w.place = place{care.NotKnownWhere, "", d}
		if w.lostSince > 0 {
			w.since = w.lostSince
		}
	}
}

// "A contact speaks of the whereabouts in force on its day, unless it names
// another." "At the accommodation" names the home.
func (w *where) spokenOf(named care.RecordID, p care.Place, l life) care.RecordID {
	switch {
	case named != "" && l.isPlace(named):
		return named
	case named != "":
		return ""
	case p == care.InCustody || p == care.InHospital:
		if w.state != care.AtHome && l.kindOf(w.away) == kindAt(p) {
			return w.away
		}
		return ""
	case p == care.AtAccommodation:
		return w.home
	case w.at == "":
		return w.was
	}
	return w.at
}

func (l life) isPlace(r care.RecordID) bool {
	return len(of(r, upTo[care.MovedIn](l, care.Forever)))+len(of(r, upTo[care.WentAway](l, care.Forever))) > 0
}

func kindAt(p care.Place) care.AwayKind {
	if p == care.InCustody {
		return care.AwayCustody
	}
	return care.AwayHospital
}

func (l life) kindOf(r care.RecordID) care.AwayKind {
	for _, a := range of(r, upTo[care.WentAway](l, care.Forever)) {
		return a.says.Kind
	}
	return ""
}

// Section 4, the table: whereabouts evidence.
func (w *where) hear(l life, f fact) {
	switch says := f.Fact.(type) {
	case care.ContactMade:
		at := w.spokenOf(says.Accommodation, placeOf(says), l)
		if p := placeOf(says); p != "" && p != care.Elsewhere {
			w.note(f, at, care.SeenByUs, true)
			return
		}
		w.answer(f, at, care.ToldByPerson, says.StillThere)
	case care.Attempted:
		if says.Told != nil {
			w.answer(f, w.spokenOf(says.Told.Accommodation, "", l), says.Told.Knowledge(), says.Told.StillThere)
		}
	case care.ToldBySomeoneElse:
		w.answer(f, w.spokenOf(says.Accommodation, "", l), says.Hearsay.Knowledge(), says.StillThere)
	case care.WhereaboutsConfirmed:
		if !l.isPlace(f.Record) {
			return // of a home or an absence that was taken back
		}
		w.note(f, f.Record, says.HowKnown, says.Still != care.StillNo)
	}
}

func placeOf(c care.ContactMade) care.Place {
	switch {
	case c.Where != "":
		return c.Where
	case c.How == care.SawAtHome:
		return care.AtAccommodation
	case c.How == care.SawElsewhere:
		return care.Elsewhere
	}
	return ""
}

func (w *where) answer(f fact, at care.RecordID, how care.Knowledge, s care.Still) {
	if s == care.StillYes || s == care.StillNo {
		w.note(f, at, how, s == care.StillYes)
	}
}

// note keeps a piece. Not known lasts "until newer evidence names a place": the
// home on record, or the absence on record.
func (w *where) note(f fact, at care.RecordID, how care.Knowledge, there bool) {
	if at == "" {
		return
	}
	w.pieces = append(w.pieces, evidence{f, at, how, there})
	if !there || w.at != "" || w.unheeded {
		return
	}
	switch at {
	case w.home:
		w.goTo(care.AtHome, at, f.day)
	case w.away:
		w.goTo(care.Away, at, f.day)
	}
}
