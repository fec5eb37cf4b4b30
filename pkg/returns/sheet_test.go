package returns

import (
	"bytes"
	"encoding/csv"
	"encoding/json"
	"strings"
	"testing"
	"time"

	"github.com/google/uuid"
	"github.com/xuri/excelize/v2"
	"pgregory.net/rapid"

	care "intouch/pkg/careleaver"
)

// written is a sheet of one column with these cells.
func written(t interface{ Fatal(...any) }, f Format, cells ...Cell) []byte {
	var b bytes.Buffer
	err := write(&b, f, Head{Name: "Things", Columns: []Column{{Heading: "Thing"}}, On: today}, func(row func(Row) error) error {
		for _, c := range cells {
			if err := row(Row{Cells: []Cell{c}}); err != nil {
				return err
			}
		}
		return nil
	})
	if err != nil {
		t.Fatal(err)
	}
	return b.Bytes()
}

func TestWhatLooksLikeAFormulaNeverIsOneInACSV(t *testing.T) {
	cases := []struct{ name, text, want string }{
		{"a formula", "=1+1", "'=1+1"},
		{"a call of another program", "+cmd|' /C calc'!A0", "'+cmd|' /C calc'!A0"},
		{"a list that begins with a dash", "- rang\n- wrote", "'- rang\n- wrote"},
		{"an old formula", "@SUM(A1)", "'@SUM(A1)"},
		{"a tab before it", "\t=1+1", "'\t=1+1"},
		{"spaces before it", "  =1+1", "'  =1+1"},
		{"a carriage return before it", "\r=1+1", "'\r=1+1"},
		{"a sign of full width", "＝1+1", "'＝1+1"},
		{"a name", "Zoë Wren", "Zoë Wren"},
		{"a sign further on", "1+1=2", "1+1=2"},
		{"nothing", "", ""},
	}
	for _, c := range cases {
		t.Run(c.name, func(t *testing.T) {
			if got := harmless(c.text); got != c.want {
				t.Errorf("%q became %q, want %q", c.text, got, c.want)
			}
		})
	}
}

// Whatever is recorded, a CSV has as many rows as were written, of one cell
// each, and none that a spreadsheet would run.
func TestNoTextRunsOrBreaksACSV(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		said := rapid.SliceOfN(rapid.StringOf(rapid.RuneFrom([]rune("=+-@\t\r\n ,;\"'aZ0é＝"))), 1, 8).Draw(t, "cells")
		cells := make([]Cell, len(said))
		for i, s := range said {
			cells[i] = text("x"+s, uuid.New())
			if rapid.Bool().Draw(t, "bare") {
				cells[i] = text(s, uuid.New())
			}
		}
		out := string(written(t, CSV, cells...))
		rows, err := csv.NewReader(strings.NewReader(strings.TrimPrefix(out, byteOrderMark))).ReadAll()
		if err != nil {
			t.Fatal(err)
		}
		blank := 0
		for _, c := range cells {
			if c.Blank() {
				blank++ // an empty line is no row of a reader of CSV with one column
			}
		}
		if len(rows) != 1+len(cells)-blank {
			t.Fatalf("%d rows of %d cells", len(rows), len(cells))
		}
		for _, row := range rows {
			if first := strings.TrimLeft(row[0], " "); first != "" && strings.ContainsAny(first[:1], "=+-@\t\r\n") {
				t.Fatalf("%q may run", row[0])
			}
		}
	})
}

func TestAWorkbookHoldsTextsAsTextsAndDaysAsDays(t *testing.T) {
	long := strings.Repeat("é", 40_000)
	book, err := excelize.OpenReader(bytes.NewReader(written(t, XLSX,
		text("=HYPERLINK(\"http://example.org\")"), text("0012"), date(day("2026-06-15")), number(19), text(long), text("a\x01b"), Cell{})))
	if err != nil {
		t.Fatal(err)
	}
	defer book.Close()
	for i := 1; i <= 8; i++ {
		at, _ := excelize.CoordinatesToCellName(1, i)
		if f, err := book.GetCellFormula("Things", at); f != "" || err != nil {
			t.Errorf("%s is a formula: %q, %v", at, f, err)
		}
	}
	rows, err := book.GetRows("Things")
	if err != nil {
		t.Fatal(err)
	}
	for i, want := range []string{"Thing", `=HYPERLINK("http://example.org")`, "0012", "15/06/2026", "19"} {
		if rows[i][0] != want {
			t.Errorf("row %d is %q, want %q", i+1, rows[i][0], want)
		}
	}
	if cut := rows[5][0]; !strings.HasSuffix(cut, "(longer than a cell can hold: take out a CSV)") || len([]rune(cut)) > mostUnits {
		t.Errorf("a text of 40,000 signs became one of %d that ends %q", len([]rune(cut)), cut[len(cut)-20:])
	}
}

func TestJSONSaysWhereACellComesFrom(t *testing.T) {
	id := uuid.New()
	var got struct {
		On    care.Day
		Items []struct {
			Cells []struct {
				Column string
				Value  any
				From   []care.EventID
			}
		}
	}
	if err := json.Unmarshal(written(t, JSON, text("North", id, uuid.Nil), Cell{}, date(today, id), number(3, id)), &got); err != nil {
		t.Fatal(err)
	}
	if got.On != today || len(got.Items) != 4 || len(got.Items[1].Cells) != 0 {
		t.Fatalf("%+v", got)
	}
	for i, want := range map[int]any{0: "North", 2: "2026-06-15", 3: 3.0} {
		if c := got.Items[i].Cells[0]; c.Value != want || len(c.From) != 1 || c.From[0] != id {
			t.Errorf("item %d is %+v, want %v", i, c, want)
		}
	}
}

func TestACSVSaysItsAlphabetAndBritishDays(t *testing.T) {
	out := string(written(t, CSV, text("Zoë"), date(care.NewDay(2026, time.June, 1))))
	if want := "\ufeffThing\r\nZoë\r\n01/06/2026\r\n"; out != want {
		t.Errorf("%q, want %q", out, want)
	}
}
