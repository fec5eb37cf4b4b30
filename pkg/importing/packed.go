package importing

import (
	"archive/zip"
	"fmt"
	"io"
	"path"
	"strings"
)

// packedText is a CSV in a ZIP.
type packedText struct {
	name string
	top  func() io.Reader
}

// texts are the CSV files of a ZIP that is no workbook; none of a workbook.
func (s *spool) texts() ([]packedText, error) {
	z, err := zip.NewReader(s.file, s.size)
	if err != nil {
		return nil, nil // whatever it is, it is opened as a workbook, and refused as one
	}
	var all []packedText
	for _, f := range z.File {
		name := strings.ToLower(path.Base(f.Name))
		switch {
		case strings.EqualFold(f.Name, "[Content_Types].xml"):
			return nil, nil
		case f.FileInfo().IsDir() || !strings.HasSuffix(name, ".csv") && !strings.HasSuffix(name, ".txt"):
		case f.UncompressedSize64 > largestBook:
			return nil, fmt.Errorf("%q is too large when it is unpacked: send a smaller one", name)
		default:
			all = append(all, packedText{path.Base(f.Name), func() io.Reader { return unpacked(f) }})
		}
	}
	return all, nil
}

// unpacked reads a file of a ZIP, no further than it may be large.
func unpacked(f *zip.File) io.Reader {
	r, err := f.Open()
	if err != nil {
		return failing{err}
	}
	return io.LimitReader(r, largestBook)
}

// failing is a reader of what cannot be read.
type failing struct{ err error }

// Read says why.
func (f failing) Read([]byte) (int, error) { return 0, f.err }
