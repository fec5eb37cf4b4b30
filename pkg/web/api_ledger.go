package web

import (
	"fmt"
	"net/http"
	"strings"
	"time"

	"github.com/google/uuid"

	"intouch/pkg/access"
	care "intouch/pkg/careleaver"
	"intouch/pkg/duty"
	"intouch/pkg/figures"
)

// ledgerJSON is how late things were recorded.
type ledgerJSON struct {
	From              care.Day      `json:"from"`
	To                care.Day      `json:"to"`
	Team              string        `json:"team,omitzero"`
	WithinWorkingDays int           `json:"withinWorkingDays"` // later is late
	All               shareJSON     `json:"all"`
	Months            []shareJSON   `json:"months"`
	Teams             []shareJSON   `json:"teams"`
	Kinds             []shareJSON   `json:"kinds"`
	Workers           []shareJSON   `json:"workers,omitzero"` // for managers
	Bursts            []burstJSON   `json:"bursts"`
	BurstRule         burstRuleJSON `json:"burstRule"`
	LateClosings      []closingJSON `json:"lateClosings"`
}

// shareJSON is how some records were recorded. Gaps run from the day the
// authority knew.
type shareJSON struct {
	Month        care.Day     `json:"month,omitzero"` // its first day
	Team         *string      `json:"team,omitzero"`  // empty: no team
	Kind         figures.Kind `json:"kind,omitzero"`
	Worker       *worker      `json:"worker,omitzero"`
	Records      int          `json:"records"`
	Late         int          `json:"late"`
	Backdated    int          `json:"backdated"`
	Imported     int          `json:"imported"` // apart: in no other number
	MedianDays   int          `json:"medianDays"`
	NinthDays    int          `json:"ninetiethPercentileDays"`
	MedianWorked int          `json:"medianWorkingDays"`
	NinthWorked  int          `json:"ninetiethPercentileWorkingDays"`
	List         string       `json:"list"` // the page that lists exactly these
}

type burstRuleJSON struct {
	Records int `json:"records"`
	Minutes int `json:"minutes"`
	Days    int `json:"days"`
}

type burstJSON struct {
	By      *worker   `json:"by,omitzero"` // for managers
	From    time.Time `json:"from"`
	To      time.Time `json:"to"`
	Records int       `json:"records"`
	Days    int       `json:"days"`
	People  int       `json:"people"`
	Oldest  care.Day  `json:"oldest"`
}

type closingJSON struct {
	Person     care.PersonID `json:"person"`
	Alert      uuid.UUID     `json:"alert"`
	Rule       duty.Rule     `json:"rule"`
	Due        care.Day      `json:"due"`
	ClosedAt   time.Time     `json:"closedAt"`
	Because    care.EventID  `json:"because,omitzero"`
	AsItLooked int           `json:"daysLateAsItLooked"`
	AsItWas    int           `json:"daysLateAsItWas"`
	Team       string        `json:"team,omitzero"`
}

// apiLedger answers GET /api/v1/late-recording.
func (s *server) apiLedger(w http.ResponseWriter, r *http.Request, v visit) error {
	q := queryOf(r.URL, ledgerTakes...)
	ask := askedLedger(q, v)
	if err := firstOf(q.err(), s.caughtUp(r, v)); err != nil {
		return err
	}
	l, err := s.readLedger(r.Context(), v, ask, access.Study)
	if err != nil {
		return err
	}
	return s.answerJSON(w, r, v, ledgerJSONOf(l, ask, v))
}

func ledgerJSONOf(l ledgerRead, ask ledgerAsked, v visit) ledgerJSON {
	all := ask.recordsOf(l, true)
	j := ledgerJSON{
		From: l.From, To: l.To, Team: ask.Team, WithinWorkingDays: l.Rules.WithinWorkingDays, BurstRule: burstRuleJSON{l.Rules.BurstRecords, l.Rules.BurstMinutes, l.Rules.BurstDays},
		All: shareJSONOf(figures.ShareOf(all), ask), Bursts: []burstJSON{}, LateClosings: []closingJSON{},
	}
	j.Months = sharesJSON(all, ask, figures.Recorded.Month, func(d care.Day, a *ledgerAsked, j *shareJSON) { a.Month, j.Month = d, d })
	j.Teams = sharesJSON(all, ask, func(r figures.Recorded) string { return r.Team }, func(t string, a *ledgerAsked, j *shareJSON) { a.Team, j.Team = or(t, noTeam), &t })
	j.Kinds = sharesJSON(all, ask, func(r figures.Recorded) figures.Kind { return r.Kind }, func(k figures.Kind, a *ledgerAsked, j *shareJSON) { a.Kind, j.Kind = k, k })
	if v.Manager() {
		j.Workers = sharesJSON(all, ask, func(r figures.Recorded) care.StaffID { return r.Worker },
			func(id care.StaffID, a *ledgerAsked, j *shareJSON) {
				a.Worker, j.Worker = id, workerOf(id, l.staff.named(id))
			})
	}
	for _, b := range figures.Bursts(all, l.Rules) {
		j.Bursts = append(j.Bursts, burstJSONOf(b, v, l.staff))
	}
	for _, c := range ask.closingsOf(l) {
		j.LateClosings = append(j.LateClosings, closingJSON{c.Person.ID, c.Alert, c.Rule, c.Due, c.ClosedAt, c.Because, c.AsItLooked, c.AsItWas, c.Team})
	}
	return j
}

// sharesJSON are the shares of records by something, in the order of its text.
func sharesJSON[K comparable](all []figures.Recorded, ask ledgerAsked, key func(figures.Recorded) K, say func(K, *ledgerAsked, *shareJSON)) []shareJSON {
	list := []shareJSON{}
	for _, g := range figures.By(all, key, inTextOrder[K]) {
		only, named := ask, shareJSON{}
		say(g.Key, &only, &named)
		j := shareJSONOf(g.Share, only)
		j.Month, j.Team, j.Kind, j.Worker = named.Month, named.Team, named.Kind, named.Worker
		list = append(list, j)
	}
	return list
}

func inTextOrder[K comparable](a, b K) int { return strings.Compare(fmt.Sprint(a), fmt.Sprint(b)) }

func shareJSONOf(s figures.Share, ask ledgerAsked) shareJSON {
	return shareJSON{
		Records: s.Records, Late: s.Late, Backdated: s.Backdated, Imported: s.Imported, MedianDays: s.MedianDays, NinthDays: s.NinthDays,
		MedianWorked: s.MedianWorking, NinthWorked: s.NinthWorking, List: recordsHref(ask, func(*ledgerAsked) {}),
	}
}

func burstJSONOf(b figures.Burst, v visit, staff staffList) burstJSON {
	j := burstJSON{From: b.From, To: b.To, Records: b.Records, Days: b.Days, People: b.People, Oldest: b.Oldest}
	if v.Manager() {
		j.By = workerOf(b.By, staff.named(b.By))
	}
	return j
}
