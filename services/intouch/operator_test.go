package main

import (
	"context"
	"errors"
	"fmt"
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"testing"
	"time"

	"github.com/jackc/pgx/v5"
)

// list has two people, one cell that cannot be read, and a row that names nobody.
const list = `Child Unique ID,Date of Birth,Allocated Personal Advisor,Eligibility Category,LA in Touch,Latest Date of Contact,Type of Accommodation
L-1,04/05/2007,Robin Ash,Former relevant,a) Yes,20/05/2026,U
L-2,11/09/2006,Robin Ash,Former relevant,perhaps,,U
,01/01/2007,Robin Ash,Former relevant,a) Yes,,U
`

func TestImportIntoOneThatRunsAndIntoOneThatDoesNot(t *testing.T) {
	t.Parallel()
	file := filepath.Join(t.TempDir(), "list.csv")
	if err := os.WriteFile(file, []byte(list), 0o600); err != nil {
		t.Fatal(err)
	}
	data := dataFolder(t)
	p := started(t, data)
	wantSaid(t, operate(t, data, "import", "annex-a-list-9", file, "--as-at", "2026-06-01"),
		"new on the register: 2", "not yet on the register: 1", "row 2 (L-1)", "perhaps")
	var summary struct{ Register int }
	if p.getJSON("/api/v1/summary", &summary); summary.Register != 2 {
		t.Errorf("%d people are on the register", summary.Register)
	}
	p.stop()

	wantSaid(t, operate(t, data, "import", "annex-a-list-9", file, "--as-at", "2026-06-01"), "already known: 2")
	wantSaid(t, operate(t, data, "verify"), "log and tables agree")
	wantNothingLeft(t, data)
}

func TestAListThatCannotBeReadIsRefused(t *testing.T) {
	t.Parallel()
	file := filepath.Join(t.TempDir(), "list.csv")
	if err := os.WriteFile(file, []byte("not,a\nlist,of anybody\n"), 0o600); err != nil {
		t.Fatal(err)
	}
	data := dataFolder(t)
	out, err := intouch(t, "import", "annex-a-list-9", file, "--as-at", "2026-06-01", "--data", data).CombinedOutput()
	if exit, ok := errors.AsType[*exec.ExitError](err); !ok || exit.ExitCode() != 1 {
		t.Errorf("ended with %v: %s", err, out)
	}
	wantNothingLeft(t, data)
}

func TestReplayAndVerifyWhileItRunsAndWhileItDoesNot(t *testing.T) {
	t.Parallel()
	data := dataFolder(t)
	p := started(t, data)
	wren := p.register("L-1")
	p.getJSON("/api/v1/care-leavers/"+wren+"?min-position=2", &struct{}{})
	wantSaid(t, operate(t, data, "verify"), "local: log and tables agree")
	wantSaid(t, operate(t, data, "replay"), "local: the tables are made anew from the log")
	p.getJSON("/api/v1/care-leavers/"+wren, &struct{}{}) // the running one reads the new tables

	spoil(t, p.runJSON().Database, "UPDATE read.person SET given_name = 'Nobody'")
	out, err := intouch(t, "verify", "--data", data).CombinedOutput()
	if err == nil || !strings.Contains(string(out), "rows of table person are not what the events mean") {
		t.Errorf("verify of spoilt tables: %v: %s", err, out)
	}
	p.stop()
	wantSaid(t, operate(t, data, "replay"), "local: the tables are made anew from the log")
	wantSaid(t, operate(t, data, "verify"), "local: log and tables agree")
	wantNothingLeft(t, data)
}

func TestACommandIsToldWhichAuthoritiesAreServed(t *testing.T) {
	t.Parallel()
	p := started(t, dataFolder(t), "--authority", "E09000002")
	out, err := intouch(t, "verify", "--data", p.data).CombinedOutput()
	if err == nil || !strings.Contains(string(out), "serves E09000002, not local: say which with --authority") {
		t.Errorf("%v: %s", err, out)
	}
	wantSaid(t, operate(t, p.data, "verify", "--authority", "E09000002"), "E09000002: log and tables agree")
}

// operate runs an operator's command that is to succeed, and returns its answer.
func operate(t *testing.T, data string, command ...string) string {
	t.Helper()
	cmd := intouch(t, append(command, "--data", data)...)
	var diary strings.Builder
	cmd.Stderr = &diary
	out, err := cmd.Output()
	if err != nil {
		t.Fatalf("%q: %v: %s%s", command, err, out, diary.String())
	}
	return string(out)
}

func wantSaid(t *testing.T, answer string, words ...string) {
	t.Helper()
	for _, w := range words {
		if !strings.Contains(answer, w) {
			t.Errorf("it does not say %q:\n%s", w, answer)
		}
	}
}

// spoil changes the tables behind everybody's back.
func spoil(t *testing.T, database, sql string) {
	t.Helper()
	conn, err := pgx.Connect(t.Context(), database)
	if err != nil {
		t.Fatal(err)
	}
	defer conn.Close(t.Context())
	if _, err := conn.Exec(t.Context(), sql); err != nil {
		t.Fatal(err)
	}
}

// An import that is killed in the middle goes on where it was, and ends with
// each row answered once and nothing told twice.
func TestAnImportThatIsKilledGoesOnWhereItWas(t *testing.T) {
	t.Parallel()
	const people, rows = 20, 2000
	data, folder := dataFolder(t), t.TempDir()
	var register, sheet strings.Builder
	register.WriteString("Child Unique ID,Eligibility Category,LA in Touch,Type of Accommodation\n")
	for i := range people {
		fmt.Fprintf(&register, "L-%d,Former relevant,Yes,U\n", i)
	}
	sheet.WriteString("ID,Date,Type,Outcome,Note\n")
	for i := range rows {
		fmt.Fprintf(&sheet, "L-%d,%s,Phone,spoke,note %d\n", i%people, time.Date(2025, time.January, 1+i/people, 0, 0, 0, 0, time.UTC).Format("02/01/2006"), i)
	}
	list, file, answers := filepath.Join(folder, "list.csv"), filepath.Join(folder, "contacts.csv"), filepath.Join(folder, "answers.csv")
	for path, text := range map[string]string{list: register.String(), file: sheet.String()} {
		if err := os.WriteFile(path, []byte(text), 0o600); err != nil {
			t.Fatal(err)
		}
	}
	p := started(t, data)
	operate(t, data, "import", "annex-a-list-9", list, "--as-at", "2026-06-01")
	conn, err := pgx.Connect(t.Context(), p.runJSON().Database)
	if err != nil {
		t.Fatal(err)
	}
	defer conn.Close(context.Background())
	count := func(sql string) (n int) {
		t.Helper()
		if err := conn.QueryRow(t.Context(), sql).Scan(&n); err != nil {
			t.Fatal(err)
		}
		return n
	}
	const answered = "SELECT count(*) FROM kept.import_row r JOIN kept.import i ON i.id = r.import WHERE i.about->>'format' = 'contacts'"

	broken := intouch(t, "import", "contacts", file, "--data", data)
	if err := broken.Start(); err != nil {
		t.Fatal(err)
	}
	for count(answered) == 0 {
		p.get("/healthz") // it takes its time, and so do we
	}
	broken.Process.Kill()
	broken.Wait()
	before := count(answered)
	if before == rows {
		t.Fatal("it was over before it was killed")
	}
	said := operate(t, data, "import", "contacts", file, "--answers", answers)
	wantSaid(t, said, "2000 rows", "changed: 2000")
	if n := count(answered); n != rows {
		t.Errorf("%d rows are answered, %d of them before it was killed", n, before)
	}
	if n := count("SELECT count(*) FROM read.event WHERE subject LIKE '%.contact.%'"); n != rows {
		t.Errorf("%d contacts are stored", n)
	}
	text, err := os.ReadFile(answers)
	if n := strings.Count(string(text), "contact on "); err != nil || n != rows {
		t.Errorf("%d answers are written: %v", n, err)
	}
	p.stop()
}
