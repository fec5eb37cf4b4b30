package importing

import (
	"fmt"
	"testing"

	"pgregory.net/rapid"

	care "intouch/pkg/careleaver"
)

// outline is a meeting in a word: what it is and how.
func outline(m met) string {
	switch f := m.fact.(type) {
	case care.ContactMade:
		return fmt.Sprintf("contact %s %s", f.How, f.Where)
	case care.Attempted:
		return fmt.Sprintf("attempt %s %s", f.How, f.Outcome)
	case care.ToldBySomeoneElse:
		return "told " + string(f.Informant)
	}
	if m.ask != "" {
		return "ask"
	}
	return "nothing"
}

func TestWhatCouncilsWriteOfAContact(t *testing.T) {
	for _, c := range []struct{ kind, outcome, want string }{
		{"Home Visit", "Seen", "contact saw_at_home "},
		{"Home visit", "Seen alone", "contact saw_at_home "},
		{"HV", "seen", "contact saw_at_home "},
		{"Statutory visit - seen", "", "contact saw_elsewhere "},
		{"STVL", "Seen", "contact saw_elsewhere "},
		{"Office visit", "Attended", "contact saw_elsewhere elsewhere"},
		{"Custody visit", "Successful", "contact saw_elsewhere custody"},
		{"Hospital", "seen", "contact saw_elsewhere hospital"},
		{"F2F", "Met with YP", "contact saw_elsewhere "},
		{"T/C", "spoke to YP", "contact call "},
		{"Telephone call", "Answered", "contact call "},
		{"Tel", "Contact made", "contact call "},
		{"WhatsApp", "replied", "contact text_or_app "},
		{"Text message - response received", "", "contact text_or_app "},
		{"E-mail", "Reply received", "contact email "},
		{"Teams call", "Engaged", "contact video "},
		{"Text from YP", "", "contact they_contacted_us "},
		{"Drop-in", "Seen", "contact saw_elsewhere elsewhere"},
		{"Succesful home visit", "", "contact saw_at_home "},

		{"Home visit", "Not in", "attempt visit not_in"},
		{"Home visit", "not seen", "attempt visit no_answer"},
		{"Statutory visit", "DNA", "attempt visit not_in"},
		{"Attempted visit", "", "attempt visit no_answer"},
		{"T/C", "no reply", "attempt call no_answer"},
		{"Phone", "left voicemail", "attempt call message_left"},
		{"Phone call", "No answer, left voicemail", "attempt call message_left"},
		{"Phone", "Number not in service", "attempt call number_dead"},
		{"WhatsApp", "sent", "attempt text_or_app message_left"},
		{"WhatsApp", "sent, no reply", "attempt text_or_app message_left"},
		{"Text", "Read, not answered", "attempt text_or_app no_answer"},
		{"Letter", "Returned to sender", "attempt letter returned_letter"},
		{"Birthday card", "sent", "attempt card message_left"},
		{"Unsuccessful contact - telephone", "", "attempt call no_answer"},
		{"Visit", "Moved away", "attempt visit moved_away"},

		{"Email from provider", "update received", "told provider_on_site"},
		{"Phone call with police", "information received", "told police"},

		{"Home visit", "Cancelled", "nothing"},
		{"Office appointment", "rearranged", "nothing"},

		{"Home Visit", "", "ask"},                  // did it take place?
		{"Telephone call", "", "ask"},              // did anybody answer?
		{"WhatsApp", "", "ask"},                    // sent, or answered?
		{"Text", "Successful", "ask"},              // sent, or answered?
		{"Home visit", "Completed", "ask"},         // the visit, or the form?
		{"Home visit", "Seen by neighbour", "ask"}, // by whom?
		{"Home visit", "Seen? ", "ask"},            //
		{"Call", "seen", "ask"},                    // how could that be?
		{"Attempted call", "spoke to YP", "ask"},   // which?
		{"Call", "left voicemail, YP rang back", "ask"},
		{"Call to mother", "spoke about YP", "ask"},
		{"Home visit", "spoke to mother", "ask"}, // and was the young person in?
		{"Call to mother", "no answer", "ask"},
		{"GP", "spoke", "ask"}, // of the young person?
		{"Home visit", "refused", "ask"},
		{"Home visit", "cancelled by YP", "ask"}, // who cancels is in touch
		{"Strategy meeting", "held", "ask"},
		{"", "seen", "contact saw_elsewhere "},
		{"", "", "ask"},
		{"Visit", "Seen and well in himself, flat was tidy, new sofa delivered on Tuesday", "ask"},
		{"3", "2", "ask"},
		{"Seen", "not seen", "ask"},
	} {
		t.Run(c.kind+"/"+c.outcome, func(t *testing.T) {
			if got := outline(readMeeting(contactCells{kind: c.kind, outcome: c.outcome})); got != c.want {
				t.Errorf("taken as %q, want %q", got, c.want)
			}
		})
	}
}

// Whatever is written beside it, a word that nobody knows is never taken for
// anything, and what fails is never a contact (I3).
func TestNothingIsGuessedFromWordsThatAreNotKnown(t *testing.T) {
	known := []string{"home visit", "call", "seen", "spoke", "replied", "whatsapp", "no reply", "not in", "left voicemail", "mother", "yp", "office", "attended", "sent"}
	failed := []string{"no reply", "not in", "left voicemail", "did not attend", "unsuccessful", "number dead", "not seen"}
	rapid.Check(t, func(rt *rapid.T) {
		kind := rapid.SampledFrom(known).Draw(rt, "kind") + " " + rapid.SampledFrom(append(known, "")).Draw(rt, "more")
		outcome := rapid.SampledFrom(append(known, "")).Draw(rt, "outcome")
		strange := rapid.StringMatching(`[bcdfgqxz]{5,9}`).Draw(rt, "strange")
		for _, at := range []string{strange + " " + kind, kind + " " + strange} {
			if m := readMeeting(contactCells{kind: at, outcome: outcome}); m.fact != nil {
				rt.Fatalf("%q with %q was taken as %s", at, outcome, outline(m))
			}
		}
		m := readMeeting(contactCells{kind: kind, outcome: outcome + " " + rapid.SampledFrom(failed).Draw(rt, "failed")})
		if _, contact := m.fact.(care.ContactMade); contact {
			rt.Fatalf("%q with %q was taken as %s", kind, outcome, outline(m))
		}
	})
}
