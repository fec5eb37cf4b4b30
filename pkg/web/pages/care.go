package pages

import "html/template"

// Bucket is a person's bucket as a tag, by its code: in_touch, due, overdue,
// unaccounted, offer_open, looked_after, closed (docs/rules.md section 3).
type Bucket string

func (Bucket) template() string { return "bucket" }

type look struct{ text, colour string }

var buckets = map[Bucket]look{
	"in_touch":     {"In touch", "green"},
	"due":          {"Due", "yellow"},
	"overdue":      {"Overdue", "orange"},
	"unaccounted":  {"Unaccounted for", "red"},
	"offer_open":   {"Offer open", "blue"},
	"looked_after": {"Looked after", "purple"},
	"closed":       {"Closed", "grey"},
}

// Text is what people call the bucket. A code that nobody knows is shown as it
// is, rather than hidden.
func (b Bucket) Text() string {
	if l, ok := buckets[b]; ok {
		return l.text
	}
	return string(b)
}

func bucketColour(b Bucket) string {
	if l, ok := buckets[b]; ok {
		return l.colour
	}
	return "grey"
}

// Timeline is what happened, newest first, below a heading of the second level.
type Timeline struct{ Items []TimelineItem }

func (Timeline) template() string { return "timeline" }

// TimelineItem is one thing that happened.
type TimelineItem struct {
	ID       string // to link to: the event's id
	Title    string
	By       string // who says so
	Datetime string // for machines: 2026-06-15 or RFC 3339
	When     string // for people: "Monday 15 June 2026"
	Known    string // "told on 18 June", where we learnt of it later
	Text     string
	HTML     template.HTML // instead of Text
	Struck   bool          // corrected or voided since: shown, but struck out
}

// IdentityBar says whose record this is, above everything about them.
type IdentityBar struct {
	Name    string
	Facts   []string // "19", "local id 1042"
	Actions []Button
}

func (IdentityBar) template() string { return "identity-bar" }
