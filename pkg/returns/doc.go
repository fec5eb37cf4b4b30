// Package returns takes lists out of InTouch: what the authority owes to Ofsted
// and to the DfE, and registers of its own (docs/rules.md section 12).
//
// Each return is a file: who is in it, its columns, and a pure function from a
// person and a day to cells. A [Take] says for whom, of which day and as known
// when; it goes through everybody once, in order of their ids, so that no
// return holds more than a person at a time.
//
//	person, as known → cells, each with the events that say so → a sheet: CSV, XLSX or JSON
//
// A cell that says something of a person names the events that it comes from,
// and the JSON form shows them.
//
// # What is left out
//
// A file leaves the system, so it says less than a page (section 10). What is
// sealed shows no more than that it is there; an address that is protected, and
// whatever was noted of somebody who has one, is in no file; somebody whose
// record is restricted is a row with an id and nothing else, in the register with
// its bucket too, so that its sums are those of the pages, unless whoever takes it
// out may open it. Seals, restrictions and protections of today count
// for the past too.
//
// # CSV
//
// In UTF-8 with a byte order mark, since Excel takes a CSV without one for
// Windows-1252 and spoils every Zoë; what reads List 9 or the register of ours
// takes the mark for what it is. Lines end in CR LF, days are dd/mm/yyyy. A cell
// that a spreadsheet would take for a formula is given an apostrophe.
package returns
