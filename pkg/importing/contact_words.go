package importing

import (
	"slices"
	"strings"
	"unicode"

	care "intouch/pkg/careleaver"
)

// What councils write in the columns of a contacts sheet is read word by word,
// and every word must be understood: one that is not makes the row a question.
// So "seen" is a contact and "not seen" an attempt, and "seen by the neighbour"
// is nothing until somebody says what it was (I3).

// way is how somebody was, or was to be, in touch.
type way string

const (
	byVisit  way = "visit"
	byCall   way = "call"
	byVideo  way = "video"
	byText   way = "text or app"
	byEmail  way = "email"
	byLetter way = "letter"
	byCard   way = "card"
)

// came is what came of it. Those of attempts are in the order in which the surer
// one is taken of two.
type came int

const (
	cameNothing came = iota
	seen             // in person
	spoke            // they talked
	answered         // they wrote back
	succeeded        // it took place: what that is depends on the way
	numberDead       // the contact point is dead
	movedAway        // likewise
	returned         // likewise
	blocked          //
	refusedDoor      //
	notIn            //
	messageLeft      //
	noAnswer         //
	tried            // it failed, and nobody says how
	sent             // a message went out
	informed         // somebody told us
	cancelled        // it did not take place
)

func (c came) contact() bool { return c >= seen && c <= succeeded }
func (c came) attempt() bool { return c >= numberDead && c <= sent }

// word is what a phrase says; most say one thing.
type word struct {
	way   way
	place care.Place
	came  came
	other care.Informant // somebody who is not the young person
	self  bool           // the young person
	in    bool           // it came from outside
}

// contactWords are the phrases, by what they say. Longer ones are read first.
var contactWords = phrasebook([]entryOf{
	{word{way: byVisit}, "visit|visited|visits|stvl|sv|in person|face to face|f2f|ftf|meeting|meet|appointment|appt|face 2 face"},
	{word{way: byVisit, place: care.AtAccommodation}, "home visit|home visits|hv|visit at home|visit to home|visit home address|at home|home|at address|at accommodation|at their accommodation|at placement|at the property"},
	{word{way: byVisit, place: care.InCustody}, "custody visit|prison visit|custody|in custody|prison|in prison|hmp|yoi|legal visit"},
	{word{way: byVisit, place: care.InHospital}, "hospital visit|hospital|in hospital|on the ward"},
	{word{way: byVisit, place: care.Elsewhere}, "office|office visit|office appointment|in office|in the office|out and about|in the community|community|cafe|coffee|lunch|town|in town|college|at college|university|at university|library|hub|at the hub|court|at court|job centre|elsewhere"},
	{word{way: byVisit, place: care.Elsewhere, came: seen, in: true}, "drop in|dropped in|walk in|came in|called in|called in to the office|came to office|came to the office"},
	{word{way: byCall}, "call|calls|phone|phone call|phonecall|telephone|telephone call|tel|tc|tel call|t con|telcon|telephone contact|mobile|rang|ring|phoned|voice call|whatsapp call"},
	{word{way: byVideo}, "video|video call|videocall|facetime|zoom|teams|teams call|teams meeting|ms teams|skype|whatsapp video|whatsapp video call|virtual|virtual visit|virtual meeting|online meeting"},
	{word{way: byText}, "text|texts|text message|text messages|sms|whatsapp|whatsapp message|whats app|messenger|facebook|facebook message|instagram|snapchat|social media|app|message|msg|dm|texted|text or app"},
	{word{way: byEmail}, "email|emails|e mail|emailed"},
	{word{way: byLetter}, "letter|letters|post|posted"},
	{word{way: byCard}, "card|birthday card|calling card|card through door"},

	{word{came: seen}, "seen|seen alone|was seen|yp seen|met|met with|met up|seen face to face|seen in person|seen today|saw"},
	{word{came: spoke}, "spoke|spoken|spoken to|spoke to|spoke with|talked|talked to|chatted|conversation|conversation held|had a conversation|two way|2 way|two way contact|discussed|discussion"},
	{word{came: answered}, "answered|replied|reply|reply received|response|responded|response received|received a reply|wrote back|texted back|messaged back"},
	{word{came: succeeded}, "successful|success|contact made|made contact|contact successful|attended|engaged|took place|held|in contact|contact achieved|achieved"},

	{word{came: numberDead}, "number dead|number not in service|not in service|number not recognised|wrong number|number disconnected|disconnected|number out of use|line dead|dead number|number no longer in use|number unobtainable|unobtainable"},
	{word{came: movedAway}, "moved away|no longer lives there|no longer at address|no longer at property|no longer living there|moved out"},
	{word{came: returned}, "returned to sender|letter returned|returned letter|return to sender"},
	{word{came: blocked}, "blocked|number blocked|has blocked|blocked us|blocked number"},
	{word{came: refusedDoor}, "refused at door|refused at the door|refused entry|refused access|would not open door"},
	{word{came: notIn}, "not in|not at home|not home|not there|no one in|nobody in|no one home|nobody home|no answer at door|no answer at the door|dna|did not attend|didnt attend|failed to attend|fta|no show|missed appointment|missed visit|did not turn up|didnt turn up|wna|was not at home|not available|unavailable"},
	{word{came: messageLeft}, "left voicemail|voicemail|voicemail left|left vm|vm|vm left|left message|message left|left a message|left a voicemail|answerphone|answer machine|answering machine|left answerphone message|card left|left card|left a card|note left|left note"},
	{word{came: noAnswer}, "no reply|no answer|no response|not answered|unanswered|did not answer|didnt answer|did not reply|didnt reply|did not respond|didnt respond|not responded|not replied|no contact|not seen|not spoken to|no reply yet|awaiting reply|awaiting response|rang out|rings out|no pick up|no contact made|unable to contact|unable to reach|not reached|could not reach|not engaged|did not engage|switched off|phone off|phone switched off|straight to voicemail|went to voicemail|read not answered"},
	{word{came: tried}, "attempt|attempted|attempts|tried|unsuccessful|failed|failed attempt|abortive|aborted|no success|not successful|nil contact|wasted visit"},
	{word{came: sent}, "sent|message sent|text sent|email sent|letter sent|card sent|delivered|read|seen receipt"},
	{word{came: cancelled}, "cancelled|canceled|cancelled by pa|cancelled by worker|rearranged|rescheduled|postponed|did not take place|didnt take place|not taken place|not held"},
	{word{came: informed}, "information received|info received|update received|update|updated|informed|informed us|told us|reported|reports|confirmed|says|said|information|information shared"},

	{word{self: true}, "yp|y p|young person|care leaver|young adult|client|service user|them|they"},
	{word{in: true}, "incoming|inbound|received|from|rang us|called us|contacted us|rang in|phoned in|got in touch|incoming call"},
	{word{in: true, way: byCall}, "incoming call|call received|call in|inbound call"},
	{word{in: true, way: byText}, "text received|message received|incoming text"},
	{word{in: true, way: byEmail}, "email received|incoming email"},
	{word{other: care.FromFamily}, "mother|mum|father|dad|parent|parents|family|family member|aunt|uncle|brother|sister|sibling|grandmother|grandfather|grandparent|relative|nan|gran|baby|son|daughter|carer|foster carer|former foster carer|partner|girlfriend|boyfriend"},
	{word{other: care.FromFriend}, "friend|friends|neighbour"},
	{word{other: care.FromProvider}, "keyworker|key worker|support worker|provider|accommodation provider|placement staff|staff at accommodation|hostel staff|supported housing staff"},
	{word{other: care.FromPrison}, "prison staff|omu|prison officer"},
	{word{other: care.FromHospital}, "hospital staff|ward staff|nurse"},
	{word{other: care.FromPolice}, "police|police officer"},
	{word{other: care.FromDWP}, "dwp|work coach|universal credit"},
	{word{other: care.FromYOT}, "yot|yos|yjs|youth offending|youth justice|probation|probation officer"},
	{word{other: care.FromOther}, "professional|professionals|other professional|gp|doctor|solicitor|landlord|housing|housing officer|school|tutor|employer|third party|other person|another person|social worker of child|midwife|health visitor|advocate"},
	{word{}, "a|an|the|to|with|by|at|on|of|for|in|and|re|is|was|s|via|made|called|contact|contacts|pa|pas|personal adviser|personal advisor|worker|social worker|sw|lca|statutory|stat|planned|unplanned|announced|unannounced|" +
		"scheduled|routine|regular|monthly|weekly|fortnightly|duty|welfare|welfare check|check|check in|catch up|keep in touch|keeping in touch|kit|pathway|pathway plan|plan|review|pp|ppr|alone|outgoing|outbound|out|type|other|yps|their|his|her|today|ok|all"},
})

// entryOf is what phrases say, parted by bars.
type entryOf struct {
	says    word
	phrases string
}

// phraseOf is a phrase of whole words.
type phraseOf struct {
	words []string
	says  word
}

// phrasebook has the longest phrases first; a phrase of two tables is of the first.
func phrasebook(all []entryOf) []phraseOf {
	var book []phraseOf
	for _, e := range all {
		for text := range strings.SplitSeq(e.phrases, "|") {
			book = append(book, phraseOf{strings.Fields(text), e.says})
		}
	}
	slices.SortStableFunc(book, func(a, b phraseOf) int { return len(b.words) - len(a.words) })
	return book
}

// longestSaid is how many words of a type or an outcome are read: more are a
// story, and a story is for a person to read.
const longestSaid = 10

// saidOf takes a cell apart into what its words say; strange is one that says
// nothing that is known.
func saidOf(cell string) (all []word, strange string) {
	words := contactTokens(cell)
	if len(words) > longestSaid {
		return nil, cell
	}
	for len(words) > 0 {
		i := slices.IndexFunc(contactWords, func(p phraseOf) bool { return p.begins(words) })
		if i < 0 {
			return nil, words[0]
		}
		all = append(all, contactWords[i].says)
		words = words[len(contactWords[i].words):]
	}
	return all, ""
}

// begins reports whether the words begin with the phrase. A slip of the pen in a
// long word is allowed; where one letter makes another word, it must be right.
func (p phraseOf) begins(words []string) bool {
	if len(words) < len(p.words) {
		return false
	}
	for i, w := range p.words {
		if words[i] != w && !(len(w) >= 7 && len(words[i]) >= 7 && words[i][0] == w[0] && oneSlip(words[i], w)) {
			return false
		}
	}
	return true
}

// someoneElseIn reports whether any of the words speak of somebody who is not the
// young person, nor one of us.
func someoneElseIn(words []string) bool {
	for i := range words {
		if slices.ContainsFunc(contactWords, func(p phraseOf) bool { return p.says.other != "" && p.begins(words[i:]) }) {
			return true
		}
	}
	return false
}

// dressings are ways of writing with signs what is otherwise written with letters.
var dressings = strings.NewReplacer("t/c", " tc ", "f2f", " face to face ", "f/f", " face to face ", "h/v", " hv ", "v/m", " vm ", "o/v", " office visit ", "'", "", "&", " and ", "voice mail", "voicemail",
	"voice-mail", "voicemail", "drop-in", "drop in", "walk-in", "walk in", "e-mail", "email", "two-way", "two way", "answer phone", "answerphone")

// contactTokens are the words of a cell. A question mark is one, and understood
// by nobody.
func contactTokens(cell string) []string {
	s := strings.ReplaceAll(dressings.Replace(strings.ToLower(cell)), "?", " ? ")
	return strings.FieldsFunc(s, func(r rune) bool { return r != '?' && !unicode.IsLetter(r) && !unicode.IsDigit(r) })
}
