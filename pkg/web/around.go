package web

import (
	"compress/gzip"
	"errors"
	"fmt"
	"log/slog"
	"net"
	"net/http"
	"runtime/debug"
	"slices"
	"strings"
	"time"

	"go.opentelemetry.io/contrib/instrumentation/net/http/otelhttp"
	"go.opentelemetry.io/otel/attribute"
	"go.opentelemetry.io/otel/trace"

	"intouch/pkg/problem"
	"intouch/pkg/web/pages"
)

const (
	bodyLimit   = 1 << 20  // a command or a form
	uploadLimit = 20 << 20 // a list to import
)

// around puts around every request what every request needs, the outermost
// first: a trace, headers, a log line, an answer to panics, no posts from other
// sites, no endless bodies, less to send. None of it may copy the request: the
// mux notes in it which route it was.
func (s *server) around(mux http.Handler) http.Handler {
	protected := http.NewCrossOriginProtection()
	protected.SetDenyHandler(http.HandlerFunc(s.crossOrigin))
	h := protected.Handler(limited(mux))
	h = s.atHome(h)
	h = compressed(h)
	h = s.rescued(h)
	h = logged(h, s.Now)
	h = secured(h)
	// A person's id is in many paths; the route says enough.
	return otelhttp.NewHandler(h, "web", otelhttp.WithSpanOptions(trace.WithAttributes(attribute.String("url.path", ""))))
}

// secured says in headers what a browser may do with what it gets. Nothing is
// kept by anybody unless its handler says so.
func secured(next http.Handler) http.Handler {
	return http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		for name, value := range map[string]string{
			"Content-Security-Policy":      pages.ContentSecurityPolicy,
			"X-Content-Type-Options":       "nosniff",
			"Referrer-Policy":              "same-origin",
			"Cross-Origin-Opener-Policy":   "same-origin",
			"Cross-Origin-Resource-Policy": "same-origin",
			"Permissions-Policy":           "camera=(), microphone=(), geolocation=()",
			"Cache-Control":                "no-store",
		} {
			w.Header().Set(name, value)
		}
		next.ServeHTTP(w, r)
	})
}

// logged writes a line for each request: its route, never its address, since
// what people look for is in that.
func logged(next http.Handler, now func() time.Time) http.Handler {
	return http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		began, answer := now(), &answerNote{ResponseWriter: w}
		next.ServeHTTP(answer, r)
		trace.SpanFromContext(r.Context()).SetAttributes(attribute.String("http.route", r.Pattern))
		if r.Pattern == "/static/" {
			return
		}
		slog.InfoContext(r.Context(), "request", "route", r.Pattern, "status", answer.status, "took", now().Sub(began).String())
	})
}

// answerNote notes the status of an answer on its way.
type answerNote struct {
	http.ResponseWriter
	status int
}

// WriteHeader notes the status.
func (a *answerNote) WriteHeader(status int) {
	if a.status == 0 {
		a.status = status
	}
	a.ResponseWriter.WriteHeader(status)
}

// Write notes that all is well, where nobody said otherwise.
func (a *answerNote) Write(b []byte) (int, error) {
	if a.status == 0 {
		a.status = http.StatusOK
	}
	return a.ResponseWriter.Write(b)
}

// Unwrap is for http.ResponseController.
func (a *answerNote) Unwrap() http.ResponseWriter { return a.ResponseWriter }

// rescued answers a request whose handler panicked.
func (s *server) rescued(next http.Handler) http.Handler {
	return http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		defer func() {
			why := recover()
			if why == nil || why == http.ErrAbortHandler {
				return
			}
			s.fail(w, r, fmt.Errorf("panic: %v\n%s", why, debug.Stack()))
		}()
		next.ServeHTTP(w, r)
	})
}

// atHome refuses requests for names that are not ours. Without it any site could
// have its own name point at this machine, and its script would be at home here.
func (s *server) atHome(next http.Handler) http.Handler {
	return http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		if !s.ours(r.Host) {
			s.fail(w, r, problem.New(problem.Forbidden, "InTouch is not known under this name. Whoever runs it can add the name with --host."))
			return
		}
		next.ServeHTTP(w, r)
	})
}

// ours reports whether a host is one of Hosts, an address, or a name that no
// public server can give: localhost, or one without a dot.
func (s *server) ours(host string) bool {
	if h, _, err := net.SplitHostPort(host); err == nil {
		host = h
	}
	host = strings.ToLower(strings.Trim(host, "[]"))
	return net.ParseIP(host) != nil || !strings.Contains(host, ".") || strings.HasSuffix(host, ".localhost") || slices.Contains(s.Hosts, host)
}

// crossOrigin answers a post that another site had a browser send.
func (s *server) crossOrigin(w http.ResponseWriter, r *http.Request) {
	s.fail(w, r, problem.New(problem.Forbidden, "This was sent by another site. Open InTouch itself, then send it again."))
}

// limited bounds the bodies that are read.
func limited(next http.Handler) http.Handler {
	return http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		limit := int64(bodyLimit)
		if r.URL.Path == "/import" || strings.HasPrefix(r.URL.Path, "/api/v1/imports/") || strings.Contains(r.URL.Path, "/returns/oc3") {
			limit = uploadLimit
		}
		r.Body = http.MaxBytesReader(w, r.Body, limit)
		next.ServeHTTP(w, r)
	})
}

// compressed sends less to those who can unpack it. It is for answers of text,
// which all of ours are but the images.
func compressed(next http.Handler) http.Handler {
	return http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		w.Header().Add("Vary", "Accept-Encoding")
		if !strings.Contains(r.Header.Get("Accept-Encoding"), "gzip") || r.Header.Get("Range") != "" {
			next.ServeHTTP(w, r)
			return
		}
		z := &zipped{ResponseWriter: w}
		defer z.close()
		next.ServeHTTP(z, r)
	})
}

// zipped is an answer that is packed once its body begins.
type zipped struct {
	http.ResponseWriter
	pack *gzip.Writer // nil: nothing to pack
	said bool         // the header has gone out
}

// WriteHeader decides whether the body is packed.
func (z *zipped) WriteHeader(status int) {
	if z.said {
		return
	}
	z.said = true
	h := z.Header()
	empty := status == http.StatusNoContent || status == http.StatusNotModified || status/100 == 3
	if !empty && h.Get("Content-Encoding") == "" {
		h.Del("Content-Length")
		h.Set("Content-Encoding", "gzip")
		z.pack = gzip.NewWriter(z.ResponseWriter)
	}
	z.ResponseWriter.WriteHeader(status)
}

// Write packs, once that is decided.
func (z *zipped) Write(b []byte) (int, error) {
	if !z.said {
		if z.Header().Get("Content-Type") == "" {
			z.Header().Set("Content-Type", http.DetectContentType(b))
		}
		z.WriteHeader(http.StatusOK)
	}
	if z.pack == nil {
		return z.ResponseWriter.Write(b)
	}
	return z.pack.Write(b)
}

// Unwrap is for http.ResponseController.
func (z *zipped) Unwrap() http.ResponseWriter { return z.ResponseWriter }

func (z *zipped) close() {
	if z.pack == nil {
		return
	}
	if err := z.pack.Close(); err != nil && !errors.Is(err, http.ErrHandlerTimeout) {
		slog.Debug("an answer was cut off", "error", err)
	}
}
