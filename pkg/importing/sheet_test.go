package importing

import (
	"bytes"
	"slices"
	"strings"
	"testing"
	"time"
	"unicode/utf16"

	"github.com/xuri/excelize/v2"

	care "intouch/pkg/careleaver"
)

// opened is a list with all its rows.
type opened struct {
	list
	rows []gridRow
	reader
}

// openBytes opens a list of that layout.
func openBytes(file []byte, l *layout) (opened, error) {
	s, err := spooled(bytes.NewReader(file))
	if err != nil {
		return opened{}, err
	}
	defer s.close()
	lists, closeFile, err := open(s, []*layout{l})
	defer closeFile()
	if err != nil {
		return opened{}, err
	}
	o := opened{list: lists[0]}
	survey, err := surveyed(o.list, idOf, false)
	if err != nil {
		return o, err
	}
	o.reader = newReader(o.list, june1, survey.monthFirst)
	return o, o.list.rows(func(g gridRow) error {
		o.rows = append(o.rows, g)
		return nil
	})
}

// mustOpen opens a list that can be opened.
func mustOpen(t testing.TB, file []byte) opened {
	t.Helper()
	l, err := openBytes(file, &list9)
	if err != nil {
		t.Fatal(err)
	}
	return l
}

// firstRow is the first row below the headings as it is read.
func firstRow(t *testing.T, file []byte) row {
	t.Helper()
	l := mustOpen(t, file)
	for _, g := range l.rows {
		if g.number > l.row {
			return l.read(g)
		}
	}
	t.Fatal("there is no row below the headings")
	return row{}
}

func TestTheSameListInEveryDressing(t *testing.T) {
	s := listOf(mia("7961370", person{ColumnAdviser: "Zoë O'Brien", ColumnAccommodation: "U – Independent living"}))
	plain := string(s.csv(','))
	for what, file := range map[string][]byte{
		"CSV":                            s.csv(','),
		"CSV with semicolons":            s.csv(';'),
		"CSV with tabs":                  s.csv('\t'),
		"CSV with bars":                  s.csv('|'),
		"CSV from Excel, with a mark":    append([]byte("\xef\xbb\xbf"), plain...),
		"CSV from Windows, line by line": []byte(strings.ReplaceAll(plain, "\n", "\r\n")),
		"CSV in Windows-1252":            inWindows1252(plain),
		"Unicode text":                   inUTF16(plain),
		"a workbook":                     s.xlsx(t, "List 9"),
		"a workbook with another name":   s.xlsx(t, "9"),
		"a sheet called Care leavers":    s.xlsx(t, "Care Leavers"),
		"a sheet with any name":          s.xlsx(t, "Sheet1"),
	} {
		t.Run(what, func(t *testing.T) {
			r := firstRow(t, file)
			switch {
			case r.id.value != "7961370" || r.birth.value != care.NewDay(2006, time.March, 27) || r.contact.value != care.NewDay(2026, time.May, 5):
				t.Errorf("id %q, born %v, contact %v", r.id.value, r.birth, r.contact)
			case r.adviser.value != "Zoë O'Brien" || r.accommodation.value != "U" || r.category.value != care.FormerRelevant:
				t.Errorf("adviser %q, accommodation %q, category %q", r.adviser.value, r.accommodation.value, r.category.value)
			case len(r.questions()) > 0:
				t.Errorf("asked %v", r.questions())
			}
		})
	}
}

func inWindows1252(s string) []byte {
	s = strings.NewReplacer("ë", "\xeb", "–", "\x96").Replace(s)
	return []byte(s)
}

func inUTF16(s string) []byte {
	b := []byte{0xff, 0xfe}
	for _, u := range utf16.Encode([]rune(s)) {
		b = append(b, byte(u), byte(u>>8))
	}
	return b
}

func TestHeadings(t *testing.T) {
	for _, c := range []struct {
		what, heading string
		want          Column
	}{
		{"as the list spells it", "Suitability of Accommodation", ColumnSuitability},
		{"in capitals", "LATEST DATE OF CONTACT", ColumnContact},
		{"with odd spaces", "  Type of\n Accommodation ", ColumnAccommodation},
		{"with another tail", "Does the child have a disability (Y/N)?", ColumnDisability},
		{"without its tail", "Unaccompanied Asylum Seeking Child", ColumnUASC},
		{"the short name", "UASC", ColumnUASC},
		{"another edition's", "Age of Child (Years)", ColumnAge},
		{"short", "DOB", ColumnBirth},
		{"the other spelling", "Personal Adviser", ColumnAdviser},
		{"PA", "Allocated PA", ColumnAdviser},
		{"another name for the id", "Mosaic ID", ColumnID},
		{"without spaces", "LatestPathwayPlanReviewDate", ColumnReview},
		{"as databases have them", "la_in_touch", ColumnInTouch},
		{"a misspelt word", "Eligibilty Category", ColumnCategory},
		{"two misspelt words", "Sutiability of Accomodation", ColumnSuitability},
		{"the social worker", "Allocated Social Worker", ColumnWorker},
		{"a team", "Team name", ColumnTeam},

		{"a manager is no team", "Team Manager", ""},
		{"a number is no contact", "Contact Number", ""},
		{"an attempt is no contact", "Latest attempted contact", ""},
		{"an address is no adviser", "PA email", ""},
		{"a former worker", "Previous Worker", ""},
		{"a place of birth", "Place of Birth", ""},
		{"a language is no age", "Language", ""},
		{"the id of a worker", "Worker ID", ""},
		{"a name", "Surname", ""},
		{"nothing", "", ""},
	} {
		t.Run(c.what, func(t *testing.T) {
			h := headingsIn(gridRow{1, []string{c.heading}}, list9Heads)
			got := Column("")
			for column := range h.at {
				if got != "" {
					t.Errorf("%q is both %q and %q", c.heading, got, column)
				}
				got = column
			}
			if got != c.want {
				t.Errorf("%q was taken for %q, want %q", c.heading, got, c.want)
			}
		})
	}
}

func TestTheColumnsMayComeInAnyOrderWithOthersBetween(t *testing.T) {
	s := sheet{
		above:    [][]any{{"Annex A, List 9"}, nil, {"Produced on", june1}},
		headings: []string{"Notes", "Activity Status", "Surname", "Type of Accommodation", "Child ID", "Eligibility"},
		rows:     [][]any{{"", "G5", "Example", "K", "42", "Relevant"}},
	}
	l := mustOpen(t, s.csv(','))
	r := l.read(l.rows[len(l.rows)-1])
	if r.id.value != "42" || r.activity.value != "G5" || r.accommodation.value != "K" || r.category.value != care.Relevant || r.number != 5 {
		t.Errorf("read as %+v", r)
	}
	used := l.used()
	if want := (Heading{Heading: "Notes"}); used[0] != want {
		t.Errorf("the first heading is %v, want %v", used[0], want)
	}
	if want := (Heading{Heading: "Child ID", Column: ColumnID}); used[4] != want {
		t.Errorf("the fifth heading is %v, want %v", used[4], want)
	}
	if missing := l.absent(l.layout); !slices.Contains(missing, ColumnAdviser) || slices.Contains(missing, ColumnActivity) {
		t.Errorf("absent are %v", missing)
	}
}

func TestListsThatAreRefusedSayWhatToDo(t *testing.T) {
	twice := listOf(mia("1"))
	twice.headings = slices.Clone(twice.headings)
	twice.headings[4] = "Date of birth" // instead of the age
	noID := listOf(mia("1"))
	noID.headings = append([]string{"Surname"}, noID.headings[1:]...)
	two := excelize.NewFile()
	defer two.Close()
	for _, name := range []string{"One", "Two"} {
		if _, err := two.NewSheet(name); err != nil {
			t.Fatal(err)
		}
		listOf(mia("1")).writeTo(t, two, name)
	}
	var twoSheets bytes.Buffer
	if err := two.Write(&twoSheets); err != nil {
		t.Fatal(err)
	}
	for what, c := range map[string]struct {
		file []byte
		says []string
	}{
		"two columns for one thing": {twice.csv(','), []string{"Date of Birth", "Date of birth", "rename or remove"}},
		"no column of ids":          {noID.csv(','), []string{"Child Unique ID"}},
		"no list at all":            {[]byte("Dear all,\nplease find attached\n"), []string{"no headings of Annex A List 9"}},
		"another list of Annex A":   {[]byte("Child Unique ID,Gender,Ethnicity,Date of Birth,Age,Date of Contact\n1,a,b,c,d,e\n"), []string{"no headings of Annex A List 9"}},
		"an empty file":             {nil, []string{"empty"}},
		"an old workbook":           {[]byte{0xd0, 0xcf, 0x11, 0xe0, 0xa1}, []string{".xlsx"}},
		"half a workbook":           {listOf(mia("1")).xlsx(t, "List 9")[:800], []string{"save it again"}},
		"two sheets alike":          {twoSheets.Bytes(), []string{`"One"`, `"Two"`, "leave one"}},
		"an open quotation mark":    {[]byte(string(listOf(mia("1")).csv(',')) + "2,\"" + strings.Repeat("b) Female\n", 50)), []string{"quotation mark", "row 3"}},
	} {
		t.Run(what, func(t *testing.T) {
			_, err := openBytes(c.file, &list9)
			if err == nil {
				t.Fatal("it was taken")
			}
			for _, s := range c.says {
				if !strings.Contains(err.Error(), s) {
					t.Errorf("it says %q, and not %q", err, s)
				}
			}
		})
	}
}

func TestRowsAreCountedAsASpreadsheetCounts(t *testing.T) {
	file := "Register\n\n" + strings.Join([]string{"Child Unique ID", "\"Type of\nAccommodation\"", "Eligibility Category", "Notes"}, ",") + "\n" +
		"1,U,Relevant,\"two\nlines\"\n\n2,U,Relevant,\n"
	l := mustOpen(t, []byte(file))
	var numbers []int
	for _, g := range l.rows {
		numbers = append(numbers, g.number)
	}
	if want := []int{1, 3, 4, 6}; !slices.Equal(numbers, want) {
		t.Errorf("the rows are %v, want %v", numbers, want)
	}
}

func TestWhatOnlyTheShownTextSays(t *testing.T) {
	book := excelize.NewFile()
	defer book.Close()
	listOf(mia("1", person{ColumnSuitability: false})).writeTo(t, book, "Sheet1")
	noughts := "0000000"
	style, err := book.NewStyle(&excelize.Style{CustomNumFmt: &noughts})
	if err != nil {
		t.Fatal(err)
	}
	book.SetCellValue("Sheet1", "A2", 7961)
	book.SetCellStyle("Sheet1", "A2", "A2", style)
	var b bytes.Buffer
	if err := book.Write(&b); err != nil {
		t.Fatal(err)
	}
	r := firstRow(t, b.Bytes())
	if r.id.value != "0007961" || r.suitable.value != care.No {
		t.Errorf("id %q, suitable %v", r.id.value, r.suitable)
	}
}

func TestAWorkbookThatCountsFrom1904(t *testing.T) {
	book := excelize.NewFile()
	defer book.Close()
	listOf(mia("1")).writeTo(t, book, "Sheet1")
	yes := true
	if err := book.SetWorkbookProps(&excelize.WorkbookPropsOptions{Date1904: &yes}); err != nil {
		t.Fatal(err)
	}
	var b bytes.Buffer
	if err := book.Write(&b); err != nil {
		t.Fatal(err)
	}
	if r := firstRow(t, b.Bytes()); r.id.value != "1" || r.contact.value != 0 && r.contact.value != care.NewDay(2026, time.May, 5)+since1904 {
		t.Errorf("contact %v, want %v or a question, since it is after the list", r.contact, care.NewDay(2026, time.May, 5)+since1904)
	}
	if r := firstRow(t, b.Bytes()); r.birth.value != care.NewDay(2006, time.March, 27)+since1904 {
		t.Errorf("born %v, want %v", r.birth.value, care.NewDay(2006, time.March, 27)+since1904)
	}
}

func TestRowsAboutNobody(t *testing.T) {
	s := listOf(mia("1"))
	width := len(s.headings)
	row := func(cells ...any) []any { return append(cells, make([]any, width-len(cells))...) }
	heads := make([]any, width)
	for i, h := range s.headings {
		heads[i] = h
	}
	s.rows = append(s.rows, row("Total", 1), heads, row("Produced by the performance team"), row("7961370"), row("Total Recall House", "a) Male", "a) WBRI"))
	l := mustOpen(t, s.csv(','))
	var why []string
	for _, g := range l.rows[1:] {
		why = append(why, l.notAPerson(g))
	}
	if want := []string{"", "a total", "the headings again", "a note", "", ""}; !slices.Equal(why, want) {
		t.Errorf("the rows are %q, want %q", why, want)
	}
}

func TestTheSampleWorkbook(t *testing.T) {
	for _, name := range []string{"sfdl_Annex_A_2024_Jan.xlsx", "sfdl_annex_a_list9.csv"} {
		l := mustOpen(t, samples(t, name))
		if n := len(l.absent(l.layout)); n > 0 || len(l.rows) != 7 {
			t.Errorf("%s: %d columns absent, %d rows", name, n, len(l.rows))
		}
		read := newReader(l.list, care.NewDay(2024, time.January, 31), nil)
		first := read.read(l.rows[1])
		if first.birth.value != care.NewDay(2002, time.August, 7) || first.ethnicity.value != "OOTH" || first.accommodation.value != "Y" || first.suitable.value != care.Yes || first.activity.value != "F1" {
			t.Errorf("%s: the first row was read as %+v", name, first)
		}
		for _, g := range l.rows[1:] {
			if r := read.read(g); len(r.questions()) > 0 || !r.id.known() {
				t.Errorf("%s: row %d asks %v", name, r.number, r.questions())
			}
		}
	}
}
