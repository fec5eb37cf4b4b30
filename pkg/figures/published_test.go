package figures

import (
	"bytes"
	"encoding/csv"
	"flag"
	"fmt"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"
)

var update = flag.Bool("update", false, "write published_2024.csv from the Department's files in INTOUCH_SAMPLES")

// departments are the Department's own files, of which the shipped table is made.
func departments(t *testing.T) []dfeRow {
	t.Helper()
	dir := os.Getenv("INTOUCH_SAMPLES")
	if dir == "" {
		t.Skip("INTOUCH_SAMPLES does not say where the Department's files are")
	}
	var all []dfeRow
	for _, name := range []string{"la_care_leavers_intouch", "la_care_leavers_accommodation_suitability", "national_activity_of_care_leaver"} {
		f, err := os.Open(filepath.Join(dir, "dfe_2024_"+name+".csv"))
		if err != nil {
			t.Fatal(err)
		}
		rows, err := readDfE(f)
		f.Close()
		if err != nil {
			t.Fatal(err)
		}
		all = append(all, rows...)
	}
	return all
}

func TestTheShippedTableIsWhatTheDepartmentPublished(t *testing.T) {
	rows := departments(t)
	if *update {
		if err := os.WriteFile("published_2024.csv", shippedFrom(rows), 0o644); err != nil {
			t.Fatal(err)
		}
		Published = mustRead(string(shippedFrom(rows)), 2024)
	}
	compared := 0
	for _, r := range rows {
		if r.Level == "Regional" || r.Age == "17" || r.Age == "18" {
			continue // not shipped; of 17 and 18 together see below
		}
		got, ok := Published.Of(r.Code, r.Figure, r.Part, Band(r.Age))
		if !ok || got != r.Stated {
			t.Errorf("%s, %s, %s %s: %+v, the Department has %+v", r.Name, r.Age, r.Figure, r.Part, got, r.Stated)
		}
		compared++
	}
	if compared < 2700 {
		t.Errorf("only %d cells were compared", compared)
	}
	if text := string(shippedFrom(rows)); text != published2024 && !*update {
		t.Error("published_2024.csv is not what these files make: run the test with -update")
	}
}

// shippedFrom makes the shipped table.
func shippedFrom(rows []dfeRow) []byte {
	cells := map[string]map[string]string{} // by "code,band", by column
	names := map[string]string{}
	for _, r := range together(rows) {
		key := r.Code + "," + r.Age
		if cells[key] == nil {
			cells[key] = map[string]string{}
		}
		names[r.Code] = r.Name
		for _, c := range shipped {
			if c.f == r.Figure && c.p == r.Part {
				cells[key][c.column] = statedText(r.Stated)
			}
		}
	}
	codes := make([]string, 0, len(names))
	for code := range names {
		codes = append(codes, code)
	}
	slices.SortFunc(codes, func(a, b string) int {
		if a == England || b == England {
			return strings.Compare(b, a)
		}
		return strings.Compare(names[a], names[b])
	})
	return writeShipped(codes, names, cells)
}

func writeShipped(codes []string, names map[string]string, cells map[string]map[string]string) []byte {
	var b bytes.Buffer
	b.WriteString("# " + Attribution + "\n# Each cell is number/percentage as published: c suppressed, k under 0.5, z not applicable. After = it is worked out from published numbers.\n")
	w := csv.NewWriter(&b)
	line := []string{"area", "name", "band"}
	for _, c := range shipped {
		line = append(line, c.column)
	}
	w.Write(line)
	for _, code := range codes {
		for _, band := range []Band{Aged17to18, Aged19to21} {
			line := []string{code, names[code], string(band)}
			for _, c := range shipped {
				line = append(line, cells[code+","+string(band)][c.column])
			}
			w.Write(line)
		}
	}
	w.Flush()
	return b.Bytes()
}

func statedText(s Stated) string {
	text := func(v Value) string {
		if v.Known() {
			return fmt.Sprint(v.N)
		}
		return v.Symbol
	}
	derived := ""
	if s.Derived {
		derived = "="
	}
	return derived + text(s.Number) + "/" + text(s.Percent)
}

// together leaves out regions, and puts 17 and 18, which the activity file has
// apart, together.
func together(rows []dfeRow) []dfeRow {
	var all []dfeRow
	sums := map[Part]int{}
	for _, r := range rows {
		switch {
		case r.Level == "Regional":
		case r.Age == "17" || r.Age == "18":
			sums[r.Part] += r.Number.N
		default:
			all = append(all, r)
		}
	}
	for p, n := range sums {
		all = append(all, dfeRow{Area: Area{England, "England"}, Age: "17_18", Figure: Activity, Part: p,
			Stated: Stated{Value{N: n}, Value{N: percent(n, sums[total])}, true}})
	}
	return all
}

// What docs/domain.md section 5 says of England in 2024.
func TestEnglandIsAsTheDomainSays(t *testing.T) {
	cases := []struct {
		name            string
		f               Figure
		p               Part
		b               Band
		number, percent int
	}{
		{"92% of those aged 19 to 21 are in touch", InTouch903, Yes, Aged19to21, 33420, 92},
		{"94% of those aged 17 to 18 are", InTouch903, Yes, Aged17to18, 13370, 94},
		{"5% of those aged 19 to 21 are not", InTouch903, No, Aged19to21, 1720, 5},
		{"88% live in suitable accommodation", Suitable, IsSuitable, Aged19to21, 31630, 88},
		{"of 7% there is no information", Suitable, NoInformation, Aged19to21, 2440, 7},
		{"39% are not in education, employment or training", Activity, NEET, Aged19to21, 14300, 39},
		{"54% are", Activity, EET, Aged19to21, 19550, 54},
		{"64% of those aged 17 to 18 are", Activity, EET, Aged17to18, 9180, 64},
		{"30% of those aged 17 to 18 are not", Activity, NEET, Aged17to18, 4270, 30},
	}
	for _, c := range cases {
		t.Run(c.name, func(t *testing.T) {
			got, ok := Published.Of(England, c.f, c.p, c.b)
			if !ok || got.Number.N != c.number || got.Percent.N != c.percent {
				t.Errorf("%+v, want %d and %d%%", got, c.number, c.percent)
			}
		})
	}
}

func TestASymbolIsNeverANumber(t *testing.T) {
	// Barking and Dagenham's few who are not in touch are suppressed.
	got, ok := Published.Of("E09000002", InTouch903, No, Aged17to18)
	if !ok || got.Number.Known() || got.Number.Words() != "suppressed" || got.Percent.Words() != "suppressed" {
		t.Errorf("%+v", got)
	}
	if none, ok := Published.Of("E09000002", InTouch903, Nreq, Aged17to18); !ok || none.Number.Words() != "0" {
		t.Errorf("a published nought is %+v", none)
	}
}

const head2025 = "time_period,geographic_level,region_code,region_name,la_name,new_la_code,care_leaver_age,breakdown,care_leaver_count,care_leaver_percent\n"

func TestTheDepartmentsFilesAreReadUnderOldAndNewNames(t *testing.T) {
	cases := []struct {
		name, file string
		want       []dfeRow // none: refused
		says       string
	}{
		{"the names of 2025", head2025 + "2025,Local authority,,,Hampshire,E10000014,17 to 18 years,Local authority in touch with care leaver,90,31\n2025,Local authority,,,Hampshire,E10000014,17 to 18 years,Total,c,x\n",
			[]dfeRow{
				{2025, Area{"E10000014", "Hampshire"}, "Local authority", "17_18", InTouch903, Yes, Stated{Value{N: 90}, Value{N: 31}, false}},
				{2025, Area{"E10000014", "Hampshire"}, "Local authority", "17_18", InTouch903, total, Stated{Value{Symbol: "c"}, Value{Symbol: "x"}, false}},
			}, ""},
		{"a column that nobody has seen", strings.Replace(head2025, "breakdown", "category", 1), nil, `a column "category"`},
		{"no column for the number", strings.Replace(head2025, ",care_leaver_count", "", 1), nil, "no column for the number"},
		{"an age that nobody has seen", head2025 + "2025,National,,,,,16 years,Total,1,1\n", nil, `line 2: an age "16 years"`},
		{"a row about something new", head2025 + "2025,National,,,,,19 to 21 years,In touch by letter,1,1\n", nil, `"In touch by letter", which is not known`},
		{"a number that is none", head2025 + "2025,National,,,,,19 to 21 years,Young person refuses contact,1.2k,1\n", nil, `"1.2k" is neither a number nor`},
		{"two figures in one file", head2025 + "2025,National,,,,,19 to 21 years,No information,1,1\n2025,National,,,,,19 to 21 years,Young person refuses contact,1,1\n", nil, "one of them at a time"},
		{"nothing at all", "", nil, "empty"},
	}
	for _, c := range cases {
		t.Run(c.name, func(t *testing.T) {
			got, err := readDfE(strings.NewReader(c.file))
			switch {
			case c.want == nil && (err == nil || !strings.Contains(err.Error(), c.says)):
				t.Errorf("%v does not say %q", err, c.says)
			case c.want != nil && (err != nil || !slices.Equal(got, c.want)):
				t.Errorf("%+v, %v", got, err)
			}
		})
	}
}
