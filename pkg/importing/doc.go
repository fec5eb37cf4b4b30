// Package importing takes registers, returns, sheets of contacts and nightly
// extracts as councils really keep them, and says of every row what became of it.
// The rules are those of docs/rules.md section 8; format.go lists the kinds of file.
//
// A file goes through four steps, each a plain function of the one before:
//
//	open     a file (.xlsx, CSV in any dressing) → the sheets, their headings and the text of each cell
//	read     a cell → a value, nothing, or a question: never a guess
//	tell     a row, and the person as the register knows them → the facts that are new, in order
//	Import   the facts → the log, people side by side, with an answer for each row
//
// Rows are read and answered a batch at a time, so a file may have any size, and
// what broke off goes on where it was (docs/decisions/0011-files-of-any-size.md).
//
// An import is never more certain than its list. The list speaks of its own
// day, so nothing that it says replaces what was seen or recorded after that
// day, and what it does not say takes nothing away. The ids of what it appends
// follow from the person, the column, the value and the list's day, so running
// it again changes nothing and finishes what broke off.
//
// # What is never left to a list
//
// Where reading or replacing would be guessing, a cell becomes a question, and a
// person settles it:
//
//   - two categories fit, or words such as "not", "former" or "?" that no phrase
//     explains; a code that the exporting system itself calls not mapped;
//   - a placement of a child who is still looked after, as a care leaver's home;
//   - a date of birth on record that is another, or one that makes them younger
//     than 14 or older than 26: it would close somebody who is owed contact;
//   - a category that is owed less than the one on record (eligible, qualifying);
//   - a way out of custody, or out of "nobody knows where they are", that a
//     person recorded;
//   - what a person recorded after the last list said what this one only repeats,
//     or after this list's day of a day before it;
//   - a contact on a day of which an attempt is on record (I3).
//
// Each cell is asked about once, however many lists repeat it; of contacts, moves
// and allocations, each on its own.
package importing
