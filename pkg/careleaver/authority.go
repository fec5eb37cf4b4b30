package careleaver

// StaffJoined says that somebody works for the authority. An import appends it
// for names that it meets.
type StaffJoined struct {
	Name  string      `json:"name"`
	Email string      `json:"email,omitzero"`
	Roles []StaffRole `json:"roles,omitzero"`
	Team  string      `json:"team,omitzero"`
	On    Day         `json:"on,omitzero"`
}

// Validate checks the name and the roles.
func (f StaffJoined) Validate() error {
	var p Problems
	p.need(f.Name, "/name", "Enter the name")
	checkRoles(&p, f.Roles)
	return p.Err()
}

func checkRoles(p *Problems, roles []StaffRole) {
	for _, r := range roles {
		p.check(StaffRoles.Has(r), "/roles", "Select roles from the list")
	}
}

// Happened is the day they joined.
func (f StaffJoined) Happened() When { return OnDay(f.On) }

// RoleChanged says that somebody has other roles or another team from a day.
type RoleChanged struct {
	Roles []StaffRole `json:"roles,omitzero"`
	Team  string      `json:"team,omitzero"`
	On    Day         `json:"on"`
}

// Validate checks the roles and the day.
func (f RoleChanged) Validate() error {
	var p Problems
	checkRoles(&p, f.Roles)
	p.check(!f.On.IsZero(), "/on", "Enter the day from which it holds")
	return p.Err()
}

// Happened is the day from which it holds.
func (f RoleChanged) Happened() When { return OnDay(f.On) }

// StaffAbsent says that somebody is away from work and who covers.
type StaffAbsent struct {
	From           Day     `json:"from"`
	ExpectedReturn Day     `json:"expectedReturn,omitzero"`
	Cover          StaffID `json:"cover,omitzero"`
}

// Validate checks the days.
func (f StaffAbsent) Validate() error {
	var p Problems
	p.check(!f.From.IsZero(), "/from", "Enter the first day away")
	p.check(f.ExpectedReturn.IsZero() || f.ExpectedReturn > f.From, "/expectedReturn", "They cannot be back before they went")
	return p.Err()
}

// Happened is the first day away.
func (f StaffAbsent) Happened() When { return OnDay(f.From) }

// StaffReturned ends an absence.
type StaffReturned struct {
	On Day `json:"on"`
}

// Validate checks the day.
func (f StaffReturned) Validate() error {
	var p Problems
	p.check(!f.On.IsZero(), "/on", "Enter the first day back")
	return p.Err()
}

// Happened is the first day back.
func (f StaffReturned) Happened() When { return OnDay(f.On) }

// StaffLeft says that somebody no longer works for the authority from a day:
// nobody whom they were allocated to has them any more (I17).
type StaffLeft struct {
	On Day `json:"on"`
}

// Validate checks the day.
func (f StaffLeft) Validate() error {
	var p Problems
	p.check(!f.On.IsZero(), "/on", "Enter the first day on which they no longer work here")
	return p.Err()
}

// Happened is the first day without them.
func (f StaffLeft) Happened() When { return OnDay(f.On) }

// TeamManagerSet says who manages a team.
type TeamManagerSet struct {
	Team    string  `json:"team"`
	Manager StaffID `json:"manager"`
	Deputy  StaffID `json:"deputy,omitzero"`
	From    Day     `json:"from"`
}

// Validate checks which team, who and since when.
func (f TeamManagerSet) Validate() error {
	var p Problems
	p.need(f.Team, "/team", "Select the team")
	p.check(f.Manager != StaffID{}, "/manager", "Select the manager")
	p.check(!f.From.IsZero(), "/from", "Enter the day from which it holds")
	return p.Err()
}

// Happened is the day from which it holds.
func (f TeamManagerSet) Happened() When { return OnDay(f.From) }

// PolicyPublished carries the whole text of a version of the policy.
type PolicyPublished struct {
	Version       int       `json:"version"`
	EffectiveFrom Day       `json:"effectiveFrom"`
	Text          string    `json:"text"`                // YAML
	Publishers    []StaffID `json:"publishers,omitzero"` // two, from version 2 on
}

// Validate checks the version and its publishers; the text is checked where
// policies are read.
func (f PolicyPublished) Validate() error {
	var p Problems
	p.check(f.Version >= 1, "/version", "Versions count from 1")
	p.need(f.Text, "/text", "The policy is empty")
	p.check(!f.EffectiveFrom.IsZero(), "/effectiveFrom", "Enter the day from which it holds")
	two := len(f.Publishers) >= 2 && f.Publishers[0] != f.Publishers[1]
	p.check(f.Version == 1 || two, "/publishers", "Two different people must publish a policy")
	return p.Err()
}

// Happened is the day from which it holds.
func (f PolicyPublished) Happened() When { return OnDay(f.EffectiveFrom) }

// ImportStarted says that a list is being read.
type ImportStarted struct {
	Format string `json:"format"`
	AsAt   Day    `json:"asAt"`
	Digest string `json:"digest"` // SHA-256 of the file, in hex

	Source     string `json:"source,omitzero"`     // which feed it is of, such as case-system; empty: a list
	CompleteTo When   `json:"completeTo,omitzero"` // up to when a feed holds all that its system holds
}

// Validate checks the format and the list's day.
func (f ImportStarted) Validate() error {
	var p Problems
	p.need(f.Format, "/format", "Name the format")
	p.check(!f.AsAt.IsZero(), "/asAt", "Enter the day of the list")
	return p.Err()
}

// Happened is the list's day.
func (f ImportStarted) Happened() When { return OnDay(f.AsAt) }

// ImportFinished says how the rows were answered.
type ImportFinished struct {
	Rows    map[string]int `json:"rows,omitzero"` // answers and how many rows had each
	AsAt    Day            `json:"asAt,omitzero"`
	Started EventID        `json:"started"`

	Source     string `json:"source,omitzero"`     // which feed it is of; empty: a list
	CompleteTo When   `json:"completeTo,omitzero"` // up to when all that the feed's system held is in InTouch
}

// Validate checks which import it was.
func (f ImportFinished) Validate() error {
	var p Problems
	p.check(f.Started != EventID{}, "/started", "Say which import")
	return p.Err()
}

// Happened is never.
func (ImportFinished) Happened() When { return When{} }

// RowSetAside is a row that names nobody: *not yet on the register* until settled.
type RowSetAside struct {
	Import EventID           `json:"import"`
	AsAt   Day               `json:"asAt,omitzero"`
	Row    int               `json:"row"` // as a spreadsheet counts
	Column string            `json:"column"`
	Value  string            `json:"value,omitzero"`
	Reason string            `json:"reason"` // a sentence that says what to do
	Cells  map[string]string `json:"cells,omitzero"`
	Owner  StaffID           `json:"owner,omitzero"`
}

// Validate checks the row and the reason.
func (f RowSetAside) Validate() error {
	var p Problems
	p.check(f.Row > 0, "/row", "Say which row")
	p.need(f.Reason, "/reason", "Say what to do about it")
	return p.Err()
}

// Happened is the list's day.
func (f RowSetAside) Happened() When { return OnDay(f.AsAt) }

// RowSettled says what became of a row that was set aside.
type RowSettled struct {
	How    string   `json:"how"`
	Person PersonID `json:"person,omitzero"` // whom the row named, after all
}

// Validate checks that it is said.
func (f RowSettled) Validate() error {
	var p Problems
	p.need(f.How, "/how", "Say what became of the row")
	return p.Err()
}

// Happened is never.
func (RowSettled) Happened() When { return When{} }

// CellQuestioned is a cell of a person's row that could not be read: its fact
// is missing until the owner settles it (rules.md section 8).
type CellQuestioned struct {
	Column string  `json:"column"`
	Value  string  `json:"value"`
	Reason string  `json:"reason"` // a sentence that says what to do
	AsAt   Day     `json:"asAt,omitzero"`
	Row    int     `json:"row,omitzero"`
	Owner  StaffID `json:"owner,omitzero"`
}

// Validate checks the column and the reason.
func (f CellQuestioned) Validate() error {
	var p Problems
	p.need(f.Column, "/column", "Name the column")
	p.need(f.Reason, "/reason", "Say what to do about it")
	return p.Err()
}

// Happened is the list's day.
func (f CellQuestioned) Happened() When { return OnDay(f.AsAt) }

// CellSettled says how a question was answered.
type CellSettled struct {
	How string `json:"how"`
}

// Validate checks that it is said.
func (f CellSettled) Validate() error {
	var p Problems
	p.need(f.How, "/how", "Say how it was settled")
	return p.Err()
}

// Happened is never.
func (CellSettled) Happened() When { return When{} }

// NoticeTold says that somebody was told of an alert, or could not be.
type NoticeTold struct {
	Alert   EventID  `json:"alert"`
	Person  PersonID `json:"person,omitzero"`
	To      StaffID  `json:"to"`
	Reason  string   `json:"reason"`
	Channel string   `json:"channel"`
	Outcome string   `json:"outcome"` // told, gave_up
}

// Validate checks whom and how.
func (f NoticeTold) Validate() error {
	var p Problems
	p.check(f.To != StaffID{}, "/to", "Say who was told")
	p.need(f.Outcome, "/outcome", "Say what came of it")
	return p.Err()
}

// Happened is never.
func (NoticeTold) Happened() When { return When{} }
