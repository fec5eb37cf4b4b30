package problem

import (
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"net/http"
	"net/http/httptest"
	"strings"
	"testing"

	care "intouch/pkg/careleaver"
)

func TestWhatWentWrongAndTheAnswer(t *testing.T) {
	for _, c := range []struct {
		what   string
		err    error
		status int
		kind   string
	}{
		{"fields that are wrong", care.Problems{{Pointer: "/how", Detail: "Select how you were in touch"}}, 422, "invalid"},
		{"fields that are wrong, wrapped", fmt.Errorf("check: %w", care.Problems{{Pointer: "/how", Detail: "…"}}), 422, "invalid"},
		{"a problem", New(NotFound, "There is no such contact."), 404, "not-found"},
		{"a problem, wrapped", fmt.Errorf("record: %w", New(Gone, "Sealed on 3 June.")), 410, "gone"},
		{"a kind alone", fmt.Errorf("page: %w", NotFound), 404, "not-found"},
		{"a body that is too long", &http.MaxBytesError{Limit: 1}, 413, "too-large"},
		{"no answer in time", fmt.Errorf("ask: %w", context.DeadlineExceeded), 503, "unavailable"},
		{"whoever asked has gone", context.Canceled, 503, "unavailable"},
		{"anything else", errors.New("pq: relation does not exist"), 500, "fault"},
	} {
		p := Of(c.err)
		if p.Status != c.status || p.Type != "/problems/"+c.kind || p.Title == "" || !strings.HasSuffix(p.Detail, ".") {
			t.Errorf("%s: %+v", c.what, p)
		}
	}
}

func TestEveryKindSaysWhatToDo(t *testing.T) {
	for k, e := range table {
		if e.status < 400 || e.title == "" || !strings.HasSuffix(e.detail, ".") {
			t.Errorf("%s: %+v", k, e)
		}
		if p := Of(k); !errors.Is(p, k) || errors.Is(p, Kind("another")) {
			t.Errorf("%s is not told by its kind: %+v", k, p)
		}
	}
}

func TestTheTextOfAFaultReachesNobody(t *testing.T) {
	w := httptest.NewRecorder()
	Write(w, errors.New("secret of the machine"))
	if w.Code != http.StatusInternalServerError || strings.Contains(w.Body.String(), "secret") {
		t.Errorf("%d %s", w.Code, w.Body)
	}
}

func TestTheAnswerOverHTTP(t *testing.T) {
	w := httptest.NewRecorder()
	Write(w, care.Problems{{Pointer: "/when", Detail: "Enter when it was"}})
	if got := w.Header().Get("Content-Type"); got != "application/problem+json" {
		t.Errorf("content type %s", got)
	}
	var got map[string]any
	if err := json.Unmarshal(w.Body.Bytes(), &got); err != nil {
		t.Fatal(err)
	}
	field := got["errors"].([]any)[0].(map[string]any)
	if got["status"] != 422.0 || got["type"] != "/problems/invalid" || field["pointer"] != "/when" || field["detail"] != "Enter when it was" {
		t.Errorf("body: %v", got)
	}
	if _, there := got["stored"]; there || w.Header().Get("Retry-After") != "" {
		t.Errorf("it speaks of a conflict or of waiting: %v", got)
	}
}

func TestWhoeverMustWaitIsToldHowLong(t *testing.T) {
	w := httptest.NewRecorder()
	Write(w, Unavailable)
	if w.Code != http.StatusServiceUnavailable || w.Header().Get("Retry-After") != "2" {
		t.Errorf("%d, Retry-After %q", w.Code, w.Header().Get("Retry-After"))
	}
}

func TestAProblemReadBackIsTheSameKind(t *testing.T) {
	sent := New(MovedOn, "Look again.")
	sent.Stored = []Stored{{Type: "contact.made", Position: 7, Facts: json.RawMessage(`{"how":"call"}`)}}
	body, err := json.Marshal(sent)
	if err != nil {
		t.Fatal(err)
	}
	var back Problem
	if err := json.Unmarshal(body, &back); err != nil {
		t.Fatal(err)
	}
	if !errors.Is(&back, MovedOn) || back.Stored[0].Position != 7 || string(back.Stored[0].Facts) != `{"how":"call"}` {
		t.Errorf("%+v", back)
	}
}
