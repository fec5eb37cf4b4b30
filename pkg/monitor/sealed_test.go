package monitor_test

import (
	"testing"

	care "intouch/pkg/careleaver"
)

// An alert that is out of sight is not out of force: it closes when the duty is
// met, after whatever stands last on its record.
func TestAnAlertThatIsSealedOrDestroyedClosesAllTheSame(t *testing.T) {
	for name, hidden := range map[string]func([]care.Event) care.Fact{
		"sealed": func([]care.Event) care.Fact { return care.Sealed{Reason: "court order", Approver: care.Operator} },
		"destroyed": func(events []care.Event) care.Fact {
			return care.Destroyed{Reason: "asked", Positions: []uint64{events[0].Position}, Remains: care.WhatRemains(events)}
		},
	} {
		t.Run(name, func(t *testing.T) {
			w := newWorld(t, "2026-03-02")
			wren := w.joins("wren")
			w.at("2026-05-10")
			w.sweep()
			a := w.alerts(wren)[0]
			events, _, err := w.db.Events(t.Context(), authority, wren)
			if err != nil {
				t.Fatal(err)
			}
			var record []care.Event
			for _, e := range events {
				if e.Record == care.NewRecordID(a.ID) {
					record = append(record, e)
				}
			}
			w.tell(wren, care.AreaAlert, care.NewRecordID(a.ID), a.Position, hidden(record))
			w.sweep()
			w.wantOpen(wren, 1)
			w.met(wren, "2026-05-10")
			w.sweep()
			w.wantOpen(wren, 0)
		})
	}
}
