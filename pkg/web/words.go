package web

import (
	"fmt"
	"strconv"
	"strings"
	"time"

	care "intouch/pkg/careleaver"
	"intouch/pkg/duty"
	"intouch/pkg/store"
)

// Words for people: days and how long ago they were, what moved a clock, which
// facts an event carries. The field's own words are in docs/rules.md section 1.

// ago says how long before today a day was: "12 days ago".
func ago(d, today care.Day) string {
	switch n := int(today - d); {
	case n == 0:
		return "today"
	case n == 1:
		return "yesterday"
	case n > 1:
		return strconv.Itoa(n) + " days ago"
	case n == -1:
		return "tomorrow"
	default:
		return "in " + strconv.Itoa(-n) + " days"
	}
}

// left says how much time there is to a last good day: "3 days left", "12 days late".
func left(due, today care.Day) string {
	switch n := int(due - today); {
	case n == 0:
		return "last day today"
	case n > 0:
		return counted(n, "day") + " left"
	default:
		return counted(-n, "day") + " late"
	}
}

// counted is a number of things: "1 day", "12 days".
func counted(n int, what string) string {
	if n == 1 {
		return "1 " + what
	}
	return thousands(n) + " " + what + "s"
}

// people is a number of people.
func people(n int) string {
	if n == 1 {
		return "1 person"
	}
	return thousands(n) + " people"
}

// thousands writes 1204 as 1,204.
func thousands(n int) string {
	s := strconv.Itoa(n)
	for i := len(s) - 3; i > 0; i -= 3 {
		s = s[:i] + "," + s[i:]
	}
	return s
}

// short is a day without its year, unless that is not this year: "2 April".
func short(d, today care.Day) string {
	year, _, _ := d.Date()
	if thisYear, _, _ := today.Date(); year == thisYear {
		return strings.TrimSuffix(d.Long(), " "+strconv.Itoa(year))
	}
	return d.Long()
}

// long is when something happened: "2 April 2026", "2 April 2026 at 14:30".
func long(w care.When) string {
	at, told := w.Instant()
	if !told {
		return w.Day().Long()
	}
	return w.Day().Long() + " at " + at.In(care.London).Format("15:04")
}

// clockTime is an instant as people read it: "15 June 2026 at 09:14".
func clockTime(t time.Time) string { return long(care.AtInstant(t)) }

// moved says in words what moved a clock.
func moved(how string) string {
	if s, ok := movedBy[how]; ok {
		return s
	}
	return strings.ReplaceAll(how, "_", " ")
}

var movedBy = map[string]string{
	"saw_at_home": "seen at their accommodation", "saw_elsewhere": "seen elsewhere", "call": "by phone", "video": "by video call",
	"text_or_app": "by text or app", "email": "by email", "letter": "by letter", "they_contacted_us": "they contacted us", "not_stated": "how is not stated",
	howSealed: "sealed", "visit": "by visit", "card": "by card", "refused": "they said they do not want something", "found": "found after being missing",
	"family": "family told us", "friend": "a friend told us", "provider_on_site": "staff on site told us", "prison": "the prison told us",
	"hospital": "the hospital told us", "police": "the police told us", "dwp": "DWP told us", "youth_offending_team": "the youth offending team told us",
	"our_worker_saw": "a worker of ours saw them, did not speak", "other": "someone else told us",
}

// trying says whether anybody tries to be in touch: "Trying: last 3 June, by
// visit" or "Nobody has tried since 2 April" (docs/rules.md section 3).
func trying(tried, spoken care.When, how string, today care.Day) string {
	switch {
	case tried.IsZero():
		return "Nobody has tried yet"
	case tried.Compare(spoken) > 0:
		return "Trying: last " + short(tried.Day(), today) + ", " + moved(how)
	}
	return "Nobody has tried since " + short(tried.Day(), today)
}

// silence says since when somebody is silent.
func silence(since, today care.Day) string {
	if since.IsZero() {
		return "Never in touch"
	}
	return "Last in touch " + short(since, today) + ", " + ago(since, today)
}

// name is what a person is called on a page.
func name(given, family, known string) string {
	n := strings.TrimSpace(given + " " + family)
	if known != "" && known != given {
		n = strings.TrimSpace(n + " (" + known + ")")
	}
	if n == "" {
		return "Name not recorded"
	}
	return n
}

// age is how old somebody is: "19", "date of birth missing".
func age(born, today care.Day) string {
	if born.IsZero() {
		return "date of birth missing"
	}
	return strconv.Itoa(born.Age(today))
}

// or is the text, or else what is said where there is none.
func or(text, none string) string {
	if text == "" {
		return none
	}
	return text
}

// living says where somebody is in a few words, without an address.
func living(state care.WhereState, kind string) string {
	switch state {
	case care.AtHome:
		return care.Residences.Label(care.Residence(kind))
	case care.Away:
		return care.AwayKinds.Label(care.AwayKind(kind))
	case care.NothingToldOfHome:
		return "Never recorded"
	}
	return "Not known"
}

// labels are the words for codes.
func labels[T ~string](all care.Codes[T], codes []T) []string {
	words := make([]string, len(codes))
	for i, c := range codes {
		words[i] = all.Label(c)
	}
	return words
}

// coverageText says how far figures can be trusted (I12).
func coverageText(c store.Coverage) string {
	text := fmt.Sprintf("Evaluated %s of %s at %s, log position %s", thousands(c.Evaluated), people(c.Register),
		c.At.In(care.London).Format("15:04"), thousands(int(c.Position.Meant)))
	if !c.Oldest.IsZero() {
		text += "; oldest unprocessed event " + clockTime(c.Oldest)
	}
	return text + "."
}

// ruleWords is a duty and what is to be done about it by when.
func ruleWords(d duty.Deadline) string { return duty.Rules.Label(d.Rule) }

// listing joins words as people list them: "visit, letter and card".
func listing(words []string) string {
	for i, w := range words {
		words[i] = lower(w)
	}
	return joined(words)
}

// joined joins names as people list them.
func joined(words []string) string {
	if n := len(words); n > 1 {
		return strings.Join(words[:n-1], ", ") + " and " + words[n-1]
	}
	return strings.Join(words, "")
}

// lower begins a label in lower case, for the middle of a sentence.
func lower(s string) string {
	if s == "" || s == "DWP" {
		return s
	}
	return strings.ToLower(s[:1]) + s[1:]
}

// activityWords is what somebody does.
func activityWords(code care.ActivityCode) string {
	if code == "" {
		return "Not known"
	}
	if care.OldActivityCodes.Has(code) {
		return care.OldActivityCodes.Label(code)
	}
	return care.ActivityCodes.Label(code)
}
