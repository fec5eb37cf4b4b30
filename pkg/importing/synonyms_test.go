package importing

import (
	"encoding/json"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"
)

// samples is a folder of real registers' values; tests that need it are skipped
// without it.
func samples(t *testing.T, file string) []byte {
	t.Helper()
	dir := os.Getenv("INTOUCH_SAMPLES")
	if dir == "" {
		t.Skip("INTOUCH_SAMPLES names no folder of samples")
	}
	b, err := os.ReadFile(filepath.Join(dir, file))
	if err != nil {
		t.Fatal(err)
	}
	return b
}

// inWords is a reading in words: what a value was taken for, "" for nothing, "?"
// for a question.
func inWords[T comparable](r reading[T], spell func(T) string) string {
	switch {
	case r.ask != "":
		return "?"
	case r.missing():
		return ""
	}
	return spell(r.value)
}

func spelt[T ~string](v T) string { return string(v) }

// listedAs is what somebody else's groups of real values mean by our rules: the
// readings that are right. A question is always allowed, and counted.
var listedAs = map[string]struct {
	read  func(string) string
	right func(group string) []string
	asked []string // values that must be asked about
}{
	"Eligibility Category": {
		func(s string) string { return inWords(readCategory(s), spelt) },
		func(g string) []string {
			return map[byte][]string{'a': {"relevant"}, 'b': {"former_relevant"}, 'c': {"qualifying"}, 'd': {"eligible"}, 'e': {""}}[g[0]]
		},
		[]string{"Code 'Q' is not mapped", "Other", "Other - under 16", "Qualifying (Former Relevant)"},
	},
	"LA in Touch": {
		func(s string) string {
			return inWords(readInTouch(s), func(v inTouch) string { return strings.TrimSpace(string(v.listed) + " " + string(v.where)) })
		},
		func(g string) []string {
			return map[byte][]string{
				'a': {"yes"}, 'b': {"no", "refu", "nreq"}, 'c': {""},
				'd': {"died", "rhom", "yes G", "no G", "no R"}, // none is excluded: each is a fact
			}[g[0]]
		},
		nil,
	},
	"Type of Accommodation": {
		func(s string) string {
			r, _ := readAccommodation(s)
			if r.value == inPlacement {
				return "?"
			}
			return inWords(r, spelt)
		},
		func(g string) []string {
			if g == "zzCodeError" {
				return []string{""}
			}
			letters := "BCDEGHKRSTUVWXZY"
			right := []string{letters[g[0]-'a' : g[0]-'a'+1]}
			if right[0] == "R" {
				right = append(right, "") // not recorded is not "not known"
			}
			return right
		},
		[]string{
			"Code 'C2' is not mapped", "Code 'R' is not mapped", // the exporting system does not know
			// of a child who is looked after, not of a care leaver:
			"3 - LAC Parents / Relatives", "4 - LAC Custody", "1 - LAC Foster Placement", "Placed with own parents or other person with parental responsibility",
			"Homes and Hostels inside LA boundary", "Homes and Hostels outside LA boundary", "Family Centre or Mother and Baby Unit",
			"Residential Accommodation not subject to children's homes regulations", "All Residential Schools, except where dual-registered as a school and children's",
			"Foster placement with relative or friend, inside LA boundary", "Foster placement with relative or friend, outside LA boundary",
			"Placement with other foster carer, arranged through agency, inside LA boundary", "Placement with other foster carer, provided by LA, outside LA boundary",
			"Friends & Family", // friends are not relatives
		},
	},
	"Suitability of Accommodation": {
		func(s string) string { return inWords(readSuitability(s), spelt) },
		func(g string) []string {
			return map[byte][]string{'a': {"yes"}, 'b': {"no"}, 'c': {""}, 'd': {""}}[g[0]]
		},
		[]string{"0"}, // unsuitable with some, not recorded with others
	},
}

func TestEveryValueThatCouncilsTypeIsRightOrAsked(t *testing.T) {
	var fields map[string]map[string][]string
	if err := json.Unmarshal(samples(t, "annex_a_value_synonyms.json"), &fields); err != nil {
		t.Fatal(err)
	}
	for field, want := range listedAs {
		total, asked := 0, 0
		for group, values := range fields[field] {
			for _, v := range append([]string{group}, values...) {
				if v == group && (group == "zzCodeError" || field != "Type of Accommodation" && group[0] > 'b') {
					continue // a name that only the file gives
				}
				got := want.read(clean(v))
				rightly := slices.Contains(want.asked, v)
				switch {
				case got == "?" && !rightly:
					asked++
					t.Logf("%s: %q is asked about", field, v)
				case got != "?" && rightly:
					t.Errorf("%s: %q was read as %q, and should be asked about", field, v, got)
				case got != "?" && !slices.Contains(want.right(group), got):
					t.Errorf("%s: %q was read as %q; the file has it under %q", field, v, got, group)
				}
				if !rightly {
					total++
				}
			}
		}
		share := 100 * float64(total-asked) / float64(total)
		t.Logf("%s: %.1f %% of %d values are read without asking, besides %d that must be asked about", field, share, total, len(want.asked))
		if share < 95 {
			t.Errorf("%s: only %.1f %% of the values are read without asking", field, share)
		}
	}
}

// Of activities the file has patterns, not values: what is held against it are
// its own names, with their codes and without.
func TestEveryActivityIsReadByItsCodeAndByItsWords(t *testing.T) {
	var fields map[string]map[string][]string
	if err := json.Unmarshal(samples(t, "annex_a_value_synonyms.json"), &fields); err != nil {
		t.Fatal(err)
	}
	for name := range fields["Activity Status"] {
		code, words, _ := strings.Cut(name, ": ")
		for _, cell := range []string{name, code, code + ") " + words, words, strings.ToUpper(words), words + " [" + code + "]"} {
			if got := inWords(readActivity(clean(cell)), spelt); got != code {
				t.Errorf("%q was read as %q", cell, got)
			}
		}
	}
}
