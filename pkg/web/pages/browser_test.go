package pages

import (
	"context"
	"io/fs"
	"net/http"
	"net/http/httptest"
	"os"
	"os/exec"
	"testing"
	"testing/fstest"

	"github.com/chromedp/chromedp"
)

// A page with every part of this package, as a real browser sees it, on a phone
// and on a desk. Left out are radios that reveal something: the kit's script
// gives them aria-expanded, which ARIA does not allow but screen readers read.
func TestInABrowser(t *testing.T) {
	url, tab := everything(t), browser(t)
	axe := built(t, "../../../node_modules/axe-core/axe.min.js")
	for _, screen := range []struct {
		name  string
		width int64
	}{{"phone", 390}, {"desk", 1280}} {
		if err := chromedp.Do(tab, chromedp.EmulateViewport(screen.width, 844), chromedp.Navigate(url)); err != nil {
			t.Fatal(err)
		}
		for _, c := range []struct{ name, script, want string }{
			{"the policy lets the kit's script and styles run", `document.body.className + " " + getComputedStyle(document.body.querySelector(".govuk-tag")).display`,
				"govuk-template__body app-late js-enabled govuk-frontend-supported inline-block"},
			{"nothing is wider than the screen", `String(document.documentElement.scrollWidth <= innerWidth)`, "true"},
			{"WCAG 2.2 AA has nothing to say", axe + `;axe.run({exclude: [[".govuk-radios__input[aria-expanded]"]]}, {runOnly: ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa"]})
				.then(r => r.violations.map(v => v.id + ": " + v.nodes.map(n => n.html).join(" ")).join("\n"))`, ""},
		} {
			t.Run(screen.name+": "+c.name, func(t *testing.T) {
				got, err := chromedp.Run(tab, chromedp.Evaluate[string](c.script, chromedp.EvalAwaitPromise))
				if err != nil {
					t.Fatal(err)
				}
				if got != c.want {
					t.Errorf("got %q, want %q", got, c.want)
				}
			})
		}
	}
}

func browser(t *testing.T) context.Context {
	t.Helper()
	if _, err := exec.LookPath("chromium"); err != nil {
		if _, err := exec.LookPath("google-chrome"); err != nil {
			t.Skip("no browser: make test installs chromium, where it may")
		}
	}
	allocator, cancel := chromedp.NewExecAllocator(t.Context(), append(chromedp.DefaultExecAllocatorOptions[:], chromedp.NoSandbox)...)
	t.Cleanup(cancel)
	tab, cancelTab := chromedp.NewContext(allocator)
	t.Cleanup(cancelTab)
	return tab
}

func built(t *testing.T, file string) string {
	t.Helper()
	text, err := os.ReadFile(file)
	if err != nil {
		t.Skip("not here: run `make assets`")
	}
	return string(text)
}

// everything serves a page with every part, as web would.
func everything(t *testing.T) (url string) {
	t.Helper()
	built(t, "../static/app.css")
	page := mustParse(sample(t))["sample"]
	mux := http.NewServeMux()
	mux.Handle("/static/", http.StripPrefix("/static/", http.FileServer(http.Dir("../static"))))
	mux.HandleFunc("/", func(w http.ResponseWriter, r *http.Request) {
		w.Header().Set("Content-Security-Policy", ContentSecurityPolicy)
		if err := page.ExecuteTemplate(w, "layout", samplePage()); err != nil {
			t.Error(err)
		}
	})
	server := httptest.NewServer(mux)
	t.Cleanup(server.Close)
	return server.URL
}

// sample is this folder with one page more.
func sample(t *testing.T) fs.FS {
	t.Helper()
	layout, err := files.ReadFile("layout/layout.gohtml")
	if err != nil {
		t.Fatal(err)
	}
	return fstest.MapFS{
		"layout/layout.gohtml": {Data: layout},
		"sample.gohtml": {Data: []byte(`{{define "content"}}
			<h1 class="govuk-heading-l">Case 1042</h1>
			<form method="post" novalidate>{{range .}}{{show .}}{{end}}{{show (button "Record contact")}}</form>{{end}}`)},
	}
}

func samplePage() Page {
	return Page{
		Title:    "Case 1042",
		Section:  Register,
		You:      You{Name: "Priya Shah", Role: "personal adviser", ChangeHref: "/you"},
		Coverage: Coverage{Text: "411 of 412 people looked at, to 09:14."},
		Trail:    Breadcrumbs{Items: []Link{{Href: "/register", Text: "Register"}, {Text: "Case 1042"}}},
		Flash:    NotificationBanner{Text: "Recorded.", Success: true},
		Errors:   ErrorSummary{Items: []ErrorItem{{Text: "Select how you were in touch", Href: "#how"}}},
		Data:     append(sampleFields(), sampleFacts()...),
	}
}

func sampleFields() []Component {
	items := []Choice{{Value: "saw_at_home", Text: "Saw at home", Hint: "Where they live", Reveals: "<p>Which address?</p>"}, {Divider: "or"}, {Value: "call", Text: "Call"}}
	return []Component{
		Radios{Name: "how", Legend: "How were you in touch?", Hint: "One form for the whole meeting", Error: "Select how you were in touch", Items: items},
		Checkboxes{Name: "also", Legend: "Who else was there?", Items: items},
		DateInput{Name: "when", Legend: "When was it?", Hint: "For example, 15 6 2026", Day: "31", Month: "2", Year: "2026", Error: "Enter a day that exists", Wrong: []string{"day"}},
		Input{Name: "days", Label: "Keep in touch every", Suffix: "days", InputMode: "numeric", Classes: "govuk-input--width-3"},
		Textarea{Name: "note", Label: "Note"},
		Select{Name: "team", Label: "Team", Items: []Choice{{Value: "north", Text: "North"}}},
		FileUpload{Name: "list", Label: "Annex A List 9", Accept: ".csv,.xlsx"},
	}
}

func sampleFacts() []Component {
	facts := []Component{
		IdentityBar{Name: "Case 1042", Facts: []string{"19", "former relevant"}, Actions: []Button{{Text: "Record contact", Href: "/record"}}},
		SubNavigation{Items: []Link{{Href: "/", Text: "Now", Current: true}, {Href: "/timeline", Text: "Timeline"}}},
		Warning{Text: "Do not phone. Text only."}, Inset{Text: "As known on 14 June 2026."}, Details{Summary: "Why?", Text: "Phone, 1 May."},
		SummaryList{Rows: []SummaryRow{{Key: "Last seen", Value: "2 April 2026", Actions: []Action{{Href: "/why", Text: "Why?", Hidden: "last seen"}}}}},
		Table{Caption: "Deadlines", Head: []Cell{{Text: "Duty"}, {Text: "By", Numeric: true}}, Rows: [][]Cell{{{Text: "Keep in touch"}, {Text: "15 June 2026", Numeric: true}}}},
		Timeline{Items: []TimelineItem{{Title: "Call", By: "Priya Shah", Datetime: "2026-06-10", When: "10 June 2026", Known: "told on 12 June", Text: "Well.", Struck: true}}},
		Pagination{Next: Link{Href: "/next"}}, Tag{Text: "Not seen", Colour: "orange"},
	}
	for b := range buckets {
		facts = append(facts, b)
	}
	return facts
}
