package oc3

import (
	"slices"

	care "intouch/pkg/careleaver"
)

// The rules on the file alone. An upload of nothing but it runs these
// (docs/domain.md section 3.6).

var (
	inTouchCodes = []string{"YES", "NO", "DIED", "REFU", "NREQ", "RHOM"}
	activCodes   = []string{"F1", "P1", "F2", "P2", "F4", "P4", "F5", "P5", "G4", "G5", "G6", "0"}
)

// accomValid: each letter takes 1 or 2, but homeless and custody are never
// suitable.
func accomValid(code string) bool {
	if code == "0" {
		return true
	}
	if len(code) != 2 {
		return false
	}
	letter, digit := care.Residence(code[:1]), code[1]
	if letter == "S" || letter == "X" {
		return digit == '2'
	}
	return (digit == '1' || digit == '2') && (letter == "R" || care.Residences.Has(letter))
}

var fileRules = []rule{
	{code: "131", needs: []TableName{OC3Table}, asks: "IN_TOUCH is none of YES, NO, DIED, REFU, NREQ and RHOM.", do: "Enter one of them.",
		find: func(s *submission) []hit {
			return s.where(OC3Table, func(l Line) bool { return !slices.Contains(inTouchCodes, l["IN_TOUCH"]) })
		}},
	{code: "132", needs: []TableName{OC3Table}, asks: "ACTIV is none of the codes, and not 0.", do: "Enter F1, P1, F2, P2, F4, P4, F5, P5, G4, G5, G6 or 0.",
		find: func(s *submission) []hit {
			return s.where(OC3Table, func(l Line) bool { return !slices.Contains(activCodes, l["ACTIV"]) })
		}},
	{code: "133", needs: []TableName{OC3Table}, asks: "ACCOM is no letter with 1 or 2, and not 0. Homeless (S) and custody (X) take 2 only.", do: "Enter the letter and whether it is suitable: record the assessment if there is none.",
		find: func(s *submission) []hit {
			return s.where(OC3Table, func(l Line) bool { return !accomValid(l["ACCOM"]) })
		}},
	{code: "153", needs: []TableName{OC3Table}, asks: "Some of IN_TOUCH, ACTIV and ACCOM are filled and some are not.", do: "Fill all three, or none.",
		find: func(s *submission) []hit {
			return s.where(OC3Table, func(l Line) bool {
				return l.returned() && (l["IN_TOUCH"] == "" || l["ACTIV"] == "" || l["ACCOM"] == "")
			})
		}},
	{code: "344", needs: []TableName{OC3Table}, asks: "Died or returned home, and activity or accommodation is not 0.", do: "Enter 0 for both, or correct IN_TOUCH.",
		find: func(s *submission) []hit {
			return s.where(OC3Table, func(l Line) bool {
				return (l["IN_TOUCH"] == "DIED" || l["IN_TOUCH"] == "RHOM") && (l["ACTIV"] != "0" || l["ACCOM"] != "0")
			})
		}},
	{code: "345", needs: []TableName{OC3Table}, asks: "In touch, and activity or accommodation is 0.", do: "Record what they did and where they lived on the day of the contact.",
		find: func(s *submission) []hit {
			return s.where(OC3Table, func(l Line) bool { return l["IN_TOUCH"] == "YES" && (l["ACTIV"] == "0" || l["ACCOM"] == "0") })
		}},
	{code: "347", since: 2024, needs: []TableName{OC3Table}, asks: "In a foyer (T), and not yet 18 when the year began.", do: "Check the kind of accommodation and the date of birth.", find: inFoyer},
	{code: "391", needs: []TableName{OC3Table}, asks: "Not of age in the year: 17 to 21, or 22 to 25.", do: "Take the row out, or correct the date of birth.", find: notOfAge},
	{code: "INT34", needs: []TableName{OC3Table}, asks: "The child is there more than once.", do: "Keep one row: merge the people if they are one, or correct the id.",
		find: func(s *submission) []hit {
			return s.where(OC3Table, func(l Line) bool { return l["CHILD"] != "" && len(s.of(OC3Table, l["CHILD"])) > 1 })
		}},
	{code: "date-of-birth-written", ours: true, needs: []TableName{OC3Table}, asks: "The date of birth is missing, or not written as dd/mm/yyyy. The validator passes over it in rules 391, 3001 and INT15, and cannot run 347 and 1016 at all.", do: "Write it as dd/mm/yyyy.",
		find: func(s *submission) []hit {
			return ours(s.where(OC3Table, func(l Line) bool { _, ok := l.day("DOB"); return !ok }), "")
		}},
}

// codedYears is how many days the validator takes years to be, rounded up: it
// counts years of 365.2425 days.
func codedYears(n int) int { return (n*3652425 + 9999) / 10000 }

// inFoyer: as coded the rule looks for the letter alone, which no file can have:
// with a digit it never fires, and is ours.
func inFoyer(s *submission) []hit {
	var all []hit
	for i, l := range s.Files[OC3Table] {
		born, ok := l.day("DOB")
		switch accom := l["ACCOM"]; {
		case !ok:
		case accom == "T" && int(s.year.First()-born) < codedYears(18):
			all = append(all, hit{table: OC3Table, row: i, kind: FileError})
		case (accom == "T1" || accom == "T2") && s.year.First() < birthday(born, 18):
			all = append(all, hit{OC3Table, i, OursAlone, "The validator lets T with a digit pass."})
		}
	}
	return all
}

// notOfAge: as coded the rule has no upper age.
func notOfAge(s *submission) []hit {
	var all []hit
	for i, l := range s.Files[OC3Table] {
		born, ok := l.day("DOB")
		switch {
		case !ok || !l.returned():
		case birthday(born, 17) > s.year.Last():
			all = append(all, hit{table: OC3Table, row: i, kind: FileError})
		case birthday(born, 26) <= s.year.Last():
			all = append(all, hit{OC3Table, i, OursAlone, "Older than 25: the validator has no upper age."})
		}
	}
	return all
}

// birthday is as the validator counts it: those born on 29 February have it on
// the 28th in common years.
func birthday(born care.Day, years int) care.Day { return born.AddMonths(12 * years) }

// ours marks hits as what the validator does not say.
func ours(all []hit, says string) []hit {
	for i := range all {
		all[i].kind, all[i].says = OursAlone, says
	}
	return all
}
