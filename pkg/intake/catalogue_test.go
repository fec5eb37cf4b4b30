package intake

import (
	"slices"
	"testing"

	"github.com/google/uuid"

	"intouch/pkg/access"
	care "intouch/pkg/careleaver"
	"intouch/pkg/wire"
)

// What people publish is a command, and nothing else is.
func TestWhatIsACommand(t *testing.T) {
	not := []string{"caseload.absorbed", "alert.raised", "alert.escalated", "alert.reopened", "notice.told", "register.counted"}
	for _, ty := range wire.Types {
		_, command := commands[ty.Name]
		if command == slices.Contains(not, ty.Name) {
			t.Errorf("%s is a command: %v", ty.Name, command)
		}
	}
}

func TestEachCommandHasAServiceAKindAndADesk(t *testing.T) {
	for name, ty := range commands {
		if !slices.Contains(Services, serviceOf(ty)) {
			t.Errorf("%s: no service %s", name, serviceOf(ty))
		}
		if len(kindsOf(ty)) == 0 {
			t.Errorf("%s stands on no kind of record", name)
		}
		if d := desks[ty.Area()]; d.fill == nil || d.facts == nil || d.allow == nil {
			t.Errorf("%s: nothing is decided in its area", name)
		}
		if !slices.Contains(access.Actions, actionOf(ty.Fact)) {
			t.Errorf("%s: %q is no action", name, actionOf(ty.Fact))
		}
	}
}

// The command of an event leads to the route, and the kind of record, that the
// catalogue gives it.
func TestTheCommandOfAnEvent(t *testing.T) {
	person, event := uuid.New(), uuid.New()
	for _, c := range []struct {
		event care.Event
		want  string
	}{
		{care.Event{Area: care.AreaContact, Fact: care.ContactMade{How: care.Called}}, "contact.made"},
		{care.Event{Area: care.AreaPathway, Record: care.RecordFrequency, Fact: care.FrequencySet{From: 1}}, "pathway.frequency_set"},
		{care.Event{Area: care.AreaContact, Record: "r", Fact: care.Corrected{Facts: care.ContactMade{}}}, "contact.corrected"},
		{care.Event{Area: care.AreaOversight, Record: "r", Fact: care.Sealed{Reason: "a"}}, "record.sealed"},
	} {
		c.event.ID, c.event.Person = event, person
		got, err := Of(c.event)
		if err != nil || got.Type != c.want || got.Area != c.event.Area || got.Person != person || got.Event != event || len(got.Facts) == 0 {
			t.Errorf("%s: %+v, %v", c.want, got, err)
		}
	}
	if _, err := Of(care.Event{Area: care.AreaContact, Fact: care.MovedIn{}}); err == nil {
		t.Error("a move is a fact of area contact")
	}
}

// An event of a type that stands on several kinds of record finds its kind by
// the record, wherever the command leaves it open.
func TestACommandThatLeavesTheKindOpen(t *testing.T) {
	h := newHouse(t)
	sam := h.register("1", "")
	contact, set := id(), uuid.New()
	at := h.must(201, "", sam+"/contacts/"+contact, `{"how":"call","when":"2026-06-14"}`).Position
	h.must(201, "", sam+"/frequencies/"+set.String(), `{"everyDays":28,"from":"2026-06-15"}`)
	who := uuid.MustParse(sam[len("/care-leavers/"):])
	for what, c := range map[string]struct {
		event care.Event
		after *uint64
	}{
		"by its first event": {care.Event{Area: care.AreaContact, Record: care.RecordID(contact), Fact: care.Corrected{Reason: "Video.", Facts: care.ContactMade{How: care.Video, When: care.OnDay(care.DayOf(noon))}}}, &at},
		"by its name":        {care.Event{Area: care.AreaPathway, Record: care.RecordFrequency, Fact: care.Voided{Of: set, Reason: "duplicate"}}, nil},
	} {
		c.event.ID, c.event.Person = uuid.New(), who
		cmd, err := Of(c.event)
		if err != nil {
			t.Fatal(err)
		}
		cmd.After = c.after
		if _, err := h.client.Do(t.Context(), h.caller(""), cmd); err != nil {
			t.Errorf("%s: %v", what, err)
		}
	}
}
