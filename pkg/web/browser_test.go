package web

import (
	"context"
	"os"
	"os/exec"
	"strings"
	"testing"
	"time"

	"github.com/chromedp/cdproto/cdp"
	"github.com/chromedp/cdproto/emulation"
	"github.com/chromedp/chromedp"

	care "intouch/pkg/careleaver"
)

// browser opens a tab of a real browser, of somebody who is nobody yet.
func browser(t *testing.T) context.Context {
	t.Helper()
	if _, err := os.Stat("static/app.css"); err != nil {
		t.Skip("no styles: run `make assets`")
	}
	_, err := exec.LookPath("chromium")
	if _, chrome := exec.LookPath("google-chrome"); err != nil && chrome != nil {
		t.Skip("no browser: make test installs chromium, where it may")
	}
	ctx, stop := context.WithTimeout(t.Context(), 3*time.Minute)
	t.Cleanup(stop)
	allocator, cancel := chromedp.NewExecAllocator(ctx, append(chromedp.DefaultExecAllocatorOptions[:], chromedp.NoSandbox)...)
	t.Cleanup(cancel)
	tab, cancelTab := chromedp.NewContext(allocator)
	t.Cleanup(cancelTab)
	return tab
}

const (
	phone = 390
	desk  = 1280
)

// person uses the pages in a browser.
type person struct {
	*testing.T
	tab  context.Context
	site string
}

func (p person) do(what string, steps ...chromedp.Action[chromedp.Void]) {
	p.Helper()
	if err := chromedp.Do(p.tab, steps...); err != nil {
		html, _ := chromedp.Run(p.tab, chromedp.Evaluate[string]("document.body.innerText"))
		p.Fatalf("%s: %v, at\n%s", what, err, html)
	}
}

// read is what the page says.
func (p person) read() string {
	p.Helper()
	text, err := chromedp.Run(p.tab, chromedp.Evaluate[string]("document.body.innerText"))
	if err != nil {
		p.Fatal(err)
	}
	return text
}

func (p person) wants(texts ...string) {
	p.Helper()
	page := p.read()
	for _, text := range texts {
		if !strings.Contains(page, text) {
			p.Errorf("no %q in\n%s", text, page)
		}
	}
}

// become chooses who uses the browser.
func (p person) become(id care.StaffID) {
	p.Helper()
	p.do("choose who I am", chromedp.Navigate(p.site+"/you"), chromedp.Click(`input[value="`+id.String()+`"]`), chromedp.Click("main form button"), chromedp.WaitVisible(".app-counts"))
}

// script switches what pages bring with them on or off.
func script(on bool) chromedp.Action[chromedp.Void] {
	return chromedp.Func(func(ctx context.Context, tab *chromedp.Target) error {
		_, err := cdp.Call(ctx, tab, emulation.SetScriptExecutionDisabled, emulation.SetScriptExecutionDisabledParams{Value: !on})
		return err
	})
}

// The main journey, on a phone: find somebody, record a contact, see it. With
// script and without.
func TestFindRecordAndSee(t *testing.T) {
	for _, c := range []struct {
		name   string
		script bool
	}{{"with script", true}, {"with JavaScript off", false}} {
		t.Run(c.name, func(t *testing.T) {
			h := newHouse(t).inTown()
			p := person{t, browser(t), h.url}
			p.do("take out a phone", chromedp.EmulateViewport(phone, 844), script(c.script))
			p.become(priya)
			p.do("go to record a contact", chromedp.Navigate(h.url+"/record"), chromedp.SendKeys("#name", "chl"), chromedp.Click("main form button"), chromedp.WaitVisible(".app-found"))
			p.wants("Chloe Banks", "Personal adviser: Priya Shah")
			p.do("choose her", chromedp.Click(".app-found a"), chromedp.WaitVisible("#how"))
			p.do("forget how", chromedp.Click("main form button"), chromedp.WaitVisible(".govuk-error-summary"))
			p.wants("There is a problem", "Select how you were in touch")
			p.do("fill it in", chromedp.Click(`input[value="call"]`), chromedp.SendKeys("#note", "She has a new job."), chromedp.Click(`input[name="stillThere"][value="yes"]`),
				chromedp.Click("main form button"), chromedp.WaitVisible(".govuk-notification-banner--success"))
			p.wants("Contact recorded", "15 June 2026, today: by phone", "In touch", "She has a new job.", "Still living there")
			p.do("go back to the list", chromedp.Navigate(h.url+"/"), chromedp.WaitVisible(".app-counts"))
			p.wants("Farid Amin")
		})
	}
}

func TestARevealedQuestionIsHiddenUntilItIsAsked(t *testing.T) {
	h := newHouse(t).inTown()
	p := person{t, browser(t), h.url}
	p.become(priya)
	p.do("open the form", chromedp.Navigate(h.url+personPath(chloe, "/record/contact")), chromedp.WaitVisible("#how"))
	if strings.Contains(p.read(), "Where was it?") {
		t.Error("asked before it matters")
	}
	p.do("seen elsewhere", chromedp.Click(`input[value="saw_elsewhere"]`), chromedp.WaitVisible("#where"))
	p.wants("Where was it?")
}

// Every page, on a desk and on a phone: nothing wider than the screen, and
// nothing that axe finds against WCAG 2.2 AA. Radios that reveal something are
// left out: the kit's script gives them aria-expanded, which ARIA does not allow
// but screen readers read.
func TestEveryPageInABrowser(t *testing.T) {
	h := newHouse(t).inTown()
	p := person{t, browser(t), h.url}
	axe, err := os.ReadFile("../../node_modules/axe-core/axe.min.js")
	if err != nil {
		t.Skip("no axe: run `make assets`")
	}
	const look = `;axe.run({exclude: [["[aria-expanded].govuk-radios__input"]]}, {runOnly: ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa"]})
		.then(r => r.violations.map(v => v.id + ": " + v.nodes.map(n => n.html).join(" ")).join("\n"))`
	p.become(martha)
	paths := map[string]string{"you": "/you", "nowhere": "/nowhere",
		"a list of another day": "/register?at=2026-06-01&known=2026-06-01", "a person on another day": personPath(amira, "?known=2026-06-01")}
	for pattern, page := range everyPage() {
		paths[pattern] = page.path
	}
	for name, path := range paths {
		p.do("go to "+path, chromedp.Navigate(h.url+path), chromedp.WaitVisible("#main-content"))
		for _, width := range []int64{desk, phone} {
			p.do("another screen", chromedp.EmulateViewport(width, 844))
			wide, err := chromedp.Run(p.tab, chromedp.Evaluate[bool]("document.documentElement.scrollWidth > innerWidth"))
			if err != nil || wide {
				t.Errorf("%s at %d: wider than the screen (%v)", name, width, err)
			}
		}
		found, err := chromedp.Run(p.tab, chromedp.Evaluate[string](string(axe)+look, chromedp.EvalAwaitPromise))
		if err != nil || found != "" {
			t.Errorf("%s: %s %v", name, found, err)
		}
	}
}
