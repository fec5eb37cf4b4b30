package importing

import (
	"bytes"
	"errors"
	"fmt"
	"regexp"
	"slices"
	"strings"
)

// layout is what a kind of sheet looks like.
type layout struct {
	name   string         // "Annex A List 9"
	called *regexp.Regexp // what its sheet is called in a workbook; nil: anything
	heads  []named        // its columns
	id     Column         // in which a row names its person
	dates  []Column       // in which days stand
	needs  []Column       // without any of these it is not that sheet
	marks  []Column       // of these it has at least two, if there are any
	noted  []Column       // whose absence is worth saying
	whole  bool           // its rows are read before any is answered: what they mean depends on each other
}

// find finds the row of headings: the one that names the most columns.
func (l *layout) find(rows []gridRow) (best headings, ok bool) {
	for _, r := range rows {
		h := headingsIn(r, l.heads)
		if len(h.at) >= fewest && len(h.at) > len(best.at) && l.marked(h) {
			best, ok = h, true
		}
	}
	return best, ok
}

// marked reports whether the headings are those of this kind of sheet: others
// share some of its columns.
func (l *layout) marked(h headings) bool {
	missing := func(c Column) bool { _, ok := h.at[c]; return !ok }
	if slices.ContainsFunc(l.needs, missing) {
		return false
	}
	return len(l.marks)-len(slices.DeleteFunc(slices.Clone(l.marks), func(c Column) bool { return !missing(c) })) >= min(2, len(l.marks))
}

// wants says what a sheet of this kind must have.
func (l *layout) wants() string {
	if len(l.marks) > 0 {
		return fmt.Sprintf("%q and two or more of its other columns", l.id)
	}
	return strings.Join(quoted(l.needs), ", ")
}

// open finds in a file the sheets of the layouts, one each. Close takes away
// what was unpacked.
func open(s *spool, layouts []*layout) (lists []list, close func(), err error) {
	none := func() {}
	switch begins := s.begins(8); {
	case s.size == 0:
		return nil, none, errors.New("the file is empty")
	case bytes.HasPrefix(begins, []byte{0xd0, 0xcf, 0x11, 0xe0}):
		return nil, none, errors.New("this is an old workbook (.xls), or one with a password: save it as .xlsx or CSV without a password, and import that")
	case bytes.HasPrefix(begins, []byte("PK\x03\x04")):
		return openPacked(s, layouts)
	}
	l, ok := openCSV("", s.top, layouts)
	if !ok {
		return nil, none, absent(layouts, []string{"the file"})
	}
	lists, err = oneEach([]list{l}, layouts)
	return lists, none, err
}

// openPacked opens a workbook, or a ZIP of CSV files.
func openPacked(s *spool, layouts []*layout) ([]list, func(), error) {
	if texts, err := s.texts(); err != nil || len(texts) > 0 {
		lists, err := openTexts(texts, layouts, err)
		return lists, func() {}, err
	}
	tables, close, err := openWorkbook(s)
	if err != nil {
		return nil, func() {}, err
	}
	var found []list
	for _, l := range layouts {
		found = append(found, l.among(tables)...)
	}
	if len(found) == 0 {
		err = absent(layouts, names(tables))
	} else {
		found, err = oneEach(found, layouts)
	}
	return found, close, err
}

// among are the tables with this layout: if any has the name that it is called
// by, only these are looked at.
func (l *layout) among(tables []table) []list {
	if l.called != nil {
		if called := slices.DeleteFunc(slices.Clone(tables), func(t table) bool { return !l.called.MatchString(clean(t.sheet)) }); len(called) > 0 {
			tables = called
		}
	}
	var found []list
	for _, t := range tables {
		if h, ok := l.find(t.top(headingRows)); ok {
			found = append(found, list{t, h, l})
		}
	}
	return found
}

func openTexts(texts []packedText, layouts []*layout, err error) ([]list, error) {
	if err != nil {
		return nil, err
	}
	var found []list
	var all []string
	for _, t := range texts {
		all = append(all, t.name)
		if l, ok := openCSV(t.name, t.top, layouts); ok {
			found = append(found, l)
		}
	}
	if len(found) == 0 {
		return nil, absent(layouts, all)
	}
	return oneEach(found, layouts)
}

// oneEach puts the lists in the order of their layouts. Two of one kind, and
// headings that are not clear, are refused.
func oneEach(found []list, layouts []*layout) ([]list, error) {
	var lists []list
	for _, l := range layouts {
		these := slices.DeleteFunc(slices.Clone(found), func(x list) bool { return x.layout != l })
		if len(these) > 1 {
			var sheets []string
			for _, x := range these {
				sheets = append(sheets, x.sheet)
			}
			return nil, fmt.Errorf("%s all look like %s: leave one of them, and import the file again", strings.Join(quoted(sheets), ", "), l.name)
		}
		if len(these) == 0 && len(layouts) > 1 {
			return nil, fmt.Errorf("there is no sheet of %s: send it too, with its headings alone if there is nothing to say (%s)", l.name, l.wants())
		}
		lists = append(lists, these...)
	}
	for _, l := range lists {
		if err := l.check(l.layout); err != nil {
			return nil, err
		}
	}
	return lists, nil
}

func absent(layouts []*layout, looked []string) error {
	var want []string
	for _, l := range layouts {
		want = append(want, fmt.Sprintf("%s needs %s", l.name, l.wants()))
	}
	kinds := layouts[0].name
	for _, l := range layouts[1:] {
		kinds += " or " + l.name
	}
	return fmt.Errorf("no headings of %s were found on %s: %s", kinds, strings.Join(quoted(looked), ", "), strings.Join(want, "; "))
}

func names(tables []table) []string {
	var all []string
	for _, t := range tables {
		all = append(all, t.sheet)
	}
	return all
}

func quoted[T ~string](names []T) []string {
	out := make([]string, len(names))
	for i, n := range names {
		out[i] = fmt.Sprintf("%q", string(n))
	}
	return out
}
