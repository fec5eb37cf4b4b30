package web

import (
	"bufio"
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

// downloads are the addresses of files, for programs and for people. They take
// the time that they take.
func (s *server) downloads() map[string]handler {
	all := map[string]handler{}
	for _, o := range onPage() {
		for _, f := range o.Formats {
			file := o.Name + "." + string(f)
			all["GET /api/v1/returns/"+file] = s.download(o, f, lastDay(o), takes(o)...)
			all["GET /returns/"+file] = s.download(o, f, "at", "at", "known", "from") // the page asks for all of them
		}
	}
	for _, f := range returns.Sheets {
		all["GET /api/v1/care-leavers/{person}/timeline."+string(f)] = s.downloadTimeline(f)
		all["GET /care-leavers/{person}/timeline."+string(f)] = s.downloadTimeline(f)
	}
	return all
}

// onPage are those that are of a day, and of everybody.
func onPage() []returns.Out {
	return slices.DeleteFunc(slices.Clone(returns.Outs), func(o returns.Out) bool { return !o.Has(returns.PartAt) })
}

// lastDay names the parameter of its address that is its day.
func lastDay(o returns.Out) string {
	if o.Has(returns.PartFrom) {
		return "to"
	}
	return "at"
}

// takes are the parameters of its address.
func takes(o returns.Out) []string {
	all := []string{lastDay(o), "known"}
	if o.Has(returns.PartFrom) {
		all = append(all, "from")
	}
	return all
}

// download answers GET /api/v1/returns/… and GET /returns/…: last names the
// parameter that is its day.
func (s *server) download(o returns.Out, f returns.Format, last string, takes ...string) handler {
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
func (s *server) sendFile(w http.ResponseWriter, r *http.Request, v visit, o returns.Out, f returns.Format, m span) error {
	t := o.Of(s.take(v, m))
	if err := s.looks(r.Context(), v, access.Question{View: access.Export, Detail: returns.Entry(o.Name, t.On, m.said, f)}); err != nil {
		return err
	}
	return s.attach(w, r, v, o.Name+" "+v.Authority+" "+t.On.String(), f, func(to io.Writer) error {
		return o.Write(r.Context(), t, returns.Wanted{From: m.from}, to, f)
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
		if err := s.looks(r.Context(), v, access.Question{View: access.Export, Person: id, Detail: returns.Entry("timeline", m.on, m.said, f)}); err != nil {
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
