package web

import (
	"fmt"

	"intouch/pkg/figures"
)

// howWorkedOut says in a sentence or two how a figure comes about.
func howWorkedOut(f figures.Figure, p *figures.Picture) string {
	switch f {
	case figures.InTouchNow:
		return "Everyone whose place on the register is “In touch” on the day: two-way contact within their own frequency. Due, overdue and unaccounted for are not in touch. Of everyone whose case is open and who is not still looked after."
	case figures.SeenLately:
		return fmt.Sprintf("Everyone whom a worker of ours met in person, anywhere, within %d days up to the day. Calls, video and messages are not seeing. Of the same people as the figure above.", figures.SeenWithin)
	case figures.InTouch903:
		return fmt.Sprintf("What the SSDA903 return of the collection year would say if it were made out on the day. For those who turn 17 to 21 in the year: two-way contact from %d months before to %d after that birthday. Of 22 to 25 DfE asks only those who receive support: any contact in the year. "+
			"News from others never counts. Ages are those reached in the year, so these are not the same people as above.", p.Window.MonthsBefore, p.Window.MonthsAfter)
	case figures.Suitable:
		return "Where they live on the day, and the last judgement of that accommodation. No fixed abode and custody are never suitable; a home that nobody has judged is never suitable by itself. Whereabouts that have not been confirmed for too long are no information. Gone abroad, deported, and in touch but residence not known are left out, as DfE does."
	case figures.Activity:
		return "What they do on the day, by its 903 code: F and P are education, employment or training, G is not. What nobody has confirmed for longer than the activity duty allows is not known."
	}
	return ""
}

// ofPeople says a share and of how many it is: "412 of 500".
func ofPeople(n, of int) string { return thousands(n) + " of " + thousands(of) }

// suppressed stands where a number is not shown.
const suppressed = "not shown"
