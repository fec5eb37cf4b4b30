package web

import (
	"net/url"

	"github.com/google/uuid"

	care "intouch/pkg/careleaver"
	"intouch/pkg/duty"
	"intouch/pkg/store"
	"intouch/pkg/web/pages"
)

// personRow is a person in a list of people: the part "people" of
// pages/partials/people.gohtml draws it.
type personRow struct {
	Name    string
	Href    string
	Facts   string // age, local id
	Bucket  duty.Bucket
	Reasons []string
	Flags   []pages.Tag
	Silence string // since when
	Clocks  []clockCell
	Trying  string
	Where   string // in a few words, with how sure it is
	Owner   string
	NoOwner bool
	Next    string // the deadline to be acted on first, or the baseline's day
	Late    bool
}

// clockCell is one of the four clocks in a list.
type clockCell struct{ Name, When string }

func personRowOf(row store.RegisterRow, m asAt) personRow {
	today := m.on
	p := personRow{
		Name: calledIn(row), Href: m.address("/care-leavers/" + row.Person.String()),
		Facts: ageAndID(row.GivenName, row.LocalID, row.DateOfBirth, today), Bucket: row.Standing.Bucket,
		Reasons: labels(duty.Reasons, row.Standing.Reasons), Flags: flagTags(row.Standing.Flags),
		Owner: row.OwnerName, NoOwner: row.Standing.Owner == uuid.Nil, Where: whereInShort(row),
	}
	if row.Standing.Team != "" {
		p.Owner = or(p.Owner, "Nobody") + ", " + row.Standing.Team
	}
	if b := row.Standing.Bucket; b == duty.Closed || b == duty.LookedAfter {
		return p
	}
	p.Silence = silence(row.Standing.Since, today)
	if sought(row.Standing.Bucket) {
		p.Trying = trying(row.Tried, row.Spoken, row.TriedHow, today)
	}
	p.Clocks = []clockCell{{"Seen", clockDay(row.Seen, today)}, {"Spoken to", clockDay(row.Spoken, today)}, {"Heard of", clockDay(row.HeardOf, today)}, {"Tried", clockDay(row.Tried, today)}}
	p.Next, p.Late = nextToDo(row, today)
	return p
}

func clockDay(w care.When, today care.Day) string {
	if w.IsZero() {
		return "never"
	}
	return short(w.Day(), today)
}

func nextToDo(row store.RegisterRow, today care.Day) (next string, late bool) {
	if act := row.Standing.ActBy; !act.IsZero() {
		return "Baseline: act by " + short(act, today), act < today
	}
	if row.Worst == "" {
		return "", false
	}
	return duty.Rules.Label(row.Worst) + ": by " + short(row.WorstDue, today) + ", " + left(row.WorstDue, today), row.WorstDue < today
}

func whereInShort(row store.RegisterRow) string {
	switch row.Where {
	case "":
		return ""
	case care.NotKnownWhere, care.NothingToldOfHome:
		return "Whereabouts: " + lower(living(row.Where, row.WhereKind))
	}
	return "Whereabouts: " + lower(living(row.Where, row.WhereKind)) + " (" + lower(duty.Confidences.Label(row.Confidence)) + ")"
}

// countLink is a bucket with how many are in it, and the list of them.
type countLink struct {
	Bucket  duty.Bucket
	N       string
	Href    string
	Current bool
}

// countLinks are the seven buckets at a moment, most worrying first.
func countLinks(c store.Counts, current duty.Bucket, m asAt) []countLink {
	closed := 0
	for _, n := range c.Closed {
		closed += n
	}
	var links []countLink
	for _, b := range duty.Buckets {
		n := c.Buckets[b.Code]
		if b.Code == duty.Closed {
			n = closed
		}
		links = append(links, countLink{b.Code, thousands(n), bucketHref(b.Code, m), b.Code == current})
	}
	return links
}

// bucketHref is the list of the people who stand in a bucket.
func bucketHref(b duty.Bucket, m asAt) string {
	if b == duty.Unaccounted {
		return m.address("/")
	}
	q := m.query()
	q.Set("bucket", string(b))
	return "/register?" + q.Encode()
}

// registerSize says how many people there are, and beside them who is not yet
// among them.
func registerSize(c store.Counts) string { return people(c.Register) + " on the register" }

// teamItems are the teams to choose from.
func teamItems(staff staffList) []pages.Choice {
	items := []pages.Choice{{Value: "", Text: "All teams"}}
	for _, t := range staff.teams {
		items = append(items, pages.Choice{Value: t.Name, Text: t.Name})
	}
	return items
}

// adviserItems are the staff to choose from.
func adviserItems(staff staffList, today care.Day) []pages.Choice {
	return append([]pages.Choice{{Value: "", Text: "Everybody"}}, staffChoices(staff.here(today))...)
}

// nextPage goes to the page after this one of a list; earlier ones are where
// the browser came from.
func nextPage(u *url.URL, cursor string) pages.Pagination {
	if cursor == "" {
		return pages.Pagination{}
	}
	q := u.Query()
	q.Set("cursor", cursor)
	return pages.Pagination{Label: "More of this list", Next: pages.Link{Href: u.Path + "?" + q.Encode()}}
}
