package duty

import care "intouch/pkg/careleaver"

// The records of a relevant or former relevant child are kept until the 75th
// anniversary of their birth; of a child who dies before 18, for fifteen years
// from the death. Care Leavers (England) Regulations 2010, reg. 10.
const (
	keptToBirthday = 75
	keptAfterDeath = 15
	adult          = 18
)

// KeptUntil is the first day on which somebody's records need no longer be kept;
// Forever where the date of birth is not known. died is zero for who has not.
func KeptUntil(born, died care.Day) care.Day {
	switch {
	case born.IsZero():
		return care.Forever
	case !died.IsZero() && died < born.Birthday(adult):
		return died.AddMonths(12 * keptAfterDeath)
	}
	return born.Birthday(keptToBirthday)
}
