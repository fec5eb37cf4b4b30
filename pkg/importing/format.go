package importing

import (
	"fmt"

	care "intouch/pkg/careleaver"
)

// Format names a kind of file in events and addresses.
type Format string

// The formats.
const (
	AnnexAList9 Format = "annex-a-list-9"
	OC3         Format = "oc3"      // SSDA903, care leavers
	Contacts    Format = "contacts" // a sheet of contacts of the authority's own
	Feed        Format = "feed"     // the nightly extract of the case system (docs/feed.md)
)

// Formats lists them.
var Formats = care.Codes[Format]{
	{Code: AnnexAList9, Label: "Annex A List 9"}, {Code: OC3, Label: "SSDA903 care leavers (OC3)"},
	{Code: Contacts, Label: "A sheet of contacts"}, {Code: Feed, Label: "The extract of the case system"},
}

// format is how a kind of file is read.
type format struct {
	layouts []*layout
	source  string        // what its events say that they come from
	from    string        // where corrections come from, in words
	joins   bool          // the rows of one person say one thing together; else each says its own
	kinds   []care.IDKind // that its ids may be, the likeliest first
	anyKind bool          // nobody knows which: an id that names two people names nobody
	reader  func(r *run, l list, s survey) func(gridRow) item
}

// Source is what events of an import say that they come from; those of other
// formats than Annex A List 9 say which after it.
const (
	Source         = "/intouch/import"
	sourceOC3      = Source + "/oc3"
	sourceContacts = Source + "/contacts"
	SourceFeed     = "/intouch/feed"
)

var formats = map[Format]format{
	AnnexAList9: {
		layouts: []*layout{&list9}, source: Source, joins: true, kinds: []care.IDKind{care.LocalID, care.ChildID},
		reader: func(r *run, l list, s survey) func(gridRow) item {
			read := newReader(l, r.AsAt, s.monthFirst)
			return func(g gridRow) item {
				row := read.read(g)
				r.ages.see(row, r.AsAt)
				return item{row: row, asAt: r.AsAt, until: r.AsAt, tell: (*telling).tell}
			}
		},
	},
	OC3: {
		layouts: []*layout{&oc3}, source: sourceOC3, joins: true, kinds: []care.IDKind{care.ChildID, care.LocalID},
		reader: func(r *run, l list, s survey) func(gridRow) item {
			read := oc3Reader{newReader(l, r.AsAt, s.monthFirst), collectionYear(r.Year), r}
			return read.item
		},
	},
	Contacts: {
		layouts: []*layout{&contactsLayout}, source: sourceContacts, kinds: []care.IDKind{care.LocalID, care.CaseSystemID, care.ChildID}, anyKind: true, from: "the sheet of contacts",
		reader: func(r *run, l list, s survey) func(gridRow) item {
			return withRowIDs(l, s, false, contactReader{newReader(l, r.AsAt, s.monthFirst), r}.item)
		},
	},
	Feed: {
		layouts: feedLayouts, source: SourceFeed, kinds: []care.IDKind{care.CaseSystemID, care.LocalID, care.ChildID}, from: "the case system",
		reader: (*run).feedRow,
	},
}

// item is a row as it was read, and what is to be done to tell what it means.
type item struct {
	row
	sheet string
	at    int      // its place among all rows that are answered
	asAt  care.Day // of which it speaks
	until care.Day // by which what it says had happened
	kind  care.IDKind
	shown map[Column]Column

	column Column   // whose cell is asked about when the row as a whole is
	on     care.Day // from which it holds, where the rows of a person are told in order of that
	about  string   // what tells the row from others of the person, where each is asked about on its own
	tell   func(*telling)
}

func (f Format) label() string { return Formats.Label(f) }

func (f Format) format() (format, error) {
	known, ok := formats[f]
	if !ok {
		return format{}, fmt.Errorf("there is no format %q: say annex-a-list-9, oc3, contacts or feed", f)
	}
	return known, nil
}
