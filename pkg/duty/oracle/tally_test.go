package oracle

import (
	"fmt"
	"os"
	"slices"
	"strconv"
	"testing"

	care "intouch/pkg/careleaver"
)

// With INTOUCH_ORACLE_LIVES set, so many lives are looked at on many days, and
// each kind of disagreement is counted and shown with the smallest life found.
func TestTally(t *testing.T) {
	lives, _ := strconv.Atoi(os.Getenv("INTOUCH_ORACLE_LIVES"))
	if lives == 0 {
		t.Skip("set INTOUCH_ORACLE_LIVES to count disagreements")
	}
	seed0, _ := strconv.Atoi(os.Getenv("INTOUCH_ORACLE_SEED"))
	r := office(t)
	type found struct {
		events []care.Event
		on     care.Day
		n      int
	}
	all := map[string]*found{}
	looks := 0
	for seed := range lives {
		events := stories().Example(seed0 + seed)
		for k := range 12 {
			on := firstDay + care.Day((seed*31+k*73)%900)
			looks++
			for _, d := range differences(events, r, on) {
				f := all[d.what]
				if f == nil {
					f = &found{}
					all[d.what] = f
				}
				f.n++
				if f.n < 5 || f.n < 200 && len(events) < len(f.events)+5 {
					if small := smallest(events, r, on, d.what); f.events == nil || len(small) < len(f.events) {
						f.events, f.on = small, on
					}
				}
			}
		}
	}
	var keys []string
	for k := range all {
		keys = append(keys, k)
	}
	slices.Sort(keys)
	only := os.Getenv("INTOUCH_ORACLE_ONLY")
	for _, k := range keys {
		f := all[k]
		fmt.Printf("== %s: %d of %d\n", k, f.n, looks)
		if only != "" && only != k {
			continue
		}
		for _, d := range differences(f.events, r, f.on) {
			fmt.Printf("   on %s %s: text %s, duty %s\n", f.on, d.what, d.text, d.duty)
		}
		fmt.Print(listed(f.events))
	}
}
