package store

import (
	"maps"
	"slices"
	"testing"

	"pgregory.net/rapid"

	care "intouch/pkg/careleaver"
	_ "intouch/pkg/drawn"
)

func TestHeadersAreReadAsTheyWereWritten(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		value := rapid.StringMatching(`[ -~é]{0,20}`)
		h := rapid.MapOf(rapid.StringMatching(`[a-z][a-z-]{0,8}`), rapid.SliceOfN(value, 1, 3)).Draw(t, "headers")
		got := header(Head(h))
		if !maps.EqualFunc(got, h, slices.Equal) {
			t.Errorf("%q was read as %q", h, got)
		}
	})
}

func TestRowsAreTakenApartAsTheyWerePutTogether(t *testing.T) {
	var r rows
	for range 2 {
		r.begin()
		r.text("a")
		r.null()
		r.day(care.NewDay(1999, 12, 31))
		texts(&r, []string{"died", "x"})
		texts(&r, []string(nil))
	}
	var f [5][]byte
	r.row(1).fields(f[:])
	if string(f[0]) != "a" || f[1] != nil || dayIn(f[2]) != care.NewDay(1999, 12, 31) || firstText(f[3]) != "died" || firstText(f[4]) != "" {
		t.Errorf("%q", f)
	}
	if again := tupleOf(f[:]); string(again) != string(r.row(1)) || string(again) != string(r.row(0)) {
		t.Errorf("%q is not %q", again, r.row(1))
	}
}

func TestOnlyWhatDiffersIsWritten(t *testing.T) {
	var should rows
	for _, s := range []string{"same", "new", "twice", "twice"} {
		should.begin()
		should.text(s)
	}
	stored := func(texts ...string) (all []storedRow) {
		for _, s := range texts {
			var r rows
			r.begin()
			r.text(s)
			all = append(all, storedRow{row: r.row(0)})
		}
		return all
	}
	for _, tt := range []struct {
		name        string
		stored      []storedRow
		gone, fresh int
	}{
		{"nothing is there", nil, 0, 4},
		{"all is there", stored("twice", "new", "same", "twice"), 0, 0},
		{"one is too many, one missing", stored("old", "same", "twice", "twice"), 1, 1},
		{"one of two that are alike is missing", stored("same", "new", "twice"), 0, 1},
		{"one of three that are alike is too many", stored("same", "new", "twice", "twice", "twice"), 1, 0},
	} {
		t.Run(tt.name, func(t *testing.T) {
			d := compare(tt.stored, []*rows{&should})
			fresh := 0
			for _, r := range d.fresh {
				fresh += len(r.starts)
			}
			if len(d.gone) != tt.gone || fresh != tt.fresh {
				t.Errorf("%d taken out and %d added, want %d and %d", len(d.gone), fresh, tt.gone, tt.fresh)
			}
		})
	}
}

func TestWhatPostgresCannotStoreIsReplaced(t *testing.T) {
	for text, want := range map[string]string{"plain é": "plain é", "nu\x00l": "nu\uFFFDl", "bad\xff": "bad\uFFFD"} {
		if got := storable(text); got != want {
			t.Errorf("%q becomes %q, want %q", text, got, want)
		}
	}
}
