package oc3

import (
	"bytes"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"
)

func TestHowAFileIsRead(t *testing.T) {
	cases := []struct {
		name, text string
		table      TableName
		lines      []Line
		says       string
	}{
		{"by its columns, in any order", "ACCOM,CHILD,DOB,ACTIV,IN_TOUCH\nU1,A,01/05/2006,F2,YES\n", OC3Table, []Line{{"CHILD": "A", "DOB": "01/05/2006", "IN_TOUCH": "YES", "ACTIV": "F2", "ACCOM": "U1"}}, ""},
		{"with a byte order mark and CR LF", "\ufeffCHILD,SEX,DOB,DUC\r\nA,1,01/05/2006,\r\n", UASC, []Line{{"CHILD": "A", "SEX": "1", "DOB": "01/05/2006"}}, ""},
		{"values in capitals, a short line is a line with missing values", "CHILD,DOB,IN_TOUCH,ACTIV,ACCOM\na1,01/05/2006,yes\n", OC3Table, []Line{{"CHILD": "A1", "DOB": "01/05/2006", "IN_TOUCH": "YES"}}, ""},
		{"a column more", "CHILD,DOB,IN_TOUCH,ACTIV,ACCOM,NOTE\n", "", nil, "just the headings"},
		{"headings in small letters", "child,dob,in_touch,activ,accom\n", "", nil, "in capitals"},
		{"UTF-16", "\xff\xfeC\x00", "", nil, "UTF-8"},
		{"a line that is too long", "CHILD,SEX,DOB,DUC\nA,1,01/05/2006,,X\n", "", nil, "line 2 has more cells"},
		{"nothing", "", "", nil, "empty"},
	}
	for _, c := range cases {
		t.Run(c.name, func(t *testing.T) {
			table, lines, err := ReadFile(strings.NewReader(c.text))
			if c.says != "" {
				if err == nil || !strings.Contains(err.Error(), c.says) {
					t.Errorf("%v does not say %q", err, c.says)
				}
				return
			}
			if err != nil || table != c.table {
				t.Fatalf("read as %q: %v", table, err)
			}
			if diff := cmp.Diff(c.lines, lines); diff != "" {
				t.Error(diff)
			}
		})
	}
	files := Files{}
	for _, last := range []bool{false, true} {
		if _, err := files.Add(strings.NewReader("CHILD,DOB,IN_TOUCH,ACTIV,ACCOM\n"), last); err != nil {
			t.Fatal(err)
		}
	}
	if _, err := files.Add(strings.NewReader("CHILD,DOB,IN_TOUCH,ACTIV,ACCOM\n"), true); err == nil {
		t.Error("two files of one kind were taken")
	}
}

func TestDaysAreReadAsTheValidatorReadsThem(t *testing.T) {
	for text, want := range map[string]string{"01/05/2006": "2006-05-01", "1/5/2006": "2006-05-01", "29/02/2008": "2008-02-29", "29/02/2007": "", "2006-05-01": "", "01/05/06": "", "": "", "31/04/2006": "", "05/13/2006": "", "A/B/CCCC": ""} {
		if got, ok := readDay(text); got.String() != want || ok != (want != "") {
			t.Errorf("%q is read as %q, want %q", text, got, want)
		}
	}
}

func TestTheFilesAsTheyAreWritten(t *testing.T) {
	rows := []Row{{Child: Cell{Value: "A&1"}, DOB: Cell{Value: "01/05/2006"}, InTouch: Cell{Value: "NO"}, Activ: Cell{Value: "0"}, Accom: Cell{Value: "0"}}}
	var csv, xml bytes.Buffer
	if err := WriteCSV(&csv, rows); err != nil {
		t.Fatal(err)
	}
	if want := "CHILD,DOB,IN_TOUCH,ACTIV,ACCOM\r\nA&1,01/05/2006,NO,0,0\r\n"; csv.String() != want {
		t.Errorf("%q, want %q", csv.String(), want)
	}
	if err := WriteXML(&xml, rows); err != nil {
		t.Fatal(err)
	}
	want := "<EXPSSDA903><CHILD><HEADER><CHILDID>A&amp;1</CHILDID><DOB>01/05/2006</DOB><IN_TOUCH>NO</IN_TOUCH><ACTIV>0</ACTIV><ACCOM>0</ACCOM></HEADER></CHILD></EXPSSDA903>"
	if !strings.HasSuffix(xml.String(), want) {
		t.Errorf("%s, want %s", xml.String(), want)
	}
	table, lines, err := ReadFile(&csv)
	if err != nil || table != OC3Table || len(lines) != 1 || lines[0]["CHILD"] != "A&1" {
		t.Errorf("what we write we read as %q %v: %v", table, lines, err)
	}
}
