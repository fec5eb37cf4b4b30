package main

import (
	"os"
	"path/filepath"
	"strings"
	"testing"

	"github.com/google/uuid"
)

func TestExportFromOneThatRunsAndFromOneThatDoesNot(t *testing.T) {
	t.Parallel()
	data, folder := dataFolder(t), t.TempDir()
	in := filepath.Join(folder, "list.csv")
	if err := os.WriteFile(in, []byte(list), 0o600); err != nil {
		t.Fatal(err)
	}
	p := started(t, data)
	operate(t, data, "import", "annex-a-list-9", in, "--as-at", "2026-06-01")
	wren := p.register("L-3")
	took := func(what, file string, more ...string) string {
		t.Helper()
		out := filepath.Join(folder, file)
		wantSaid(t, operate(t, data, append([]string{"export", what, "--out", out}, more...)...), what+" of local", "is in "+out)
		text, err := os.ReadFile(out)
		if err != nil {
			t.Fatal(err)
		}
		if info, err := os.Stat(out); err != nil || info.Mode().Perm() != 0o600 {
			t.Errorf("%s: %v, %v", file, info.Mode(), err)
		}
		return string(text)
	}
	wantSaid(t, took("annex-a-list-9", "nine.csv", "--at", "2026-06-01"), "Child Unique ID,Gender", "L-1", "a) Yes,20/05/2026,U: Independent living")
	wantSaid(t, took("annex-a-list-9", "nine.json"), `"Child Unique ID"`, `"from":[`)
	if !strings.HasPrefix(took("annex-a-list-9", "nine.xlsx"), "PK") {
		t.Error("a workbook that is none")
	}
	wantSaid(t, took("register", "register.csv"), "Unaccounted for", "L-3")
	wantSaid(t, took("contacts", "contacts.csv", "--from", "2026-05-01"), "Contact,20/05/2026")
	p.stop()
	wantSaid(t, took("timeline", "timeline.csv", "--person", wren), "Registered", "In force")
	wantSaid(t, took("oc3", "oc3.csv", "--year", "2026", "--ages", "whole"), "CHILD,DOB,IN_TOUCH,ACTIV,ACCOM\r\n", "L-3,")
	wantSaid(t, took("oc3", "oc3.xml", "--year", "2026"), "<EXPSSDA903>")
	wantSaid(t, took("dfe-daily", "daily.json"), `"contactFrom":`, `"leftOut":{}`) // of yesterday, when nobody was registered yet
	wantNothingLeft(t, data)
}

func TestAnExportThatCannotBeIsRefused(t *testing.T) {
	t.Parallel()
	out := filepath.Join(t.TempDir(), "out")
	for _, c := range []struct {
		name string
		args []string
		want string
	}{
		{"something that nobody takes out", []string{"everything", "--out", out + ".csv"}, "annex-a-list-9"},
		{"a format that is none", []string{"register", "--out", out + ".pdf"}, ".xlsx, .csv, .json"},
		{"the daily records as a sheet", []string{"dfe-daily", "--out", out + ".csv"}, "ends in .json"},
		{"a timeline of nobody", []string{"timeline", "--out", out + ".csv"}, "--person"},
		{"a day that is none", []string{"register", "--out", out + ".csv", "--at", "31/12/2026"}, "2026-06-15"},
		{"a care leaver return of no year", []string{"oc3", "--out", out + ".csv"}, "--year"},
		{"of nobody", []string{"oc3", "--out", out + ".csv", "--year", "2026", "--ages", "40"}, "17-21, supported or whole"},
		{"a collection year of what has none", []string{"register", "--out", out + ".csv", "--year", "2026"}, "with oc3"},
		{"a first day of what has none", []string{"register", "--out", out + ".csv", "--from", "2026-01-01"}, "contacts alone"},
		{"a care leaver return as at a day", []string{"oc3", "--out", out + ".csv", "--year", "2026", "--at", "2026-06-15"}, "oc3 is no page of a day"},
		{"a timeline as at a day", []string{"timeline", "--out", out + ".csv", "--person", uuid.NewString(), "--at", "2026-06-15"}, "timeline is no page of a day"},
		{"a timeline of what is not of one person", []string{"register", "--out", out + ".csv", "--person", uuid.NewString()}, "with timeline alone"},
		{"a collection year that is none", []string{"oc3", "--out", out + ".csv", "--year", "26"}, "26 is not a collection year: name the year in which it ends, such as 2026"},
	} {
		t.Run(c.name, func(t *testing.T) {
			said, err := intouch(t, append([]string{"export", "--data", dataFolder(t)}, c.args...)...).CombinedOutput()
			if err == nil || !strings.Contains(string(said), c.want) {
				t.Errorf("%v: %s", err, said)
			}
		})
	}
}

func TestTheHelpOfExportSaysWhatTakesWhat(t *testing.T) {
	t.Parallel()
	help, err := intouch(t, "export", "--help").CombinedOutput()
	if err != nil {
		t.Fatalf("%v: %s", err, help)
	}
	wantSaid(t, strings.Join(strings.Fields(string(help)), " "), "annex-a-list-9,register,contacts,dfe-daily,timeline,oc3", ".csv or .xml for oc3",
		"For annex-a-list-9, register, contacts, dfe-daily.", "For contacts.", "For timeline, which needs it.", "For oc3, which needs it.")
}
