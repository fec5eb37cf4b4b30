package importing

import (
	"slices"
	"strings"

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
	bothWays         // in any way
	answered         // somebody wrote back
	aReply           // a reply, theirs or ours
	wroteBack        // theirs
	attended         // somebody came
	tookPlace        // and nobody says with whom
	succeeded        // what that is depends on the way
	numberDead       // the contact point is dead
	movedAway        // likewise
	returned         // likewise
	blocked
	refusedDoor
	notIn
	messageLeft
	noAccess
	noAnswer
	tried     // it failed, and nobody says how
	sent      // a message went out
	informed  // somebody told us
	shared    // somebody told somebody
	cancelled // it did not take place
	mistaken  // the row should not be there
	engaged   // in a talk, or with the line
	standing  // how things stand with them, or how they are
)

func (c came) contact() bool { return c >= seen && c <= succeeded }
func (c came) attempt() bool { return c >= numberDead && c <= sent }

// link is how a word that says nothing by itself joins those beside it.
type link int

const (
	noLink  link = iota
	article      // a, the
	verb         // is, was
	toward       // to, with, from: who comes next was a party to it
	agent        // by: who comes next did it
	about        // re, for: who comes next was spoken of
	joint        // and
	receipt      // received: who comes first got it
	manner       // planned, statutory: of a visit
	theirs       // his, her: who comes next is not the young person
)

// looseness is how sure a way is one of being in touch with the young person.
type looseness int

const (
	sure        looseness = iota
	appointment           // maybe with others: at a hospital, at a college
	meeting               // maybe without the young person
)

// word is what a phrase says; most say one thing.
type word struct {
	way       way
	loose     looseness // of the way
	did       bool      // who comes first may be who did it
	aside     bool      // the way counts only where there is no other
	place     care.Place
	ours      bool // the place is the authority's
	staffed   bool // the place may stand for who works there
	came      came
	topic     bool           // who stands beside what came of it may have been talked of
	review    bool           // a meeting, if somebody came to it
	plan      bool           // may be of another day
	other     care.Informant // somebody who is not the young person
	colleague bool           // one of us, or another social worker
	self      bool           // the young person
	pronoun   bool           // or whoever was spoken of before
	in        bool           // it came from outside
	link      link
}

// contactWords are the phrases, by what they say. Longer ones are read first.
var contactWords = phrasebook([]entryOf{
	{word{way: byVisit}, "visit|visits|stvl|sv|in person|face to face|f2f|ftf|face 2 face"},
	{word{way: byVisit, did: true}, "visited"},
	{word{way: byVisit, loose: meeting}, "meeting|meet"},
	{word{way: byVisit, loose: appointment}, "appointment|appt"},
	{word{way: byVisit, place: care.AtAccommodation}, "home visit|home visits|hv|visit at home|visit to home|visit home address"},
	{word{way: byVisit, place: care.InCustody}, "custody visit|prison visit|legal visit"},
	{word{way: byVisit, place: care.InHospital}, "hospital visit"},
	{word{way: byVisit, place: care.Elsewhere}, "office visit|office appointment"},
	{word{way: byVisit, place: care.Elsewhere, in: true}, "drop in|dropped in|walk in|came in|came to office|came to the office"},
	{word{place: care.AtAccommodation}, "at home|home|at address|at accommodation|at their accommodation|at placement|at the property"},
	{word{place: care.InCustody}, "in custody|in prison"},
	{word{place: care.InCustody, staffed: true}, "custody|prison|hmp|yoi"},
	{word{place: care.InHospital}, "in hospital|on the ward"},
	{word{place: care.InHospital, staffed: true}, "hospital"},
	{word{place: care.Elsewhere, ours: true}, "office|in office|in the office|at office|at the office|hub|at the hub"},
	{word{place: care.Elsewhere}, "out and about|in the community|community|cafe|coffee|lunch|town|in town|at college|at university|library|at court|elsewhere"},
	{word{place: care.Elsewhere, staffed: true}, "college|university|court|job centre"},
	{word{way: byCall}, "call|calls|phone|phone call|phonecall|telephone|telephone call|tel|tc|tel call|t con|telcon|telephone contact|mobile|ring|voice call|whatsapp call"},
	{word{way: byCall, did: true}, "rang|phoned"},
	{word{did: true}, "called"},
	{word{way: byVideo}, "video|video call|videocall|facetime|zoom|teams call|ms teams call|skype|whatsapp video|whatsapp video call|virtual visit"},
	{word{way: byVideo, loose: meeting}, "teams|ms teams|teams meeting|virtual|virtual meeting|online meeting"},
	{word{way: byText}, "text|texts|txt|text message|text messages|sms|whatsapp|whatsapp message|whats app|messenger|facebook|facebook message|instagram|snapchat|social media|app|message|msg|dm|text or app"},
	{word{way: byText, did: true}, "texted"},
	{word{way: byEmail}, "email|emails|e mail"},
	{word{way: byEmail, did: true}, "emailed"},
	{word{way: byLetter}, "letter|letters|post|posted"},
	{word{way: byCard}, "card|birthday card|calling card|card through door"},

	{word{came: seen}, "seen|seen alone|was seen|met|met up|seen face to face|seen in person|seen today|saw"},
	{word{came: spoke}, "spoke|spoken|talked|chatted|conversation|conversation held|had a conversation"},
	{word{came: spoke, topic: true}, "discussed|discussion"},
	{word{came: bothWays}, "two way|2 way|two way contact"},
	{word{came: answered}, "answered|replied|responded|wrote back|texted back|messaged back"},
	{word{came: aReply}, "reply|response"},
	{word{came: wroteBack}, "reply received|response received|received a reply|received a response"},
	{word{came: wroteBack, link: toward}, "reply from|response from|reply received from|response received from|received a reply from|received a response from"},
	{word{came: attended}, "attended"},
	{word{came: attended, self: true}, "yp present|yp was present|young person present|young person was present"},
	{word{came: tookPlace}, "took place|held"},
	{word{came: succeeded}, "successful|success|contact made|made contact|contact successful|contact achieved|achieved"},
	{word{came: engaged}, "engaged"},
	{word{came: standing}, "in contact|not in contact|not in custody|not in prison|not in hospital|not engaged|did not engage|didnt engage"},

	{word{came: numberDead}, "number dead|number not in service|not in service|number not recognised|wrong number|number disconnected|disconnected|number out of use|line dead|dead number|number no longer in use|number unobtainable|unobtainable"},
	{word{came: movedAway}, "moved away|no longer lives there|no longer at address|no longer at property|no longer living there|moved out"},
	{word{came: returned}, "returned to sender|letter returned|returned letter|return to sender"},
	{word{came: blocked}, "blocked|number blocked|has blocked|blocked us|blocked number"},
	{word{came: refusedDoor}, "refused at door|refused at the door|refused entry|refused access|would not open door"},
	{word{came: notIn}, "not in|not at home|not home|not there|no one in|nobody in|no one home|nobody home|no answer at door|no answer at the door|dna|did not attend|didnt attend|failed to attend|fta|no show|missed appointment|missed visit|did not turn up|didnt turn up|wna|was not at home|not available|unavailable|not present|was not present"},
	{word{came: notIn, self: true}, "yp out|yp is out|yp was out|young person out|young person was out"},
	{word{came: messageLeft}, "lvm|left voicemail|voicemail|voicemail left|left vm|vm|vm left|left message|message left|left a message|left a voicemail|left a voicemail message|answerphone|answer machine|answering machine|left answerphone message|card left|left card|left a card|calling card left|left calling card|note left|left note"},
	{word{came: noAccess}, "no access|unable to gain access"},
	{word{came: noAnswer, link: toward}, "no reply from|no answer from|no response from"},
	{word{came: noAnswer}, "no reply|no answer|no response|not answered|unanswered|did not answer|didnt answer|did not reply|didnt reply|did not respond|didnt respond|not responded|not replied|no contact|not seen|not spoken to|no reply yet|awaiting reply|awaiting response|rang out|rings out|no pick up|did not pick up|didnt pick up|no contact made|unable to contact|unable to make contact|unable to reach|not reached|could not reach|switched off|line engaged|engaged tone|phone off|phone switched off|straight to voicemail|went to voicemail|read not answered"},
	{word{came: tried}, "attempt|attempted|attempts|tried|unsuccessful|failed|failed attempt|abortive|aborted|no success|not successful|nil contact|wasted visit"},
	{word{came: sent}, "sent|message sent|delivered|read|seen receipt"},
	{word{came: sent, way: byText, aside: true}, "text sent"},
	{word{came: sent, way: byEmail, aside: true}, "email sent"},
	{word{came: sent, way: byLetter, aside: true}, "letter sent"},
	{word{came: sent, way: byCard, aside: true}, "card sent"},
	{word{came: mistaken}, "entered in error|created in error|recorded in error|duplicate|duplicate entry"},
	{word{came: cancelled}, "cancelled|canceled|cancelled by pa|cancelled by worker|cancelled by staff|cancelled pa sick|cancelled pa unwell|cancelled worker sick|cancelled staff sick|did not go ahead|didnt go ahead|rearranged|rescheduled|postponed|did not take place|didnt take place|not taken place|not held"},
	{word{came: informed}, "information received|info received|update received|informed us|told us|reported|reports|says|said"},
	{word{came: shared}, "update|updated|informed|information|information shared"},

	{word{self: true}, "yp|y p|young person|child young person|care leaver|young adult|client|service user|self"},
	{word{self: true, pronoun: true}, "them|they"},
	{word{colleague: true}, "pa|pas|personal adviser|personal advisor|worker|social worker|sw|lca|duty|duty worker|leaving care worker|leaving care personal adviser|leaving care personal advisor"},
	{word{in: true, link: receipt}, "received"},
	{word{in: true}, "incoming|inbound|rang us|called us|contacted us|rang in|phoned in|got in touch"},
	{word{in: true, link: toward}, "from"},
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
	{word{link: article}, "a|an|the"},
	{word{link: verb}, "is|was|s"},
	{word{link: toward}, "to|with"},
	{word{link: agent}, "by"},
	{word{link: about}, "re|for|of|on"},
	{word{link: theirs}, "yps|their|his|her"},
	{word{link: joint}, "and"},
	{word{link: manner}, "statutory|stat|unplanned|announced|unannounced|routine|regular|monthly|weekly|fortnightly|welfare|joint|leaving care|cla|lac"},
	{word{link: manner, plan: true}, "planned|scheduled"},
	{word{review: true}, "pathway plan review|pathway review|pp review|ppr|review"},
	{word{}, "at|in|via|made|contact|contacts|welfare check|check|check in|catch up|keep in touch|keeping in touch|kit|pathway|pathway plan|plan|pp|alone|outgoing|outbound|out|type|today|ok|all|completed|x2|x3|x4|x 2|x 3|x 4"},
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
func saidOf(cell string) (all phrasesOf, strange string) {
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

// exactly are long words of which one letter makes another: enraged.
var exactly = setOf("engaged")

// begins reports whether the words begin with the phrase. A slip of the pen in a
// long word is allowed; where one letter makes another word, it must be right.
func (p phraseOf) begins(words []string) bool {
	if len(words) < len(p.words) {
		return false
	}
	for i, w := range p.words {
		if words[i] != w && !(len(w) >= 7 && !exactly[w] && len(words[i]) >= 7 && words[i][0] == w[0] && oneSlip(words[i], w)) {
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
