package arch

import (
	"go/parser"
	"go/token"
	"io/fs"
	"path/filepath"
	"slices"
	"strconv"
	"strings"
	"testing"
)

const root = "../.."

// Short names of what comes from outside.
const (
	uuid    = "github.com/google/uuid"
	nats    = "github.com/nats-io/nats.go"
	otelAPI = "go.opentelemetry.io/otel"
	pgx     = "github.com/jackc/pgx/v5"
	excel   = "github.com/xuri/excelize/v2"
)

// may lists, for each package, everything it may import besides the standard
// library; a name covers what is below it. This table is the architecture: read
// it top to bottom. Test files are exempt.
var may = map[string][]string{
	"pkg/careleaver":         {uuid},
	"pkg/duty":               {"pkg/careleaver", uuid, "github.com/goccy/go-yaml"},
	"pkg/duty/dutytest":      {"pkg/careleaver", "pkg/duty", "deploy"},
	"pkg/wire":               {"pkg/careleaver", uuid},
	"pkg/access":             {"pkg/careleaver", "pkg/problem", uuid},
	"pkg/problem":            {"pkg/careleaver", uuid},
	"pkg/eventlog":           {"pkg/careleaver", "pkg/wire", uuid, nats, "github.com/synadia-io/orbit.go/jetstreamext", otelAPI},
	"pkg/eventlog/embedded":  {"deploy", nats, "github.com/nats-io/nats-server/v2"},
	"pkg/store":              {"pkg/careleaver", "pkg/duty", "pkg/wire", uuid, pgx, "github.com/pressly/goose/v3"},
	"pkg/store/embedded":     {pgx},
	"pkg/store/storetest":    {"pkg/store", "pkg/store/embedded", pgx},
	"pkg/history":            {"pkg/careleaver", "pkg/duty", "pkg/wire", "pkg/store", uuid},
	"pkg/figures":            {"pkg/careleaver", "pkg/duty", "pkg/history", "pkg/returns/oc3", uuid},
	"pkg/intake":             {"pkg/careleaver", "pkg/wire", "pkg/eventlog", "pkg/access", "pkg/problem", uuid, nats, otelAPI},
	"pkg/projector":          {"pkg/careleaver", "pkg/duty", "pkg/wire", "pkg/eventlog", "pkg/store", "pkg/history", uuid, pgx, otelAPI, "golang.org/x/sync"},
	"pkg/monitor":            {"pkg/careleaver", "pkg/duty", "pkg/wire", "pkg/eventlog", "pkg/store", uuid, otelAPI},
	"pkg/importing":          {"pkg/careleaver", "pkg/access", "pkg/intake", "pkg/problem", uuid, excel, "golang.org/x/text"},
	"pkg/demo":               {"pkg/careleaver", "pkg/duty", "pkg/access", "pkg/intake", "pkg/importing", "pkg/eventlog", "pkg/store", "pkg/projector", "pkg/monitor", uuid, nats},
	"pkg/returns/guarded":    {"pkg/careleaver", "pkg/duty", "pkg/history", uuid},
	"pkg/returns/oc3":        {"pkg/careleaver", "pkg/duty", "pkg/history", "pkg/returns/guarded", uuid},
	"pkg/returns":            {"pkg/careleaver", "pkg/duty", "pkg/store", "pkg/history", "pkg/returns/guarded", "pkg/returns/oc3", uuid, excel},
	"pkg/web":                {"pkg/careleaver", "pkg/duty", "pkg/wire", "pkg/access", "pkg/intake", "pkg/store", "pkg/history", "pkg/returns", "pkg/returns/oc3", "pkg/figures", "pkg/importing", "pkg/problem", "pkg/web/pages", uuid, otelAPI, "go.opentelemetry.io/contrib/instrumentation/net/http/otelhttp"},
	"pkg/web/pages":          {},
	"pkg/process":            {"github.com/alecthomas/kong", otelAPI, "go.opentelemetry.io/contrib", "github.com/prometheus", nats, pgx, "github.com/exaring/otelpgx", "golang.org/x/sync"},
	"pkg/arch":               {},
	"pkg/drawn":              {"pgregory.net/rapid"},
	"deploy":                 {},
	"schemas":                {},
	"services/contact":       {"pkg", "deploy", "schemas"},
	"services/accommodation": {"pkg", "deploy", "schemas"},
	"services/pathway":       {"pkg", "deploy", "schemas"},
	"services/caseload":      {"pkg", "deploy", "schemas"},
	"services/projector":     {"pkg", "deploy", "schemas"},
	"services/monitor":       {"pkg", "deploy", "schemas"},
	"services/web":           {"pkg", "deploy", "schemas"},
	"services/intouch":       {"pkg", "deploy", "schemas", "github.com/alecthomas/kong", nats, pgx, uuid},
}

func TestEachPackageImportsOnlyWhatTheTableAllows(t *testing.T) {
	seen := map[string]bool{}
	err := filepath.WalkDir(root, func(path string, d fs.DirEntry, err error) error {
		if err != nil {
			return err
		}
		if d.IsDir() {
			return skipped(d.Name(), path)
		}
		if strings.HasSuffix(path, ".go") && !strings.HasSuffix(path, "_test.go") {
			seen[check(t, path)] = true
		}
		return nil
	})
	if err != nil {
		t.Fatal(err)
	}
	for room := range may {
		if !seen[room] {
			t.Errorf("the table has a room %s and the tree has none", room)
		}
	}
}

func skipped(name, path string) error {
	if path != root && (strings.HasPrefix(name, ".") || slices.Contains([]string{"node_modules", "tools", "data", "bin", "testdata"}, name)) {
		return filepath.SkipDir
	}
	return nil
}

// check reports the imports of a file that its room may not have, and returns
// the room.
func check(t *testing.T, path string) string {
	t.Helper()
	f, err := parser.ParseFile(token.NewFileSet(), path, nil, parser.ImportsOnly)
	if err != nil {
		t.Fatal(err)
	}
	rel, err := filepath.Rel(root, filepath.Dir(path))
	if err != nil {
		t.Fatal(err)
	}
	room := filepath.ToSlash(rel)
	allowed, ok := may[room]
	if !ok {
		t.Errorf("%s: the table has no room %s", path, room)
		return room
	}
	for _, spec := range f.Imports {
		name, _ := strconv.Unquote(spec.Path.Value)
		if name = strings.TrimPrefix(name, "intouch/"); !standard(name) && !covered(allowed, name) {
			t.Errorf("%s imports %s, which %s may not", path, name, room)
		}
	}
	return room
}

// standard reports whether a package is of the standard library: it has no dot
// in its first part, and is none of ours.
func standard(name string) bool {
	first, _, _ := strings.Cut(name, "/")
	return !strings.Contains(first, ".") && !slices.Contains([]string{"pkg", "services", "deploy", "schemas"}, first)
}

func covered(allowed []string, name string) bool {
	return slices.ContainsFunc(allowed, func(a string) bool { return name == a || outside(a) && strings.HasPrefix(name, a+"/") })
}

// outside reports whether a name in the table covers what is below it: those
// from outside, and "pkg" as a whole, do; a room of ours is only itself.
func outside(a string) bool { return strings.Contains(a, ".") || a == "pkg" }
