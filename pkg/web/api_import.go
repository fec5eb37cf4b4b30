package web

import (
	"encoding/json"
	"errors"
	"io"
	"mime"
	"net/http"
	"strconv"
	"strings"
	"time"

	"github.com/google/uuid"

	care "intouch/pkg/careleaver"
	"intouch/pkg/importing"
	"intouch/pkg/problem"
	"intouch/pkg/store"
)

// apiImport answers PUT /api/v1/imports/{id}?format=: the file as the body, or
// as a file of a form; an answer for each row (I13), the first of them here and
// all of them below the same address. Sent again it changes nothing, and
// finishes what broke off.
func (s *server) apiImport(w http.ResponseWriter, r *http.Request, v visit) error {
	job, alias, err := importAsked(r)
	if err != nil {
		return err
	}
	if job.File, job.Name, err = listIn(r); err != nil {
		return err
	}
	report, err := s.importing(r.Context(), v, job)
	switch {
	case err != nil && !isProblem(err) && !tablesAway(err):
		return care.Problems{{Pointer: "", Detail: sentence(err)}}
	case err != nil:
		return err
	}
	if err := s.DB.NameImport(r.Context(), v.Authority, report.Import, alias); err != nil {
		return err
	}
	answers, err := s.DB.ImportAnswers(r.Context(), v.Authority, report.Import, 0, false, answersAtOnce)
	if err != nil {
		return err
	}
	hidden, err := s.veil(r.Context(), v)
	if err != nil {
		return err
	}
	if report.Rows, err = answersOf(answers, hidden); err != nil {
		return err
	}
	return s.answerJSON(w, r, v, struct {
		importing.Report
		Next string `json:"next,omitzero"`
	}{report, nextAnswer(answers, answersAtOnce)})
}

// answersAtOnce is how many answers come with the import itself.
const answersAtOnce = 1000

// importAsked is what a request asks to be imported, and under which id.
func importAsked(r *http.Request) (importing.Job, uuid.UUID, error) {
	q := queryOf(r.URL, "format", "asAt", "year", "completeTo", "source")
	job := importing.Job{Format: importing.Format(q.text("format")), AsAt: q.day("asAt", 0), Source: q.text("source")}
	var err error
	switch job.Format {
	case importing.AnnexAList9:
		if job.AsAt.IsZero() {
			q.say("Say with asAt of which day the list is, such as 2026-06-01.")
		}
	case importing.OC3:
		if text := q.text("year"); text != "" {
			if job.Year, err = strconv.Atoi(text); err != nil {
				q.say("year is the one in which the collection ends, such as 2026.")
			}
		}
	case importing.Feed:
		if job.CompleteTo, err = importing.ParseMoment(q.text("completeTo")); err != nil {
			q.say("Say with completeTo up to when the extract is complete, such as 2026-06-15T06:00.")
		}
	case importing.Contacts:
	default:
		q.say("format is annex-a-list-9, oc3, contacts or feed.")
	}
	alias, err := uuid.Parse(r.PathValue("id"))
	if err != nil {
		q.say("The import's id in the address is no UUID.")
	}
	return job, alias, q.err()
}

// importJSON is how far an import is, with answers to its rows.
type importJSON struct {
	ID      uuid.UUID             `json:"id"`
	State   string                `json:"state"` // running, finished, broken_off
	Done    int                   `json:"done"`
	Total   int                   `json:"total"`
	Begun   time.Time             `json:"begun"`
	Seen    time.Time             `json:"seen"` // when it was last heard of
	Report  importing.Report      `json:"report"`
	Answers []importing.RowReport `json:"answers"`
	Next    string                `json:"next,omitzero"`
}

// apiImportState answers GET /api/v1/imports/{import}.
func (s *server) apiImportState(w http.ResponseWriter, r *http.Request, v visit) error {
	q := queryOf(r.URL, "limit", "cursor", "open")
	limit, after, open := q.limit(), int(q.position("cursor")), q.text("open") == "true"
	if err := q.err(); err != nil {
		return err
	}
	i, err := s.importIn(r, v)
	if err != nil {
		return err
	}
	if limit == 0 {
		limit = 50
	}
	answers, err := s.DB.ImportAnswers(r.Context(), v.Authority, i.ID, after, open, limit)
	if err != nil {
		return err
	}
	hidden, err := s.veil(r.Context(), v)
	if err != nil {
		return err
	}
	j := importJSON{ID: i.ID, State: map[bool]string{true: "running", false: "broken_off"}[i.running], Done: i.Done, Total: i.Total, Begun: i.Begun, Seen: i.Seen, Report: i.report, Next: nextAnswer(answers, limit)}
	if i.Finished {
		j.State = "finished"
	}
	if j.Answers, err = answersOf(answers, hidden); err != nil {
		return err
	}
	w.Header().Set("Content-Type", "application/json")
	return json.NewEncoder(w).Encode(j)
}

func answersOf(answers []store.ImportAnswer, hidden veil) ([]importing.RowReport, error) {
	rows := []importing.RowReport{}
	for _, a := range answers {
		row, err := rowOf(a, hidden)
		if err != nil {
			return nil, err
		}
		rows = append(rows, row)
	}
	return rows, nil
}

func nextAnswer(answers []store.ImportAnswer, limit int) string {
	if len(answers) < limit {
		return ""
	}
	return strconv.Itoa(answers[len(answers)-1].Place)
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
