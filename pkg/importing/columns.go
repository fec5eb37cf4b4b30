package importing

import (
	"regexp"
	"slices"
	"strings"
	"unicode"
)

// Column is a column of Annex A List 9, by its heading there.
type Column string

// The columns, in the order of the list (domain.md section 4.1). Sex stands in
// some editions beside or instead of Gender.
const (
	ColumnID            Column = "Child Unique ID"
	ColumnGender        Column = "Gender"
	ColumnSex           Column = "Sex"
	ColumnEthnicity     Column = "Ethnicity"
	ColumnBirth         Column = "Date of Birth"
	ColumnAge           Column = "Age"
	ColumnUASC          Column = "Unaccompanied Asylum Seeking Child (UASC), or formerly UASC if 18 or over (Y/N)"
	ColumnDisability    Column = "Does the Child have a Disability"
	ColumnTeam          Column = "Allocated Team"
	ColumnWorker        Column = "Allocated Worker"
	ColumnAdviser       Column = "Allocated Personal Advisor"
	ColumnCategory      Column = "Eligibility Category"
	ColumnReview        Column = "Latest Pathway Plan Review Date"
	ColumnInTouch       Column = "LA in Touch"
	ColumnContact       Column = "Latest Date of Contact"
	ColumnAccommodation Column = "Type of Accommodation"
	ColumnSuitability   Column = "Suitability of Accommodation"
	ColumnActivity      Column = "Activity Status"
)

// named is how the heading of a column is recognised: it has all words of one of
// the keys, and besides them only words that may stand there.
type named struct {
	column Column
	keys   []string
	may    string

	words []string // of the column's own heading
}

// heads are the columns in the order of the list. A heading with a word that is
// not here ("Team Manager", "Contact Number", "PA email") is another column's.
var list9Heads = spelledHeads([]named{
	{ColumnID, []string{"id", "identifier", "ref", "reference", "unique number", "person number", "child number"},
		"unique number local client case system care leaver leavers mosaic lcs liquidlogic eclipse individual service user csc", nil},
	{ColumnGender, []string{"gender"}, "code", nil},
	{ColumnSex, []string{"sex"}, "code", nil},
	{ColumnEthnicity, []string{"ethnicity", "ethnic"}, "code origin background group", nil},
	{ColumnBirth, []string{"dob", "birth", "d o b"}, "date dob", nil},
	{ColumnAge, []string{"age"}, "years current at", nil},
	{ColumnUASC, []string{"uasc", "unaccompanied asylum"}, "unaccompanied asylum seeking seeker uasc formerly former if 18 over status flag was", nil},
	{ColumnDisability, []string{"disability", "disabled"}, "does have has status flag any", nil},
	{ColumnTeam, []string{"team"}, "allocated current name", nil},
	{ColumnWorker, []string{"worker", "keyworker"}, "allocated current name social key lead case", nil},
	{ColumnAdviser, []string{"personal adviser", "pa", "adviser", "personal assistant"}, "allocated current name personal pa care leaver leavers", nil},
	{ColumnCategory, []string{"eligibility", "care leaver category", "care leaver status", "leaving care status"}, "category status current code type leaving", nil},
	{ColumnReview, []string{"pathway plan", "pathway review"}, "latest last most recent date review reviewed pathway plan update", nil},
	{ColumnInTouch, []string{"in touch", "intouch"}, "status current code currently with", nil},
	{ColumnContact, []string{"contact"}, "latest last most recent date with", nil},
	{ColumnAccommodation, []string{"accommodation"}, "type current status code description placement", nil},
	{ColumnSuitability, []string{"suitability", "suitable"}, "accommodation current status considered code", nil},
	{ColumnActivity, []string{"activity", "eet status", "main activity"}, "status current main code description employment education training type", nil},
})

// list9 is the layout of Annex A List 9.
var list9 = layout{
	name: "Annex A List 9", called: regexp.MustCompile(`(?i)^(?:annex a )?(?:list ?)?0?9(?:[ :.-].*)?$|^(?:list ?0?9[ :.-]*)?care ?leavers$`),
	heads: list9Heads, id: ColumnID, dates: []Column{ColumnBirth, ColumnReview, ColumnContact},
	marks: []Column{ColumnAdviser, ColumnCategory, ColumnReview, ColumnInTouch, ColumnAccommodation, ColumnSuitability, ColumnActivity},
	noted: columnsOf(list9Heads, ColumnSex),
}

// columnsOf are the columns of the headings, without some.
func columnsOf(heads []named, without ...Column) []Column {
	var all []Column
	for _, n := range heads {
		if !slices.Contains(without, n.column) {
			all = append(all, n.column)
		}
	}
	return all
}

func spelledHeads(all []named) []named {
	for i := range all {
		all[i].words = headingWords(string(all[i].column))
	}
	return all
}

// common are words that may stand in any heading.
var common = setOf("the", "a", "an", "of", "for", "is", "in", "or", "and", "to", "child", "childs", "children", "young", "person", "persons", "people", "yp", "la",
	"y", "n", "yn", "yes", "no", "dd", "mm", "yyyy", "list", "9")

// closeness is how sure a heading names a column; higher is surer.
type closeness int

const (
	notThat closeness = iota
	misspelt
	reworded
	exact
)

// namedBy is how sure a heading of these words names the column.
func (n named) namedBy(words []string) closeness {
	switch {
	case slices.Equal(words, n.words):
		return exact
	case n.matches(words, func(a, b string) bool { return a == b }):
		return reworded
	case n.matches(words, sameWord):
		return misspelt
	}
	return notThat
}

func (n named) matches(words []string, same func(a, b string) bool) bool {
	return slices.ContainsFunc(n.keys, func(key string) bool {
		need := strings.Fields(key)
		allowed := append(strings.Fields(n.may), need...)
		has := func(w string) bool { return slices.ContainsFunc(words, func(x string) bool { return same(x, w) }) }
		mayStand := func(x string) bool {
			return common[x] || slices.ContainsFunc(allowed, func(w string) bool { return same(x, w) })
		}
		return !slices.ContainsFunc(need, func(w string) bool { return !has(w) }) && !slices.ContainsFunc(words, func(x string) bool { return !mayStand(x) })
	})
}

// headingWords takes a heading apart, also LatestDateOfContact and latest_date.
func headingWords(heading string) []string {
	var b strings.Builder
	var before rune
	for _, r := range clean(heading) {
		if unicode.IsUpper(r) && unicode.IsLower(before) {
			b.WriteByte(' ')
		}
		b.WriteRune(r)
		before = r
	}
	words := strings.FieldsFunc(strings.ToLower(strings.ReplaceAll(b.String(), "'", "")), func(r rune) bool { return !unicode.IsLetter(r) && !unicode.IsDigit(r) })
	for i, w := range words {
		if w == "advisor" { // Annex A's spelling
			words[i] = "adviser"
		}
	}
	return words
}
