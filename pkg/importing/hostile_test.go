package importing

import (
	"archive/zip"
	"bytes"
	"compress/flate"
	"fmt"
	"math/rand/v2"
	"slices"
	"strings"
	"testing"
	"time"
	"unicode/utf16"

	"github.com/xuri/excelize/v2"

	care "intouch/pkg/careleaver"
)

// Files as nobody should send them, and somebody does. Whatever comes, the answer
// is a sentence, or an answer for every row; and what an answer does not say was
// stored was not.

// hostileCells stand where a value should.
var hostileCells = []string{
	"", " ", "nan", "NaN", "-", "#MULTIVALUE", "#N/A", "#REF!", "NF1 1NF", "NULL", "1900-01-01", "01/01/1900", "00/00/0000", "31/02/2026", "2026-13-45", "9999-12-31", "46175", "46175.99", "-1", "1e309",
	"=1+1", "=HYPERLINK(\"http://x\")", "@SUM(A1)", "+44 7700 900123", "'0012", "=\"0012\"", "\u202eevil", "\u200b", "\x00", "a\x00b", "\xff\xfe", "Zoë", "名前", "🙂", "\"", "\"\"", "a\nb", "a\r\nb", "\ttab",
	"seen?", "not seen, or was she", "Home visit", "seen", strings.Repeat("x", 70_000), strings.Repeat("word ", 5000), "<script>alert(1)</script>", "'; DROP TABLE person; --", "${jndi:ldap://x}", "../../etc/passwd", "Null", "TRUE", "1/2/3/4", "½",
}

// hostile makes a file: its text, dressed in some way.
func hostile(rnd *rand.Rand, headings []string) []byte {
	separator := []string{",", ";", "\t", "|"}[rnd.IntN(4)]
	quote := func(s string) string {
		if strings.ContainsAny(s, separator+"\"\n\r") && rnd.IntN(10) > 0 {
			return `"` + strings.ReplaceAll(s, `"`, `""`) + `"`
		}
		return s
	}
	heads := slices.Clone(headings)
	switch rnd.IntN(6) {
	case 0:
		heads = append(heads, heads[rnd.IntN(len(heads))]) // twice
	case 1:
		heads = append(make([]string, rnd.IntN(3000)), heads...) // far to the right
	case 2:
		heads[rnd.IntN(len(heads))] = ""
	}
	var b strings.Builder
	for range rnd.IntN(3) {
		b.WriteString(strings.Repeat(separator, rnd.IntN(5)) + "Produced by the performance team" + "\n")
	}
	line := func(cells []string) {
		for i, c := range cells {
			if i > 0 {
				b.WriteString(separator)
			}
			b.WriteString(quote(c))
		}
		b.WriteString([]string{"\n", "\r\n"}[rnd.IntN(2)])
	}
	line(heads)
	for range rnd.IntN(12) {
		cells := make([]string, max(0, len(heads)+rnd.IntN(4)-2))
		for i := range cells {
			if rnd.IntN(3) > 0 || i < len(heads)-len(headings) {
				cells[i] = hostileCells[rnd.IntN(len(hostileCells))]
			} else {
				cells[i] = []string{"1", "2", "15/06/2006", "02/05/2026", "Phone", "spoke", "U", "YES"}[rnd.IntN(8)]
			}
			if i < len(heads)-len(headings) {
				cells[i] = ""
			}
		}
		line(cells)
	}
	return dressed(rnd, b.String())
}

// dressed writes the text in some alphabet, and now and then cuts it off.
func dressed(rnd *rand.Rand, text string) []byte {
	file := []byte(text)
	units := utf16.Encode([]rune(text))
	switch rnd.IntN(8) {
	case 0:
		file = append([]byte("\xef\xbb\xbf"), file...)
	case 1, 2: // with a mark, and without
		file = nil
		if rnd.IntN(2) == 0 {
			file = []byte{0xff, 0xfe}
		}
		for _, u := range units {
			file = append(file, byte(u), byte(u>>8))
		}
	case 3:
		file = []byte{0xfe, 0xff}
		for _, u := range units {
			file = append(file, byte(u>>8), byte(u))
		}
	case 4:
		file = bytes.Map(func(r rune) rune { return min(r, 0xfe) }, file)
	case 5:
		file = file[:rnd.IntN(len(file)+1)]
	}
	return file
}

func TestHostileFilesAreAnsweredAndStoreNothingUnsaid(t *testing.T) {
	headings := map[Format][]string{
		AnnexAList9: fullHeadings, OC3: {"CHILD", "DOB", "IN_TOUCH", "ACTIV", "ACCOM"}, Contacts: {"ID", "Date", "Time", "Type", "Outcome", "Worker", "Note", "Row ID", "Deleted"},
	}
	for f, heads := range headings {
		t.Run(string(f), func(t *testing.T) {
			taken := 0
			for seed := range uint64(60) {
				rnd := rand.New(rand.NewPCG(seed, 7))
				g := withPeople(t, "1", "2")
				before := len(g.events)
				job := g.job(june1, hostile(rnd, heads))
				job.Format, job.Year, job.Today = f, 2026, june2
				report, err := Import(t.Context(), job)
				stored := g.events[before:]
				if err != nil {
					if len(stored) > 0 || len(err.Error()) < 15 || strings.Contains(err.Error(), "\x00") {
						t.Fatalf("seed %d: refused with %q, and %d events are stored", seed, err, len(stored))
					}
					continue
				}
				answersFor(t, seed, report, stored)
				taken += report.Total
			}
			if taken < 50 {
				t.Errorf("of all files only %d rows were taken: this tests next to nothing", taken)
			}
		})
	}
}

// answersFor fails unless every row has its answer, and all that is stored is
// said by one and can be kept.
func answersFor(t *testing.T, seed uint64, report Report, stored []care.Event) {
	t.Helper()
	if len(report.Rows) != report.Total || report.Done != report.Total {
		t.Fatalf("seed %d: %d answers for %d rows", seed, len(report.Rows), report.Total)
	}
	said, asked := 0, 0
	for _, row := range report.Rows {
		said += len(row.What)
		asked += len(row.Questions)
		if row.Answer == Failed {
			t.Errorf("seed %d: row %d failed: %s", seed, row.Row, row.Problem)
		}
	}
	facts, questions := 0, 0
	for _, e := range stored {
		switch f := e.Fact.(type) {
		case care.ImportStarted, care.ImportFinished, care.StaffJoined:
		case care.CellQuestioned:
			questions++
			if len(f.Value) > 4*longestQuote+4 {
				t.Errorf("seed %d: a question quotes %d bytes", seed, len(f.Value))
			}
		case care.RowSetAside:
			questions++
		default:
			facts++
		}
		if err := e.Fact.Validate(); err != nil {
			t.Errorf("seed %d: stored %T %+v: %v", seed, e.Fact, e.Fact, err)
		}
	}
	if facts != said || questions > asked {
		t.Errorf("seed %d: %d facts are stored and %d said, %d questions and %d said\n%s", seed, facts, said, questions, asked, report.Text())
	}
}

// book makes a workbook and lets it be spoilt.
func book(t *testing.T, spoil func(*excelize.File)) []byte {
	t.Helper()
	f := excelize.NewFile()
	defer f.Close()
	listOf(mia("1"), mia("2")).writeTo(t, f, "Sheet1")
	spoil(f)
	var b bytes.Buffer
	if err := f.Write(&b); err != nil {
		t.Fatal(err)
	}
	return b.Bytes()
}

func TestHostileWorkbooks(t *testing.T) {
	for _, c := range []struct {
		what  string
		file  []byte
		taken int // rows that are new on the register; -1: refused
	}{
		{"merged rows above the headings", book(t, func(f *excelize.File) {
			f.InsertRows("Sheet1", 1, 2)
			f.SetCellValue("Sheet1", "A1", "Annex A")
			f.MergeCell("Sheet1", "A1", "Q2")
		}), 2},
		{"empty columns in front", book(t, func(f *excelize.File) { f.InsertCols("Sheet1", "A", 5) }), 2},
		{"empty rows between", book(t, func(f *excelize.File) { f.InsertRows("Sheet1", 3, 50) }), 2},
		{"a formula for an id", book(t, func(f *excelize.File) { f.SetCellFormula("Sheet1", "A2", "=1+1") }), 2},
		{"an error for an id", book(t, func(f *excelize.File) { f.SetCellValue("Sheet1", "A2", "#REF!") }), 1},
		{"a date for an id", book(t, func(f *excelize.File) { f.SetCellValue("Sheet1", "A2", time.Date(2026, 5, 1, 0, 0, 0, 0, time.UTC)) }), 2},
		{"a cell at the edge of the sheet", book(t, func(f *excelize.File) { f.SetCellValue("Sheet1", "XFD1048576", "x") }), 2},
		{"a note in the last column of a row", book(t, func(f *excelize.File) { f.SetCellValue("Sheet1", "XFD2", strings.Repeat("x", 32_000)) }), 2},
		{"headings that are there twice", book(t, func(f *excelize.File) { f.SetCellValue("Sheet1", "R1", "Child Unique ID") }), -1},
		{"a sheet that is hidden and looks the same", book(t, func(f *excelize.File) {
			f.NewSheet("Old")
			listOf(mia("3")).writeTo(t, f, "Old")
			f.SetSheetVisible("Old", false)
		}), -1},
		{"a ZIP bomb", bomb(t, "xl/styles.xml", 200<<20, 1), -1},
		{"a sheet that is one", bomb(t, "xl/worksheets/sheet1.xml", 1100<<20, 1), -1},
		{"one that lies about its size", bomb(t, "xl/sharedStrings.xml", 10, 16<<20), -1},
		{"a CSV that does", bomb(t, "list.csv", 10, 16<<20), -1},
		{"a ZIP of nothing", bomb(t, "readme.md", 10, 10), -1},
		{"a name that leads elsewhere", bomb(t, "../../etc/passwd.csv", 10, 10), -1},
		{"bytes of nothing", bytes.Repeat([]byte{0}, 1000), -1},
		{"a picture", append([]byte("\x89PNG\r\n\x1a\n"), bytes.Repeat([]byte{7, 0, 255}, 300)...), -1},
	} {
		t.Run(c.what, func(t *testing.T) {
			g := newRegister(t)
			report, err := List9(t.Context(), g.job(june1, c.file))
			if c.taken < 0 {
				if err == nil || len(g.events) > 0 {
					t.Fatalf("it was taken: %s", report.Text())
				}
				return
			}
			if err != nil || report.Counts[TakenOn] != c.taken {
				t.Fatalf("%v: %s", err, report.Text())
			}
		})
	}
}

// bomb is a ZIP with one file that says that it has so many bytes, and has
// others.
func bomb(t *testing.T, name string, says, size int) []byte {
	t.Helper()
	var b bytes.Buffer
	z := zip.NewWriter(&b)
	w, err := z.Create("[Content_Types].xml")
	if err != nil {
		t.Fatal(err)
	}
	fmt.Fprint(w, "<Types/>")
	if strings.HasSuffix(name, ".csv") {
		b.Reset()
		z = zip.NewWriter(&b)
	}
	var packed bytes.Buffer
	pack, err := flate.NewWriter(&packed, 9)
	if err != nil {
		t.Fatal(err)
	}
	block := bytes.Repeat([]byte{' '}, 1<<20)
	for left := min(size, 80<<20); left > 0; left -= len(block) {
		pack.Write(block[:min(left, len(block))])
	}
	pack.Close()
	if w, err = z.CreateRaw(&zip.FileHeader{Name: name, Method: zip.Deflate, UncompressedSize64: uint64(says), CompressedSize64: uint64(packed.Len())}); err != nil {
		t.Fatal(err)
	}
	w.Write(packed.Bytes())
	if err := z.Close(); err != nil {
		t.Fatal(err)
	}
	return b.Bytes()
}

func TestARowThatSwallowsTheFileIsRefused(t *testing.T) {
	g := newRegister(t)
	file := append(listOf(mia("1")).csv(','), []byte("2,\""+strings.Repeat("no end in sight ", 1<<20))...)
	if _, err := List9(t.Context(), g.job(june1, file)); err == nil || !strings.Contains(err.Error(), "quotation mark") || len(g.events) > 0 {
		t.Errorf("it says %v", err)
	}
}
