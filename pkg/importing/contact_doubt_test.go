package importing

import "testing"

// checkCells is checkMeant for rows with more columns.
func checkCells(t *testing.T, want string, rows map[string]contactCells) {
	t.Helper()
	for what, c := range rows {
		t.Run(what, func(t *testing.T) {
			if got := outline(readMeeting(c)); got != want {
				t.Errorf("%+v was taken as %q, want %q", c, got, want)
			}
		})
	}
}

func TestWhoeverIsTalkedOfWasNotTalkedTo(t *testing.T) {
	checkMeant(t, []meant{
		{"discussed", "Phone call", "Discussed YP", "ask"},
		{"were discussed", "Meeting", "YP discussed", "ask"},
		{"were discussed at home", "Home visit", "YP was discussed", "ask"},
		{"discussed with a worker", "T/C with social worker", "discussed YP", "ask"},
		{"spoken of", "Phone call", "spoke re YP", "ask"},
		{"a conversation of them", "In person", "conversation re the YP", "ask"},
		{"a discussion of them", "Home visit", "Discussion re care leaver", "ask"},
		{"a call of them", "Call re YP", "Successful", "ask"},
		{"a call of them, and no answer", "Call re YP", "no answer", "ask"},
		{"an email of them", "Email re YP", "Reply received", "ask"},
		{"an email of them, sent", "Email sent re YP", "", "ask"},
		{"their college, not they", "Meeting with YP college", "held", "ask"},

		{"discussed with them", "Phone call", "discussed with YP", "contact call "},
		{"of something else", "Phone call", "Spoke to YP re pathway plan", "contact call "},
		{"at their college", "Meeting with YP at college", "held", "contact saw_elsewhere elsewhere"},
		{"at their home", "Visit to YP home", "seen", "contact saw_at_home "},
	})
}

func TestWhoWasMetIsReadOneByOne(t *testing.T) {
	checkCells(t, "ask", map[string]contactCells{
		"their mother":                {kind: "Phone call", outcome: "Spoke", with: "YP mother"},
		"their worker":                {kind: "Email", outcome: "Reply received", with: "YP support worker"},
		"a relative of theirs beside": {kind: "Home visit", outcome: "Seen", with: "Mother and YP sister"},
		"through somebody":            {kind: "Phone call", outcome: "Spoke", with: "YP via mother"},
		"in brackets":                 {kind: "Email", outcome: "Reply received", with: "YP (via support worker)"},
		"two of theirs":               {kind: "Home visit", seen: "Y", with: "YP baby and partner"},
		"two in one":                  {kind: "Telephone call", outcome: "Successful", with: "Care leaver - foster carer"},
		"their social worker":         {kind: "Meeting", outcome: "held", with: "YP social worker"},
		"their college":               {kind: "Meeting", outcome: "held", with: "YP college"},
		"a child, and whose":          {kind: "Home visit", succeeded: "Yes", with: "Child"},
		"they or the line":            {kind: "Phone call", outcome: "Engaged", with: "YP"},
	})
	checkCells(t, "contact saw_at_home ", map[string]contactCells{
		"they and their adviser":  {kind: "Home visit", succeeded: "Yes", with: "YP, PA"},
		"they and two workers":    {kind: "Home visit", succeeded: "Yes", with: "YP; SW; Support worker"},
		"they and their mother":   {kind: "Home visit", outcome: "Seen", with: "Mother & YP"},
		"as case systems call it": {kind: "Home visit", seen: "Y", with: "Child/Young Person"},
		"and beside others":       {kind: "Home visit", seen: "Y", with: "Child / Young Person, PA"},
	})
}

func TestOurOwnMessageIsNoContact(t *testing.T) {
	checkMeant(t, []meant{
		{"our response", "Text", "sent response to YP", "ask"},
		{"our response to theirs", "Email", "YP response sent", "ask"},
		{"our reply", "Text", "reply sent to YP", "ask"},
		{"our answer", "Text", "replied to YP", "ask"},
		{"whose response", "Email response", "", "ask"},
		{"whose reply", "Letter", "Reply", "ask"},
		{"they got it", "Letter", "YP received", "ask"},
		{"they got it, in a text", "Text", "YP received", "ask"},
		{"they wrote", "Text", "YP sent", "ask"},
		{"by whom it was sent", "Text sent by YP", "", "ask"},
		{"they rang", "Phone", "YP phoned, no answer", "ask"},
		{"they rang, and left a message", "Call", "YP called, left voicemail", "ask"},
		{"a reply cut off", "Text", "Response from", "ask"},
		{"they were rung", "Phone", "YP was called, no answer", "attempt call no_answer"},
		{"they rang, and talked", "Phone", "YP rang, spoke", "contact call "},
		{"to whom it was sent", "Text to YP sent", "", "attempt text_or_app message_left"},
		{"we got it, and whose is the answer", "Email", "received, replied", "ask"},

		{"received from them", "Letter", "Received from YP", "contact they_contacted_us "},
		{"a letter of theirs", "Letter received from YP", "", "contact they_contacted_us "},
		{"their reply to ours", "Text", "Response received from YP", "contact text_or_app "},
		{"their reply", "WhatsApp", "Reply from YP", "contact text_or_app "},
		{"their reply by email", "Email", "Reply received from YP", "contact email "},
		{"a worker's reply", "Email", "Reply from social worker", "ask"},
		{"their mother's reply", "Text", "Reply from YP mother", "ask"},
	})
}

func TestAWorkersTalkMayBeTheirOwn(t *testing.T) {
	checkMeant(t, []meant{
		{"a worker's call", "SW phone call", "discussed", "ask"},
		{"an email of duty", "Duty email", "reply received", "ask"},
		{"a worker's text", "SW text", "replied", "ask"},
		{"told in an email", "Email", "SW spoke to YP", "ask"},
		{"told in a text", "Text", "SW spoke to YP", "ask"},
		{"told in an email, the other way round", "Email", "YP spoken to by SW", "ask"},
		{"they spoke to the worker", "Phone", "YP spoke to SW", "ask"},
		{"we came to the property", "Visit", "Attended at the property", "ask"},
		{"the adviser came", "Office visit", "attended by PA", "ask"},
		{"the worker came", "Teams call", "attended by social worker", "ask"},
		{"somebody came", "Teams call", "attended", "ask"},
		{"it was held, by whom", "Teams call", "held", "ask"},
		{"it took place, with whom", "Zoom", "took place", "ask"},
		{"a drop-in was held", "Drop in", "held", "ask"},
		{"a drop-in was a success", "Drop in", "Successful", "ask"},
		{"the adviser's visit, and who came", "PA visit", "attended", "ask"},

		{"a worker's call to them", "Duty phone call", "spoke to YP", "contact call "},
		{"a worker's visit", "SW visit", "seen", "contact saw_elsewhere "},
		{"they came", "Office visit", "attended by YP", "contact saw_elsewhere elsewhere"},
		{"they came to the office", "Visit", "YP attended at the office", "contact saw_elsewhere elsewhere"},
		{"they came by video", "Teams call", "YP attended", "contact video "},
		{"talked both ways in an email", "Email", "two way", "contact email "},
	})
}

func TestHowThingsStandIsNotWhatCameOfIt(t *testing.T) {
	checkMeant(t, []meant{
		{"a plan after a talk", "Home visit", "spoke to YP, visit planned", "ask"},
		{"a plan after a talk, in front", "Home visit", "spoke to YP, planned visit", "ask"},
		{"a plan after a contact", "Home visit", "Contact made, visit scheduled", "ask"},
		{"a plan before a talk", "Home visit", "scheduled, YP spoken to", "ask"},
		{"in contact", "Home visit", "in contact", "ask"},
		{"not in contact", "Home visit", "not in contact", "ask"},
		{"not in contact by phone", "Phone", "not in contact", "ask"},
		{"there, and did not engage", "Home visit", "did not engage", "ask"},
		{"something was sent, from a visit", "Home visit", "Pathway plan sent", "ask"},
		{"something was delivered", "Statutory visit", "delivered", "ask"},
		{"moved out, says whoever answered", "Phone call", "YP moved out", "ask"},
		{"an app, or an appointment", "App", "DNA", "ask"},
		{"who did not come to a meeting", "Review meeting", "DNA", "ask"},
		{"they did not come to a meeting", "Meeting", "YP did not attend", "attempt visit not_in"},
		{"where they are not", "Visit", "YP not in custody", "ask"},
		{"not in, on the phone", "Phone call", "not at home", "ask"},

		{"a planned visit that took place", "Planned home visit - successful", "", "contact saw_at_home "},
		{"seen, and planned", "Home visit - planned", "YP seen", "contact saw_at_home "},
		{"not in, and a letter", "Home visit", "no answer, letter sent", "attempt visit message_left"},
	})
}

func TestWhatIsTalkedOfToldUsNothing(t *testing.T) {
	checkMeant(t, []meant{
		{"housing", "Incoming call", "housing update", "ask"},
		{"of housing", "Text received", "update re housing", "ask"},
		{"a benefit", "Email received", "Universal Credit update", "ask"},
		{"a baby", "Text received", "baby update", "ask"},
		{"we told them", "Email from SW to provider", "update", "ask"},
		{"a worker told them", "Email from SW to provider", "information received", "ask"},
		{"an appointment is confirmed", "Call", "Mother confirmed appointment", "ask"},

		{"the mother told us", "Phone call", "mother informed us", "told family"},
		{"news of the provider's", "Email", "Update received from provider", "told provider_on_site"},
		{"the mother's news", "Call from the mother", "update re baby", "told family"},
	})
	checkCells(t, "told family", map[string]contactCells{"named in a column": {kind: "Incoming call", outcome: "update", with: "Mother"}})
}

func TestOnlyWhatWasToTakePlaceIsCancelled(t *testing.T) {
	checkMeant(t, []meant{
		{"in a call", "Phone call", "Home visit rearranged", "ask"},
		{"in a text", "Text", "visit cancelled", "ask"},
		{"in a text, of what", "WhatsApp", "rescheduled", "ask"},
		{"in a call of theirs", "Incoming call", "cancelled", "ask"},
		{"nobody says what", "", "cancelled", "ask"},

		{"a visit", "Home visit", "Visit cancelled", "nothing"},
		{"a visit, put off", "Home visit", "Re-arranged", "nothing"},
		{"by us, and why", "Home visit", "Cancelled - PA sick", "nothing"},
		{"in other words", "Office appointment", "Did not go ahead", "nothing"},
		{"by video", "Teams meeting", "cancelled", "nothing"},
		{"a mistake", "Phone call", "Entered in error", "nothing"},
		{"a second row", "Home visit", "Duplicate", "nothing"},
		{"a second row of a talk", "Phone call", "Spoke to YP - duplicate", "ask"},
	})
}

func TestCommonWaysOfWriting(t *testing.T) {
	checkMeant(t, []meant{
		{"no reply of theirs", "Text", "No reply from YP", "attempt text_or_app no_answer"},
		{"no answer of theirs", "Phone call", "No answer from YP", "attempt call no_answer"},
		{"no response of theirs", "Home visit", "No response from the YP", "attempt visit no_answer"},
		{"nor of a worker", "Phone call", "No answer from SW", "ask"},
		{"a text sent", "Text sent", "", "attempt text_or_app message_left"},
		{"an email sent", "Email sent", "", "attempt email message_left"},
		{"a letter sent", "Letter sent to YP", "", "attempt letter message_left"},
		{"to somebody else", "Email sent to provider", "", "ask"},
		{"as case systems call it", "Home visit", "Child/Young Person seen", "contact saw_at_home "},
		{"a child, and whose", "Home visit", "Child seen", "ask"},
		{"twice", "Phone call", "No answer x2", "attempt call no_answer"},
		{"three times", "Phone call x3", "No answer", "attempt call no_answer"},
		{"no access", "Home visit", "No access", "attempt visit no_answer"},
		{"no access to what", "Email", "No access", "ask"},
		{"not present", "Home visit", "YP not present", "attempt visit not_in"},
		{"did not pick up", "Phone call", "Didn't pick up", "attempt call no_answer"},
		{"no contact", "Phone call", "Unable to make contact", "attempt call no_answer"},
		{"missed by whom", "Phone call", "Missed call", "ask"},
		{"out", "Home visit", "YP out", "attempt visit not_in"},
		{"was out", "Home visit", "YP was out", "attempt visit not_in"},
		{"out, on the phone", "Phone call", "YP out", "ask"},
		{"a leaving care visit", "Leaving care visit", "Seen", "contact saw_elsewhere "},
		{"a visit to somebody in care", "CLA Visit", "YP seen", "contact saw_elsewhere "},
		{"by its old name", "LAC stat visit", "Seen alone", "contact saw_elsewhere "},
		{"a joint visit", "Joint home visit", "Seen", "contact saw_at_home "},
		{"dotted", "T.C.", "Spoke to YP", "contact call "},
		{"dotted, of a visit", "H.V.", "Seen", "contact saw_at_home "},
		{"without vowels", "Txt", "YP replied", "contact text_or_app "},
		{"a phone call", "P/C", "n/r", "attempt call no_answer"},
		{"a voicemail", "Phone call", "LVM", "attempt call message_left"},
		{"a message", "T/C", "No answer, l/m", "attempt call message_left"},
		{"two words are no short form", "Email/message", "no reply", "ask"},
		{"a review that they came to", "Pathway Plan Review", "YP attended", "contact saw_elsewhere "},
		{"a review that they were at", "Pathway Plan Review", "YP present", "contact saw_elsewhere "},
		{"a review that somebody came to", "Pathway Plan Review", "attended", "ask"},
		{"a review by phone", "Phone call - pathway plan review", "spoke to YP", "contact call "},
		{"with their baby", "Home visit", "YP and baby seen", "contact saw_at_home "},
		{"with their baby, behind", "Home visit", "YP seen with baby", "contact saw_at_home "},
		{"their baby", "Home visit", "YP baby seen", "ask"},
		{"neither", "Home visit", "YP and baby not seen", "ask"},
		{"by two ways", "Text & call", "No reply", "attempt text_or_app no_answer"},
		{"by two ways, and answered by one", "Text and call", "YP replied", "ask"},
	})
	checkCells(t, "contact saw_at_home ", map[string]contactCells{"completed, and seen": {kind: "Home visit", outcome: "Completed", seen: "Y"}})
	checkCells(t, "ask", map[string]contactCells{"completed, and not said to be seen": {kind: "Home visit", outcome: "Completed"}})
}
