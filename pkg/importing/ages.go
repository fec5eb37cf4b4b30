package importing

import (
	"fmt"
	"strconv"

	care "intouch/pkg/careleaver"
)

// agesSeen finds out whether a list is of the day that was said: an age that
// does not fit its date of birth says that it is not.
type agesSeen struct{ given, odd int }

func (s *agesSeen) see(r row, asAt care.Day) {
	age, err := strconv.ParseFloat(r.texts[ColumnAge], 64)
	if err != nil || !r.birth.known() {
		return
	}
	s.given++
	if off := int(age) - r.birth.value.Age(asAt); off < -1 || off > 1 {
		s.odd++
	}
}

func (s agesSeen) warning(asAt care.Day) []string {
	if s.odd*2 <= s.given {
		return nil
	}
	return []string{fmt.Sprintf("In %d of %d rows the age does not fit the date of birth on %s: check of which day the list is.", s.odd, s.given, asAt.Long())}
}
