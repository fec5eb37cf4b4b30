package importing

import (
	"strconv"
	"strings"

	"github.com/xuri/excelize/v2"
)

// since1904 is by how many days the dates of some workbooks, once made on a
// Macintosh, are later than the number that is stored.
const since1904 = 1462

// dayZero is what must be added to the dates of the workbook.
func dayZero(book *excelize.File) (int, error) {
	props, err := book.GetWorkbookProps()
	if err != nil || props.Date1904 == nil || !*props.Date1904 {
		return 0, err
	}
	return since1904, nil
}

// shifted moves the number of a date, which is one when it is not shown as a number.
func shifted(stored, shown string, days int) string {
	n, err := strconv.ParseFloat(stored, 64)
	if err != nil || stored == shown || !strings.ContainsAny(shown, "/-:") {
		return stored
	}
	return strconv.FormatFloat(n+float64(days), 'f', -1, 64)
}
