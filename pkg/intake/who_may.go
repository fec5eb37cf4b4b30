package intake

import (
	"intouch/pkg/access"
	care "intouch/pkg/careleaver"
)

// ActionOf is what somebody does who sends a fact, or a correction or void of
// it: what access.May is asked about.
func ActionOf(f care.Fact) access.Action { return actionOf(facts(f)) }
