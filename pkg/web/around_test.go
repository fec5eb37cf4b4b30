package web

import (
	"bytes"
	"io"
	"log/slog"
	"net/http"
	"net/http/httptest"
	"net/url"
	"os"
	"strings"
	"testing"
	"time"

	"go.opentelemetry.io/otel"
	"go.opentelemetry.io/otel/sdk/trace"
	"go.opentelemetry.io/otel/sdk/trace/tracetest"

	"intouch/pkg/web/pages"
)

// ask sends a request straight to the door.
func (h *house) ask(method, path string, body io.Reader, headers ...string) *httptest.ResponseRecorder {
	r := httptest.NewRequest(method, "http://localhost"+path, body)
	for i := 0; i+1 < len(headers); i += 2 {
		r.Header.Set(headers[i], headers[i+1])
	}
	w := httptest.NewRecorder()
	h.handler.ServeHTTP(w, r)
	return w
}

func TestHeaders(t *testing.T) {
	h := newHouse(t).inTown()
	a := h.as(priya).get("/")
	for name, want := range map[string]string{
		"Content-Security-Policy": pages.ContentSecurityPolicy, "X-Content-Type-Options": "nosniff", "Cache-Control": "no-store", "Referrer-Policy": "same-origin",
		"Content-Type": "text/html; charset=utf-8",
	} {
		if got := a.header.Get(name); got != want {
			t.Errorf("%s: %q, want %q", name, got, want)
		}
	}
	if got := h.stranger().get("/api/v1/summary").header.Get("Cache-Control"); got != "no-store" {
		t.Errorf("the API's Cache-Control is %q", got)
	}
}

func TestStaticFilesAreKeptByTheirVersion(t *testing.T) {
	h := newHouse(t)
	if _, err := os.Stat("static/app.css"); err != nil {
		t.Skip("no styles: run `make assets`")
	}
	version := newAssets().version
	for _, c := range []struct{ name, path, want string }{
		{"by this version for ever", "/static/app.css?v=" + version, "public, max-age=31536000, immutable"},
		{"by another version asked again", "/static/app.css?v=old", "no-cache"},
		{"without a version asked again", "/static/images/favicon.svg", "no-cache"},
	} {
		w := h.ask(http.MethodGet, c.path, nil)
		if got := w.Header().Get("Cache-Control"); got != c.want || w.Code != http.StatusOK {
			t.Errorf("%s: %d, %q, want %q", c.name, w.Code, got, c.want)
		}
	}
	if w := h.ask(http.MethodGet, "/static/app.css", nil, "If-None-Match", `"`+version+`"`); w.Code != http.StatusNotModified {
		t.Errorf("what is there already is sent again: %d", w.Code)
	}
	if page := h.ask(http.MethodGet, "/you", nil).Body.String(); !strings.Contains(page, "/static/app.css?v="+version) {
		t.Error("pages do not name the version")
	}
}

func TestAnswersArePacked(t *testing.T) {
	h := newHouse(t)
	w := h.ask(http.MethodGet, "/you", nil, "Accept-Encoding", "gzip")
	if w.Header().Get("Content-Encoding") != "gzip" || !strings.Contains(unpacked(t, w.Body.Bytes()), "Who are you?") {
		t.Errorf("not packed: %v", w.Header())
	}
	if w := h.ask(http.MethodGet, "/", nil, "Accept-Encoding", "gzip"); w.Code != http.StatusSeeOther || w.Header().Get("Content-Encoding") != "" {
		t.Errorf("a redirect is packed: %d %v", w.Code, w.Header())
	}
	if w := h.ask(http.MethodGet, "/you", nil); w.Header().Get("Content-Encoding") != "" {
		t.Error("packed for somebody who did not ask for it")
	}
}

func TestOtherSites(t *testing.T) {
	h := newHouse(t)
	form := url.Values{"who": {priya.String()}}.Encode()
	for _, c := range []struct {
		name    string
		headers []string
		status  int
	}{
		{"a browser says that another site sends this", []string{"Sec-Fetch-Site", "cross-site"}, http.StatusForbidden},
		{"an older one names its origin", []string{"Origin", "https://elsewhere.example"}, http.StatusForbidden},
		{"this site", []string{"Sec-Fetch-Site", "same-origin"}, http.StatusSeeOther},
		{"no browser at all", nil, http.StatusSeeOther},
	} {
		w := h.ask(http.MethodPost, "/you", strings.NewReader(form), append(c.headers, "Content-Type", "application/x-www-form-urlencoded")...)
		if w.Code != c.status {
			t.Errorf("%s: %d, want %d", c.name, w.Code, c.status)
		}
	}
}

func TestNamesThatAreNotOurs(t *testing.T) {
	s := &server{Options: Options{Hosts: []string{"intouch.council.example"}}}
	for host, ours := range map[string]bool{
		"localhost:8080": true, "127.0.0.1": true, "[::1]:8080": true, "10.1.2.3:8080": true, "web:8080": true, "intouch.council.example": true, "INTOUCH.council.example:443": true,
		"tests.localhost": true, "elsewhere.example": false, "127.0.0.1.elsewhere.example:8080": false, "localhost.elsewhere.example": false,
	} {
		if got := s.ours(host); got != ours {
			t.Errorf("%s: %v", host, got)
		}
	}
	h := newHouse(t)
	r := httptest.NewRequest(http.MethodGet, "http://elsewhere.example/api/v1/summary", nil)
	w := httptest.NewRecorder()
	h.handler.ServeHTTP(w, r)
	if w.Code != http.StatusForbidden || !strings.Contains(w.Body.String(), "not known under this name") {
		t.Errorf("%d %s", w.Code, w.Body)
	}
}

func TestABodyThatIsTooLong(t *testing.T) {
	h := newHouse(t)
	w := h.ask(http.MethodPut, "/api/v1/care-leavers/"+newID()+"/contacts/"+newID(), strings.NewReader(strings.Repeat("x", 2<<20)))
	if w.Code != http.StatusRequestEntityTooLarge {
		t.Errorf("%d %s", w.Code, w.Body)
	}
}

func TestAPanicIsAFaultOfOursThatSaysNothing(t *testing.T) {
	s := &server{Options: Options{Now: func() time.Time { return noon }, Authorities: []string{authority}}}
	for path, kind := range map[string]string{"/api/v1/x": "application/problem+json", "/x": "text/html; charset=utf-8"} {
		w := httptest.NewRecorder()
		s.rescued(http.HandlerFunc(func(http.ResponseWriter, *http.Request) { panic("secret of the machine") })).ServeHTTP(w, httptest.NewRequest(http.MethodGet, path, nil))
		if w.Code != http.StatusInternalServerError || w.Header().Get("Content-Type") != kind || strings.Contains(w.Body.String(), "secret") {
			t.Errorf("%s: %d %s %s", path, w.Code, w.Header().Get("Content-Type"), w.Body)
		}
	}
}

// What is logged and traced names the route and nobody.
func TestLogsAndTracesNameNobody(t *testing.T) {
	h := newHouse(t).inTown()
	var log bytes.Buffer
	was, spans := slog.Default(), tracetest.NewInMemoryExporter()
	slog.SetDefault(slog.New(slog.NewJSONHandler(&log, nil)))
	provider := trace.NewTracerProvider(trace.WithSyncer(spans))
	tracer := otel.GetTracerProvider()
	otel.SetTracerProvider(provider)
	t.Cleanup(func() { slog.SetDefault(was); otel.SetTracerProvider(tracer) })
	h.door(Options{DB: h.db})
	v := h.as(priya)
	v.get(personPath(amira))
	v.get("/api/v1/care-leavers?q=noor")
	v.post("/register", url.Values{"q": {"amira"}})
	if text := log.String(); !strings.Contains(text, `"route":"GET /care-leavers/{person}"`) || !strings.Contains(text, `"status":200`) {
		t.Errorf("logged %s", text)
	}
	told := log.String()
	for _, s := range spans.GetSpans() {
		told += s.Name
		for _, a := range s.Attributes {
			told += " " + string(a.Key) + "=" + a.Value.String()
		}
	}
	if !strings.Contains(told, "http.route=/care-leavers/{person}") && !strings.Contains(told, "http.route=GET /care-leavers/{person}") {
		t.Errorf("no span has the route: %s", told)
	}
	for _, secret := range []string{amira.String(), "noor", "amira", "Amira"} {
		if strings.Contains(told, secret) {
			t.Errorf("%q is told in %s", secret, told)
		}
	}
}

func TestWhoAsks(t *testing.T) {
	h := newHouse(t).inTown()
	for _, c := range []struct {
		name    string
		path    string
		headers []string
		status  int
	}{
		{"a program that says nothing is the operator of this machine", "/api/v1/care-leavers", nil, 200},
		{"a program may be somebody of the staff", "/api/v1/care-leavers", []string{asHeader, priya.String()}, 200},
		{"business support sees no lists", "/api/v1/care-leavers", []string{asHeader, bernard.String()}, 403},
		{"somebody who does not work here is nobody", "/api/v1/care-leavers", []string{asHeader, newID()}, 401},
		{"what is no id is nobody", "/api/v1/care-leavers", []string{asHeader, "Priya"}, 401},
		{"another authority is not served", "/api/v1/care-leavers", []string{authorityFor, "E99"}, 401},
		{"this one is", "/api/v1/care-leavers", []string{authorityFor, authority}, 200},
		{"the pages ask who it is", "/", nil, 303},
		{"a cookie of another authority says nothing", "/", []string{"Cookie", youCookie + "=E99/" + priya.String()}, 303},
		{"nor does a broken one", "/", []string{"Cookie", youCookie + "=" + authority + "/me"}, 303},
		{"a cookie of ours does", "/", []string{"Cookie", youCookie + "=" + authority + "/" + priya.String()}, 200},
		{"the API takes the cookie too", "/api/v1/care-leavers", []string{"Cookie", youCookie + "=" + authority + "/" + bernard.String()}, 403},
	} {
		if w := h.ask(http.MethodGet, c.path, nil, c.headers...); w.Code != c.status {
			t.Errorf("%s: %d, want %d", c.name, w.Code, c.status)
		}
	}
}

func TestEveryLookIsEntered(t *testing.T) {
	h := newHouse(t).inTown()
	h.as(priya).get(personPath(amira))
	h.as(bernard).get(personPath(amira)).wants(t, http.StatusForbidden)
	h.as(bernard).get(personPath(amira, "/record/contact"))
	entries, err := h.db.AuditOf(t.Context(), authority, amira, noon.AddDate(0, 0, 1), 0)
	if err != nil || len(entries) != 3 {
		t.Fatalf("%d entries, %v", len(entries), err)
	}
	seen := map[string]bool{}
	for _, e := range entries {
		if e.Who == priya && e.Action == "open" && e.Allowed {
			seen["opened"] = true
		}
		if e.Who == bernard && e.Action == "open" && !e.Allowed && e.Reason != "" {
			seen["refused"] = true
		}
		if e.Who == bernard && e.Action == "find" && e.Allowed {
			seen["found"] = true
		}
	}
	if len(seen) != 3 {
		t.Errorf("entries %+v", entries)
	}
}
