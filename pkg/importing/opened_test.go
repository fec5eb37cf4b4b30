package importing

import (
	"bytes"
	"testing"
)

// opened is a list with all its rows.
type opened struct {
	list
	rows []gridRow
	reader
}

// openBytes opens a list of that layout.
func openBytes(file []byte, l *layout) (opened, error) {
	s, err := spooled(bytes.NewReader(file))
	if err != nil {
		return opened{}, err
	}
	defer s.close()
	lists, closeFile, err := open(s, []*layout{l})
	defer closeFile()
	if err != nil {
		return opened{}, err
	}
	o := opened{list: lists[0]}
	survey, err := surveyed(o.list, idOf, false)
	if err != nil {
		return o, err
	}
	o.reader = newReader(o.list, june1, survey.monthFirst)
	return o, o.list.rows(func(g gridRow) error {
		o.rows = append(o.rows, g)
		return nil
	})
}

// mustOpen opens a list that can be opened.
func mustOpen(t testing.TB, file []byte) opened {
	t.Helper()
	l, err := openBytes(file, &list9)
	if err != nil {
		t.Fatal(err)
	}
	return l
}
