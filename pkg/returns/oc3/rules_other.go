package oc3

import "slices"

// The rules that hold the file against the other files of the collection, and
// against the return of last year.

var (
	adoptionColumns = []string{"DATE_INT", "DATE_MATCH", "FOSTER_CARE", "NB_ADOPTR", "SEX_ADOPTR", "LS_ADOPTR"}
	healthColumns   = []string{"CONVICTED", "HEALTH_CHECK", "IMMUNISATIONS", "TEETH_CHECK", "HEALTH_ASSESSMENT", "SUBSTANCE_MISUSE", "INTERVENTION_RECEIVED", "INTERVENTION_OFFERED"}
)

var otherRules = []rule{
	{code: "348", since: 2026, needs: []TableName{OC3Table, OC3Last}, asks: "Returned as having died last year, and not this year.", do: "Return DIED again. If the death was a mistake, tell the DfE and say so when you submit.",
		find: func(s *submission) []hit {
			return s.where(OC3Table, func(l Line) bool {
				return l["IN_TOUCH"] != "DIED" && slices.ContainsFunc(s.of(OC3Last, l["CHILD"]), func(i int) bool { return s.Files[OC3Last][i]["IN_TOUCH"] == "DIED" })
			})
		}},
	{code: "1012", needs: []TableName{Episodes}, asks: "A child without an episode in the year may be in the care leaver file alone.", do: "Take the line out of this file, or add the episodes.", find: elsewhereWithoutEpisodes},
	{code: "1014", needs: []TableName{UASC, Episodes, OC3Table}, asks: "UASC details of a care leaver who was not looked after in the year.", do: "Take the line out of the UASC file.", find: uasc},
	{code: "134", needs: []TableName{OC3Table, AD1}, asks: "Adoption details of somebody in the care leaver file.", do: "Take the child out of one of the two files.",
		find: func(s *submission) []hit {
			return s.where(AD1, func(l Line) bool { return l.has(adoptionColumns...) && s.anyReturned(l["CHILD"]) })
		}},
	{code: "187", needs: []TableName{OC3Table, Episodes}, asks: "Looked after throughout the year, and in the care leaver or adoption file.", do: "Take the child out of that file, or correct the episodes.", find: allYearInCare},
	{code: "215", needs: []TableName{OC2, OC3Table}, asks: "In the care leaver file, and in OC2, which is for children looked after for a year.", do: "Take the child out of one of the two files.", find: inOC2},
}

func elsewhereWithoutEpisodes(s *submission) []hit {
	var all []hit
	for _, table := range []TableName{Placed, MissingTable, Reviews, AD1, PrevPerm, OC2} {
		all = append(all, s.where(table, func(l Line) bool { return !s.in(Episodes, l["CHILD"]) })...)
	}
	return all
}

// uasc: as coded a child without any line in Episodes passes.
func uasc(s *submission) []hit {
	var all []hit
	for i, l := range s.Files[UASC] {
		child := l["CHILD"]
		spells := s.spells(Episodes, child)
		inYear := slices.ContainsFunc(spells, func(e spell) bool {
			return e.started && e.decom <= s.year.Last() && (!e.ended || e.dec >= s.year.First())
		})
		if inYear || !s.anyReturned(child) {
			continue
		}
		kind := FileError
		if len(spells) == 0 {
			kind = OursAlone
		}
		all = append(all, hit{table: UASC, row: i, kind: kind})
		all = append(all, hits(OC3Table, kind, s.of(OC3Table, child)...)...)
	}
	return all
}

// allYearInCare: as coded the rule is silent without an AD1 file.
func allYearInCare(s *submission) []hit {
	kind := FileError
	if _, given := s.Files[AD1]; !given {
		kind = OursAlone
	}
	found := s.where(OC3Table, func(l Line) bool { return l.returned() && s.throughout(l["CHILD"]) })
	found = append(found, s.where(AD1, func(l Line) bool { return l.has(adoptionColumns...) && s.throughout(l["CHILD"]) })...)
	for i := range found {
		found[i].kind = kind
	}
	return found
}

// throughout reports whether a child was looked after all year: in care in it,
// and no episode tells of coming into care, leaving it, or a short break.
func (s *submission) throughout(child string) bool {
	ever := false
	for _, e := range s.spells(Episodes, child) {
		during := e.started && e.decom <= s.year.Last() && (!e.ended || e.dec >= s.year.First())
		enters := e.rne == "S" && e.started && e.decom > s.year.First() && e.decom <= s.year.Last()
		leaves := e.rec != "X1" && e.ended && e.dec >= s.year.First() && e.dec < s.year.Last()
		if enters || leaves || e.shortBreak() && during {
			return false
		}
		ever = ever || during
	}
	return ever
}

func inOC2(s *submission) []hit {
	var all []hit
	for i, l := range s.Files[OC2] {
		if l.has(healthColumns...) && s.anyReturned(l["CHILD"]) {
			all = append(all, hit{table: OC2, row: i, kind: FileError})
			all = append(all, hits(OC3Table, FileError, s.of(OC3Table, l["CHILD"])...)...)
		}
	}
	return all
}
