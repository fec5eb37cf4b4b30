package problem

import (
	"encoding/json"
	"errors"
	"log/slog"
	"net/http"
)

// ContentType is that of every answer that says no.
const ContentType = "application/problem+json"

// Write answers an HTTP request with what is wrong. The cause of a fault of
// ours is logged here, and only here.
func Write(w http.ResponseWriter, err error) {
	p := Of(err)
	p.Log(err)
	w.Header().Set("Content-Type", ContentType)
	w.Header().Set("Cache-Control", "no-store")
	if p.Status == http.StatusServiceUnavailable {
		w.Header().Set("Retry-After", retryAfter)
	}
	w.WriteHeader(p.Status)
	json.NewEncoder(w).Encode(p)
}

// Log notes the cause of a fault of ours; of anything else, nothing: a wrong
// date is the caller's own matter, and a fault that another program answered
// with is in its own log.
func (p *Problem) Log(cause error) {
	if _, told := errors.AsType[*Problem](cause); !told && p.Status == http.StatusInternalServerError {
		slog.Error("a request failed", "error", cause)
	}
}
