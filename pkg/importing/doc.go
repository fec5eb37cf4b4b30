// Package importing takes registers as councils really keep them, and says of
// every row what became of it. The rules are those of docs/rules.md section 8.
//
// A list goes through four steps, each a plain function of the one before:
//
//	open     a file (.xlsx, CSV in any dressing) → the sheet, its headings and the text of each cell
//	read     a cell → a value, nothing, or a question: never a guess
//	tell     a row, and the person as the register knows them → the facts that are new, in order
//	List9    the facts → the log, people side by side, with an answer for each row
//
// An import is never more certain than its list. The list speaks of its own
// day, so nothing that it says replaces what was seen or recorded after that
// day, and what it does not say takes nothing away. The ids of what it appends
// follow from the person, the column, the value and the list's day, so running
// it again changes nothing and finishes what broke off.
package importing
