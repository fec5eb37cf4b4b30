package web

import (
	"bytes"
	"encoding/json"
	"mime/multipart"
	"net/http"
	"strconv"
	"strings"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"

	care "intouch/pkg/careleaver"
)

// read is the JSON of an answer.
func (a answer) read(t *testing.T, into any) {
	t.Helper()
	if got := a.header.Get("Content-Type"); a.status == http.StatusOK && got != "application/json" {
		t.Errorf("content type %q", got)
	}
	if err := json.Unmarshal([]byte(a.body), into); err != nil {
		t.Fatalf("%v in %s", err, a.body)
	}
}

func TestTheSummary(t *testing.T) {
	h := newHouse(t).inTown()
	program := h.stranger() // a program says nothing: it is the operator of this machine
	var got struct {
		Register int
		Buckets  map[string]int
		Closed   map[string]int
		NotYet   int `json:"notYetOnTheRegister"`
		Receipt  struct {
			Register, Evaluated int
			Position            uint64
			Green               bool
			Doubt               string
		}
	}
	a := program.get("/api/v1/summary").wants(t, http.StatusOK)
	a.read(t, &got)
	want := map[string]int{"in_touch": 2, "due": 1, "overdue": 1, "unaccounted": 2, "offer_open": 0, "looked_after": 0}
	if diff := cmp.Diff(want, got.Buckets); diff != "" || got.Register != 6 || got.Closed["died"] != 1 || got.NotYet != 1 {
		t.Errorf("%+v %s", got, diff)
	}
	if got.Receipt.Register != 6 || got.Receipt.Green || got.Receipt.Doubt == "" || a.header.Get(positionHeader) != strconv.FormatUint(got.Receipt.Position, 10) {
		t.Errorf("receipt %+v, position %s", got.Receipt, a.header.Get(positionHeader))
	}
	var keys map[string]any
	a.read(t, &keys)
	if len(keys) != 7 {
		t.Errorf("the keys are %v", keys)
	}
	for _, c := range []struct {
		name, at string
		overdue  int
	}{
		{"tomorrow Amira's day has passed, and Chloe is unaccounted for", "2026-06-16", 1},
		{"a month before nobody was", "2026-05-15", 0},
	} {
		t.Run(c.name, func(t *testing.T) {
			program.get("/api/v1/summary?at="+c.at).wants(t, http.StatusOK).read(t, &got)
			if got.Buckets["overdue"] != c.overdue {
				t.Errorf("%+v", got)
			}
		})
	}
}

func TestThePeopleOfTheRegister(t *testing.T) {
	program := newHouse(t).inTown().stranger()
	names := func(path string) (names []string, next string) {
		t.Helper()
		var got struct {
			Items []struct{ FamilyName string }
			Next  string
		}
		program.get(path).wants(t, http.StatusOK).read(t, &got)
		for _, p := range got.Items {
			names = append(names, p.FamilyName)
		}
		return names, got.Next
	}
	for _, c := range []struct {
		name, query string
		want        []string
	}{
		{"all but the closed, by name", "?sort=name", []string{"Ade", "Amin", "Banks", "Hale", "Noor", "Rao"}},
		{"a bucket", "?bucket=overdue", []string{"Banks"}},
		{"two buckets", "?bucket=overdue,closed&sort=name", []string{"Banks", "Okafor"}},
		{"a search", "?q=amira", []string{"Noor"}},
		{"an adviser", "?adviser=" + priya.String() + "&sort=name", []string{"Ade", "Banks", "Hale", "Noor", "Rao"}},
		{"a flag", "?flag=in_custody", []string{"Ade"}},
		{"a reason", "?reason=missing", []string{"Rao"}},
		{"tomorrow", "?bucket=unaccounted&sort=name&at=2026-06-16", []string{"Amin", "Banks", "Rao"}},
		{"nobody", "?q=zzz", nil},
	} {
		t.Run(c.name, func(t *testing.T) {
			if got, _ := names("/api/v1/care-leavers" + c.query); !cmp.Equal(got, c.want) {
				t.Errorf("got %v, want %v", got, c.want)
			}
		})
	}
	t.Run("page by page", func(t *testing.T) {
		first, next := names("/api/v1/care-leavers?sort=name&limit=4")
		rest, end := names("/api/v1/care-leavers?sort=name&limit=4&cursor=" + next)
		if len(first) != 4 || len(rest) != 2 || end != "" {
			t.Errorf("%v, then %v, then %q", first, rest, end)
		}
	})
	t.Run("an empty list is a list", func(t *testing.T) {
		program.get("/api/v1/care-leavers?q=zzz").wants(t, http.StatusOK, `{"items":[],"on":"2026-06-15"}`)
	})
}

func TestAPersonWithProvenance(t *testing.T) {
	program := newHouse(t).inTown().stranger()
	var got struct {
		Bucket      string
		Adviser     worker
		LastSpoken  clockJSON `json:"lastSpokenTo"`
		Whereabouts struct {
			State, Kind, Confidence, HowKnown string
			Provenance                        provenance
		}
		Deadlines []struct {
			Rule, Due string
			DaysLeft  int
		}
	}
	program.get("/api/v1"+personPath(amira)).wants(t, http.StatusOK).read(t, &got)
	if got.Bucket != "due" || got.Adviser.Name != "Priya Shah" || got.LastSpoken.When != on("2026-04-20") || got.LastSpoken.How != "call" {
		t.Errorf("%+v", got)
	}
	if p := got.LastSpoken.Provenance; p == nil || p.By.Name != "Priya Shah" || p.Happened != on("2026-04-20") || p.RecordedAt.IsZero() || p.Source != "/intouch/test" {
		t.Errorf("provenance %+v", p)
	}
	if w := got.Whereabouts; w.State != "home" || w.Kind != "U" || w.Confidence != "likely" || w.Provenance.Event.String() != string(homeOf(amira)) {
		t.Errorf("whereabouts %+v", w)
	}
	late := map[string]int{}
	for _, d := range got.Deadlines {
		late[d.Rule] = -d.DaysLeft
	}
	if late["see-in-person"] != 18 || late["keep-in-touch"] != 0 || got.Deadlines[0].DaysLeft > got.Deadlines[1].DaysLeft {
		t.Errorf("deadlines %+v", got.Deadlines)
	}
	t.Run("where it was told later, both days are there", func(t *testing.T) {
		program.get("/api/v1"+personPath(olu)).wants(t, http.StatusOK, `"happened":"2026-06-08","toldOn":"2026-06-10"`)
	})
}

func TestTheTimelineOfAPerson(t *testing.T) {
	program := newHouse(t).inTown().stranger()
	var page struct {
		Items []struct {
			Type     string
			Position uint64
			Facts    map[string]any
		}
		Next string
	}
	program.get("/api/v1"+personPath(amira, "/timeline?limit=2")).wants(t, http.StatusOK).read(t, &page)
	if len(page.Items) != 2 || page.Items[0].Type != "care.pathway.activity_started.v1" || page.Items[0].Facts["provider"] != "Riverside College" || page.Next == "" {
		t.Errorf("%+v", page)
	}
	last := page.Items[1].Position
	program.get("/api/v1"+personPath(amira, "/timeline?limit=2&cursor="+page.Next)).wants(t, http.StatusOK).read(t, &page)
	if page.Items[0].Position >= last {
		t.Errorf("the second page begins at %d, the first ended at %d", page.Items[0].Position, last)
	}
}

func TestOtherLists(t *testing.T) {
	program := newHouse(t).inTown().stranger()
	for path, wants := range map[string][]string{
		"/api/v1/staff":     {`"name":"Priya Shah"`, `"roles":["personal_adviser"]`, `"team":"North"`},
		"/api/v1/questions": {`"value":"sofa?"`, `"row":3`, farid.String()},
		"/api/v1/questions?owner=" + priya.String(): {`{"items":[]}`},
		"/api/v1/set-aside":                         {`"row":12`, `"reason":"Give the id of this person"`, `"position":`},
		"/api/v1/alerts":                            {`{"items":[]}`},
		"/api/v1/alerts?state=closed":               {`{"items":[]}`},
	} {
		program.get(path).wants(t, http.StatusOK, wants...)
	}
}

func TestWhatTheAPIRefuses(t *testing.T) {
	program := newHouse(t).inTown().stranger()
	for _, c := range []struct {
		name, path string
		status     int
		want       string
	}{
		{"a parameter that it does not know", "/api/v1/care-leavers?tema=North", 400, "tema is not asked for here: use bucket, team"},
		{"a bucket that is none", "/api/v1/care-leavers?bucket=lost", 400, "bucket is one or more of unaccounted"},
		{"a day that is none", "/api/v1/summary?at=yesterday", 400, "Write at as a day such as 2026-06-15."},
		{"a limit beyond all", "/api/v1/care-leavers?limit=5000", 400, "limit is a number from 1 to 1000."},
		{"a cursor of somebody's own", "/api/v1/care-leavers?cursor=2", 400, "page marker"},
		{"two mistakes are both said", "/api/v1/alerts?state=loud&rule=none", 400, "state is one of open, waiting, acknowledged, silenced, closed. rule is one of keep-in-touch"},
		{"the same twice", "/api/v1/summary?at=2026-06-15&at=2026-06-16", 400, "Give at once."},
		{"a time that is none", "/api/v1/summary?known=yesterday", 400, "Write known as a day such as 2026-06-15, or as a time such as"},
		{"somebody who was registered later", "/api/v1" + personPath(farid, "?known=2026-05-31"), 404, "/problems/not-found"},
		{"nobody of that id", "/api/v1/care-leavers/" + newID(), 404, "/problems/not-found"},
		{"an id that is none", "/api/v1/care-leavers/me", 404, "/problems/not-found"},
		{"no such address", "/api/v1/everything", 404, "/problems/not-found"},
		{"a position that is none", "/api/v1/summary?min-position=soon", 400, "min-position is the number"},
	} {
		t.Run(c.name, func(t *testing.T) {
			a := program.get(c.path).wants(t, c.status, c.want)
			if got := a.header.Get("Content-Type"); got != "application/problem+json" {
				t.Errorf("content type %q", got)
			}
		})
	}
}

func TestAWriteIsReadAtItsPosition(t *testing.T) {
	h := newHouse(t).inTown()
	program := h.stranger()
	put := program.do(http.MethodPut, "/api/v1"+personPath(chloe, "/contacts/"+newID()), "application/json", strings.NewReader(`{"how":"call","when":"2026-06-15"}`)).wants(t, http.StatusCreated)
	var stored struct{ Position uint64 }
	put.read(t, &stored)
	a := program.get("/api/v1"+personPath(chloe, "?min-position="+strconv.FormatUint(stored.Position, 10))).wants(t, http.StatusOK, `"lastSpokenTo":{"when":"2026-06-15"`)
	if got, _ := strconv.ParseUint(a.header.Get(positionHeader), 10, 64); got < stored.Position {
		t.Errorf("%s is %d, before %d", positionHeader, got, stored.Position)
	}
	t.Run("a position to come is waited for, and then it is said", func(t *testing.T) {
		h.door(Options{DB: h.db, Patience: 10 * time.Millisecond})
		h.stranger().get("/api/v1/summary?min-position=999999").wants(t, http.StatusGatewayTimeout, "cannot be shown yet")
	})
}

func TestMergedPeopleLeadOnInTheAPI(t *testing.T) {
	h := newHouse(t).inTown()
	other := registered("2001", "Amirah", "Noor", "2007-03-10", "2026-06-02")
	other.tellAs("2026-06-03", care.AreaCaseload, care.RecordPerson, care.Merged{Into: amira, Reason: "the same passport"})
	h.publish(other.events...)
	h.settle()
	h.stranger().get("/api/v1"+personPath(other.id)).wants(t, http.StatusOK, `"localId":"1001"`)
}

const list9 = `Child Unique ID,Date of Birth,Allocated Team,Allocated Personal Advisor,Eligibility Category,LA in Touch,Latest Date of Contact,Type of Accommodation
5001,04/05/2007,North,Priya Shah,b) Former relevant child,a) Yes,01/06/2026,U: Independent living
5002,31/12/2006,North,Priya Shah,b) Former relevant child,a) Yes,,sofa?
,01/02/2007,North,Priya Shah,b) Former relevant child,b) No,,U: Independent living
`

func TestImportOverTheAPI(t *testing.T) {
	h := newHouse(t).inTown()
	program := h.stranger()
	put := func(query, kind, body string) answer {
		return program.do(http.MethodPut, "/api/v1/imports/"+newID()+query, kind, strings.NewReader(body))
	}
	var report struct {
		Counts   map[string]int
		Rows     []struct{ Row int }
		Finished bool
	}
	put("?format=annex-a-list-9&asAt=2026-06-10", "text/csv", list9).wants(t, http.StatusOK).read(t, &report)
	if want := map[string]int{"taken": 2, "not_yet_on_the_register": 1}; !cmp.Equal(report.Counts, want) || !report.Finished || len(report.Rows) != 3 {
		t.Errorf("%+v", report)
	}
	t.Run("as a file of a form; again, it changes nothing", func(t *testing.T) {
		var form bytes.Buffer
		w := multipart.NewWriter(&form)
		file, err := w.CreateFormFile("list", "list9.csv")
		if err == nil {
			_, err = file.Write([]byte(list9))
		}
		if err != nil || w.Close() != nil {
			t.Fatal(err)
		}
		put("?format=annex-a-list-9&asAt=2026-06-10", w.FormDataContentType(), form.String()).wants(t, http.StatusOK, `"already_known":2`)
	})
	for _, c := range []struct {
		name, query, body, want string
		status                  int
	}{
		{"without its day", "?format=annex-a-list-9", list9, "Say with asAt of which day the list is", 400},
		{"in another format", "?format=list-10&asAt=2026-06-10", list9, "format is annex-a-list-9, oc3, contacts or feed.", 400},
		{"of a day to come", "?format=annex-a-list-9&asAt=2026-07-01", list9, "still to come", 422},
		{"what is no list", "?format=annex-a-list-9&asAt=2026-06-10", "hello", "/problems/invalid", 422},
	} {
		t.Run(c.name, func(t *testing.T) { put(c.query, "text/csv", c.body).wants(t, c.status, c.want) })
	}
}
