package intake

import (
	"slices"
	"strings"

	care "intouch/pkg/careleaver"
	"intouch/pkg/wire"
)

// Services are the programs that take commands.
var Services = []string{"contact", "accommodation", "pathway", "caseload"}

// commands are the types of event that people publish, by name. All else the
// monitor and the notifier say, or, as Absorbed, comes with another event.
var commands = func() map[string]wire.Type {
	all := map[string]wire.Type{}
	for _, t := range wire.Types {
		_, half := t.Fact.(care.Absorbed)
		if !half && (t.Path != "" || slices.Contains(Services, t.Publisher)) {
			all[t.Name] = t
		}
	}
	return all
}()

// serviceOf is the program that takes the commands of an area: its own if it
// has one, else caseload, where managers decide.
func serviceOf(t wire.Type) string {
	if area := string(t.Area()); slices.Contains(Services, area) {
		return area
	}
	return "caseload"
}

// openings are the types whose event is the first of its record, by kind.
var openings = func() map[string]string {
	first := map[string]string{}
	for _, t := range wire.Types {
		if _, known := first[t.Kind]; t.Kind != "" && !known {
			first[t.Kind] = t.Name
		}
	}
	return first
}()

// opens reports whether the event is the first of its record and gives it its
// name. Of single records only the person's own is opened by its first event.
func opens(t wire.Type) bool {
	k := wire.KindNamed(t.Kind)
	return openings[t.Kind] == t.Name && t.Path == "" && (k.Single == "" || k.Single == care.RecordPerson)
}

// loose reports whether a record of the kind takes events without its writer
// saying what they saw: records of which there is just one.
func loose(k wire.Kind) bool { return k.Single != "" || k.Name == "team" }

// kindsOf are the kinds of record on which an event of the type may stand.
func kindsOf(t wire.Type) []wire.Kind {
	var kinds []wire.Kind
	for _, k := range wire.Kinds {
		if fits(t, k) {
			kinds = append(kinds, k)
		}
	}
	return kinds
}

func fits(t wire.Type, k wire.Kind) bool {
	switch t.Fact.(type) {
	case care.WhereaboutsConfirmed: // somewhere to be, or not
		return k.Name == "accommodation" || k.Name == "absence"
	case care.Sealed: // never a record of which there is just one: nothing could follow on it
		return (!k.NoOne || k.Name == "set_aside") && k.Single == ""
	case care.Destroyed: // whatever holds what is personal
		return !k.NoOne || k.Name == "set_aside"
	case care.Corrected, care.Voided:
		return !k.NoOne && k.Area == t.Area()
	}
	return k.Name == t.Kind
}

// shortName is the type's name without its area.
func shortName(t wire.Type) string {
	_, name, _ := strings.Cut(t.Name, ".")
	return name
}
