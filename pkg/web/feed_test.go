package web

import (
	"archive/zip"
	"bytes"
	"context"
	"net/http"
	"net/url"
	"regexp"
	"strings"
	"testing"
	"time"

	"intouch/deploy"
	care "intouch/pkg/careleaver"
	"intouch/pkg/importing"
)

// takes imports a file over the API.
func (h *house) takes(format, query, body string) answer {
	h.Helper()
	return h.stranger().do(http.MethodPut, "/api/v1/imports/"+newID()+"?format="+format+query, "text/csv", strings.NewReader(body))
}

// aContact is of Amira, on the day of one that is recorded here.
const aContact = "ID,Date,Type,Outcome,Worker,Note\n1001,20/04/2026,Phone,spoke,Priya Shah,as the case system has it\n"

func TestTheSameMeetingFromASheetIsShownToDecide(t *testing.T) {
	h := newHouse(t).inTown()
	h.takes("contacts", "", aContact).wants(t, http.StatusOK, `"changed":1`)
	h.settle()
	v := h.as(priya)
	page := v.get(personPath(amira)).wants(t, http.StatusOK, "These may be the same meeting", "A sheet of contacts", "as the case system has it", "Recorded in InTouch")
	h.stranger().get("/api/v1"+personPath(amira)).wants(t, http.StatusOK, `"suspectedSame":[{"contacts":[`, `"on":"2026-04-20"`)

	form := page.body[strings.Index(page.body, `id="same-meeting"`):]
	action := regexp.MustCompile(`action="([^"]*record/compared[^"]*)"`).FindStringSubmatch(form)[1]
	typed := url.Values{}
	for _, m := range regexp.MustCompile(`type="hidden" name="([^"]*)" value="([^"]*)"`).FindAllStringSubmatch(form, -1) {
		typed.Set(m[1], m[2])
	}
	v.post(strings.ReplaceAll(action, "&amp;", "&"), typed).wants(t, http.StatusUnprocessableEntity, "Say whether they are the same meeting", "Compare with which contact?", "20 April 2026")
	typed.Set("same", "yes")
	v.post(strings.ReplaceAll(action, "&amp;", "&"), typed).wants(t, http.StatusOK, "Compared").lacks(t, "These may be the same meeting")
	h.stranger().get("/api/v1"+personPath(amira)).wants(t, http.StatusOK).lacks(t, "suspectedSame")
}

func TestALateFeedTurnsEveryScreenAmber(t *testing.T) {
	h := newHouse(t)
	h.publish(staffed()...)
	h.project()
	h.settle()
	h.sweep(noon)
	v := h.as(martha)
	v.get("/").wants(t, http.StatusOK).lacks(t, "case-system")
	text := string(deploy.Policy) + "\nfeeds:\n  - {name: case-system, everyHours: 24, graceHours: 3}\n"
	h.publish(care.Event{ID: care.DerivedID("policy 2"), Authority: authority, Area: care.AreaPolicy, Record: care.NewRecordID(care.DerivedID("policy 2")), Actor: care.Operator, Source: "/intouch/test",
		RecordedAt: noon.Add(-time.Hour), Fact: care.PolicyPublished{Version: 2, EffectiveFrom: day("2026-06-01"), Text: text, Publishers: []care.StaffID{martha, priya}}})
	h.settle()
	fed := func(name string, at time.Time) {
		id := care.DerivedID(name)
		h.publish(care.Event{ID: id, Authority: authority, Area: care.AreaImport, Record: care.NewRecordID(id), Actor: care.Operator, Source: importing.SourceFeed + "/case-system", RecordedAt: at,
			Fact: care.ImportFinished{Started: id, Source: "case-system", CompleteTo: care.AtInstant(at)}})
		h.settle()
		h.sweep(noon)
	}
	for _, c := range []struct {
		what  string
		tell  func()
		says  string
		green bool
	}{
		{"none ever came", func() { h.sweep(noon) }, "No extract of case-system has ever been taken in whole", false},
		{"the last is two days old", func() { fed("old", noon.Add(-48*time.Hour)) }, "The extract of case-system is late: what was recorded there since 13 June 2026", false},
		{"this morning's is here", func() { fed("new", noon.Add(-6*time.Hour)) }, "Case-system complete to 06:00.", true},
	} {
		t.Run(c.what, func(t *testing.T) {
			c.tell()
			h.door(Options{DB: h.db}) // what was read last is good for a moment
			page := h.as(martha).get("/register").wants(t, http.StatusOK, c.says)
			if amber := strings.Contains(page.body, "app-coverage--amber"); amber == c.green {
				t.Errorf("amber %v: %s", amber, page.body[strings.Index(page.body, "app-coverage"):][:400])
			}
		})
	}
}

func TestAnImportThatTakesLongGoesOnAndSaysHowFarItIs(t *testing.T) {
	h := newHouse(t).inTown()
	var b strings.Builder
	b.WriteString("ID,Date,Type,Outcome,Note\n")
	for i := range 900 {
		b.WriteString("1001," + day("2026-01-01").AddDays(i%150).Long() + ",Phone,spoke,note " + strings.Repeat("x", i%9) + day("2026-01-01").AddDays(i).String() + "\n")
	}
	h.door(Options{DB: h.db, Upload: time.Millisecond})
	ctx, done := context.WithTimeout(t.Context(), time.Minute)
	defer done()
	page := h.as(martha).uploadAs("contacts", b.String()).wants(t, http.StatusOK, "of 900 rows answered")
	at := page.url.Path
	for strings.Contains(page.body, "Look how far it is now") {
		if ctx.Err() != nil {
			t.Fatalf("it never ends:\n%s", readable(page.body))
		}
		h.settle() // the projector and the import go on
		page = h.as(martha).get(at)
	}
	page.wants(t, http.StatusOK, "900 rows", "The next rows", "All answers as a CSV file")
	h.as(martha).get(at+"/answers.csv").wants(t, http.StatusOK, "Sheet,Row,Id,Answer", ",901,1001,")
	h.as(martha).get("/import").wants(t, http.StatusOK, "A sheet of contacts of 15 June 2026: finished")
	h.stranger().get("/api/v1/imports/"+strings.TrimPrefix(at, "/import/lists/")+"?limit=2").wants(t, http.StatusOK, `"state":"finished"`, `"done":900`, `"next":"2"`)
	h.as(priya).get("/import/lists/"+newID()).wants(t, http.StatusNotFound)
	h.settle() // the projector takes in what came, before the tables go
}

func TestAnExtractOverTheAPI(t *testing.T) {
	h := newHouse(t).inTown()
	var b bytes.Buffer
	z := zip.NewWriter(&b)
	for name, text := range map[string]string{
		"allocations.csv": "Row ID,Person ID,Worker,Role,From,To\na1,1002,Priya Shah,Personal Adviser,01/01/2025,\n",
		"moves.csv":       "Row ID,Person ID,Type of Accommodation,From,To\nm1,1002,D,01/06/2026,\n",
		"contacts.csv":    "Row ID,Person ID,Date,Type,Outcome,Worker\nc1,1002,14/06/2026,Home visit,seen,Priya Shah\n",
	} {
		w, err := z.Create(name)
		if err == nil {
			_, err = w.Write([]byte(text))
		}
		if err != nil {
			t.Fatal(err)
		}
	}
	if err := z.Close(); err != nil {
		t.Fatal(err)
	}
	h.takes("feed", "&completeTo=2026-06-15T06:00", b.String()).wants(t, http.StatusOK, `"finished":true`, `"completeTo":"2026-06-15T06:00:00+01:00"`)
	h.takes("feed", "", b.String()).wants(t, http.StatusBadRequest, "Say with completeTo")
	h.settle()
	h.takes("feed", "&completeTo=2026-06-14T06:00", b.String()).wants(t, http.StatusUnprocessableEntity, "would undo")
	h.as(priya).get(personPath(chloe)).wants(t, http.StatusOK, "14 June 2026", "from the feed case-system", "Semi-independent")
}

func TestAReturnIsAskedItsYear(t *testing.T) {
	h := newHouse(t).inTown()
	h.as(martha).uploadAs("oc3", "CHILD,DOB,IN_TOUCH,ACTIV,ACCOM\n").wants(t, http.StatusUnprocessableEntity, "Enter the year in which the collection ends")
	h.takes("oc3", "&year=2026", "CHILD,DOB,IN_TOUCH,ACTIV,ACCOM\n9001,15/06/2006,YES,F2,U1\n").wants(t, http.StatusOK, `"taken":1`, `"year":2026`)
	h.takes("oc3", "", "CHILD,DOB,IN_TOUCH,ACTIV,ACCOM\n").wants(t, http.StatusUnprocessableEntity, "--year")
}
