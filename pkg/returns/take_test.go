package returns

import (
	"bytes"
	"strings"
	"testing"

	care "intouch/pkg/careleaver"
)

// Two people who were taken for one, and separated again: what closes either of
// them now closes what was known of both (docs/rules.md section 10).
func TestWhatWasKnownOfTwoAsOneIsGuardedAsBothAreNow(t *testing.T) {
	h := newHouse(t)
	for authority, c := range map[string]struct {
		name string
		area care.Area
		fact care.Fact
		on   care.RecordID
	}{
		"E09000011": {"the other is restricted", care.AreaCaseload, care.AccessRestricted{Only: []care.StaffID{sam}, Reason: "A relative works here", Approver: sam}, ""},
		"E09000012": {"the other's address is protected", care.AreaAccommodation, care.MovedIn{From: care.From{From: day("2026-06-11")}, Residence: "U", Address: "2 Beech Close", Protected: true}, ""},
		"E09000013": {"what was noted of the other is sealed", care.AreaContact, care.Sealed{Reason: "A court order", Approver: sam}, "the note"},
	} {
		t.Run(c.name, func(t *testing.T) {
			w := h.town(authority)
			one, other := named("one"), named("other")
			note := other.tell("2026-05-01", care.AreaContact, care.ContactMade{How: care.Called, When: on("2026-05-01"), Note: "A secret"})
			other.tell("2026-05-02", care.AreaCaseload, care.Merged{Into: one.id, Reason: "The same passport"}, care.RecordPerson)
			other.tell("2026-06-01", care.AreaCaseload, care.Unmerged{From: one.id, Reason: "Not the same"}, care.RecordPerson)
			switch c.on {
			case "":
				other.tell("2026-06-11", c.area, c.fact)
			default:
				other.tell("2026-06-11", c.area, c.fact, note)
			}
			w.publish(one, other)
			take := w.take()
			take.Known, take.Open = noon("2026-05-20"), func([]care.StaffID) bool { return false }
			var b bytes.Buffer
			if err := take.Contacts(t.Context(), &b, CSV, 0); err != nil {
				t.Fatal(err)
			}
			if strings.Contains(b.String(), "A secret") {
				t.Errorf("as known while they were one:\n%s", b.String())
			}
		})
	}
}
