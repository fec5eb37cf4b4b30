package duty

import (
	"fmt"
	"reflect"
	"strings"

	"github.com/goccy/go-yaml"
	"github.com/goccy/go-yaml/ast"
	"github.com/goccy/go-yaml/parser"

	care "intouch/pkg/careleaver"
)

// Policy is one version of an authority's choices of practice, with its
// overrides by team and by level of risk worked out.
type Policy struct {
	Version       int
	EffectiveFrom care.Day
	GoLive        []GoLive
	Feeds         []Feed // expected from other systems
	graceDays     int    // for how long a stricter version waits for the next contact
	base          *Numbers
	overrides     overrides
	list9         List9
	oc3           OC3
}

// Policies are the versions in order; the one in force on a day is the last
// whose EffectiveFrom has been reached.
type Policies []Policy

// GoLive is the day on which a team, or with no team named the whole authority,
// began to work with InTouch (rules.md section 8).
type GoLive struct {
	Team      string   `yaml:"team"`
	Day       care.Day `yaml:"day"`
	GraceDays int      `yaml:"graceDays"`
}

// Numbers are the settings that a team or a level of risk may override. Those
// in days are calendar days unless they say working days.
type Numbers struct {
	Contact struct {
		EveryDays            int  `yaml:"everyDays"`
		FirstContactDays     int  `yaml:"firstContactDays"`
		SeenEveryDays        int  `yaml:"seenEveryDays"`
		QualifyingEveryDays  int  `yaml:"qualifyingEveryDays"`
		LookedAfterTracked   bool `yaml:"lookedAfterTracked"`
		LookedAfterEveryDays int  `yaml:"lookedAfterEveryDays"`
	} `yaml:"contact"`
	Buckets struct {
		DueDays                int `yaml:"dueDays"`
		UnaccountedAtLeastDays int `yaml:"unaccountedAtLeastDays"`
		UnaccountedAtMostDays  int `yaml:"unaccountedAtMostDays"`
		NotKnownDays           int `yaml:"notKnownDays"`
		StaleDays              int `yaml:"staleDays"`
	} `yaml:"buckets"`
	Whereabouts struct {
		SeenConfirmedDays      int `yaml:"seenConfirmedDays"`
		SeenLikelyDays         int `yaml:"seenLikelyDays"`
		ToldConfirmedDays      int `yaml:"toldConfirmedDays"`
		ToldLikelyDays         int `yaml:"toldLikelyDays"`
		OtherLikelyDays        int `yaml:"otherLikelyDays"`
		PassingConfirmedDays   int `yaml:"passingConfirmedDays"`
		PassingLikelyDays      int `yaml:"passingLikelyDays"`
		PassingOtherLikelyDays int `yaml:"passingOtherLikelyDays"`
		NotKnownWorkingDays    int `yaml:"notKnownWorkingDays"`
	} `yaml:"whereabouts"`
	Duties struct {
		NoAdviserWorkingDays       int  `yaml:"noAdviserWorkingDays"`
		WhereNowWorkingDays        int  `yaml:"whereNowWorkingDays"`
		TryAgainDays               int  `yaml:"tryAgainDays"`
		MissingDecisionWorkingDays int  `yaml:"missingDecisionWorkingDays"`
		MissingDecisionEveryDays   int  `yaml:"missingDecisionEveryDays"`
		FirstReviewDays            int  `yaml:"firstReviewDays"`
		ReviewOtherMoves           bool `yaml:"reviewOtherMoves"`
		BroughtForwardWorkingDays  int  `yaml:"broughtForwardWorkingDays"`
		FirstOfferDays             int  `yaml:"firstOfferDays"`
		ActivityDays               int  `yaml:"activityDays"`
		OversightWorkingDays       int  `yaml:"oversightWorkingDays"`
		OversightEveryDays         int  `yaml:"oversightEveryDays"`
		PlannedContactWorkingDays  int  `yaml:"plannedContactWorkingDays"`
		DecisionAt21Months         int  `yaml:"decisionAt21Months"`
		DecisionAt21ShownMonths    int  `yaml:"decisionAt21ShownMonths"`
		FrequencyRightWorkingDays  int  `yaml:"frequencyRightWorkingDays"`
		CustodyHomeMonths          int  `yaml:"custodyHomeMonths"`
	} `yaml:"duties"`
	Refusal struct {
		RenewDays    int `yaml:"renewDays"`
		GraceDays    int `yaml:"graceDays"`
		EvidenceDays int `yaml:"evidenceDays"`
	} `yaml:"refusal"`
	Window903 struct {
		MonthsBefore int `yaml:"monthsBefore"`
		MonthsAfter  int `yaml:"monthsAfter"`
	} `yaml:"window903"`
}

// overrides keep the nodes that override, to be laid over the base in turn:
// first the team's, then the risk's.
type overrides struct {
	teams map[string]*Numbers // by care.Normalised name
	risks map[care.Risk]*Numbers
	both  map[teamRisk]*Numbers
}

type teamRisk struct {
	team string
	risk care.Risk
}

// Numbers are those that hold for a team and a level of risk. What a level of
// risk says comes before what a team says.
func (p *Policy) Numbers(team string, risk care.Risk) *Numbers {
	if len(p.overrides.teams) > 0 {
		team = care.Normalised(team)
	}
	if n, ok := p.overrides.both[teamRisk{team, risk}]; ok {
		return n
	}
	if n, ok := p.overrides.risks[risk]; ok {
		return n
	}
	if n, ok := p.overrides.teams[team]; ok {
		return n
	}
	return p.base
}

// document is the file as it is written. Teams and risks are read from its
// nodes, each over a copy of the base.
type document struct {
	Numbers         `yaml:",inline"`
	GoLiveGraceDays int                 `yaml:"goLiveGraceDays"`
	Stricter        int                 `yaml:"stricterGraceDays"`
	GoLive          []goLiveEntry       `yaml:"goLive"`
	Feeds           []Feed              `yaml:"feeds"`
	Returns         returnsSettings     `yaml:"returns"`
	Teams           map[string]ast.Node `yaml:"teams"`
	Risk            map[string]ast.Node `yaml:"risk"`
}

type goLiveEntry struct {
	Team      string `yaml:"team"`
	Day       string `yaml:"day"`
	GraceDays *int   `yaml:"graceDays"`
}

// ParsePolicy reads a version of the policy from its YAML. An error names the
// line and the field.
func ParsePolicy(text []byte, version int, effectiveFrom care.Day) (Policy, error) {
	file, err := parser.ParseBytes(text, 0)
	if err != nil {
		return Policy{}, fmt.Errorf("policy: %s", yaml.FormatError(err, false, true))
	}
	d := addedSince()
	if err := yaml.NodeToValue(body(file), &d, yaml.Strict()); err != nil {
		return Policy{}, fmt.Errorf("policy: %s", yaml.FormatError(err, false, true))
	}
	p := Policy{Version: version, EffectiveFrom: effectiveFrom, graceDays: d.Stricter, Feeds: d.Feeds, base: &d.Numbers}
	if err := checkFeeds(d.Feeds, file); err != nil {
		return Policy{}, err
	}
	if err := checkNumbers(d.Numbers, file, "$"); err != nil {
		return Policy{}, err
	}
	if p.GoLive, err = d.goLive(file); err != nil {
		return Policy{}, err
	}
	if p.list9, p.oc3, err = d.Returns.choices(file); err != nil {
		return Policy{}, err
	}
	p.overrides, err = d.overrides(file)
	return p, err
}

func body(f *ast.File) ast.Node {
	if len(f.Docs) == 0 || f.Docs[0].Body == nil {
		return ast.Null(nil)
	}
	return f.Docs[0].Body
}

// addedSince is a document with the settings that were added after the first
// policies were published: what these do not say is as it ships.
func addedSince() document {
	d := document{Stricter: 28, Returns: returnsSettings{OC3: usualOC3()}}
	n := &d.Duties
	n.MissingDecisionEveryDays, n.ReviewOtherMoves = 1, true
	n.DecisionAt21Months, n.DecisionAt21ShownMonths = 3, 6
	n.FrequencyRightWorkingDays, n.CustodyHomeMonths = 10, 6
	return d
}

func (d document) goLive(f *ast.File) ([]GoLive, error) {
	if d.Stricter < 1 {
		return nil, wrong(f, "$.stricterGraceDays", "must be 1 or more")
	}
	if d.GoLiveGraceDays < 1 {
		return nil, wrong(f, "$.goLiveGraceDays", "must be 1 or more")
	}
	all := []GoLive{{GraceDays: d.GoLiveGraceDays}} // the default: from the day of the first import
	for i, e := range d.GoLive {
		day, err := care.ParseDay(e.Day)
		if err != nil {
			return nil, wrong(f, fmt.Sprintf("$.goLive[%d].day", i), "must be a day such as 2026-06-01")
		}
		g := GoLive{e.Team, day, d.GoLiveGraceDays}
		if e.GraceDays != nil {
			g.GraceDays = *e.GraceDays
		}
		all = append(all, g)
	}
	return all, nil
}

func (d document) overrides(f *ast.File) (overrides, error) {
	o := overrides{map[string]*Numbers{}, map[care.Risk]*Numbers{}, map[teamRisk]*Numbers{}}
	for name, node := range d.Teams {
		n, err := over(d.Numbers, node, f, "$.teams."+name)
		if err != nil {
			return o, err
		}
		o.teams[care.Normalised(name)] = n
	}
	for name, node := range d.Risk {
		path, risk := "$.risk."+name, care.Risk(name)
		if !care.Risks.Has(risk) {
			return o, wrong(f, path, "is not a level of risk: say standard or high")
		}
		n, err := over(d.Numbers, node, f, path)
		if err != nil {
			return o, err
		}
		o.risks[risk] = n
		for team, base := range o.teams {
			if o.both[teamRisk{team, risk}], err = over(*base, node, f, path); err != nil {
				return o, err
			}
		}
	}
	return o, nil
}

func over(n Numbers, node ast.Node, f *ast.File, path string) (*Numbers, error) {
	if err := yaml.NodeToValue(node, &n, yaml.Strict()); err != nil {
		return nil, fmt.Errorf("policy: %s", yaml.FormatError(err, false, true))
	}
	return &n, checkNumbers(n, f, path)
}

// checkNumbers refuses a number below 1: no duty has an interval of no days,
// and one that was left out would read as none.
func checkNumbers(n Numbers, f *ast.File, path string) error {
	sections := reflect.ValueOf(n)
	for i := range sections.NumField() {
		section := sections.Field(i)
		for j := range section.NumField() {
			field := section.Field(j)
			if field.Kind() == reflect.Int && field.Int() < 1 {
				at := path + "." + tag(sections.Type().Field(i)) + "." + tag(section.Type().Field(j))
				return wrong(f, at, "must be given, and be 1 or more")
			}
		}
	}
	if n.Buckets.UnaccountedAtMostDays < n.Buckets.UnaccountedAtLeastDays {
		return wrong(f, path+".buckets.unaccountedAtMostDays", "must not be less than unaccountedAtLeastDays")
	}
	return nil
}

func tag(f reflect.StructField) string { return f.Tag.Get("yaml") }

// wrong names the line, where the field is there, and the field.
func wrong(f *ast.File, path, what string) error {
	line := ""
	if p, err := yaml.PathString(path); err == nil {
		if node, err := p.FilterFile(f); err == nil && node.GetToken() != nil {
			line = fmt.Sprintf("line %d: ", node.GetToken().Position.Line)
		}
	}
	return fmt.Errorf("policy: %s%s %s", line, strings.TrimPrefix(path, "$."), what)
}
