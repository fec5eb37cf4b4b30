package pages

import (
	"bytes"
	"encoding/json"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"
	"golang.org/x/net/html"
	"golang.org/x/net/html/atom"
)

const kit = "../../../node_modules/govuk-frontend/dist/govuk/components"

// The kit says of each of its components which options make which markup. Ours
// must make the same of those options that they have; want is how many of the
// kit's examples keep to these.
var conformed = map[string]struct {
	read func([]byte) (Component, bool)
	want int
}{
	"back-link":           {as(kitLink.backLink), 1},
	"breadcrumbs":         {as(kitBreadcrumbs.component), 6},
	"button":              {as(kitButton.component), 28},
	"checkboxes":          {as(kitChoices.checkboxes), 21},
	"date-input":          {as(kitDate.component), 10},
	"details":             {as(kitDetails.component), 5},
	"error-summary":       {as(kitErrors.component), 10},
	"file-upload":         {as(kitField.fileUpload), 8},
	"input":               {as(kitField.input), 26},
	"inset-text":          {as(kitInset.component), 4},
	"notification-banner": {as(kitBanner.component), 10},
	"pagination":          {as(kitPagination.component), 3},
	"radios":              {as(kitChoices.radios), 25},
	"select":              {as(kitChoices.selection), 9},
	"service-navigation":  {as(kitNavigation.component), 3},
	"summary-list":        {as(kitSummary.component), 14},
	"table":               {as(kitTable.component), 13},
	"tag":                 {as(kitTag.component), 10},
	"textarea":            {as(kitTextarea.component), 9},
	"warning-text":        {as(kitContent.warning), 3},
}

type fixture struct {
	Name    string
	Options json.RawMessage
	HTML    string
}

func TestPartsHaveTheMarkupOfTheKit(t *testing.T) {
	if _, err := os.Stat(kit); err != nil {
		t.Skip("the kit is not here: run `make assets`")
	}
	for name, c := range conformed {
		t.Run(name, func(t *testing.T) {
			compared := 0
			for _, f := range fixtures(t, name) {
				part, ok := c.read(f.Options)
				if !ok {
					continue // has an option that ours have not
				}
				compared++
				t.Run(f.Name, func(t *testing.T) { sameMarkup(t, part, f.HTML) })
			}
			if compared != c.want {
				t.Errorf("compared %d of the kit's examples, want %d: an option was lost, or the kit has changed", compared, c.want)
			}
		})
	}
}

func fixtures(t *testing.T, component string) []fixture {
	t.Helper()
	text, err := os.ReadFile(filepath.Join(kit, component, "fixtures.json"))
	if err != nil {
		t.Fatal(err)
	}
	var all struct{ Fixtures []fixture }
	if err := json.Unmarshal(text, &all); err != nil {
		t.Fatal(err)
	}
	return all.Fixtures
}

func sameMarkup(t *testing.T, c Component, want string) {
	t.Helper()
	got, err := HTML(c)
	if err != nil {
		t.Fatal(err)
	}
	if diff := cmp.Diff(normal(t, want), normal(t, string(got))); diff != "" {
		t.Errorf("-kit +ours\n%s", diff)
	}
}

// as reads a fixture's options strictly: false if there is one that O has not.
func as[O any](convert func(O) Component) func([]byte) (Component, bool) {
	return func(options []byte) (Component, bool) {
		var o O
		in := json.NewDecoder(bytes.NewReader(options))
		in.DisallowUnknownFields()
		if in.Decode(&o) != nil {
			return nil, false
		}
		c := convert(o)
		return c, c != nil
	}
}

// normal writes markup one element and one text to a line, with attributes and
// classes sorted and white space between elements left out.
func normal(t *testing.T, markup string) string {
	t.Helper()
	nodes, err := html.ParseFragment(strings.NewReader(markup), &html.Node{Type: html.ElementNode, Data: "body", DataAtom: atom.Body})
	if err != nil {
		t.Fatal(err)
	}
	var b strings.Builder
	for _, n := range nodes {
		writeNormal(&b, n, "")
	}
	return b.String()
}

func writeNormal(b *strings.Builder, n *html.Node, indent string) {
	switch n.Type {
	case html.TextNode:
		if text := strings.Join(strings.Fields(n.Data), " "); text != "" {
			b.WriteString(indent + text + "\n")
		}
	case html.ElementNode:
		b.WriteString(indent + "<" + n.Data + " " + strings.Join(attributes(n), " ") + ">\n")
	}
	for child := range n.ChildNodes() {
		writeNormal(b, child, indent+"  ")
	}
}

func attributes(n *html.Node) []string {
	var as []string
	for _, a := range n.Attr {
		if a.Key == "class" {
			classes := strings.Fields(a.Val)
			slices.Sort(classes)
			a.Val = strings.Join(classes, " ")
		}
		as = append(as, a.Key+"="+a.Val)
	}
	slices.Sort(as)
	return as
}
