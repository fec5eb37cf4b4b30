package intake

import (
	"context"

	care "intouch/pkg/careleaver"
)

// fillRecord says which events a seal or a destruction covers, and of the
// latter what counting needs once they are erased (docs/rules.md section 10).
// Nobody names positions by hand.
func fillRecord(d *decision, f care.Fact) care.Fact {
	var positions []uint64
	for _, e := range d.record {
		positions = append(positions, e.Position)
	}
	switch f := f.(type) {
	case care.Sealed:
		f.Positions = positions
		return f
	case care.Destroyed:
		f.Positions, f.Kind, f.Remains = positions, d.kind.Name, care.WhatRemains(d.record)
		if opened := d.stands().Opened; opened.Fact != nil {
			f.When = opened.Fact.Happened()
		}
		return f
	}
	return f
}

// checkRecord: each takes two people.
func checkRecord(ctx context.Context, d *decision, f care.Fact) (p care.Problems, err error) {
	switch f := f.(type) {
	case care.Sealed:
		return d.approvedByAnother(ctx, f.Approver)
	case care.Destroyed:
		for _, who := range f.Approvers {
			manager, err := d.manages(ctx, who)
			if err != nil {
				return nil, err
			}
			if !manager {
				p.Add("/approvers", "Name two managers who work here")
			}
		}
	}
	return p, nil
}
