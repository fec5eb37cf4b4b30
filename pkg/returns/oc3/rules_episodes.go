package oc3

import (
	"slices"

	care "intouch/pkg/careleaver"
)

// The rules that hold the file against the episodes of care of this year and the
// last.

var episodeRules = []rule{
	{code: "1000", needs: []TableName{Episodes, OC3Table}, asks: "Died while looked after (E2).", do: "Take the row out, or correct the episode.",
		find: func(s *submission) []hit {
			return s.where(OC3Table, func(l Line) bool {
				died := func(e spell) bool { return e.rec == "E2" }
				return slices.ContainsFunc(s.spells(Episodes, l["CHILD"]), died) || slices.ContainsFunc(s.spells(EpisodesLast, l["CHILD"]), died)
			})
		}},
	{code: "1001", needs: []TableName{Episodes, EpisodesLast, OC3Table, Header}, asks: "By the episodes of this year and the last neither relevant nor former relevant: less than 91 days in care after 14, none after 16, or adopted. Care before last year is not seen, so the validator may be wrong.", do: "Check the dates of care. Where earlier years explain it, keep the row and say so when you submit.", find: thirteenWeeks},
	{code: "1002", needs: []TableName{Episodes, EpisodesLast, OC3Table}, asks: "No episode of care in this year or the last. Care before last year is not seen, so the validator may be wrong.", do: "Check the child id. Where earlier years explain it, keep the row and say so when you submit.",
		find: func(s *submission) []hit {
			return s.where(OC3Table, func(l Line) bool { return !s.in(Episodes, l["CHILD"]) && !s.in(EpisodesLast, l["CHILD"]) })
		}},
	{code: "1007", needs: []TableName{Episodes, OC3Table}, asks: "Still looked after on the 17th or 18th birthday.", do: "Take the row out, or correct the day on which care ended.", find: inCareOnBirthday},
	{code: "1010", needs: []TableName{Episodes, EpisodesLast, OC3Table}, asks: "An episode was open at the end of last year, and there is none this year.", do: "Add this year's episodes, with the one that ended care.",
		find: func(s *submission) []hit {
			return s.where(OC3Table, func(l Line) bool { return !s.in(Episodes, l["CHILD"]) && s.openLastYear(l["CHILD"]) })
		}},
	{code: "1011", needs: []TableName{Episodes, OC3Table}, asks: "Care was transferred to another authority (E3).", do: "Take the row out, or correct the episode.",
		find: func(s *submission) []hit {
			return s.where(OC3Table, func(l Line) bool {
				return l.returned() && transferredLast(s.spells(Episodes, l["CHILD"]))
			})
		}},
	{code: "1016", since: 2024, needs: []TableName{Episodes, OC3Table}, asks: "17 or 18 at the end of the year, and care ended on or after that birthday.", do: "Take the row out if care ended after the birthday. Where it ended on the birthday itself they were not looked after on it: keep the row and say so when you submit.", find: ceasedAfterBirthday},
}

// spell is an episode of care.
type spell struct {
	row            int
	ls, rec, rne   string
	decom, dec     care.Day
	started, ended bool // whether there is such a day
	open           bool // no day in DEC at all
}

func (e spell) shortBreak() bool { return e.ls == "V3" || e.ls == "V4" }

// spells are a child's episodes in a file.
func (s *submission) spells(table TableName, child string) []spell {
	var all []spell
	for _, i := range s.of(table, child) {
		all = append(all, spellOf(s.Files[table][i], i))
	}
	return all
}

func spellOf(l Line, row int) spell {
	e := spell{row: row, ls: l["LS"], rec: l["REC"], rne: l["RNE"], open: l["DEC"] == ""}
	e.decom, e.started = l.day("DECOM")
	e.dec, e.ended = l.day("DEC")
	return e
}

// transferredLast reports whether the last episode, or one of those that began
// together, ended by transfer.
func transferredLast(all []spell) bool {
	var last care.Day
	for _, e := range all {
		last = max(last, e.decom)
	}
	return slices.ContainsFunc(all, func(e spell) bool { return e.started && e.decom == last && e.rec == "E3" })
}

// openLastYear reports whether the last episode of last year has no end; of two
// that began on one day, the one that stands last in the file.
func (s *submission) openLastYear(child string) bool {
	var last spell
	for _, e := range s.spells(EpisodesLast, child) {
		if e.started && (!last.started || e.decom >= last.decom) {
			last = e
		}
	}
	return last.started && last.open
}

// inCareOnBirthday: as coded an episode without an end passes, which would be
// somebody who is looked after still.
func inCareOnBirthday(s *submission) []hit {
	var all []hit
	for i, l := range s.Files[OC3Table] {
		born, ok := l.day("DOB")
		if !ok || !l.returned() || birthday(born, 17) > s.year.Last() || birthday(born, 19) <= s.year.Last() {
			continue
		}
		on := s.birthday17Or18(born)
		for _, e := range s.spells(Episodes, l["CHILD"]) {
			switch {
			case !e.started || e.decom > on:
			case e.ended && e.dec > on:
				all = append(all, hit{table: OC3Table, row: i, kind: FileError})
			case e.open:
				all = append(all, hit{OC3Table, i, OursAlone, "The episode is open: the validator passes over it."})
			}
		}
	}
	return all
}

// birthday17Or18 is the later of the two that has come by the end of the year.
func (s *submission) birthday17Or18(born care.Day) care.Day {
	if on := birthday(born, 18); on <= s.year.Last() {
		return on
	}
	return birthday(born, 17)
}

// ceasedAfterBirthday: as coded the age is one of days, so that whoever has the
// birthday on the last day of the year is mostly taken to be a year younger.
func ceasedAfterBirthday(s *submission) []hit {
	var all []hit
	for i, l := range s.Files[OC3Table] {
		born, ok := l.day("DOB")
		days := int(s.year.Last() - born)
		if !ok || !l.returned() || days < codedYears(17) || days >= codedYears(19) {
			continue
		}
		on, fair := birthday(born, 17), s.birthday17Or18(born)
		if days >= codedYears(18) {
			on = birthday(born, 18)
		}
		ended := func(from care.Day) bool {
			return slices.ContainsFunc(s.spells(Episodes, l["CHILD"]), func(e spell) bool { return e.ended && e.dec >= from })
		}
		switch {
		case !ended(on):
		case birthday(born, 19) > s.year.Last() && ended(fair):
			all = append(all, hit{table: OC3Table, row: i, kind: FileError})
		default:
			all = append(all, hit{OC3Table, i, ValidatorOnly, "A year older on the last day of the year: the validator counts years of 365.2425 days."})
		}
	}
	return all
}
