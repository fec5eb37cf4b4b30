package web

import (
	"errors"
	"io"
	"mime"
	"net/http"
	"strings"

	"github.com/google/uuid"

	care "intouch/pkg/careleaver"
	"intouch/pkg/importing"
	"intouch/pkg/problem"
)

// apiImport answers PUT /api/v1/imports/{id}?format=annex-a-list-9&asAt=: the
// list as the body, or as a file of a form; an answer for each row (I13). Sent
// again it changes nothing, and finishes what broke off.
func (s *server) apiImport(w http.ResponseWriter, r *http.Request, v visit) error {
	q := queryOf(r.URL, "format", "asAt")
	asAt := q.day("asAt", 0)
	if asAt.IsZero() {
		q.say("Say with asAt of which day the list is, such as 2026-06-01.")
	}
	if q.text("format") != importing.Format {
		q.say("format is " + importing.Format + ".")
	}
	if _, err := uuid.Parse(r.PathValue("id")); err != nil {
		q.say("The import's id in the address is no UUID.")
	}
	if err := q.err(); err != nil {
		return err
	}
	file, name, err := listIn(r)
	if err != nil {
		return err
	}
	report, err := s.importFile(r.Context(), v, asAt, file, name)
	switch {
	case err != nil && !isProblem(err) && !tablesAway(err):
		return care.Problems{{Pointer: "", Detail: sentence(err)}}
	case err != nil:
		return err
	}
	return s.answerJSON(w, r, v, report)
}

// listIn is the list that a request brings.
func listIn(r *http.Request) (io.Reader, string, error) {
	kind, _, _ := mime.ParseMediaType(r.Header.Get("Content-Type"))
	if kind != "multipart/form-data" {
		return r.Body, "", nil
	}
	parts, err := r.MultipartReader()
	if err != nil {
		return nil, "", unreadable(err)
	}
	for {
		part, err := parts.NextPart()
		if errors.Is(err, io.EOF) {
			return nil, "", problem.New(problem.Unreadable, "Send the list as a file of the form, or as the whole body.")
		}
		if err != nil {
			return nil, "", unreadable(err)
		}
		if part.FileName() != "" {
			return part, part.FileName(), nil
		}
	}
}

// sentence is an error as a sentence.
func sentence(err error) string {
	text := err.Error()
	return strings.ToUpper(text[:1]) + text[1:]
}
