package process

import (
	"context"
	"encoding/json"
	"errors"
	"net/http"
	"sync"
	"time"
)

// checkWithin is how long a part may take to say how it is.
const checkWithin = 2 * time.Second

// Check says what is wrong with a part, nil if nothing. It must heed ctx, and
// say nothing that is personal: anyone may read it.
type Check func(ctx context.Context) error

// Health is what /readyz asks. The zero value is ready, and so is nil, which
// takes no checks: a command has nobody who asks.
type Health struct {
	mu       sync.Mutex
	checks   map[string]Check
	starting bool // the program has begun none of its parts yet
}

// begun says that the program has begun a part: from then on readiness is what the
// parts say.
func (h *Health) begun() {
	if h == nil {
		return
	}
	h.mu.Lock()
	defer h.mu.Unlock()
	h.starting = false
}

var errStarting = errors.New("it is still starting")

// Register adds the check of a part, or replaces it.
func (h *Health) Register(part string, check Check) {
	if h == nil {
		return
	}
	h.mu.Lock()
	defer h.mu.Unlock()
	if h.checks == nil {
		h.checks = map[string]Check{}
	}
	h.checks[part] = check
}

// Faults asks all parts at once and returns what is wrong, by part.
func (h *Health) Faults(ctx context.Context) map[string]string {
	ctx, cancel := context.WithTimeout(ctx, checkWithin)
	defer cancel()
	var (
		mu     sync.Mutex
		faults = map[string]string{}
		asked  sync.WaitGroup
	)
	for part, check := range h.all() {
		asked.Go(func() {
			if err := check(ctx); err != nil {
				mu.Lock()
				defer mu.Unlock()
				faults[part] = err.Error()
			}
		})
	}
	asked.Wait()
	return faults
}

func (h *Health) all() map[string]Check {
	if h == nil {
		return nil
	}
	h.mu.Lock()
	defer h.mu.Unlock()
	checks := make(map[string]Check, len(h.checks)+1)
	if h.starting {
		checks["program"] = func(context.Context) error { return errStarting }
	}
	for part, check := range h.checks {
		checks[part] = check
	}
	return checks
}

// alive answers /healthz: the process takes requests.
func alive(w http.ResponseWriter, _ *http.Request) {
	w.Write([]byte("alive\n"))
}

// ready answers /readyz: 200, or 503 with what is wrong with which part.
func (h *Health) ready(w http.ResponseWriter, r *http.Request) {
	faults := h.Faults(r.Context())
	w.Header().Set("Content-Type", "application/json")
	w.Header().Set("Cache-Control", "no-store")
	if len(faults) > 0 {
		w.WriteHeader(http.StatusServiceUnavailable)
	}
	json.NewEncoder(w).Encode(map[string]any{"ready": len(faults) == 0, "faults": faults})
}
