package duty

import care "intouch/pkg/careleaver"

// restricted reports whether only named people open the record on the day
// (rules.md section 10): lists then show no more than that it is there. A
// restriction holds from its recording, to its end or its last day.
func (a *at) restricted() bool {
	for i := range a.Restricted {
		r, until := &a.Restricted[i], care.Forever
		if !r.Facts.Until.IsZero() {
			until = r.Facts.Until + 1
		}
		if r.Ended != nil {
			until = min(until, r.Ended.RecordedOn())
		}
		if a.during(r.RecordedOn(), until) {
			return true
		}
	}
	return false
}
