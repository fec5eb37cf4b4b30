package importing

import (
	"crypto/sha256"
	"encoding/hex"
	"errors"
	"fmt"
	"io"
	"os"
	"path/filepath"
	"time"
)

// spool is a file on its way in. It lies on the disk under no name, so that it
// is gone with the process, and can be read from its top any number of times: a
// list of any size is never in memory as a whole.
type spool struct {
	file   *os.File
	size   int64
	digest string // SHA-256, in hex
	folder string // for what is unpacked of it; made when it is needed
}

func spooled(r io.Reader) (*spool, error) {
	file, err := os.CreateTemp("", scratch)
	if err != nil {
		return nil, fmt.Errorf("make room for the list: %w", err)
	}
	s := &spool{file: file}
	sum := sha256.New()
	s.size, err = io.Copy(io.MultiWriter(file, sum), r)
	if err := errors.Join(err, os.Remove(file.Name())); err != nil {
		file.Close()
		return nil, fmt.Errorf("read the list: %w", err)
	}
	s.digest = hex.EncodeToString(sum.Sum(nil))
	return s, nil
}

// scratch names what is on the disk while an import goes on.
const scratch = "intouch-import-*"

// top reads the file from its beginning.
func (s *spool) top() io.Reader { return io.NewSectionReader(s.file, 0, s.size) }

// begins is the first bytes of the file, at most n.
func (s *spool) begins(n int64) []byte {
	b := make([]byte, min(n, s.size))
	if _, err := s.file.ReadAt(b, 0); err != nil && !errors.Is(err, io.EOF) {
		return nil
	}
	return b
}

// unpacking is a folder of our own for what a workbook is unpacked into. A
// process that was killed has left its own behind: those are taken away.
func (s *spool) unpacking() (string, error) {
	left, _ := filepath.Glob(filepath.Join(os.TempDir(), scratch))
	for _, old := range left {
		if i, err := os.Stat(old); err == nil && time.Since(i.ModTime()) > 24*time.Hour {
			os.RemoveAll(old)
		}
	}
	var err error
	s.folder, err = os.MkdirTemp("", scratch)
	return s.folder, err
}

func (s *spool) close() {
	s.file.Close()
	if s.folder != "" {
		os.RemoveAll(s.folder)
	}
}
