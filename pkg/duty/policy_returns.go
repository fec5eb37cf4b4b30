package duty

import (
	"slices"
	"strings"

	"github.com/goccy/go-yaml/ast"

	care "intouch/pkg/careleaver"
)

// returnsSettings is the section of the policy on returns, as it is written.
type returnsSettings struct {
	List9 list9Settings `yaml:",inline"`
	OC3   OC3           `yaml:",inline"`
}

func (s returnsSettings) choices(f *ast.File) (List9, OC3, error) {
	list9, err := s.List9.choices(f)
	if err != nil {
		return list9, s.OC3, err
	}
	return list9, s.OC3, s.OC3.check(f)
}

// OC3 are an authority's choices for the SSDA903 care leaver return
// (docs/rules.md section 12).
type OC3 struct {
	InTouchOrder []InTouchStep `yaml:"inTouchOrder"`
	Suitability  struct {
		NotKnown Suitability `yaml:"R"`
		Abroad   Suitability `yaml:"G"`
		Deported Suitability `yaml:"H"`
	} `yaml:"suitability"`
	From22 Cohort22 `yaml:"from22To25"`
}

// InTouchStep is a question that decides IN_TOUCH; the first that holds does.
type InTouchStep string

// The questions, in the order of docs/rules.md section 12.
const (
	StepDied         InTouchStep = "died"
	StepReturnedHome InTouchStep = "returned_home" // six months, complete before 18
	StepRefusedOnly  InTouchStep = "refused_only"  // a refusal in force, and no other contact in the window
	StepInTouch      InTouchStep = "in_touch"
	StepRefuses      InTouchStep = "refuses_contact"
	StepNotRequired  InTouchStep = "refuses_services"
	StepNotInTouch   InTouchStep = "not_in_touch" // always holds
)

// Suitability is the digit that a letter takes which nobody can inspect.
type Suitability string

// The choices.
const (
	TakesSuitable   Suitability = "1"
	TakesUnsuitable Suitability = "2"
	AsAssessed      Suitability = "assessed"
)

// Cohort22 is who of 22 to 25 is returned (docs/domain.md section 3.3).
type Cohort22 string

// The choices.
const (
	SupportedOnly Cohort22 = "supported_only"
	WholeCohort   Cohort22 = "whole_cohort" // the others as NO, 0, 0
)

// usualOC3 holds where a policy, such as one that was published before there
// was this section, says nothing.
func usualOC3() OC3 {
	r := OC3{
		InTouchOrder: []InTouchStep{StepDied, StepReturnedHome, StepRefusedOnly, StepInTouch, StepRefuses, StepNotRequired, StepNotInTouch},
		From22:       SupportedOnly,
	}
	r.Suitability.NotKnown, r.Suitability.Abroad, r.Suitability.Deported = TakesUnsuitable, TakesUnsuitable, TakesUnsuitable
	return r
}

// Of is the choice for a letter; empty for those that are always assessed.
func (r OC3) Of(letter care.Residence) Suitability {
	switch letter {
	case "R":
		return r.Suitability.NotKnown
	case "G":
		return r.Suitability.Abroad
	case "H":
		return r.Suitability.Deported
	}
	return ""
}

// check refuses what no return could be made by.
func (r OC3) check(f *ast.File) error {
	all := usualOC3().InTouchOrder
	order := slices.Sorted(slices.Values(r.InTouchOrder))
	if !slices.Equal(order, slices.Sorted(slices.Values(all))) || r.InTouchOrder[len(all)-1] != StepNotInTouch {
		return wrong(f, "$.returns.inTouchOrder", "must name each of "+words(all)+" once, "+string(StepNotInTouch)+" last")
	}
	for _, letter := range []care.Residence{"R", "G", "H"} {
		if choice := r.Of(letter); !slices.Contains([]Suitability{TakesSuitable, TakesUnsuitable, AsAssessed}, choice) {
			return wrong(f, "$.returns.suitability."+string(letter), "must be 1, 2 or assessed")
		}
	}
	if r.From22 != SupportedOnly && r.From22 != WholeCohort {
		return wrong(f, "$.returns.from22To25", "must be supported_only or whole_cohort")
	}
	return nil
}

func words[T ~string](list []T) string {
	all := make([]string, len(list))
	for i, w := range list {
		all[i] = string(w)
	}
	return strings.Join(all, ", ")
}
