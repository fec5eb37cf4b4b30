package oc3

import (
	"bytes"
	"encoding/csv"
	"errors"
	"fmt"
	"io"
	"slices"
	"strings"
	"unicode/utf8"

	care "intouch/pkg/careleaver"
)

// TableName is a file of the SSDA903.
type TableName string

// The files that rules about care leavers ask for. Those of last year have the
// same columns.
const (
	OC3Table     TableName = "OC3"
	Header       TableName = "Header"
	Episodes     TableName = "Episodes"
	UASC         TableName = "UASC"
	OC2          TableName = "OC2"
	AD1          TableName = "AD1"
	Reviews      TableName = "Reviews"
	Placed       TableName = "PlacedAdoption"
	PrevPerm     TableName = "PrevPerm"
	MissingTable TableName = "Missing"
	OC3Last      TableName = "OC3_last"
	EpisodesLast TableName = "Episodes_last"
)

// columnsOf is by which columns a file is known: just these, in any order. Its
// name says nothing (docs/domain.md section 3.6).
var columnsOf = map[TableName][]string{
	OC3Table:     columns[:],
	Header:       {"CHILD", "SEX", "DOB", "ETHNIC", "UPN", "MOTHER", "MC_DOB"},
	Episodes:     {"CHILD", "DECOM", "RNE", "LS", "CIN", "PLACE", "PLACE_PROVIDER", "DEC", "REC", "REASON_PLACE_CHANGE", "HOME_POST", "PL_POST", "URN"},
	UASC:         {"CHILD", "SEX", "DOB", "DUC"},
	OC2:          {"CHILD", "DOB", "SDQ_SCORE", "SDQ_REASON", "CONVICTED", "HEALTH_CHECK", "IMMUNISATIONS", "TEETH_CHECK", "HEALTH_ASSESSMENT", "SUBSTANCE_MISUSE", "INTERVENTION_RECEIVED", "INTERVENTION_OFFERED"},
	AD1:          {"CHILD", "DOB", "DATE_INT", "DATE_MATCH", "FOSTER_CARE", "NB_ADOPTR", "SEX_ADOPTR", "LS_ADOPTR"},
	Reviews:      {"CHILD", "DOB", "REVIEW", "REVIEW_CODE"},
	Placed:       {"CHILD", "DOB", "DATE_PLACED", "DATE_PLACED_CEASED", "REASON_PLACED_CEASED"},
	PrevPerm:     {"CHILD", "DOB", "PREV_PERM", "LA_PERM", "DATE_PERM"},
	MissingTable: {"CHILD", "DOB", "MISSING", "MIS_START", "MIS_END"},
}

// Line is a line of a file, by column. What is missing is left out.
type Line map[string]string

// has reports whether any of the columns is filled.
func (l Line) has(columns ...string) bool {
	return slices.ContainsFunc(columns, func(c string) bool { return l[c] != "" })
}

// returned reports whether anything of a care leaver is filled in.
func (l Line) returned() bool { return l.has("IN_TOUCH", "ACTIV", "ACCOM") }

// day is the day in a column; false where there is none, or none that is
// written as dd/mm/yyyy.
func (l Line) day(column string) (care.Day, bool) { return readDay(l[column]) }

// Files are the files of a submission, each by its name.
type Files map[TableName][]Line

// Add reads a file and takes it in; last says that it is of the year before.
func (f Files) Add(from io.Reader, last bool) (TableName, error) {
	name, lines, err := ReadFile(from)
	if err != nil {
		return "", err
	}
	if last {
		name += "_last"
	}
	if _, twice := f[name]; twice {
		return name, fmt.Errorf("there are two files with the columns of %s: send one", name)
	}
	f[name] = lines
	return name, nil
}

const byteOrderMark = "\xef\xbb\xbf"

// ReadFile reads a file of the SSDA903 as the public validator does: known by
// its columns, values in capitals, an empty cell is a missing value.
func ReadFile(from io.Reader) (TableName, []Line, error) {
	text, err := io.ReadAll(from)
	if err != nil {
		return "", nil, fmt.Errorf("read the file: %w", err)
	}
	if bytes.HasPrefix(text, []byte{0xff, 0xfe}) || bytes.HasPrefix(text, []byte{0xfe, 0xff}) || !utf8.Valid(text) {
		return "", nil, errors.New("the file is not in UTF-8: save it as CSV UTF-8 and send it again")
	}
	r := csv.NewReader(bytes.NewReader(bytes.TrimPrefix(text, []byte(byteOrderMark))))
	r.FieldsPerRecord = -1
	records, err := r.ReadAll()
	if err != nil {
		return "", nil, fmt.Errorf("the file is not a CSV file: %w", err)
	}
	if len(records) == 0 {
		return "", nil, errors.New("the file is empty: send it with its headings")
	}
	name, err := known(records[0])
	if err != nil {
		return "", nil, err
	}
	lines, err := linesOf(records)
	return name, lines, err
}

func known(headings []string) (TableName, error) {
	sorted := slices.Sorted(slices.Values(headings))
	for name, columns := range columnsOf {
		if slices.Equal(sorted, slices.Sorted(slices.Values(columns))) {
			return name, nil
		}
	}
	return "", fmt.Errorf("no file of the SSDA903 has just the headings %s: headings are in capitals, none may be missing or added", strings.Join(headings, ","))
}

func linesOf(records [][]string) ([]Line, error) {
	lines := make([]Line, 0, len(records)-1)
	for i, record := range records[1:] {
		if len(record) > len(records[0]) {
			return nil, fmt.Errorf("line %d has more cells than there are headings: correct it and send the file again", i+2)
		}
		line := Line{}
		for j, value := range record {
			if value != "" {
				line[records[0][j]] = strings.ToUpper(value)
			}
		}
		lines = append(lines, line)
	}
	return lines, nil
}

// readDay reads dd/mm/yyyy, the one way in which the validator takes a day.
func readDay(s string) (care.Day, bool) {
	part := strings.Split(s, "/")
	if len(part) != 3 || len(part[0]) == 0 || len(part[0]) > 2 || len(part[1]) == 0 || len(part[1]) > 2 || len(part[2]) != 4 {
		return 0, false
	}
	d, err := care.ParseDay(fmt.Sprintf("%s-%02s-%02s", part[2], part[1], part[0]))
	return d, err == nil
}
