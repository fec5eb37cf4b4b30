package returns

import (
	"bytes"
	"encoding/csv"
	"fmt"
	"os"
	"path/filepath"
	"strings"
	"testing"

	care "intouch/pkg/careleaver"
	"intouch/pkg/duty/dutytest"
)

// Out, in, out again: equal in all columns that the list states (rules.md
// section 12). A cell may say more than a list that leaves it blank, never other.
func (w town) saysWhat(t *testing.T, list map[string][]string, got map[string][]string, unless func(column int, row []string) bool) {
	t.Helper()
	for id, row := range list {
		out, ok := got[id]
		if !ok {
			t.Errorf("%s is not on the list any more", id)
			continue
		}
		for i, want := range row {
			if i >= len(list9Columns) || want == "" || list9Columns[i].Heading == "Age" || unless != nil && unless(i, row) {
				continue
			}
			if out[i] != want {
				t.Errorf("%s, %s: %q, and the list states %q", id, list9Columns[i].Heading, out[i], want)
			}
		}
	}
	if len(got) < len(list) {
		t.Errorf("%d rows of %d", len(got), len(list))
	}
}

func sample(t *testing.T, name string) []byte {
	t.Helper()
	folder := os.Getenv("INTOUCH_SAMPLES")
	if folder == "" {
		t.Skip("INTOUCH_SAMPLES names no folder of public samples")
	}
	file, err := os.ReadFile(filepath.Join(folder, name))
	if err != nil {
		t.Fatal(err)
	}
	return file
}

func TestThePublicListGoesRoundTwice(t *testing.T) {
	book, text := sample(t, "sfdl_Annex_A_2024_Jan.xlsx"), sample(t, "sfdl_annex_a_list9.csv")
	headings, fromBook := readBook(t, book, "List 9")
	for i, c := range list9Columns {
		if headings[i] != c.Heading {
			t.Errorf("column %d is called %q, and %q in the public workbook", i+1, c.Heading, headings[i])
		}
	}
	list := readCSV(t, text)
	if len(list) != len(fromBook) || len(list) == 0 {
		t.Fatalf("%d rows of the CSV, %d of the workbook", len(list), len(fromBook))
	}
	h, asAt := newHouse(t), day("2024-01-31")
	for name, file := range map[string][]byte{"E09000001": book, "E09000002": text} {
		first := h.town(name)
		first.imports(file, asAt)
		once := readCSV(t, first.list9(CSV, asAt))
		first.saysWhat(t, list, once, nil)

		second := h.town(name + "again")
		second.imports(first.list9(XLSX, asAt), asAt)
		if twice := readCSV(t, second.list9(CSV, asAt)); fmt.Sprint(once) != fmt.Sprint(twice) {
			t.Errorf("once\n%v\ntwice\n%v", once, twice)
		}
	}
}

// messy is a list as councils keep them: each row says something that another
// does not.
func messy() [][]string {
	day := func(daysAgo int) string { return date(today.AddDays(-daysAgo)).String() }
	rows := [][]string{
		{"1", "a) Male", "a) WBRI", "27/03/2007", "19", "a) Yes", "b) No", "North", "Jae Vang", "Emir Dyer", "b) Former relevant child", day(50), "a) Yes", day(30), "U: Independent living", "a) Suitable", "F1: Full time in higher education"},
		{"0002", "b) Female", "r) OOTH", "27/03/2008", "18", "b) No", "a) Yes", "North", "Emir Dyer", "Emir Dyer", "b) Former relevant child", "", "a) Yes", "", "Z: With former foster carers", "b) Unsuitable", "P2: Part time in education other than higher"},
		{"A/3", "c) Not stated/recorded", "u) UNKNOWN", "", "", "", "", "South & West", "", "", "", "", "b) No", day(200), "R: Residence not known", "", ""},
		{"4", "d) Neither", "t) NOBT", "01/06/2003", "23", "b) No", "b) No", "", "Jae Vang", "", "c) Qualifying care leaver", day(300), "b) No", "", "S: No fixed abode / homeless", "b) Unsuitable", "G5: Not in education, employment or training - other"},
		{"5", "a) Male", "f) MWBC", "01/02/2006", "20", "b) No", "b) No", "North", "", "Emir Dyer", "b) Former relevant child", day(100), "c) Died", day(90), "", "", ""},
		{"6", "b) Female", "l) ABAN", "01/02/2006", "20", "b) No", "b) No", "North", "", "Zoë O'Wren", "b) Former relevant child", "", "d) Refu", day(150), "B: Parents/relatives", "a) Suitable", "F3: Full time in training or employment"},
		{"7", "a) Male", "n) BCRB", "01/02/2005", "21", "b) No", "b) No", "North", "", "Emir Dyer", "b) Former relevant child", "", "e) NREQ", "", "K: Ordinary lodgings, without formal support", "", "F5: Young person engaged full time in training or employment (not apprenticeship)"},
		{"8", "b) Female", "q) CHNE", "01/09/2008", "17", "b) No", "b) No", "North", "", "Emir Dyer", "c) Qualifying care leaver", "", "f) Rhom", day(40), "B: Parents/relatives", "a) Suitable", "G6: Not in education, employment or training - pregnancy or parenting"},
		{"9", "a) Male", "j) AIND", "01/02/2006", "20", "a) Yes", "b) No", "North", "", "Emir Dyer", "b) Former relevant child", "", "a) Yes", day(1), "X: In custody", "b) Unsuitable", "G5: Not in education, employment or training - other"},
		{"10", "a) Male", "s) REFU", "01/09/2009", "16", "b) No", "b) No", "Looked after", "Jae Vang", "", "d) Eligible child", day(10), "a) Yes", "", "", "", "F4: Young person engaged full time in an apprenticeship"},
		{"11", "a) Male", "b) WIRI", "01/09/2008", "17", "b) No", "b) No", "North", "Jae Vang", "Emir Dyer", "a) Relevant child", day(10), "a) Yes", day(92), "D: Semi-independent, transitional accommodation and self-contained accommodation", "a) Suitable", "P4: Young person engaged part time in an apprenticeship"},
		{"12", "b) Female", "m) AOTH", "29/02/2004", "22", "a) Yes", "b) No", "North", "", "Emir Dyer", "b) Former relevant child", "", "b) No", "", "G: Abroad", "", ""},
	}
	return rows
}

func asCSV(t *testing.T, rows [][]string) []byte {
	t.Helper()
	var b bytes.Buffer
	out := csv.NewWriter(&b)
	var headings []string
	for _, c := range list9Columns {
		headings = append(headings, c.Heading)
	}
	if err := out.WriteAll(append([][]string{headings}, rows...)); err != nil {
		t.Fatal(err)
	}
	return b.Bytes()
}

func TestAMessyListGoesRoundTwice(t *testing.T) {
	h := newHouse(t)
	first, second := h.town("E09000003"), h.town("E09000004")
	first.imports(asCSV(t, messy()), today)
	once := readCSV(t, first.list9(CSV, today))
	first.saysWhat(t, byFirst(messy()), once, func(column int, row []string) bool {
		return row[column] == "u) UNKNOWN" // nothing is recorded, which Ofsted has two values for
	})
	second.imports(first.list9(XLSX, today), today)
	if twice := readCSV(t, second.list9(CSV, today)); fmt.Sprint(once) != fmt.Sprint(twice) {
		for id := range once {
			if strings.Join(once[id], "|") != strings.Join(twice[id], "|") {
				t.Errorf("once  %q\ntwice %q", once[id], twice[id])
			}
		}
	}
}

// What a list does not date, an import does not make sure: two years later none
// of it counts as being in touch.
func TestWhatAListDoesNotDateIsNotInTouchForEver(t *testing.T) {
	l := aLife(func(f *care.Registered) { f.HowKnown = care.FromImport })
	l.tell("2026-01-01", care.AreaCaseload, care.Listed{AsAt: day("2026-01-01"), InTouch: care.ListedYes})
	for _, c := range []struct {
		on, want string
	}{{"2026-01-01", "a) Yes"}, {"2026-04-01", "a) Yes"}, {"2026-04-02", "b) No"}, {"2028-01-01", "b) No"}} {
		if cells, _ := l.subject(t, day(c.on)).list9(); cells[atInTouch].String() != c.want {
			t.Errorf("on %s %q, want %q", c.on, cells[atInTouch], c.want)
		}
	}
	s := l.subject(t, day("2026-01-01"))
	s.rules.Policies[0] = dutytest.Policy(t, "2024-01-01", "list9AsListed: true ", "list9AsListed: false ")
	if cells, _ := s.list9(); cells[atInTouch].String() != "b) No" {
		t.Errorf("an authority that goes by dated contacts alone says %q", cells[atInTouch])
	}
}
