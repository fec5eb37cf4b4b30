package main

import (
	"encoding/json"
	"fmt"
	"io"
	"maps"
	"math/rand/v2"
	"net/http"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"sync"
	"testing"

	"github.com/google/uuid"
)

const (
	rounds    = 6
	recorders = 4 // people who record at once
)

func TestEndedAtAnyMomentNothingAcknowledgedIsLost(t *testing.T) {
	t.Parallel()
	data := dataFolder(t)
	w := &writer{t: t, stored: map[uuid.UUID]uint64{}}
	for round := range rounds {
		p := started(t, data)
		end := p.kill
		if round == 0 {
			w.person, end = p.register("L-1"), p.stopInTime
		}
		w.until(10+rand.N(140), p, end)
		killedWhileStarting(t, data)
	}
	p := started(t, data)
	w.finish(p)
	wantTimeline(t, p, w)
	p.stop()
	again := started(t, data)
	wantTimeline(t, again, w)
	again.stop()
	wantSaid(t, operate(t, data, "verify"), "log and tables agree")
}

// killedWhileStarting starts it and kills it half-way.
func killedWhileStarting(t *testing.T, data string) {
	t.Helper()
	cmd := intouch(t, "run", "--data", data, "--addr", freeAddr(t))
	if err := cmd.Start(); err != nil {
		t.Fatal(err)
	}
	until(t, "run.json is there", func() bool {
		_, err := os.Stat(filepath.Join(data, runFile))
		return err == nil
	})
	cmd.Process.Kill()
	cmd.Wait()
}

// writer records contacts with one person and notes what it was answered.
type writer struct {
	t      *testing.T
	person string
	mu     sync.Mutex
	stored map[uuid.UUID]uint64 // acknowledged, with the position
	unsure []uuid.UUID          // sent, and never answered
}

// until records until so many more are acknowledged, then ends the program
// while others are under way.
func (w *writer) until(more int, p *program, end func()) {
	enough := len(w.stored) + more
	var all sync.WaitGroup
	var once sync.Once
	for range recorders {
		all.Go(func() {
			for w.record(p, uuid.New()) {
				if w.count() >= enough {
					once.Do(end)
				}
			}
		})
	}
	all.Wait()
}

func (w *writer) count() int {
	w.mu.Lock()
	defer w.mu.Unlock()
	return len(w.stored)
}

// record sends one contact and reports whether it was answered.
func (w *writer) record(p *program, id uuid.UUID) bool {
	code, body := p.send("PUT", "/api/v1/care-leavers/"+w.person+"/contacts/"+id.String(), `{"how":"call","when":"2026-06-01"}`)
	w.mu.Lock()
	defer w.mu.Unlock()
	switch {
	case code == 0 || code == http.StatusServiceUnavailable:
		w.unsure = append(w.unsure, id)
		return false
	case code != http.StatusCreated && code != http.StatusOK:
		w.t.Errorf("contact %s: %d %s", id, code, body)
		return false
	}
	var answer struct{ Position uint64 }
	if err := json.Unmarshal([]byte(body), &answer); err != nil || answer.Position == 0 {
		w.t.Errorf("contact %s: %s, %v", id, body, err)
	}
	if before, known := w.stored[id]; known && before != answer.Position {
		w.t.Errorf("contact %s is at %d, then at %d", id, before, answer.Position)
	}
	w.stored[id] = answer.Position
	return true
}

// finish sends again whatever was never answered, and some that were.
func (w *writer) finish(p *program) {
	w.t.Logf("%d acknowledged, %d not answered", len(w.stored), len(w.unsure))
	unsure := w.unsure
	w.unsure = nil
	for _, id := range append(unsure, slices.Collect(maps.Keys(w.stored))[:20]...) {
		if !w.record(p, id) {
			w.t.Errorf("contact %s could not be sent again", id)
		}
	}
}

// wantTimeline wants each contact exactly once, where it was said to be.
func wantTimeline(t *testing.T, p *program, w *writer) {
	t.Helper()
	seen := map[uuid.UUID]uint64{}
	last := slices.Max(slices.Collect(maps.Values(w.stored)))
	for cursor, more := "", true; more; more = cursor != "" {
		var page struct {
			Items []struct {
				ID       uuid.UUID
				Type     string
				Position uint64
			}
			Next string
		}
		p.getJSON(fmt.Sprintf("/api/v1/care-leavers/%s/timeline?limit=500&min-position=%d&cursor=%s", w.person, last, cursor), &page)
		for _, e := range page.Items {
			if _, twice := seen[e.ID]; twice {
				t.Errorf("event %s is there twice", e.ID)
			}
			if strings.HasPrefix(e.Type, "care.contact.made") {
				seen[e.ID] = e.Position
			}
		}
		cursor = page.Next
	}
	if !maps.Equal(seen, w.stored) {
		t.Errorf("%d contacts are there, %d were acknowledged", len(seen), len(w.stored))
	}
}

// register puts somebody on the register and returns their id.
func (p *program) register(localID string) string {
	p.t.Helper()
	code, body := p.send("POST", "/api/v1/care-leavers", `{"localId":"`+localID+`","givenName":"Wren","familyName":"Alder","dateOfBirth":"2007-05-04","category":"former_relevant"}`)
	var answer struct{ Person string }
	if err := json.Unmarshal([]byte(body), &answer); err != nil || code != http.StatusCreated {
		p.t.Fatalf("register: %d %s", code, body)
	}
	return answer.Person
}

// send sends a body and returns the answer, 0 when there is none.
func (p *program) send(method, path, body string) (int, string) {
	req, err := http.NewRequest(method, p.address+path, strings.NewReader(body))
	if err != nil {
		return 0, err.Error()
	}
	req.Header.Set("Content-Type", "application/json")
	resp, err := http.DefaultClient.Do(req)
	if err != nil {
		return 0, err.Error()
	}
	defer resp.Body.Close()
	text, err := io.ReadAll(resp.Body)
	if err != nil {
		return 0, err.Error()
	}
	return resp.StatusCode, string(text)
}

func (p *program) getJSON(path string, into any) {
	p.t.Helper()
	code, body := p.get(path)
	if code != http.StatusOK {
		p.t.Fatalf("%s: %d %s", path, code, body)
	}
	if err := json.Unmarshal([]byte(body), into); err != nil {
		p.t.Fatalf("%s: %v: %s", path, err, body)
	}
}
