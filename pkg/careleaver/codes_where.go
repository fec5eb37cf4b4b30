package careleaver

// Knowledge is how a fact of whereabouts or activity is known (rules.md section 5).
type Knowledge string

// The ways of knowing, strongest first.
const (
	SeenByUs     Knowledge = "seen_by_us"
	ToldByPerson Knowledge = "told_by_person"
	ToldOnSite   Knowledge = "told_on_site" // provider with staff on site, prison, hospital
	ToldByOther  Knowledge = "told_by_other"
	FromFeed     Knowledge = "feed"
	FromImport   Knowledge = "import"
)

// Knowledges lists the ways that a person may choose.
var Knowledges = Codes[Knowledge]{
	{SeenByUs, "Seen there by our worker"}, {ToldByPerson, "Told by the young person"}, {ToldOnSite, "Told by staff on site, prison or hospital"},
	{ToldByOther, "Told by someone else"}, {FromFeed, "From another system"}, {FromImport, "From an imported list"},
}

// Residence is the 903 letter of a home (domain.md section 3.2). R, residence
// not known, is never typed: it is what "not known" exports as. X is not a home
// but an absence of kind custody.
type Residence string

// Residences lists the letters that a home can have.
var Residences = Codes[Residence]{
	{"B", "With parents or relatives"}, {"C", "Community home or other residential care"}, {"D", "Semi-independent, transitional accommodation"},
	{"E", "Supported lodgings"}, {"G", "Gone abroad"}, {"H", "Deported"}, {"K", "Ordinary lodgings, no formal support"}, {"S", "No fixed abode or homeless"},
	{"T", "Foyer or similar"}, {"U", "Independent living"}, {"V", "Emergency accommodation"}, {"W", "Bed and breakfast"},
	{"Y", "Other accommodation"}, {"Z", "With former foster carers"},
}

// Abroad reports whether the letter is a home in another country (G, H): no
// visit duties, contact duty unchanged (rules.md section 5).
func (r Residence) Abroad() bool { return r == "G" || r == "H" }

// Passing reports whether the home is of a kind that does not last: S, V, W.
// Evidence of it goes stale within days (rules.md section 5).
func (r Residence) Passing() bool { return r == "S" || r == "V" || r == "W" }

// NeedsFirstVisit reports whether a move there starts the first-visit duty:
// letters B C D E K T U V W Y Z (rules.md section 6).
func (r Residence) NeedsFirstVisit() bool { return !r.Abroad() && r != "S" }

// ProvidedUnder is the power under which the authority provides a home.
type ProvidedUnder string

// Provisions lists them; left out or "no" means not provided by the authority.
var Provisions = Codes[ProvidedUnder]{{"no", "Not provided by us"}, {"s23B", "Provided under s.23B"}, {"s24B", "Provided under s.24B"}}

// Provided reports whether the authority provides the home, so that reg. 8(2) bites.
func (p ProvidedUnder) Provided() bool { return p == "s23B" || p == "s24B" }

// AwayKind is a kind of being away from home.
type AwayKind string

// The kinds of absence.
const (
	AwayCustody  AwayKind = "custody"
	AwayHospital AwayKind = "hospital"
	AwayHoliday  AwayKind = "holiday"
	AwayTerm     AwayKind = "term_or_vacation"
	AwayStaying  AwayKind = "staying_elsewhere"
)

// AwayKinds lists them.
var AwayKinds = Codes[AwayKind]{{AwayCustody, "In custody"}, {AwayHospital, "In hospital"}, {AwayHoliday, "On holiday"}, {AwayTerm, "Term or vacation address"}, {AwayStaying, "Staying elsewhere"}}
