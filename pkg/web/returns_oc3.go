package web

import (
	"bytes"
	"context"
	"fmt"
	"io"
	"mime/multipart"
	"net/http"
	"strconv"

	"intouch/pkg/access"
	care "intouch/pkg/careleaver"
	"intouch/pkg/problem"
	"intouch/pkg/returns/oc3"
)

// oc3 are the addresses of the SSDA903 care leaver return. They take the time
// that it takes to go through everybody.
func (s *server) oc3() map[string]handler {
	return map[string]handler{
		"GET /returns/oc3":                   s.oc3Page,
		"POST /returns/oc3":                  s.oc3Page,
		"GET /api/v1/returns/oc3.csv":        s.oc3File("csv", "text/csv; charset=utf-8", oc3.WriteCSV),
		"GET /api/v1/returns/oc3.xml":        s.oc3File("xml", "application/xml; charset=utf-8", oc3.WriteXML),
		"GET /api/v1/returns/oc3.json":       s.apiOC3,
		"GET /api/v1/returns/oc3/pre-check":  s.apiPreCheck,
		"POST /api/v1/returns/oc3/pre-check": s.apiPreCheck,
	}
}

// oc3Asked is which return somebody asks for.
type oc3Asked struct {
	asAt
	year oc3.Year
	ages oc3.Ages
}

// oc3Query reads it. The year is the one named by the year in which it ends.
func oc3Query(q *query, v visit) oc3Asked {
	a := oc3Asked{asAt: asked(q, v), ages: code(q, "ages", oc3.AgesList)}
	var err error
	if a.year, err = oc3.ParseYear(q.text("year")); err != nil {
		q.say("Say with year in which year the collection ends, such as 2026 for 1 April 2025 to 31 March 2026.")
	}
	return a
}

// collect makes the return, once it is entered that somebody takes it out; as
// says in which form. Whoever may not open a restricted record gets its line of a
// file, which the authority owes, and not whose it is or why.
func (s *server) collect(ctx context.Context, v visit, a oc3Asked, as string) (*oc3.Return, error) {
	taking := oc3.Taking{Year: a.year, Ages: a.ages, Known: a.said, As: as}
	if err := s.looks(ctx, v, access.Question{View: access.Export, Detail: taking.String()}); err != nil {
		return nil, err
	}
	return oc3.Collect(ctx, oc3.Job{
		Council: s.council(v), Year: a.year, Ages: a.ages, Known: a.known, Today: v.today,
		Shut: func(p *care.Person) bool {
			only := p.OpenTo(v.today)
			return len(only) > 0 && access.Sees(v.Caller, access.Question{View: access.Open, Person: p.ID, Only: only}) != nil
		},
	})
}

// oc3File answers GET /api/v1/returns/oc3.csv and oc3.xml.
func (s *server) oc3File(ending, kind string, write func(io.Writer, []oc3.Row) error) handler {
	return func(w http.ResponseWriter, r *http.Request, v visit) error {
		q := queryOf(r.URL, "year", "known", "ages")
		a := oc3Query(q, v)
		if err := firstOf(q.err(), s.caughtUp(r, v)); err != nil {
			return err
		}
		made, err := s.collect(r.Context(), v, a, ending)
		if err != nil {
			return err
		}
		var file bytes.Buffer
		if err := write(&file, made.Rows); err != nil {
			return err
		}
		w.Header().Set("Content-Type", kind)
		w.Header().Set("Content-Disposition", `attachment; filename="oc3 `+v.Authority+" "+strconv.Itoa(int(a.year))+"."+ending+`"`)
		_, err = file.WriteTo(w)
		return err
	}
}

// oc3JSON is the return with the source of each cell.
type oc3JSON struct {
	oc3Head
	Rows []oc3.Row     `json:"rows"`
	Left []oc3.LeftOut `json:"leftOut"`
}

// oc3Head is what a return is of, and how much there is.
type oc3Head struct {
	Year  oc3.Year       `json:"year"`
	From  care.Day       `json:"from"`
	To    care.Day       `json:"to"`
	Ages  oc3.Ages       `json:"ages"`
	Known string         `json:"known,omitzero"`
	Count int            `json:"count"`
	Codes map[string]int `json:"inTouch"`
	Older struct {
		Supported int `json:"supported"`
		Whole     int `json:"whole"`
	} `json:"from22To25"`
	LeftBy map[oc3.Reason]int `json:"leftOutBy"`
}

func oc3HeadOf(r *oc3.Return, a oc3Asked) oc3Head {
	h := oc3Head{Year: r.Year, From: r.Year.First(), To: r.Year.Last(), Ages: r.Ages, Known: a.said, Count: len(r.Rows), Codes: r.Codes(), LeftBy: r.LeftBy()}
	h.Older.Supported, h.Older.Whole = r.Supported, r.Whole
	return h
}

// apiOC3 answers GET /api/v1/returns/oc3.json.
func (s *server) apiOC3(w http.ResponseWriter, r *http.Request, v visit) error {
	q := queryOf(r.URL, "year", "known", "ages")
	a := oc3Query(q, v)
	if err := firstOf(q.err(), s.caughtUp(r, v)); err != nil {
		return err
	}
	made, err := s.collect(r.Context(), v, a, "json")
	if err != nil {
		return err
	}
	return s.answerJSON(w, r, v, oc3JSON{oc3HeadOf(made, a), made.Rows, made.Left})
}

// preCheckJSON is what is to be put right before the return is submitted.
type preCheckJSON struct {
	oc3Head
	Kinds map[oc3.Kind]int   `json:"findings"`
	Rules []oc3.RuleFindings `json:"rules"`
}

// apiPreCheck answers GET /api/v1/returns/oc3/pre-check, and POST with the
// authority's other files of the collection.
func (s *server) apiPreCheck(w http.ResponseWriter, r *http.Request, v visit) error {
	q := queryOf(r.URL, "year", "known", "ages")
	a := oc3Query(q, v)
	if err := firstOf(q.err(), s.caughtUp(r, v)); err != nil {
		return err
	}
	files, err := submitted(r)
	if err != nil {
		return err
	}
	made, err := s.collect(r.Context(), v, a, "pre-check")
	if err != nil {
		return err
	}
	out := preCheckJSON{oc3Head: oc3HeadOf(made, a), Kinds: map[oc3.Kind]int{}, Rules: made.Check(files)}
	for _, rule := range out.Rules {
		for _, f := range rule.Findings {
			out.Kinds[f.Kind]++
		}
	}
	if out.Rules == nil {
		out.Rules = []oc3.RuleFindings{}
	}
	return s.answerJSON(w, r, v, out)
}

// The fields in which other files of the collection come.
const (
	thisYearFiles = "thisYear"
	lastYearFiles = "lastYear"
)

// submitted are the other files of the collection that a form brings. What
// cannot be read is named by its place in the form.
func submitted(r *http.Request) (oc3.Files, error) {
	files := oc3.Files{}
	if r.Method != http.MethodPost {
		return files, nil
	}
	if err := r.ParseMultipartForm(uploadLimit); err != nil {
		return nil, unreadable(err)
	}
	defer r.MultipartForm.RemoveAll()
	var wrong care.Problems
	for field, parts := range r.MultipartForm.File {
		if field != thisYearFiles && field != lastYearFiles {
			return nil, problem.New(problem.Unreadable, "Send files as "+thisYearFiles+" or "+lastYearFiles+".")
		}
		for i, part := range parts {
			if err := addFile(files, part, field == lastYearFiles); err != nil {
				wrong.Add(fmt.Sprintf("/%s/%d", field, i), sentence(err)+".")
			}
		}
	}
	return files, wrong.Err()
}

func addFile(files oc3.Files, part *multipart.FileHeader, last bool) error {
	if part.Filename == "" && part.Size == 0 {
		return nil // a field of the page that was left empty
	}
	f, err := part.Open()
	if err != nil {
		return err
	}
	defer f.Close()
	_, err = files.Add(f, last)
	return err
}
