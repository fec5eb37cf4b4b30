package intake

import (
	"context"

	care "intouch/pkg/careleaver"
)

// fillAccommodation says who decides where the caller does not: the caller.
func fillAccommodation(d *decision, f care.Fact) care.Fact {
	if c, ok := f.(care.ContradictionDecided); ok && c.Decider == (care.StaffID{}) {
		c.Decider = d.caller.Staff
		return c
	}
	return f
}

// allowAccommodation: what began ends once, and not before it began.
func allowAccommodation(_ context.Context, d *decision, f care.Fact) error {
	switch f.(type) {
	case care.MovedOut:
		return ends[care.MovedOut](d)
	case care.CameBack:
		return ends[care.CameBack](d)
	case care.Found:
		return ends[care.Found](d)
	case care.WhereaboutsConfirmed:
		return d.notBeforeItBegan()
	}
	return nil
}

// ends refuses a second end, and an end before the beginning.
func ends[F care.Fact](d *decision) error {
	_, ended := care.Last[F](d.stands())
	if err := unless(!ended, "This has an end on record already. If it is wrong, correct it."); err != nil {
		return err
	}
	return d.notBeforeItBegan()
}

// notBeforeItBegan compares with the day that opened the record, where that is
// known as a day on which it began.
func (d *decision) notBeforeItBegan() error {
	force := d.stands().Force
	if len(force) == 0 || !startKnown(force[0].Fact) {
		return nil
	}
	began, now := force[0].Fact.Happened().Day(), d.event.Fact.Happened().Day()
	return unless(now >= began, "This is before it began, on "+began.Long()+". Correct the beginning, if that is wrong.")
}

// startKnown: an imported home is one that was there by its day, not from it
// (docs/rules.md section 8).
func startKnown(f care.Fact) bool {
	switch f := f.(type) {
	case care.MovedIn:
		return f.StartKnown()
	case care.WentAway:
		return f.StartKnown()
	case care.ActivityStarted:
		return f.StartKnown()
	}
	return true
}
