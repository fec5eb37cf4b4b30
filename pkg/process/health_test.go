package process

import (
	"context"
	"encoding/json"
	"errors"
	"net/http"
	"net/http/httptest"
	"testing"
	"testing/synctest"
)

func TestReadinessSaysWhichPartAndWhy(t *testing.T) {
	h := &Health{}
	h.Register("nats", func(context.Context) error { return nil })
	h.Register("database", func(context.Context) error { return errors.New("connection refused") })
	wantReadiness(t, h, 503, map[string]string{"database": "connection refused"})

	h.Register("database", func(context.Context) error { return nil })
	wantReadiness(t, h, 200, map[string]string{})
}

func TestAPartThatDoesNotAnswerIsNotReady(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		h := &Health{}
		h.Register("log", func(ctx context.Context) error { <-ctx.Done(); return ctx.Err() })
		wantReadiness(t, h, 503, map[string]string{"log": "context deadline exceeded"})
	})
}

func TestAProgramIsNotReadyBeforeItHasBegunAnything(t *testing.T) {
	begin := map[string]func(Settings){
		"a part": func(s Settings) {
			if err := s.Keep(t.Context(), "kettle", func(context.Context) error { return nil }); err != nil {
				t.Error(err)
			}
		},
		"its pages": func(s Settings) { s.Handle("/", http.NotFoundHandler()) },
	}
	for what, begins := range begin {
		t.Run(what, func(t *testing.T) {
			s := Settings{Health: &Health{starting: true}, mux: http.NewServeMux()}
			s.Health.Register("nats", func(context.Context) error { return nil })
			wantReadiness(t, s.Health, 503, map[string]string{"program": "it is still starting"})
			begins(s)
			wantReadiness(t, s.Health, 200, nil)
		})
	}
}

func TestACommandTakesNoChecks(t *testing.T) {
	var s Settings
	s.Health.Register("nats", func(context.Context) error { return errors.New("x") })
	if faults := s.Health.Faults(t.Context()); len(faults) != 0 {
		t.Errorf("faults %v", faults)
	}
}

func wantReadiness(t *testing.T, h *Health, status int, faults map[string]string) {
	t.Helper()
	w := httptest.NewRecorder()
	h.ready(w, httptest.NewRequestWithContext(t.Context(), "GET", "/readyz", nil))
	var got struct {
		Ready  bool
		Faults map[string]string
	}
	if err := json.Unmarshal(w.Body.Bytes(), &got); err != nil {
		t.Fatalf("%v in %s", err, w.Body)
	}
	if w.Code != status || got.Ready != (status == 200) || len(got.Faults) != len(faults) {
		t.Errorf("%d %s, want %d %v", w.Code, w.Body, status, faults)
	}
	for part, why := range faults {
		if got.Faults[part] != why {
			t.Errorf("%s: %q, want %q", part, got.Faults[part], why)
		}
	}
}
