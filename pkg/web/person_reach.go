package web

import (
	"strings"

	care "intouch/pkg/careleaver"
	"intouch/pkg/duty"
	"intouch/pkg/web/pages"
)

// reachList is by which numbers and addresses the person can be reached, and how
// that is safe: for whoever may open the record (docs/rules.md section 10).
func (rec record) reachList(v visit) pages.SummaryList {
	list := pages.SummaryList{Card: "How to reach them"}
	for _, x := range rec.known {
		if x.Name == duty.ValueContactPoints || x.Name == duty.ValueSafety {
			key := rec.valueName(x.Name)
			list.Rows = append(list.Rows, pages.SummaryRow{Key: key, Value: rec.saysNow(v, x), Actions: rec.why(x.Name, lower(key))})
		}
	}
	return list
}

// safetyWords are all that is said of how to be in touch safely.
func (rec record) safetyWords(f care.ContactSafetySet) string {
	var parts []string
	for _, row := range rec.staff.told(f) {
		parts = append(parts, row.Key+": "+strings.TrimSuffix(row.Value, "."))
	}
	return or(strings.Join(parts, ". "), "Nothing to heed")
}
