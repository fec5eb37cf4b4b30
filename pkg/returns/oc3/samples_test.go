package oc3

import (
	"bufio"
	"fmt"
	"os"
	"path/filepath"
	"slices"
	"strconv"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"
)

func sample(t *testing.T, name string) string {
	t.Helper()
	dir := os.Getenv("INTOUCH_SAMPLES")
	if dir == "" {
		t.Skip("INTOUCH_SAMPLES does not name the folder of public samples")
	}
	return filepath.Join(dir, name)
}

func sampleFiles(t *testing.T, name string) Files {
	t.Helper()
	f, err := os.Open(sample(t, name))
	if err != nil {
		t.Fatal(err)
	}
	defer f.Close()
	files := Files{}
	if table, err := files.Add(f, false); err != nil || table != OC3Table {
		t.Fatalf("%s was read as %q: %v", name, table, err)
	}
	return files
}

// said are the lines of what the validator said, "10 344", by year.
func said(t *testing.T, name string) map[Year][]string {
	t.Helper()
	f, err := os.Open(sample(t, name))
	if err != nil {
		t.Fatal(err)
	}
	defer f.Close()
	all, year := map[Year][]string{}, Year(0)
	for s := bufio.NewScanner(f); s.Scan(); {
		fields := strings.Fields(s.Text())
		switch {
		case strings.HasPrefix(s.Text(), "== year "):
			n, _ := strconv.Atoi(fields[2])
			year = Year(n)
		case fields[0] == "OC3":
			all[year] = append(all[year], fields[1]+" "+fields[3])
		}
	}
	return all
}

func errorsIn(found []RuleFindings) []string {
	var all []string
	for _, r := range found {
		for _, f := range r.Findings {
			if f.Kind == FileError {
				all = append(all, fmt.Sprintf("%d %s", f.Line-2, r.Rule))
			}
		}
	}
	slices.Sort(all)
	return all
}

func TestWeSayWhatThePublicValidatorSays(t *testing.T) {
	files, want := sampleFiles(t, "oc3_edge_cases.csv"), said(t, "oc3_edge_cases.expected.txt")
	if len(want) != 3 {
		t.Fatalf("%d years in the sample, want three", len(want))
	}
	for year, lines := range want {
		slices.Sort(lines)
		if diff := cmp.Diff(lines, errorsIn(CheckFiles(files, year))); diff != "" {
			t.Errorf("%d: the validator (-) and we (+):\n%s", year, diff)
		}
	}
}

func TestWhereWeAreStricterWeSaySo(t *testing.T) {
	var got []string
	for _, r := range CheckFiles(sampleFiles(t, "oc3_edge_cases.csv"), 2026) {
		for _, f := range r.Findings {
			if f.Kind == OursAlone {
				got = append(got, r.Rule+" "+f.Child)
			}
		}
	}
	if diff := cmp.Diff([]string{"347 GAP02", "391 GAP01"}, got); diff != "" {
		t.Errorf("want (-) and got (+):\n%s", diff)
	}
}

// A file that was made to be wrong: each of its lines but a few breaks a rule.
func TestAFileFullOfErrors(t *testing.T) {
	files := sampleFiles(t, "d2i_fake_oc3.csv")
	count := map[string]int{}
	for _, line := range errorsIn(CheckFiles(files, 2020)) {
		_, rule, _ := strings.Cut(line, " ")
		count[rule]++
	}
	want := map[string]int{}
	for _, l := range files[OC3Table] {
		over := l["IN_TOUCH"] == "DIED" || l["IN_TOUCH"] == "RHOM"
		if over && (l["ACTIV"] != "0" || l["ACCOM"] != "0") {
			want["344"]++
		}
		if strings.HasSuffix(l["ACTIV"], "3") {
			want["132"]++ // F3 and P3 are superseded
		}
		if l["ACCOM"][0] == '0' && l["ACCOM"] != "0" || l["ACCOM"] == "S1" || l["ACCOM"] == "X1" {
			want["133"]++
		}
	}
	if diff := cmp.Diff(want, count); diff != "" {
		t.Errorf("by hand (-) and by the rules (+):\n%s", diff)
	}
}
