package web

import (
	"bufio"
	"context"
	"io"
	"log/slog"
	"net/http"
	"os"
	"slices"
	"strconv"

	"intouch/pkg/access"
	care "intouch/pkg/careleaver"
	"intouch/pkg/returns"
)

// takeable is something that can be taken out as a file.
type takeable struct {
	name    string // in the address
	title   string
	purpose string // what it is for
	last    string // the parameter that names its day
	since   bool   // it has a first day too
	formats []returns.Format
	write   func(ctx context.Context, t returns.Take, from care.Day, to io.Writer, f returns.Format) error
}

var sheets = []returns.Format{returns.XLSX, returns.CSV, returns.JSON}

// takeables are all that can be taken out of everybody, in the order of the
// page. Something new is an entry here, and an address in schemas/openapi.yaml.
var takeables = []takeable{
	{
		name: "annex-a-list-9", title: "Annex A, list 9", last: "at", formats: sheets,
		purpose: "For Ofsted: everyone who has reached the threshold for leaving care services, in Ofsted’s columns and values.",
		write: func(ctx context.Context, t returns.Take, _ care.Day, to io.Writer, f returns.Format) error {
			return t.List9(ctx, to, f)
		},
	},
	{
		name: "register", title: "Register", last: "at", formats: sheets,
		purpose: "Everybody with bucket, reasons, flags, owner, whereabouts, and when they were last seen, spoken to, heard of and tried. Closed cases too.",
		write: func(ctx context.Context, t returns.Take, _ care.Day, to io.Writer, f returns.Format) error {
			return t.Register(ctx, to, f)
		},
	},
	{
		name: "contacts", title: "Contacts", last: "to", since: true, formats: sheets,
		purpose: "Each contact, attempt, report by somebody else and refusal up to the day. A meeting that two sources tell of is one row.",
		write: func(ctx context.Context, t returns.Take, from care.Day, to io.Writer, f returns.Format) error {
			return t.Contacts(ctx, to, f, from)
		},
	},
	{
		name: "dfe-daily", title: "Daily records for the DfE", last: "at", formats: []returns.Format{returns.JSON},
		purpose: "For the DfE’s children’s social care API: what is new, updated or gone since the day before. Only those whose last contact is recent are in it; everybody else is named beside the records, with the reason.",
		write: func(ctx context.Context, t returns.Take, _ care.Day, to io.Writer, _ returns.Format) error {
			return t.Daily(ctx, to)
		},
	},
}

// downloads are the addresses of files, for programs and for people. They take
// the time that they take.
func (s *server) downloads() map[string]handler {
	all := map[string]handler{}
	for _, o := range takeables {
		for _, f := range o.formats {
			file := o.name + "." + string(f)
			all["GET /api/v1/returns/"+file] = s.download(o, f, o.last, o.takes()...)
			all["GET /returns/"+file] = s.download(o, f, "at", "at", "known", "from") // the page asks for all of them
		}
	}
	for _, f := range sheets {
		all["GET /api/v1/care-leavers/{person}/timeline."+string(f)] = s.downloadTimeline(f)
		all["GET /care-leavers/{person}/timeline."+string(f)] = s.downloadTimeline(f)
	}
	return all
}

// takes are the parameters of its address.
func (o takeable) takes() []string {
	if o.since {
		return []string{"from", o.last, "known"}
	}
	return []string{o.last, "known"}
}

// download answers GET /api/v1/returns/… and GET /returns/…: last names the
// parameter that is its day.
func (s *server) download(o takeable, f returns.Format, last string, takes ...string) handler {
	return func(w http.ResponseWriter, r *http.Request, v visit) error {
		q := queryOf(r.URL, takes...)
		m := span{asked(q, v), q.day("from", 0)}
		m.on = q.day(last, m.on)
		if err := firstOf(q.err(), s.caughtUp(r, v)); err != nil {
			return err
		}
		return s.sendFile(w, r, v, o, f, m)
	}
}

// sendFile takes something out and sends it.
func (s *server) sendFile(w http.ResponseWriter, r *http.Request, v visit, o takeable, f returns.Format, m span) error {
	if err := s.looks(r.Context(), v, access.Question{View: access.Export, Detail: m.detail(o.name, f)}); err != nil {
		return err
	}
	t := s.take(v, m)
	return s.attach(w, r, v, o.name+" "+v.Authority+" "+m.on.String(), f, func(to io.Writer) error {
		return o.write(r.Context(), t, m.from, to, f)
	})
}

// take takes out what the caller may have: a restricted record only if it names
// them.
func (s *server) take(v visit, m span) returns.Take {
	return returns.Take{
		Council: s.council(v), On: m.on, Known: m.known, Today: v.today,
		Open: func(only []care.StaffID) bool { return v.Operator() || slices.Contains(only, v.Staff) },
	}
}

// downloadTimeline answers GET /api/v1/care-leavers/{person}/timeline.csv and
// its like, for those who may both open the record and take files out.
func (s *server) downloadTimeline(f returns.Format) handler {
	return func(w http.ResponseWriter, r *http.Request, v visit) error {
		q := queryOf(r.URL, "known")
		m := span{asAt: asked(q, v)}
		id, err := personIn(r)
		if err := firstOf(err, q.err(), s.caughtUp(r, v)); err != nil {
			return err
		}
		rec, err := s.open(r.Context(), v, id, v.today)
		if err != nil {
			return err
		}
		if err := s.looks(r.Context(), v, access.Question{View: access.Export, Person: id, Detail: m.detail("timeline", f)}); err != nil {
			return err
		}
		t := s.take(v, m)
		return s.attach(w, r, v, "timeline "+m.on.String(), f, func(to io.Writer) error {
			return t.Timeline(r.Context(), to, f, id, rec.staff.words)
		})
	}
}

// attach sends a file, once it is whole: a list that breaks off must not look
// like one that ends. Until then it is in a file that has no name.
func (s *server) attach(w http.ResponseWriter, r *http.Request, v visit, name string, f returns.Format, write func(io.Writer) error) error {
	position, err := s.DB.Position(r.Context(), v.Authority)
	if err != nil {
		return err
	}
	file, err := os.CreateTemp("", "intouch-*")
	if err != nil {
		return err
	}
	defer file.Close()
	if err := os.Remove(file.Name()); err != nil {
		return err
	}
	out := bufio.NewWriter(file)
	if err := firstOf(write(out), out.Flush()); err != nil {
		return err
	}
	if _, err := file.Seek(0, io.SeekStart); err != nil {
		return err
	}
	h := w.Header()
	h.Set("Content-Type", f.MediaType())
	h.Set("Content-Disposition", `attachment; filename="`+name+"."+string(f)+`"`)
	h.Set(positionHeader, strconv.FormatUint(position.Meant, 10))
	if _, err = io.Copy(w, file); err != nil {
		slog.DebugContext(r.Context(), "a file was cut off", "error", err) // whoever asked for it has gone
	}
	return nil
}
