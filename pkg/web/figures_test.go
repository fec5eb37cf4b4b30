package web

import (
	"encoding/csv"
	"encoding/json"
	"fmt"
	"net/http"
	"net/url"
	"strings"
	"testing"

	care "intouch/pkg/careleaver"
	"intouch/pkg/duty"
	"intouch/pkg/figures"
)

// inSuburb is a house with 20 people of 19 to 21: 14 rung last week and at
// college, 6 not since April; of these 2 do nothing, and of 4 it is not known.
func (h *house) inSuburb() *house {
	h.Helper()
	h.publish(staffed()...)
	for i := range 20 {
		l := registered(fmt.Sprint(2000+i), "Robin", fmt.Sprintf("Thrush %02d", i), "2006-05-04", "2025-01-01").settled()
		rung, code := "2026-06-08", care.ActivityCode("F2")
		if i >= 14 {
			rung, code = "2026-04-01", "G5"
		}
		l.met(rung, care.Called, care.StillYes)
		if i < 16 {
			l.tell("2026-03-02", care.AreaPathway, care.ActivityStarted{From: care.From{From: day("2026-02-23")}, Code: code})
		}
		h.publish(l.events...)
	}
	h.project()
	h.settle()
	return h
}

func TestFiguresOnAPage(t *testing.T) {
	h := newHouse(t).inSuburb()
	manager := h.as(martha)
	manager.get("/figures").wants(t, http.StatusOK, "70%", "In education, employment or training", "70% (14 of 20)", "20% <", "England 2024")
	for part, n := range map[string]int{"in_touch": 14, "overdue": 6, "unaccounted": 0, "counted": 20} {
		page := manager.get("/figures/people?figure=in_touch_now&band=19_21&part="+part).wants(t, http.StatusOK)
		if got := strings.Count(page.body, "local id 20"); got != n {
			t.Errorf("%s lists %d, want %d", part, got, n)
		}
	}
	manager.get("/figures/people?figure=in_touch_now&band=19_21&part=suitable").wants(t, http.StatusNotFound, "There is no such number")
	manager.get("/figures?at=2026-04-10").wants(t, http.StatusOK, "Figures on 10 April 2026", "As it was on 10 April 2026")
	manager.get("/figures?beside=Camden").wants(t, http.StatusBadRequest, "such as E10000014")
}

func TestWhoSeesFigures(t *testing.T) {
	h := newHouse(t).inTown()
	for _, path := range []string{"/figures", "/figures/people?figure=seen&part=seen&band=17_18", "/recording", "/recording/records", "/api/v1/figures", "/api/v1/late-recording", "/api/v1/late-recording/records.csv"} {
		for id, want := range map[care.StaffID]int{martha: http.StatusOK, anna: http.StatusOK, priya: http.StatusForbidden, bernard: http.StatusForbidden} {
			if got := h.as(id).get(path).status; got != want {
				t.Errorf("%s for %s: %d, want %d", path, id, got, want)
			}
		}
	}
	for _, path := range []string{"/recording/records?worker=", "/api/v1/late-recording/records.csv?worker="} {
		h.as(martha).get(path+priya.String()).wants(t, http.StatusOK, "Priya Shah")
		if got := h.as(anna).get(path + priya.String()).status; got != http.StatusForbidden {
			t.Errorf("%s for an analyst: %d: how one worker records is for managers", path, got)
		}
	}
	h.as(anna).get("/recording").wants(t, http.StatusOK, "By team").lacks(t, "By worker", "Priya Shah")
}

// membersSee is what a program gets of the figures for an audience.
func (v visitor) figuresFor(audience string) (j figuresJSON) {
	v.Helper()
	a := v.get("/api/v1/figures?at=2026-06-15&"+url.Values{"audience": {audience}}.Encode()).wants(v, http.StatusOK)
	if err := json.Unmarshal([]byte(a.body), &j); err != nil {
		v.Fatal(err)
	}
	return j
}

func (j figuresJSON) part(f figures.Figure, b figures.Band, p figures.Part) partJSON {
	for _, x := range j.Figures {
		for _, band := range x.Bands {
			for _, part := range band.Parts {
				if x.Figure == f && band.Band == b && part.Part == p {
					return part
				}
			}
		}
	}
	return partJSON{}
}

func TestMembersAreShownNoSmallNumber(t *testing.T) {
	h := newHouse(t).inSuburb()
	all := h.as(martha).figuresFor("")
	if p := all.part(figures.Activity, figures.Aged19to21, figures.NEET); p.N == nil || *p.N != 2 || p.Suppressed || p.People == "" {
		t.Errorf("an officer sees %+v of two who do nothing", p)
	}
	few := h.as(martha).figuresFor("members")
	if p := few.part(figures.Activity, figures.Aged19to21, figures.NEET); p.N != nil || p.Percent != nil || !p.Suppressed || p.People != "" {
		t.Errorf("a member sees %+v of two who do nothing", p)
	}
	shown := 0
	each := func(all []figureJSON) {
		for _, f := range all {
			for _, b := range f.Bands {
				for _, p := range b.Parts {
					if p.N != nil && *p.N < figures.FewestShown || p.People != "" {
						t.Errorf("a member sees %d of %s %s %s, and %q", *p.N, f.Figure, b.Band, p.Part, p.People)
					}
					if p.N != nil {
						shown++
					}
				}
			}
		}
	}
	each(few.Figures)
	for _, m := range few.Months {
		each(m.Figures)
	}
	if shown == 0 {
		t.Error("a member sees nothing at all")
	}
	h.as(martha).get("/figures?audience=members").wants(t, http.StatusOK, "not shown", "no number under 6 is shown").lacks(t, "/figures/people", "Thrush")
}

// One person without a date of birth has a column of their own, which would say
// to members that there is somebody.
func TestMembersAreNotShownThatSomebodyIsOfAnotherAge(t *testing.T) {
	h := newHouse(t)
	h.publish(registered("3001", "Wren", "Dunnock", "", "2025-01-01").events...)
	h.inSuburb()
	for _, path := range []string{"/figures?", "/api/v1/figures?"} {
		column := map[string]string{"/figures?": "Date of birth missing", "/api/v1/figures?": `"band":"age_not_known"`}[path]
		h.as(martha).get(path+"audience=").wants(t, http.StatusOK, column)
		h.as(martha).get(path+"audience=members").wants(t, http.StatusOK).lacks(t, column)
	}
}

// A year ago 3 of 77 were in touch, now 40 of 76 are.
func TestMembersAreNotToldASmallNumberByADoubt(t *testing.T) {
	counts := func(in, due int) figures.Counts {
		c := figures.Counts{}
		put := func(f figures.Figure, parts map[figures.Part]int) {
			for p, n := range parts {
				c[figures.Cell{Figure: f, Part: p, Band: figures.Aged19to21}] = n
			}
		}
		all := in + due + 20
		put(figures.InTouchNow, map[figures.Part]int{"in_touch": in, "due": due, "overdue": 12, "unaccounted": 8})
		put(figures.SeenLately, map[figures.Part]int{figures.Seen: all - 20, figures.SeenEarlier: 12, figures.NeverSeen: 8})
		put(figures.Activity, map[figures.Part]int{figures.EET: all - 27, figures.NEET: 12, figures.NotKnown: 8, figures.IsQualifying: 7})
		put(figures.Suitable, map[figures.Part]int{figures.IsSuitable: all - 21, figures.Abroad: 6, figures.NotKnownWhere: 8, figures.IsQualifying: 7})
		return c
	}
	p := &figures.Picture{On: day("2026-06-15"), Counts: counts(40, 16), Months: []figures.Month{{On: day("2025-05-31"), Counts: counts(3, 54)}}}
	doubts := func(a audience) string {
		ask := figuresAsked{asAt: asAt{on: p.On, today: p.On}, Audience: a}
		return fmt.Sprint(figuresJSONOf(p, ask).Caveats, figuresPageOf(p, ask).Sections[0].Caveats)
	}
	const doubt = "53%, and 4% on 31 May 2025"
	if got := doubts(forOfficers); strings.Count(got, doubt) != 2 {
		t.Errorf("officers are told %s", got)
	}
	if got := doubts(forMembers); strings.Contains(got, doubt) {
		t.Errorf("members are told %s", got)
	}
}

// The list Unaccounted for, the summary and the figures say the same (I4).
func TestFiguresAgreeWithTheSummary(t *testing.T) {
	h := newHouse(t).inTown()
	for _, on := range []string{"2026-06-15", "2026-05-01", "2025-12-31", "2026-08-01"} {
		var summary summaryJSON
		var got figuresJSON
		for path, j := range map[string]any{"/api/v1/summary?at=": &summary, "/api/v1/figures?at=": &got} {
			a := h.as(martha).get(path+on).wants(t, http.StatusOK)
			if err := json.Unmarshal([]byte(a.body), j); err != nil {
				t.Fatal(err)
			}
		}
		buckets := map[duty.Bucket]int{}
		for _, b := range got.Figures[0].Bands {
			for _, p := range b.Parts {
				buckets[duty.Bucket(p.Part)] += *p.N
			}
		}
		for b, n := range summary.Buckets {
			if buckets[b] != n {
				t.Errorf("on %s %d are %s by the figures, %d by the summary", on, buckets[b], b, n)
			}
		}
	}
}

func TestAsKnownThen(t *testing.T) {
	h := newHouse(t).inTown()
	// Sam died on 30 May, which was recorded on 15 June.
	h.as(martha).get("/figures/people?figure=in_touch_now&part=closed&band=19_21&at=2026-06-14").wants(t, http.StatusOK, "Sam Okafor", "by all that is known now")
	h.as(martha).get("/figures/people?figure=in_touch_now&part=closed&band=19_21&known=2026-06-14").wants(t, http.StatusOK, "as known then").lacks(t, "Sam Okafor")
	h.as(martha).get("/figures/people?figure=in_touch_now&part=in_touch&band=19_21&known=2026-06-14").wants(t, http.StatusOK, "Sam Okafor")
}

func TestLateRecordingForPrograms(t *testing.T) {
	h := newHouse(t).inTown()
	var j ledgerJSON
	a := h.as(martha).get("/api/v1/late-recording?from=2026-04-01&to=2026-06-15").wants(t, http.StatusOK)
	if err := json.Unmarshal([]byte(a.body), &j); err != nil {
		t.Fatal(err)
	}
	records, late, months := j.All.Records, j.All.Late, 0
	for _, m := range j.Months {
		months += m.Records
	}
	if records == 0 || months != records || late != 1 || j.WithinWorkingDays != 2 || len(j.Workers) == 0 {
		t.Errorf("%d records, %d by month, %d late, %+v", records, months, late, j.Workers)
	}
	lines, err := csv.NewReader(strings.NewReader(h.as(anna).get("/api/v1/late-recording/records.csv?from=2026-04-01&which=late").body)).ReadAll()
	if err != nil || len(lines) != 2 || lines[1][0] != "1001" || lines[1][7] != "224" || lines[1][13] != "" {
		t.Errorf("the file is %v, %v", lines, err)
	}
	h.as(martha).get("/recording?from=2026-06-15&to=2026-06-01").wants(t, http.StatusBadRequest, "from is a day before to")
	if harmless("=1+1") != "'=1+1" || harmless("1001") != "1001" {
		t.Error("a cell may be taken for a formula")
	}
}
