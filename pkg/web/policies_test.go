package web

import (
	"net/http"
	"net/url"
	"strings"
	"testing"

	"intouch/deploy"
	care "intouch/pkg/careleaver"
	"intouch/pkg/intake"
)

// firstPolicy is version 1 as the first start of an authority publishes it.
func firstPolicy() care.Event {
	id := intake.PolicyID(authority, 1)
	return care.Event{ID: id, Authority: authority, Area: care.AreaPolicy, Record: care.NewRecordID(id), Actor: care.Operator, Source: "/intouch/test", RecordedAt: noon.AddDate(-1, 0, 0),
		Fact: care.PolicyPublished{Version: 1, EffectiveFrom: day("2025-01-01"), Text: string(deploy.Policy)}}
}

func TestPublishAPolicy(t *testing.T) {
	h := newHouse(t)
	h.publish(append(exampleStaff(), firstPolicy())...)
	h.inTown()
	v := h.as(martha)
	page := v.get("/policies/new").wants(t, http.StatusOK, "everyDays: 56", "Check it")
	second := exampleStaff()[0].ID.String()
	typed := func(change func(string) string) url.Values {
		form := filled(t, page, map[string]string{"text": change(string(deploy.Policy)), "second": second, "effectiveFrom-day": "1", "effectiveFrom-month": "7", "effectiveFrom-year": "2026"})
		return form
	}
	stricter := func(text string) string { return strings.Replace(text, "everyDays: 56", "everyDays: 42", 1) }
	t.Run("what cannot be read is said with line and field", func(t *testing.T) {
		v.post("/policies/new", typed(func(text string) string { return text + "\nevryDays: 42\n" })).wants(t, http.StatusUnprocessableEntity, "evryDays", "There is a problem", `href="#text"`)
	})
	t.Run("it takes a second publisher and a day", func(t *testing.T) {
		form := typed(stricter)
		form.Del("second")
		form.Del("effectiveFrom-day")
		v.post("/policies/new", form).wants(t, http.StatusUnprocessableEntity, "Name another manager who publishes it with you", `href="#effectiveFrom-day"`)
	})
	form := typed(stricter)
	checked := v.post("/policies/new", form).wants(t, http.StatusOK, "What would change", "<del>-   everyDays: 56", "<ins>+   everyDays: 42", "Publish version 2", "Nothing is published yet")
	form.Set("checked", hiddenIn(t, checked, "checked"))
	t.Run("what was changed after the check is checked again", func(t *testing.T) {
		other := url.Values{}
		for name, values := range form {
			other[name] = values
		}
		other.Set("text", strings.Replace(string(deploy.Policy), "everyDays: 56", "everyDays: 28", 1))
		v.post("/policies/new", other).wants(t, http.StatusOK, "What would change", "everyDays: 28")
	})
	v.post("/policies/new", form).wants(t, http.StatusOK, "Policy published", "Version 2", "holds from 1 July 2026", "Still to come", "Martha Cole and Example 4b01", "In force")
	v.get("/policies/2").wants(t, http.StatusOK, "What it changed", "everyDays: 42")
	v.get("/policies/1").wants(t, http.StatusOK, "All of it").lacks(t, "What it changed")
	v.get("/policies/9").wants(t, http.StatusNotFound, "no such version")
	t.Run("a personal adviser reads it and publishes none", func(t *testing.T) {
		h.as(priya).get("/policies").wants(t, http.StatusOK, "Version 2").lacks(t, "Publish a new version")
		h.as(priya).get("/policies/new").wants(t, http.StatusForbidden)
	})
}

func hiddenIn(t *testing.T, page answer, name string) string {
	t.Helper()
	_, rest, ok := strings.Cut(page.body, `name="`+name+`" value="`)
	value, _, _ := strings.Cut(rest, `"`)
	if !ok {
		t.Errorf("no %s in the form", name)
	}
	return value
}

func TestDifference(t *testing.T) {
	for _, c := range []struct {
		name          string
		before, after string
		want          string
	}{
		{"nothing", "a b c", "a b c", " a b c"},
		{"a line changed", "a b c", "a x c", " a-b+x c"},
		{"a line put in", "a c", "a b c", " a+b c"},
		{"a line taken out at the end", "a b", "a", " a-b"},
		{"everything", "a", "b", "-a+b"},
	} {
		got := ""
		for _, l := range difference(strings.Fields(c.before), strings.Fields(c.after)) {
			got += string(l.sign) + l.text
		}
		if strings.ReplaceAll(got, " ", "") != strings.ReplaceAll(c.want, " ", "") {
			t.Errorf("%s: %q, want %q", c.name, got, c.want)
		}
	}
}
