package web

import (
	"net/http"
	"slices"

	care "intouch/pkg/careleaver"
	"intouch/pkg/duty"
	"intouch/pkg/problem"
	"intouch/pkg/store"
	"intouch/pkg/web/pages"
)

// registerPage is everyone, by bucket, name or id: pages/register.gohtml.
type registerPage struct {
	Size     string
	NotYet   int
	Counts   []countLink
	Search   pages.Input // sent by POST: what people look for is in no address
	SearchAt string
	Bucket   pages.Select
	Flag     pages.Select
	Team     pages.Select
	Adviser  pages.Select
	Sort     pages.Select
	Found    string // how many were found by a search; empty: there was none
	Rows     []personRow
	Next     pages.Pagination
	Empty    string
	Then     thenForm
}

// searchAtMost is how many people a search by name shows.
const searchAtMost = 100

// registerList answers GET /register.
func (s *server) registerList(w http.ResponseWriter, r *http.Request, v visit) error {
	q := queryOf(r.URL, "bucket", "team", "adviser", "flag", "reason", "sort", "cursor", "at", "known")
	m := asked(q, v)
	ask := store.RegisterQuery{
		Authority: v.Authority, On: m.on, Buckets: codes(q, "bucket", duty.Buckets), Team: q.text("team"), Adviser: q.id("adviser"),
		Flag: code(q, "flag", duty.Flags), Reason: code(q, "reason", duty.Reasons), Sort: code(q, "sort", sorts), Cursor: q.text("cursor"),
	}
	l, err := s.peopleList(r, v, q, ask, m)
	if err != nil {
		return err
	}
	data := l.register(ask, m)
	data.Next, data.Then = nextPage(r.URL, l.next), m.form(r.URL)
	return s.show(w, r, v, "register", pages.Page{Title: "Register", Section: pages.Register, Flash: m.banner(r.URL.Path), Data: data})
}

// registerSearch answers POST /register: somebody looks for a name or an id.
func (s *server) registerSearch(w http.ResponseWriter, r *http.Request, v visit) error {
	if err := r.ParseForm(); err != nil {
		return problem.New(problem.Unreadable, "The search could not be read. Go back and send it again.")
	}
	text := fillingOf(r.PostForm).text("q")
	if text == "" {
		http.Redirect(w, r, r.URL.RequestURI(), http.StatusSeeOther)
		return nil
	}
	q := queryOf(r.URL, "at", "known")
	m := asked(q, v)
	ask := store.RegisterQuery{Authority: v.Authority, On: m.on, Buckets: everyBucket(), Text: text, Sort: store.ByName, Limit: searchAtMost}
	l, err := s.peopleList(r, v, q, ask, m)
	if err != nil {
		return err
	}
	data := l.register(ask, m)
	data.Then = m.form(r.URL)
	data.Found = people(len(l.rows)) + " found"
	if l.next != "" {
		data.Found = "The first " + people(len(l.rows)) + ": type more of the name to find others"
	}
	return s.show(w, r, v, "register", pages.Page{Title: "Register", Section: pages.Register, Flash: m.banner(r.URL.Path), Data: data})
}

func everyBucket() []duty.Bucket {
	var all []duty.Bucket
	for _, b := range duty.Buckets {
		all = append(all, b.Code)
	}
	return all
}

func (l peopleListed) register(ask store.RegisterQuery, m asAt) registerPage {
	current := duty.Bucket("")
	if len(ask.Buckets) == 1 {
		current = ask.Buckets[0]
	}
	p := registerPage{
		Size: registerSize(l.counts), NotYet: l.counts.NotYet, Counts: countLinks(l.counts, current, m), Rows: l.rows, Team: l.team, Adviser: l.adviser,
		SearchAt: m.address("/register"),
		Search:   pages.Input{Name: "q", Label: "Name or any id", Value: ask.Text, Autocomplete: "off"},
		Bucket:   filterSelect("bucket", "Where they stand", "Everyone but closed", duty.Buckets, current),
		Flag:     filterSelect("flag", "Flag", "Any", duty.Flags, ask.Flag),
		Sort:     pages.Select{Name: "sort", Label: "Order", Items: options(sorts), Value: string(ask.Sort)},
		Empty:    "Nobody.",
	}
	if l.counts.Register == 0 {
		p.Empty = "Nobody is on the register yet. Import a list, or register the first person."
	}
	return p
}

func filterSelect[T ~string](name, label, all string, of care.Codes[T], value T) pages.Select {
	items := slices.Insert(options(of), 0, pages.Choice{Value: "", Text: all})
	return pages.Select{Name: name, Label: label, Items: items, Value: string(value)}
}
