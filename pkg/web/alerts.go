package web

import (
	"net/http"

	"intouch/pkg/access"
	care "intouch/pkg/careleaver"
	"intouch/pkg/duty"
	"intouch/pkg/store"
	"intouch/pkg/web/pages"
)

// alertsPage is the open alerts, a line for each person: pages/alerts.gohtml.
type alertsPage struct {
	State    pages.Select
	Rule     pages.Select
	Team     pages.Select
	Owner    pages.Select
	Lapses   []alertGroup // as they happen, those to be acted on longest ago first
	Baseline []alertGroup // what had lapsed before going live, apart
	Next     pages.Pagination
	Empty    string
}

// alertGroup is a person's alerts: the worst leads, the others follow from it.
type alertGroup struct {
	Name, Href string
	Facts      string
	Bucket     duty.Bucket
	Owner      string
	Worst      alertLine
	Others     []alertLine
}

// alertsAtOnce is how many alerts are read for the page.
const alertsAtOnce = 1000

// alerts answers GET /alerts.
func (s *server) alerts(w http.ResponseWriter, r *http.Request, v visit) error {
	q := queryOf(r.URL, "state", "team", "owner", "rule", "cursor")
	ask := store.AlertQuery{
		Authority: v.Authority, On: v.today, State: store.AlertState(or(string(code(q, "state", alertStates)), string(store.AlertsOpen))),
		Team: q.text("team"), Owner: q.id("owner"), Rule: code(q, "rule", duty.Rules), Limit: alertsAtOnce, Cursor: q.text("cursor"),
	}
	if err := firstOf(q.err(), s.looks(r.Context(), v, access.Question{View: access.List, Detail: "alerts"})); err != nil {
		return err
	}
	page, err := s.DB.Alerts(r.Context(), ask)
	if err != nil {
		return err
	}
	hidden, err := s.veil(r.Context(), v)
	if err != nil {
		return err
	}
	hidden.alerts(page.Rows)
	staff, err := s.roster.list(r.Context(), v.Authority)
	if err != nil {
		return err
	}
	data := alertsPageOf(page.Rows, v.today)
	data.State = pages.Select{Name: "state", Label: "Which", Items: options(alertStates), Value: string(ask.State)}
	data.Rule = filterSelect("rule", "Duty", "Any", alertRules(), ask.Rule)
	data.Team, data.Owner = teamSelect(staff, ask.Team), adviserSelect(staff, v.today, ask.Owner)
	data.Owner.Name, data.Owner.Label = "owner", "Who is to act"
	data.Next = nextPage(r.URL, page.Next)
	return s.show(w, r, v, "alerts", pages.Page{Title: "Alerts", Section: pages.Alerts, Data: data})
}

// alertRules are the rules that raise alerts.
func alertRules() (rules care.Codes[duty.Rule]) {
	for _, r := range duty.Rules {
		if r.Code.Alerts() {
			rules = append(rules, r)
		}
	}
	return rules
}

// alertsPageOf folds alerts into a line for each person, in the order in which
// the first of each comes.
func alertsPageOf(rows []store.AlertRow, today care.Day) alertsPage {
	var p alertsPage
	at := map[care.PersonID]int{}
	var groups []alertGroup
	baseline := map[int]bool{}
	for _, row := range rows {
		line := alertLine{Rule: duty.Rules.Label(row.Rule), Since: row.Due.Long() + ", " + left(row.Due, today), Note: alertNote(row.Alert, today), Act: actOn(row)}
		if i, ok := at[row.Person]; ok {
			groups[i].Others = append(groups[i].Others, line)
			baseline[i] = baseline[i] && row.Origin == care.Baseline
			continue
		}
		at[row.Person], baseline[len(groups)] = len(groups), row.Origin == care.Baseline
		groups = append(groups, alertGroup{
			Name: name(row.GivenName, row.FamilyName, row.KnownAs), Href: "/care-leavers/" + row.Person.String(), Facts: ageAndID(row.GivenName, row.LocalID, row.DateOfBirth, today),
			Bucket: row.Bucket, Owner: ownerWords(row.OwnerName, row.Team), Worst: line,
		})
	}
	for i, g := range groups {
		if baseline[i] {
			p.Baseline = append(p.Baseline, g)
		} else {
			p.Lapses = append(p.Lapses, g)
		}
	}
	p.Empty = "No alerts."
	return p
}

func actOn(row store.AlertRow) string {
	if !row.Open {
		return ""
	}
	return "/care-leavers/" + row.Person.String() + "/record/acknowledge?of=" + row.ID.String()
}

// ownerWords is who is to act, and their team.
func ownerWords(owner, team string) string {
	owner = or(owner, "No owner")
	if team != "" {
		owner += ", " + team
	}
	return owner
}
