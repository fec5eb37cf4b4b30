package pages

import (
	"crypto/sha256"
	"encoding/base64"
	"io"
	"io/fs"
	"regexp"
	"strings"
	"testing"
)

func drawn(t *testing.T, p Page) string {
	t.Helper()
	if p.Data == nil {
		p.Data = Problem{Heading: "Page not found", WhatToDo: "Check the address."}
	}
	var b strings.Builder
	if err := Render(&b, "problem", p); err != nil {
		t.Fatal(err)
	}
	return b.String()
}

func TestLayout(t *testing.T) {
	for _, c := range []struct {
		name string
		page Page
		want string
	}{
		{"the title names the service", Page{Title: "Register"}, "<title>Register – InTouch</title>"},
		{"a page with errors says so before all", Page{Title: "Register", Errors: ErrorSummary{Items: []ErrorItem{{Text: "Enter when it was", Href: "#when-day"}}}}, "<title>Error: Register – InTouch</title>"},
		{"and lists them", Page{Errors: ErrorSummary{Items: []ErrorItem{{Text: "Enter when it was", Href: "#when-day"}}}}, `<a href="#when-day">Enter when it was</a>`},
		{"the section that the reader is in is marked", Page{Section: Alerts}, `href="/alerts" aria-current="true"`},
		{"who is using it is named", Page{You: You{Name: "Priya Shah", ChangeHref: "/you"}}, "You are <strong>Priya Shah</strong>"},
		{"greens are green when everyone was looked at", Page{Coverage: Coverage{Green: true, Text: "412 of 412"}}, `<body class="govuk-template__body">`},
		{"greens are amber when the watcher is late", Page{Coverage: Coverage{Text: "411 of 412"}}, `<body class="govuk-template__body app-late">`},
		{"a page that forgets to say is amber and says that nothing is known", Page{}, "It is not known whether everyone has been looked at."},
		{"what people typed is text, not markup", Page{Data: Problem{Heading: "<script>hack()</script>"}}, "&lt;script&gt;hack()&lt;/script&gt;"},
	} {
		t.Run(c.name, func(t *testing.T) {
			if got := drawn(t, c.page); !strings.Contains(got, c.want) {
				t.Errorf("no %q in\n%s", c.want, got)
			}
		})
	}
}

func TestTheOnlyInlineScriptIsTheOneThatThePolicyNames(t *testing.T) {
	scripts := regexp.MustCompile(`(?s)<script>(.*?)</script>`).FindAllStringSubmatch(drawn(t, Page{}), -1)
	if len(scripts) != 1 {
		t.Fatalf("%d inline scripts, want 1", len(scripts))
	}
	sum := sha256.Sum256([]byte(scripts[0][1]))
	if hash := "'sha256-" + base64.StdEncoding.EncodeToString(sum[:]) + "'"; !strings.Contains(ContentSecurityPolicy, hash) {
		t.Errorf("the policy has no %s", hash)
	}
}

func TestNothingElseIsInlineThatThePolicyWouldBlock(t *testing.T) {
	blocked := regexp.MustCompile(`<script>|<style|\sstyle=|\son[a-z]+=`)
	err := fs.WalkDir(files, ".", func(name string, f fs.DirEntry, err error) error {
		if err != nil || f.IsDir() {
			return err
		}
		text, err := files.ReadFile(name)
		if name == "layout/layout.gohtml" {
			text = regexp.MustCompile(`<script>.*</script>`).ReplaceAll(text, nil) // the test above has it
		}
		if found := blocked.Find(text); found != nil {
			t.Errorf("%s has %q", name, found)
		}
		return err
	})
	if err != nil {
		t.Fatal(err)
	}
}

func TestAPageThatIsNotThereIsAnError(t *testing.T) {
	if err := Render(io.Discard, "nowhere", Page{}); err == nil {
		t.Error("no error")
	}
}

func TestNothingIsWrittenOfAPageThatCannotBeDrawn(t *testing.T) {
	var b strings.Builder
	if err := Render(&b, "problem", Page{Data: struct{}{}}); err == nil || b.Len() > 0 {
		t.Errorf("got error %v and %d bytes, want an error and nothing", err, b.Len())
	}
}
