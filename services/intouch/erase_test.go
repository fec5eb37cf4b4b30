package main

import (
	"bytes"
	"encoding/hex"
	"encoding/json"
	"fmt"
	"io/fs"
	"net/http"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"github.com/google/uuid"
	"github.com/jackc/pgx/v5/pgxpool"

	"intouch/pkg/careleaver"
	"intouch/pkg/store/storetest"
)

// What two people decide to destroy is gone: from every table, from what is
// answered, from the bytes of the log. What it meant is as it was.
func TestWhatIsDestroyedIsErasedAndCountsAsItDid(t *testing.T) {
	t.Parallel()
	const secret = "Wrenfield-77"
	data := dataFolder(t)
	p := started(t, data)
	wren := p.register("L-1")
	manager, contact, home := uuid.NewString(), uuid.NewString(), uuid.NewString()
	path := "/care-leavers/" + wren
	p.record("/staff/"+manager, `{"name":"Martha Cole","roles":["team_manager"]}`)
	homeAt := p.record(path+"/accommodations/"+home, `{"from":"2026-05-01","letter":"U","address":"1 `+secret+` Row"}`)
	contactAt := p.record(path+"/contacts/"+contact, `{"how":"saw_at_home","when":"2026-06-01","note":"spoke of `+secret+`"}`)
	before := p.person(wren, contactAt)
	if before.Whereabouts.Address != "1 "+secret+" Row" {
		t.Fatalf("it is not there to begin with: %+v", before)
	}
	two := `{"reason":"Erasure upheld.","approvers":["` + careleaver.Operator.String() + `","` + manager + `"]}`
	p.record(fmt.Sprintf("%s/contacts/%s/destructions/%s?after=%d", path, contact, uuid.New(), contactAt), two)
	last := p.record(fmt.Sprintf("%s/accommodations/%s/destructions/%s?after=%d", path, home, uuid.New(), homeAt), two)
	want := before
	want.Whereabouts.Address = ""
	if after := p.person(wren, last); after != want {
		t.Errorf("after the destruction: %+v, want %+v", after, want)
	}
	wantSaid(t, operate(t, data, "erase"), "local: 2 records are destroyed; 2 messages were still in the log and are erased now")
	wantSaid(t, operate(t, data, "erase"), "0 messages were still in the log")
	wantSaid(t, operate(t, data, "replay"), "made anew from the log")
	wantSaid(t, operate(t, data, "verify"), "local: log and tables agree")
	wantSaid(t, operate(t, data, "retention", "--on", "2090-01-01"), wren+" since 2082-05-04, ")
	pool, err := pgxpool.New(t.Context(), p.runJSON().Database)
	if err != nil {
		t.Fatal(err)
	}
	defer pool.Close()
	for _, schema := range []string{"read", "kept"} {
		for table, rows := range storetest.Dump(t, pool, schema) {
			all := strings.Join(rows, "\n")
			if strings.Contains(all, secret) || strings.Contains(all, hex.EncodeToString([]byte(secret))) {
				t.Errorf("table %s.%s still says it", schema, table)
			}
		}
	}
	pool.Close()
	p.stop()
	wantNowhere(t, filepath.Join(data, "nats"), secret)
}

// standing is what the API says of somebody that counts.
type standing struct {
	Bucket      string
	LastSeen    struct{ When string }
	Whereabouts struct{ Kind, Confidence, EvidenceOn, Address string }
}

func (p *program) person(id string, position uint64) (s standing) {
	p.t.Helper()
	p.getJSON(fmt.Sprintf("/api/v1/care-leavers/%s?min-position=%d", id, position), &s)
	return s
}

// record records something and returns its position.
func (p *program) record(path, body string) uint64 {
	p.t.Helper()
	code, text := p.send("PUT", "/api/v1"+path, body)
	var answer struct{ Position uint64 }
	if err := json.Unmarshal([]byte(text), &answer); err != nil || code != http.StatusCreated {
		p.t.Fatalf("%s: %d %s", path, code, text)
	}
	return answer.Position
}

// wantNowhere looks into every file of a folder.
func wantNowhere(t *testing.T, folder, secret string) {
	t.Helper()
	files := 0
	err := filepath.WalkDir(folder, func(path string, d fs.DirEntry, err error) error {
		if err != nil || d.IsDir() {
			return err
		}
		files++
		bytesOf, err := os.ReadFile(path)
		if bytes.Contains(bytesOf, []byte(secret)) {
			t.Errorf("%s still holds it", path)
		}
		return err
	})
	if err != nil || files == 0 {
		t.Errorf("looked into %d files: %v", files, err)
	}
}
