package importing

import (
	"strings"
	"testing"

	"pgregory.net/rapid"

	care "intouch/pkg/careleaver"
)

// meant is what a type and an outcome are to be taken for.
type meant struct{ what, kind, outcome, want string }

func checkMeant(t *testing.T, cases []meant) {
	t.Helper()
	for _, c := range cases {
		t.Run(c.what+": "+c.kind+"/"+c.outcome, func(t *testing.T) {
			if got := outline(readMeeting(contactCells{kind: c.kind, outcome: c.outcome})); got != c.want {
				t.Errorf("taken as %q, want %q", got, c.want)
			}
		})
	}
}

func TestALineThatIsEngagedIsNobodyWhoIs(t *testing.T) {
	checkMeant(t, []meant{
		{"the line", "Telephone call", "Engaged", "attempt call no_answer"},
		{"the line, when it rang", "Call", "rang, engaged", "attempt call no_answer"},
		{"the line, by name", "Phone", "Line engaged", "attempt call no_answer"},
		{"the young person or the line", "Call", "YP engaged", "ask"},
		{"in a text", "Text", "engaged", "ask"},
		{"at a visit it is the young person", "Home visit", "Engaged", "contact saw_at_home "},
		{"in a video call too", "Video call", "engaged", "contact video "},
		{"another word by one letter", "Phone", "enraged", "ask"},
	})
}

func TestATalkBetweenProfessionalsIsNoContact(t *testing.T) {
	checkMeant(t, []meant{
		{"to a social worker", "Phone call", "Spoke to social worker", "ask"},
		{"to a worker of theirs", "Phone call", "spoke to YP's worker", "ask"},
		{"to a worker of theirs, without the sign", "Phone call", "spoke to YP social worker", "ask"},
		{"to his worker", "Phone call", "discussed with his SW", "ask"},
		{"with a personal adviser", "Phone call", "Spoke with PA", "ask"},
		{"to duty", "Phone call", "spoke to duty", "ask"},
		{"to a social worker, about them", "Call", "spoke to SW re YP", "ask"},
		{"to a social worker, who says they are fine", "Call", "Spoke to SW, YP ok", "ask"},
		{"by the type", "T/C to SW", "spoke", "ask"},
		{"nor is trying to reach one an attempt", "T/C to SW", "no answer", "ask"},
		{"to one whose visit is spoken of", "Call", "spoke to SW re home visit", "ask"},
		{"in writing", "Email to social worker", "Reply received", "ask"},
		{"the social worker replied", "Email", "social worker replied", "ask"},
		{"they replied, and they are the social worker", "Email to social worker", "they replied", "ask"},
		{"the adviser wrote", "Text", "PA responded", "ask"},
		{"a worker's message to them", "Email from SW to YP", "", "ask"},
		{"received by them", "Email received by YP", "", "ask"},
		{"at their home", "Home", "discussion with SW", "ask"},
		{"the worker came", "Home visit", "worker attended", "ask"},
		{"somebody who is not named", "Call", "spoke to other", "ask"},
		{"somebody else seen", "Home visit", "other seen", "ask"},
		{"somebody else called", "Call with other", "Successful", "ask"},

		{"whose visit it was", "Social worker visit", "Seen", "contact saw_elsewhere "},
		{"whose planned visit it was", "PA statutory visit", "Seen", "contact saw_elsewhere "},
		{"whose call it was, and to whom", "Duty telephone call", "answered", "ask"},
		{"whose visit it was, and where", "PA visit - home", "seen", "contact saw_at_home "},
		{"by whom they were seen", "Home visit", "seen by duty worker", "contact saw_at_home "},
		{"by whom they were called", "Phone call by PA", "answered", "contact call "},
		{"the young person beside the adviser", "Home visit", "PA and YP attended", "contact saw_at_home "},
		{"the adviser spoke to them", "Phone call", "PA spoke to YP", "contact call "},
		{"who tried", "Visit by social worker", "not in", "attempt visit not_in"},
		{"and whom", "Attempted call by PA to YP", "", "attempt call no_answer"},
	})
}

func TestAMeetingIsAContactOnlyIfTheYoungPersonWasThere(t *testing.T) {
	checkMeant(t, []meant{
		{"nobody says so", "Review meeting", "held", "ask"},
		{"of their own review", "YP review meeting", "held", "ask"},
		{"the adviser was", "Review meeting", "PA attended", "ask"},
		{"with a social worker", "Meeting with social worker", "held", "ask"},
		{"by video", "Teams meeting", "held", "ask"},
		{"by video, in other words", "Virtual meeting", "took place", "ask"},
		{"talked of at a meeting", "Review meeting", "discussed", "ask"},
		{"in court", "Court", "held", "ask"},
		{"in court with their worker", "Court", "PA attended", "ask"},
		{"an appointment with others", "Hospital appointment", "attended", "ask"},
		{"nor is missing that an attempt of ours", "Hospital appointment", "DNA", "ask"},
		{"a lesson", "College", "attended", "ask"},

		{"the young person was", "Review meeting", "YP attended", "contact saw_elsewhere "},
		{"they were seen", "Review meeting", "Seen", "contact saw_elsewhere "},
		{"with the young person", "Meeting with YP", "held", "contact saw_elsewhere "},
		{"with them by video", "Teams meeting with young person", "took place", "contact video "},
		{"an appointment with us", "Appointment", "attended", "contact saw_elsewhere "},
		{"in our office", "Office", "attended", "contact saw_elsewhere elsewhere"},
		{"a visit that took place", "Home visit", "took place", "contact saw_at_home "},
	})
}

func TestAPlaceAloneIsNoWayOfContact(t *testing.T) {
	checkMeant(t, []meant{
		{"talked, to whom", "Prison", "spoke", "ask"},
		{"made, how", "Prison", "contact made", "ask"},
		{"talked at home, or by phone", "Home", "spoke", "ask"},
		{"made at the office", "Office", "contact made", "ask"},
		{"with the ward", "Hospital", "in contact", "ask"},
		{"the home was seen", "Home visit", "home seen", "ask"},
		{"a call and a place", "Call", "spoke to YP at home", "ask"},

		{"seen there", "Prison", "seen", "contact saw_elsewhere custody"},
		{"met there", "College", "met with YP", "contact saw_elsewhere elsewhere"},
		{"visited there", "Visited in prison", "spoke to YP", "contact saw_elsewhere custody"},
		{"not in at home", "Home", "not in", "attempt visit not_in"},
		{"did not come to the office", "Office", "DNA", "attempt visit not_in"},
	})
}

func TestAPlanIsNoContact(t *testing.T) {
	checkMeant(t, []meant{
		{"planned", "Planned drop-in", "", "ask"},
		{"scheduled", "Scheduled drop in", "", "ask"},
		{"a type without an outcome", "Drop in", "", "ask"},
		{"somebody called in, on the phone or in person", "Other", "YP called in", "ask"},
		{"one of us called in", "Other", "PA called in", "ask"},
		{"and came", "Drop in", "attended", "contact saw_elsewhere elsewhere"},
	})
}

func TestWhatWeWroteIsNoReply(t *testing.T) {
	checkMeant(t, []meant{
		{"our reply", "Text", "reply sent", "ask"},
		{"our response", "Email", "response sent", "ask"},
		{"to be replied to", "Letter", "sent for reply", "ask"},
		{"our reply to whom", "Email received", "replied", "ask"},
		{"from whom", "Incoming call", "answered", "ask"},
		{"received from a worker", "Email received from SW", "replied", "ask"},

		{"their reply to what was sent", "WhatsApp", "sent, reply received", "contact text_or_app "},
		{"they replied to what was sent", "Text", "sent, YP replied", "contact text_or_app "},
		{"they rang", "Incoming call", "spoke to YP", "contact they_contacted_us "},
		{"they wrote and we answered", "Email received from YP", "replied", "contact they_contacted_us "},
	})
}

// Less said never gives more (rules.md section 4: family and providers say so).
func TestSomebodyElseMustHaveToldUsSomething(t *testing.T) {
	checkMeant(t, []meant{
		{"talked with the mother", "Call to mother", "spoke", "ask"},
		{"the mother rang, and of what", "Call from mother", "spoke", "ask"},
		{"talked with a carer", "Call", "spoke to carer", "ask"},
		{"a provider replied", "Email to provider", "replied", "ask"},
		{"we told the provider", "Email to provider", "update", "ask"},
		{"we informed the mother", "Call to mother", "informed", "ask"},

		{"the mother told us", "Call to mother", "information received", "told family"},
		{"the provider's news", "Email from provider", "update", "told provider_on_site"},
		{"the mother rang and told us", "Call from mother", "spoke, information received", "told family"},
	})
}

func TestColumnsThatSayWhoWasMet(t *testing.T) {
	for _, c := range []struct {
		what string
		said contactCells
		want string
	}{
		{"seen", contactCells{kind: "Home visit", seen: "Y"}, "contact saw_at_home "},
		{"seen, as a word", contactCells{kind: "Home visit", seen: "Seen"}, "contact saw_at_home "},
		{"seen, as a list has it", contactCells{kind: "Home visit", seen: "a) Yes"}, "contact saw_at_home "},
		{"not seen", contactCells{kind: "Home visit", seen: "No"}, "attempt visit no_answer"},
		{"not seen, as words", contactCells{kind: "Home visit", seen: "Not seen"}, "attempt visit no_answer"},
		{"a call needs no seeing", contactCells{kind: "Telephone call", outcome: "spoke", seen: "N"}, "contact call "},
		{"nothing said of seeing", contactCells{kind: "Home visit", outcome: "Successful", seen: "Not recorded"}, "contact saw_at_home "},
		{"a call, and not seen", contactCells{kind: "Telephone call", seen: "N"}, "ask"},
		{"not in, and seen", contactCells{kind: "Home visit", outcome: "not in", seen: "Y"}, "ask"},
		{"seen, and not seen", contactCells{kind: "Home visit", outcome: "seen", seen: "N"}, "ask"},
		{"successful, and not seen", contactCells{kind: "Home visit", outcome: "Successful", seen: "Not seen"}, "ask"},
		{"successful, and the mother seen", contactCells{kind: "Home visit", outcome: "Successful", seen: "Mother"}, "ask"},
		{"yes, by somebody", contactCells{kind: "Home visit", outcome: "Successful", seen: "Yes - by neighbour"}, "ask"},

		{"who was met: the mother", contactCells{kind: "Phone call", outcome: "Spoke", with: "Mother"}, "ask"},
		{"who was met: a social worker", contactCells{kind: "Phone call", outcome: "Spoke", with: "Social worker"}, "ask"},
		{"who was met: their worker", contactCells{kind: "Phone call", outcome: "Spoke", with: "YP's worker"}, "ask"},
		{"who was met: nobody knows who", contactCells{kind: "Phone call", outcome: "Spoke", with: "Alex Reed"}, "ask"},
		{"who was met: the young person", contactCells{kind: "Phone call", outcome: "Spoke", with: "Young person"}, "contact call "},
		{"who was met: them and others", contactCells{kind: "Home visit", outcome: "Seen", with: "YP, mother, PA"}, "contact saw_at_home "},
		{"who was met, at a meeting", contactCells{kind: "Review meeting", outcome: "held", with: "YP and social worker"}, "contact saw_elsewhere "},
		{"who was met, at a meeting without them", contactCells{kind: "Review meeting", outcome: "held", with: "PA and social worker"}, "ask"},
		{"who told us", contactCells{kind: "Phone call", outcome: "information received", with: "Mother"}, "told family"},

		{"successful, in a column of its own", contactCells{kind: "Home visit", succeeded: "Yes"}, "contact saw_at_home "},
		{"not successful there", contactCells{kind: "Home visit", succeeded: "N"}, "attempt visit no_answer"},
		{"a text that was successful, sent or answered", contactCells{kind: "Text", succeeded: "Y"}, "ask"},
		{"successful, and no answer", contactCells{kind: "Call", outcome: "no answer", succeeded: "Yes"}, "ask"},
		{"successful, in words", contactCells{kind: "Call", succeeded: "Unsuccessful"}, "attempt call no_answer"},
		{"a yes in the outcome says of what", contactCells{kind: "Home visit", outcome: "Yes"}, "ask"},
	} {
		t.Run(c.what, func(t *testing.T) {
			if got := outline(readMeeting(c.said)); got != c.want {
				t.Errorf("taken as %q, want %q", got, c.want)
			}
		})
	}
}

func TestHeadingsOfWhoWasMet(t *testing.T) {
	for heading, want := range map[string]Column{
		"Contact With": ColumnMet, "Person contacted": ColumnMet, "Who Seen": ColumnMet, "Spoke to": ColumnMet, "Persons Present": ColumnMet, "Attendees": ColumnMet, "Who was met": ColumnMet,
		"Seen": ColumnSeen, "Was the child seen": ColumnSeen, "Person Seen": ColumnSeen, "Successful?": ColumnSuccess, "Was visit successful": ColumnSuccess,
		"Worker": ColumnBy, "Seen By": ColumnBy, "Contact made by": ColumnBy, "Visited by": ColumnBy, "Recorded by": ColumnBy, "Outcome of Contact": ColumnOutcome,
		"Contact Type": ColumnType, "Date of Contact": ColumnDate, "Child Seen Alone": "",
	} {
		h := headingsIn(gridRow{number: 1, cells: []string{heading}}, contactHeads)
		var got []Column
		for c := range h.at {
			got = append(got, c)
		}
		if len(got) > 1 || len(got) == 1 && got[0] != want || len(got) == 0 && want != "" {
			t.Errorf("%q names %v, want %q", heading, got, want)
		}
	}
}

// A contact, or an attempt to make one, is with the young person: with a word for
// somebody else beside it, and none for them, no words of any order tell of one.
// Nor does a type without what came of it.
func TestWordsThatAreKnownAreNotTakenForSomethingElse(t *testing.T) {
	ways := []string{"home visit", "call", "text", "email", "letter", "teams meeting", "video call", "meeting", "office", "home", "prison", "drop in", "incoming call", "email received"}
	things := []string{"seen", "spoke", "replied", "reply received", "attended", "held", "successful", "contact made", "engaged", "discussed", "no answer", "not in", "sent", "left voicemail"}
	others := []string{"social worker", "SW", "PA", "worker", "duty", "his worker", "YP's worker", "YP social worker", "other", "mother", "carer", "keyworker", "police", "solicitor", "re YP with SW"}
	rapid.Check(t, func(rt *rapid.T) {
		kind, came := rapid.SampledFrom(ways).Draw(rt, "way"), rapid.SampledFrom(things).Draw(rt, "came")
		other := rapid.SampledFrom([]string{"", "to ", "with ", "from "}).Draw(rt, "joined by") + rapid.SampledFrom(others).Draw(rt, "other")
		for _, c := range []contactCells{
			{kind: kind + " " + other, outcome: came}, {kind: kind, outcome: came + " " + other}, {kind: kind, outcome: other + " " + came}, {kind: kind, outcome: came, with: strings.TrimPrefix(other, "with ")},
		} {
			if m := readMeeting(c); m.fact != nil {
				rt.Fatalf("%+v was taken as %s", c, outline(m))
			}
		}
		if m := readMeeting(contactCells{kind: kind}); m.fact != nil {
			rt.Fatalf("%q alone was taken as %s", kind, outline(m))
		}
		plan := rapid.SampledFrom([]string{"planned", "scheduled", "planned for", "scheduled by PA"}).Draw(rt, "plan")
		if m := readMeeting(contactCells{kind: kind, outcome: plan}); m.fact != nil {
			rt.Fatalf("%q, %q was taken as %s", kind, plan, outline(m))
		}
		m := readMeeting(contactCells{kind: rapid.SampledFrom([]string{"meeting", "review meeting", "court", "hospital appointment", "college", "teams meeting"}).Draw(rt, "meeting"), outcome: rapid.SampledFrom([]string{"held", "took place", "attended", "successful", "discussed", "spoke"}).Draw(rt, "it")})
		if _, contact := m.fact.(care.ContactMade); contact {
			rt.Fatalf("a meeting of which nobody says who came was taken as %s", outline(m))
		}
	})
}
