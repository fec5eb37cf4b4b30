package intake

import (
	"context"

	care "intouch/pkg/careleaver"
)

// checkSafe: a contact that is still to come is not planned in a way that is
// unsafe for them, unless a manager plans it (docs/rules.md section 10). What
// has happened is recorded whatever the way: it was so. One read.
func (d *decision) checkSafe(ctx context.Context, way care.AttemptHow) (care.Problems, error) {
	if way == "" || d.caller.Manager() {
		return nil, nil
	}
	a := d.address()
	a.Area, a.Record = care.AreaCaseload, care.RecordSafety
	events, err := d.Log.Record(ctx, a)
	if err != nil || len(events) == 0 {
		return nil, err
	}
	safety, known := care.Last[care.ContactSafetySet](care.Records(events)[0])
	if known && safety.Facts.Unsafe(way) {
		return care.Problems{{Pointer: "/how", Detail: "This way is not safe for them. Choose another, or ask a manager to plan it"}}, nil
	}
	return nil, nil
}
