// Package oracle says a second time, from docs/rules.md alone, what is owed to a
// care leaver on a day: slowly and obviously, in order to find where package
// duty is wrong. It walks through the days one by one, remembers nothing, and
// each of its functions begins with the sentence of docs/rules.md that it
// restates. It is used by tests only, and it uses nothing of package duty but
// the names of buckets, reasons, flags and rules.
//
// Where the text can be read in two ways, ambiguities.md says which way was
// taken here and what the other one is.
package oracle
