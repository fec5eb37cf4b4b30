package intake

import (
	"context"

	"github.com/google/uuid"

	care "intouch/pkg/careleaver"
)

// The longest silences (docs/rules.md section 11): travel and a broken feed for
// four weeks, a booked visit and a duplicate under repair for five working days.
const (
	longSilenceDays  = 28
	shortSilenceDays = 7
)

// ruleMissing is the rule whose alert no silence may stop.
const ruleMissing = "missing-decision"

func fillAlert(d *decision, f care.Fact) care.Fact {
	if c, ok := f.(care.AlertClosed); ok {
		c.Approver = d.approver(c.Approver)
		return c
	}
	return f
}

func checkAlert(ctx context.Context, d *decision, f care.Fact) (care.Problems, error) {
	switch f := f.(type) {
	case care.AlertAcknowledged:
		return d.until(f.Until, longSilenceDays), nil
	case care.AlertSilenced:
		return d.until(f.Until, longestSilence(f.Reason)), nil
	case care.AlertClosed:
		return d.checkClosing(ctx, f)
	}
	return nil, nil
}

func longestSilence(r care.SilenceReason) int {
	if r == "travel" || r == "feed_broken" {
		return longSilenceDays
	}
	return shortSilenceDays
}

func (d *decision) until(day care.Day, longest int) (p care.Problems) {
	if last := d.today().AddDays(longest); day < d.today() || day > last {
		p.Add("/until", "Enter a day from today to "+last.Long())
	}
	return p
}

// checkClosing: people close an alert only by deciding not to pursue it. That
// the duty was met, the monitor sees for itself (I6).
func (d *decision) checkClosing(ctx context.Context, f care.AlertClosed) (care.Problems, error) {
	if f.Reason != care.ClosedNotPursued || f.Because != uuid.Nil || f.AsItLooked != 0 || f.AsItWas != 0 {
		return care.Problems{{Pointer: "/reason", Detail: "Record what was done, and the alert closes by itself. To close it without, say decided_not_to_pursue, and why"}}, nil
	}
	return d.approved(ctx, f.Approver)
}

func allowAlert(ctx context.Context, d *decision, f care.Fact) error {
	alerts := d.personStands().Alerts
	if len(alerts) != 1 {
		return noRecord
	}
	a := alerts[0]
	if _, feedback := f.(care.AlertNotUseful); !feedback && !a.Open {
		return unless(false, "This alert is closed already: there is nothing to do about it.")
	}
	switch f.(type) {
	case care.SilenceEnded:
		return unless(a.Silence != nil, "This alert is not silent.")
	case care.AlertSilenced:
		return d.allowSilence(ctx, a)
	}
	return nil
}

// allowSilence: never for somebody under 18, missing or at high risk.
func (d *decision) allowSilence(ctx context.Context, a care.Alert) error {
	frail, err := d.frail(ctx)
	if err != nil {
		return err
	}
	return unless(!frail && a.Raised.Facts.Rule != ruleMissing, "No alert is silent for somebody under 18, missing or at high risk. Acknowledge it, with what you will do.")
}

// frail reports whether the person is under 18 or at high risk: nothing about
// them is silenced or decided in bulk.
func (d *decision) frail(ctx context.Context) (bool, error) {
	p, err := d.subject(ctx)
	if err != nil {
		return false, err
	}
	born, n := p.Details.DateOfBirth, len(p.Frequencies)
	minor := !born.IsZero() && d.today() < born.Birthday(18)
	return minor || n > 0 && p.Frequencies[n-1].Facts.Risk == care.HighRisk, nil
}

// subject is what the person's own record and their frequency say: two reads.
func (d *decision) subject(ctx context.Context) (care.Person, error) {
	own, frequency := d.address(), d.address()
	own.Area, own.Record = care.AreaCaseload, care.RecordPerson
	frequency.Area, frequency.Record = care.AreaPathway, care.RecordFrequency
	events, err := d.Log.Record(ctx, own)
	if err != nil {
		return care.Person{}, err
	}
	more, err := d.Log.Record(ctx, frequency)
	return care.PersonOf(d.event.Person, care.Records(append(events, more...))), err
}
