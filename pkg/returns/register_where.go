package returns

import (
	"slices"

	care "intouch/pkg/careleaver"
	"intouch/pkg/duty"
)

// whereStates are where somebody is, in words for people. Not known and no fixed
// abode are two things (I2).
var whereStates = care.Codes[care.WhereState]{
	{Code: care.AtHome, Label: "At home"}, {Code: care.Away, Label: "Away"}, {Code: care.NotKnownWhere, Label: "Not known"}, {Code: care.NothingToldOfHome, Label: "Never told"},
}

// whereabouts are where they are, of what kind, the address, since when, how
// sure it is, and of which day the last evidence is.
func (s subject) whereabouts(w duty.Whereabouts) []Cell {
	cells := []Cell{text(whereStates.Label(w.State), w.SaidBy), {}, {}, {}, {}, text(duty.Confidences.Label(w.Confidence), w.SaidBy, w.EvidenceBy), date(w.EvidenceOn, w.EvidenceBy)}
	if w.Kind == "" || s.sealedPlace(w.Of) {
		return cells
	}
	cells[1], cells[4] = text(placeKind(w), w.SaidBy), date(w.Since, w.SaidBy)
	if !s.HidesWhere {
		cells[2], cells[3] = text(w.Address, w.SaidBy), text(w.Postcode, w.SaidBy)
	}
	return cells
}

// placeKind is the home or the absence in words.
func placeKind(w duty.Whereabouts) string {
	if w.State == care.Away {
		return care.AwayKinds.Label(care.AwayKind(w.Kind))
	}
	return w.Kind + ": " + care.Residences.Label(care.Residence(w.Kind))
}

// sealedPlace reports whether the record of a home or an absence is sealed.
func (s subject) sealedPlace(of care.RecordID) bool {
	return slices.ContainsFunc(s.Sealed, func(e care.Event) bool { return e.Area == care.AreaAccommodation && e.Record == of })
}
