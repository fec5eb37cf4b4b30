package importing

import (
	"cmp"
	"regexp"
	"strconv"
	"strings"
	"time"

	care "intouch/pkg/careleaver"
)

// Columns of a sheet of contacts (domain.md section 8). The first six are its
// own; the others some systems have.
const (
	ColumnPerson  Column = "Person ID"
	ColumnDate    Column = "Date"
	ColumnType    Column = "Type"
	ColumnOutcome Column = "Outcome"
	ColumnBy      Column = "Worker"
	ColumnNote    Column = "Note"
	ColumnTime    Column = "Time"
	ColumnSeen    Column = "Seen"
	ColumnMet     Column = "Who was met"
	ColumnSuccess Column = "Successful"
	ColumnRow     Column = "Row ID"
	ColumnDeleted Column = "Deleted"
)

var personHead = named{ColumnPerson, []string{"id", "identifier", "ref", "reference", "unique number", "person number", "child number"},
	"unique number local client case system care leaver leavers mosaic lcs liquidlogic eclipse individual service user csc", nil}

var rowHeads = []named{
	{ColumnRow, []string{"row id", "contact id", "record id", "case note id", "casenote id", "note id", "event id", "visit id", "entry id", "move id", "accommodation id", "allocation id", "involvement id"}, "unique", nil},
	{ColumnDeleted, []string{"deleted", "voided", "is deleted"}, "flag row record", nil},
}

var contactHeads = spelledHeads(append([]named{personHead,
	{ColumnDate, []string{"date", "when"}, "contact visit time event start occurred actual took place and of case note casenote", nil},
	{ColumnTime, []string{"time"}, "contact visit start event", nil},
	{ColumnType, []string{"type", "method", "mode", "how", "category", "kind"}, "contact visit of in touch case note casenote event communication", nil},
	{ColumnOutcome, []string{"outcome", "result", "what came of it"}, "contact visit was of description", nil},
	{ColumnSuccess, []string{"successful", "success"}, "contact visit was flag", nil},
	{ColumnSeen, []string{"seen"}, "flag was child yp", nil},
	{ColumnMet, []string{"who", "contact with", "contacted", "contact person", "spoke", "spoken to", "met", "present", "attendees", "attended by"}, "was were with at to contact contacted visit meeting seen met made spoken also", nil},
	{ColumnBy, []string{"worker", "by", "seen by", "staff", "practitioner", "adviser", "pa", "recorded by", "author"}, "name contact of personal allocated visited completed made recorded entered social lead", nil},
	{ColumnNote, []string{"note", "notes", "comment", "comments", "summary", "details", "narrative"}, "contact case visit of text description", nil},
}, rowHeads...))

var contactsLayout = layout{
	name: "contacts", called: regexp.MustCompile(`(?i)^contacts?( |$|_)`), heads: contactHeads, id: ColumnPerson, dates: []Column{ColumnDate},
	needs: []Column{ColumnDate, ColumnType}, noted: []Column{ColumnOutcome, ColumnBy},
}

// contactReader reads the rows of contacts.
type contactReader struct {
	reader
	run *run
}

func (c contactReader) item(g gridRow) item {
	texts := map[Column]string{}
	for column := range c.list.at {
		texts[column] = c.list.cell(g, column)
	}
	said := contactCells{texts[ColumnType], texts[ColumnOutcome], asWhole(texts[ColumnSuccess]), texts[ColumnMet], texts[ColumnSeen]}
	e := contactEntry{
		on: c.past(ColumnDate, texts[ColumnDate], 0), rowID: readRowID(texts[ColumnRow]).or(""), deleted: readDeleted(texts[ColumnDeleted]),
		met: readMeeting(said), note: meaningful(texts[ColumnNote]),
	}
	if planned := c.planned(texts); planned.known() {
		e.on, e.met = planned, met{note: "planned for " + planned.value.Long() + ": nothing is recorded until it took place"}
	}
	e.at = clockOf(texts[ColumnDate], texts[ColumnTime], e.on.or(0))
	it := item{row: row{number: g.number, raw: g, texts: texts, id: readID(texts[ColumnPerson]), worker: readName(texts[ColumnBy])}, asAt: c.asAt, until: c.asAt, column: ColumnType}
	e.said = it.said()
	if it.id.known() && e.rowID == "" {
		e.twin = c.run.tellApart(it, e)
	}
	it.about = strings.Join([]string{c.list.layout.name, e.day(texts[ColumnDate]), cmp.Or(e.rowID, e.said+"\x1f"+strconv.Itoa(e.twin))}, "\x1f")
	it.tell = func(t *telling) { t.contactRow(e) }
	return it
}

// notYet are the outcomes that what is still to come can have.
var notYet = setOf("planned", "scheduled", "booked", "arranged", "cancelled", "canceled")

// planned is the day of a contact that is still to come, of which nobody says that
// it took place.
func (c contactReader) planned(texts map[Column]string) reading[care.Day] {
	on := dates{c.asAt.AddMonths(-12 * oldest), c.asAt.AddMonths(12), c.monthFirst[ColumnDate]}.read(texts[ColumnDate])
	took := func(flag Column) bool { f := readFlag(texts[flag]); return !f.missing() && f.value != care.No }
	outcome := meaningful(texts[ColumnOutcome])
	if on.value <= c.asAt || took(ColumnSuccess) || took(ColumnSeen) || outcome != "" && !notYet[strings.ToLower(outcome)] {
		return reading[care.Day]{}
	}
	return on
}

// contactEntry is a row of a contacts sheet as it was read.
type contactEntry struct {
	met
	on      reading[care.Day]
	at      time.Time // zero: no time of day was said
	said    string    // of the contact, as it is spelt
	note    string
	rowID   string
	deleted reading[care.YesNo]
	twin    int // of rows that cannot be told apart but for their notes, from 0
}

// when is when it was: an instant, if a time of day was said and it is no later
// than now can be.
func (e contactEntry) when() care.When {
	if !e.at.IsZero() {
		return care.AtInstant(e.at)
	}
	return care.OnDay(e.on.value)
}

// day is the day of the contact, or what is there in its place.
func (e contactEntry) day(cell string) string {
	if e.on.known() {
		return e.on.value.String()
	}
	return cell
}

// key is what a row without an id is known by: another export of the same
// contact says the same of the person, but for its note. Its parts are for ever.
func (e contactEntry) key(worker string) string {
	var says []string
	switch f := e.fact.(type) {
	case care.ContactMade:
		says = []string{"contact", string(f.How), string(f.Where)}
	case care.Attempted:
		says = []string{"attempt", string(f.How), string(f.Outcome)}
	case care.ToldBySomeoneElse:
		says = []string{"told", string(f.Informant)}
	default:
		says = []string{"asks", care.Normalised(e.said)}
	}
	return strings.Join(append(says, e.when().String(), care.Normalised(worker)), "\x1f")
}

// tellApart counts rows of one file that say the same but for their notes. Those
// that say the same altogether are one (I16).
func (r *run) tellApart(it item, e contactEntry) int {
	id, key := spelling(it.id.value), e.key(it.worker.or(""))
	whole := care.DerivedID(id, key, care.Normalised(e.note))
	n, before := r.noted[whole]
	if !before {
		same := care.DerivedID(id, key)
		n = r.same[same]
		r.same[same], r.noted[whole] = n+1, n
	}
	return int(n)
}

// readDeleted reads whether a row was taken back in its own system.
func readDeleted(s string) reading[care.YesNo] {
	switch strings.ToLower(s) {
	case "deleted", "d", "void", "voided", "x":
		return says(care.Yes)
	}
	return readFlag(s)
}

var timeOfDay = regexp.MustCompile(`(?:^|[T ,])(\d{1,2})[:.](\d{2})(?::\d{2}(?:\.\d+)?)?\s*(?:([AaPp])\.?[Mm]\.?)?\s*(?:Z|[+-]\d{2}:?\d{2})?$`)

// clockOf is the instant of a contact: what its own column says, or the time
// behind the date. Midnight says that there is none.
func clockOf(date, clock string, on care.Day) time.Time {
	if on.IsZero() {
		return time.Time{}
	}
	for _, s := range []string{clock, date} {
		if at, err := time.Parse(time.RFC3339, s); err == nil {
			return at
		}
		if hour, minute, ok := hourOf(s); ok && hour+minute > 0 {
			y, m, d := on.Date()
			return time.Date(y, m, d, hour, minute, 0, 0, care.London)
		}
	}
	return time.Time{}
}

// hourOf reads a time of day as text, or as the part of a day that spreadsheets
// store: 14.30 is half past two, 0.25 and 46175.25 are six in the morning.
func hourOf(s string) (hour, minute int, ok bool) {
	if n, err := strconv.ParseFloat(s, 64); err == nil && (n < 1 && !strings.HasPrefix(s, "00") || n >= 10_000) {
		part := int((n-float64(int(n)))*24*60 + 0.5)
		return part / 60, part % 60, strings.Contains(s, ".") && n >= 0 && n < 100_000 && part < 24*60
	}
	m := timeOfDay.FindStringSubmatch(s)
	if m == nil {
		return 0, 0, false
	}
	hour, _ = strconv.Atoi(m[1])
	minute, _ = strconv.Atoi(m[2])
	switch half := strings.ToLower(m[3]); {
	case half == "p" && hour < 12:
		hour += 12
	case half == "a" && hour == 12:
		hour = 0
	}
	return hour, minute, hour < 24 && minute < 60
}
