package oc3

import "slices"

// The rules that hold the file against the authority's Header: the children of
// the whole collection, with their sex, date of birth and motherhood.

var headerRules = []rule{
	{code: "INT06", needs: []TableName{Header, OC3Table}, asks: "The child is not in the Header.", do: "Add them to the Header, or correct the child id.",
		find: func(s *submission) []hit {
			return s.where(OC3Table, func(l Line) bool { return !s.in(Header, l["CHILD"]) })
		}},
	{code: "INT15", needs: []TableName{Header, OC3Table}, asks: "The date of birth differs from that in the Header.", do: "Correct the one that is wrong.",
		find: func(s *submission) []hit { return s.where(OC3Table, s.bornOtherwise) }},
	{code: "3001", needs: []TableName{Header, OC3Table}, asks: "With former foster carers (Z) at 17. That is for 18 and over.", do: "Check the kind of accommodation and the date of birth.",
		find: func(s *submission) []hit { return s.where(OC3Table, s.withCarersAt17) }},
	{code: "628", needs: []TableName{Episodes, Header, OC3Table}, asks: "Motherhood is filled in for a care leaver without an episode in the year.", do: "Clear MOTHER in the Header.",
		find: func(s *submission) []hit {
			return s.where(Header, func(l Line) bool {
				return l["MOTHER"] != "" && !s.in(Episodes, l["CHILD"]) && s.anyReturned(l["CHILD"])
			})
		}},
	{code: "165", needs: []TableName{Header, Episodes, OC3Table}, asks: "Motherhood is wrong: neither 0 nor 1, given for a boy, missing for a girl with episodes in the year, or given for a girl without any who is in the care leaver file.", do: "Correct MOTHER in the Header.", find: motherhood},
	{code: "EPI", needs: []TableName{Header, OC3Table}, asks: "In the Header, and in neither Episodes nor the care leaver file (a warning).", do: "Add the episodes, or the care leaver's row, or take the child out of the Header.",
		find: func(s *submission) []hit {
			return s.where(Header, func(l Line) bool { return !s.in(Episodes, l["CHILD"]) && !s.in(OC3Table, l["CHILD"]) })
		}},
}

func (s *submission) anyReturned(child string) bool {
	return slices.ContainsFunc(s.of(OC3Table, child), func(i int) bool { return s.Files[OC3Table][i].returned() })
}

func (s *submission) bornOtherwise(l Line) bool {
	born, ok := l.day("DOB")
	return ok && slices.ContainsFunc(s.of(Header, l["CHILD"]), func(i int) bool {
		other, ok := s.Files[Header][i].day("DOB")
		return ok && other != born
	})
}

func (s *submission) withCarersAt17(l Line) bool {
	return (l["ACCOM"] == "Z1" || l["ACCOM"] == "Z2") && slices.ContainsFunc(s.of(Header, l["CHILD"]), func(i int) bool {
		born, ok := s.Files[Header][i].day("DOB")
		return ok && s.year.has(birthday(born, 17))
	})
}

// motherhood finds the child's lines in both files. As coded a sex is 1 or 2;
// files of 2025 and after say M or F, of which the validator says less than we.
func motherhood(s *submission) []hit {
	var all []hit
	for i, l := range s.Files[Header] {
		spells := s.spells(Episodes, l["CHILD"])
		spells = slices.DeleteFunc(spells, func(e spell) bool { return e.shortBreak() })
		if len(spells) == 0 {
			continue
		}
		inYear := slices.ContainsFunc(spells, func(e spell) bool {
			return e.started && e.decom <= s.year.Last() && (!e.ended || e.dec >= s.year.First())
		})
		kind, wrong := motherhoodOf(l, inYear, s.anyReturned(l["CHILD"]))
		if wrong {
			all = append(all, hit{table: Header, row: i, kind: kind})
			all = append(all, hits(OC3Table, kind, s.of(OC3Table, l["CHILD"])...)...)
		}
	}
	return all
}

func motherhoodOf(l Line, inYear, returned bool) (Kind, bool) {
	mother, sex := l["MOTHER"], l["SEX"]
	if mother != "" && mother != "0" && mother != "1" {
		return FileError, true
	}
	boy, girl := sex == "1" || sex == "M", sex == "2" || sex == "F"
	wrong := mother != "" && boy || girl && (mother == "" && inYear || mother != "" && !inYear && returned)
	if sex == "M" || sex == "F" {
		return OursAlone, wrong
	}
	return FileError, wrong
}
