package oc3

import (
	"slices"

	care "intouch/pkg/careleaver"
)

// Thirteen weeks of care after 14, with a day after 16, make a child eligible,
// and relevant or former relevant on leaving: CA89 Sch 2 para 19B. Short breaks
// (V3, V4) do not count: Care Leavers Regulations reg. 3(3).
const (
	thirteenWeeksDays = 91
	afterSixteenDays  = 1
)

// thirteenWeeks is rule 1001 as coded. It counts episodes of two years only, and
// leaves out whoever is 20 at the end of the year, so that all of these fail. It
// also tells episodes apart by their line alone, whether in this year's file or
// in last year's: a short break on line 7 of one takes line 7 of the other with
// it. What fails by that alone is nothing that anybody can correct.
func thirteenWeeks(s *submission) []hit {
	if slices.ContainsFunc([]TableName{Episodes, EpisodesLast, OC3Table, Header}, func(t TableName) bool { return len(s.Files[t]) == 0 }) {
		return nil
	}
	kept := s.bothYears()
	counted := slices.Clone(kept)
	counted = slices.DeleteFunc(counted, func(e childSpell) bool { return e.born.IsZero() })
	struck := linesThat(counted, spell.shortBreak)
	coded := slices.DeleteFunc(slices.Clone(counted), func(e childSpell) bool { return struck[e.row] })
	if len(coded) == 0 {
		return nil
	}
	fair := slices.DeleteFunc(counted, func(e childSpell) bool { return e.shortBreak() })
	codedCare, fairCare, adopted := inCareOf(coded), inCareOf(fair), adoptedBy(kept)
	var all []hit
	for i, l := range s.Files[OC3Table] {
		child := l["CHILD"]
		switch {
		case adopted[child]:
			all = append(all, hit{table: OC3Table, row: i, kind: FileError})
		case codedCare[child].enough():
		case fairCare[child].enough():
			all = append(all, hit{OC3Table, i, ValidatorOnly, "By these files the care is long enough: the validator mixes up lines of this year and the last."})
		case s.atLeast20(child):
			all = append(all, hit{OC3Table, i, ValidatorOnly, "20 or over at the end of the year: the validator counts no care of theirs."})
		default:
			all = append(all, hit{table: OC3Table, row: i, kind: FileError})
		}
	}
	return all
}

// childSpell is an episode with the child whose it is, and when they were born;
// zero for those of whom the rule does not count.
type childSpell struct {
	spell
	child string
	born  care.Day
}

// bothYears are the episodes of this year and the last, each once: of two that
// began on one day, the one that ended first. The last of each child without an
// end runs to the end of the year.
func (s *submission) bothYears() []childSpell {
	var all []childSpell
	for _, table := range []TableName{Episodes, EpisodesLast} {
		for i, l := range s.Files[table] {
			all = append(all, childSpell{spellOf(l, i), l["CHILD"], s.countedBirth(l["CHILD"])})
		}
	}
	slices.SortStableFunc(all, func(a, b childSpell) int { return int(endOr(a.spell, care.Forever) - endOr(b.spell, care.Forever)) })
	seen := map[[2]string]bool{}
	all = slices.DeleteFunc(all, func(e childSpell) bool {
		key := [2]string{e.child, e.decom.String()}
		twice := seen[key]
		seen[key] = true
		return twice
	})
	last := lastLines(all)
	for i, e := range all {
		if !e.ended && last[e.row] {
			all[i].dec, all[i].ended = s.year.Last(), true
		}
	}
	return all
}

func endOr(e spell, other care.Day) care.Day {
	if e.ended {
		return e.dec
	}
	return other
}

// countedBirth is the date of birth in the Header of those under 20 at the end
// of the year.
func (s *submission) countedBirth(child string) care.Day {
	for _, i := range s.of(Header, child) {
		if born, ok := s.Files[Header][i].day("DOB"); ok && birthday(born, 20) > s.year.Last() {
			return born
		}
	}
	return 0
}

func (s *submission) atLeast20(child string) bool {
	return slices.ContainsFunc(s.of(Header, child), func(i int) bool {
		born, ok := s.Files[Header][i].day("DOB")
		return ok && birthday(born, 20) <= s.year.Last()
	})
}

// lastLines are the lines on which the last episode of any child stands.
func lastLines(all []childSpell) map[int]bool {
	last := map[string]spell{}
	for _, e := range all {
		if l, ok := last[e.child]; e.started && (!ok || e.decom > l.decom) {
			last[e.child] = e.spell
		}
	}
	lines := map[int]bool{}
	for _, e := range last {
		lines[e.row] = true
	}
	return lines
}

func linesThat(all []childSpell, holds func(spell) bool) map[int]bool {
	lines := map[int]bool{}
	for _, e := range all {
		if holds(e.spell) {
			lines[e.row] = true
		}
	}
	return lines
}

// adoptedBy are the children whose last episode ended by adoption (E11, E12).
func adoptedBy(all []childSpell) map[string]bool {
	last, adopted := lastLines(all), map[string]bool{}
	for _, e := range all {
		if last[e.row] && (e.rec == "E11" || e.rec == "E12") {
			adopted[e.child] = true
		}
	}
	return adopted
}

// inCare is how many days somebody was looked after, and how it ended where that
// was noted.
type inCare struct {
	after14, after16 int
	last             care.Day // on which the last period began
	adopted          bool     // which ended by adoption (E11, E12)
}

func (c inCare) enough() bool {
	return c.after14 >= thirteenWeeksDays && c.after16 >= afterSixteenDays
}

func inCareOf(all []childSpell) map[string]inCare {
	total := map[string]inCare{}
	for _, e := range all {
		if !e.started || !e.ended {
			continue
		}
		c := total[e.child]
		c.after14 += max(int(e.dec-max(e.decom, birthday(e.born, 14))), 0)
		c.after16 += max(int(e.dec-max(e.decom, birthday(e.born, 16))), 0)
		total[e.child] = c
	}
	return total
}
