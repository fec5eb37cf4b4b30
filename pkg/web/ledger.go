package web

import (
	"cmp"
	"fmt"
	"net/http"
	"net/url"
	"strings"

	"intouch/pkg/access"
	care "intouch/pkg/careleaver"
	"intouch/pkg/figures"
	"intouch/pkg/web/pages"
)

// ledgerPage is how late things are recorded: pages/ledger.gohtml.
type ledgerPage struct {
	Nav      pages.SubNavigation
	Filter   []pages.Component
	Lead     string // of all of them
	How      string
	Tables   []shareTable
	Bursts   []burstRow
	BurstIs  string
	Closings []closingRow
	Imported shareLink
	Empty    string
}

// shareTable is shares of records by something.
type shareTable struct {
	Title, Column string
	Rows          []shareRow
}

// shareRow is how the records of one of them were recorded.
type shareRow struct {
	Label                       string
	Records, Late, Backdated    shareLink
	Median, Ninth, WorkingNinth string
}

// shareLink is a number with the list of its records.
type shareLink struct{ Text, Href string }

// burstRow is a burst of recording.
type burstRow struct{ When, Who, What string }

// closingRow is an alert that closed since its record came late, with both gaps.
type closingRow struct{ Name, Href, Rule, Looked, Was, Closed, Team string }

// ledger answers GET /recording.
func (s *server) ledger(w http.ResponseWriter, r *http.Request, v visit) error {
	q := queryOf(r.URL, ledgerTakes...)
	ask := askedLedger(q, v)
	if err := q.err(); err != nil {
		return err
	}
	l, err := s.readLedger(r.Context(), v, ask, access.Study)
	if err != nil {
		return err
	}
	return s.show(w, r, v, "ledger", pages.Page{Title: "Late recording", Section: pages.Figures, Data: ledgerPageOf(l, ask, v)})
}

func ledgerPageOf(l ledgerRead, ask ledgerAsked, v visit) ledgerPage {
	all := ask.recordsOf(l, true)
	share := figures.ShareOf(all)
	page := ledgerPage{
		Nav: figuresNav("/recording"), Filter: ledgerFilter(ask, l.staff), Lead: leadOf(share), How: howLate(l.Ledger), Tables: shareTables(all, ask, v, l.staff),
		BurstIs: burstWords(l.Ledger), Empty: "Nothing was recorded in this time.",
	}
	if share.Imported > 0 {
		page.Imported = shareLink{counted(share.Imported, "record"), recordsHref(ask, func(a *ledgerAsked) { a.Which = whichImported })}
	}
	for _, b := range figures.Bursts(all, l.Rules) {
		page.Bursts = append(page.Bursts, burstRowOf(b, v, l.staff))
	}
	for _, c := range ask.closingsOf(l) {
		page.Closings = append(page.Closings, closingRowOf(c, l.veil))
	}
	return page
}

func ledgerFilter(ask ledgerAsked, staff staffList) []pages.Component {
	teams := teamSelect(staff, ask.Team)
	teams.Items = append(teams.Items, pages.Choice{Value: noTeam, Text: "No team"})
	return []pages.Component{
		pages.Input{Name: "from", Label: "Recorded from", Type: "date", Value: ask.From.String()}, pages.Input{Name: "to", Label: "to", Type: "date", Value: ask.To.String()}, teams,
	}
}

func howLate(l *figures.Ledger) string {
	return fmt.Sprintf("Every contact, attempt, move, activity, report and decision that was recorded in this time and not taken back. A gap runs from the day the authority knew of it (the day it was told, or else the day it happened) to the day it was first recorded; "+
		"late is more than %s after that. The team is the one that answered for the person on the day it was known. A late record is never refused, and its duty is judged by when it happened.", counted(l.Rules.WithinWorkingDays, "working day"))
}

func leadOf(s figures.Share) string {
	late, ok := s.LatePercent()
	if !ok {
		return ""
	}
	back, _ := s.BackdatedPercent()
	return fmt.Sprintf("%s: half %s, nine of ten %s. %d%% late, %d%% on a later day than it happened.",
		counted(s.Records, "record"), knownWithin(s.MedianDays), knownWithin(s.NinthDays), late, back)
}

// knownWithin says how long after a day something was recorded at the latest.
func knownWithin(days int) string {
	if days == 0 {
		return "on the day they were known"
	}
	return "within " + counted(days, "day")
}

// shareTables are the shares by month, team and kind, and for managers by worker.
func shareTables(all []figures.Recorded, ask ledgerAsked, v visit, staff staffList) []shareTable {
	tables := []shareTable{
		tableOf("By month of recording", "Month", figures.By(all, figures.Recorded.Month, func(a, b care.Day) int { return int(b - a) }),
			func(d care.Day) string { return d.Start().Format("January 2006") }, ask, func(a *ledgerAsked, d care.Day) { a.Month = d }),
		tableOf("By team", "Team", figures.By(all, func(r figures.Recorded) string { return r.Team }, strings.Compare),
			func(t string) string { return or(t, "No team") }, ask, func(a *ledgerAsked, t string) { a.Team = or(t, noTeam) }),
		tableOf("By what it is", "Record", figures.By(all, func(r figures.Recorded) figures.Kind { return r.Kind }, func(a, b figures.Kind) int { return cmp.Compare(a, b) }),
			func(k figures.Kind) string { return figures.Kinds.Label(k) }, ask, func(a *ledgerAsked, k figures.Kind) { a.Kind = k }),
	}
	if v.Manager() {
		tables = append(tables, tableOf("By worker", "Worker", figures.By(all, func(r figures.Recorded) care.StaffID { return r.Worker },
			func(a, b care.StaffID) int { return strings.Compare(staff.named(a), staff.named(b)) }),
			staff.named, ask, func(a *ledgerAsked, id care.StaffID) { a.Worker = id }))
	}
	return tables
}

func tableOf[K comparable](title, column string, groups []figures.Group[K], label func(K) string, ask ledgerAsked, only func(*ledgerAsked, K)) shareTable {
	t := shareTable{Title: title, Column: column}
	for _, g := range groups {
		if g.Share.Records == 0 {
			continue // imports alone
		}
		href := func(w which) string { return recordsHref(ask, func(a *ledgerAsked) { only(a, g.Key); a.Which = w }) }
		t.Rows = append(t.Rows, shareRowOf(label(g.Key), g.Share, href))
	}
	return t
}

func shareRowOf(label string, s figures.Share, href func(which) string) shareRow {
	late, _ := s.LatePercent()
	back, _ := s.BackdatedPercent()
	link := func(percent, n int, w which) shareLink {
		if n == 0 {
			return shareLink{Text: "0%"}
		}
		return shareLink{percentText(percent) + " (" + thousands(n) + ")", href(w)}
	}
	return shareRow{
		Label: label, Records: shareLink{thousands(s.Records), href("")}, Late: link(late, s.Late, whichLate), Backdated: link(back, s.Backdated, whichBackdated),
		Median: thousands(s.MedianDays), Ninth: thousands(s.NinthDays), WorkingNinth: thousands(s.NinthWorking),
	}
}

// recordsHref is the list of some of the records.
func recordsHref(ask ledgerAsked, only func(*ledgerAsked)) string {
	only(&ask)
	return "/recording/records?" + ask.query().Encode()
}

func burstWords(l *figures.Ledger) string {
	return fmt.Sprintf("At least %d records typed by one person within %d minutes, of things that had happened on at least %d different days. A caseload written up at one sitting looks like this, and so does an afternoon of catching up after leave: it is a thing to ask about.",
		l.Rules.BurstRecords, l.Rules.BurstMinutes, l.Rules.BurstDays)
}

func burstRowOf(b figures.Burst, v visit, staff staffList) burstRow {
	who := "A worker"
	if v.Manager() {
		who = staff.named(b.By)
	}
	return burstRow{
		When: recordedTime(b.From) + " to " + b.To.In(care.London).Format("15:04"), Who: who,
		What: fmt.Sprintf("%s about %s, of %s, the oldest of %s", counted(b.Records, "record"), people(b.People), counted(b.Days, "day"), b.Oldest.Long()),
	}
}

func closingRowOf(c figures.Closing, hidden veil) closingRow {
	return closingRow{
		Name: named(hidden.one(c.Person)), Href: onTimeline(c.Person.ID, url.Values{}, c.Because),
		Rule: ruleLabel(c), Looked: counted(c.AsItLooked, "day") + " late", Was: wasLate(c.AsItWas), Closed: recordedTime(c.ClosedAt), Team: or(c.Team, "No team"),
	}
}
