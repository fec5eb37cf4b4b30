// Package drawn has property tests draw the same examples at each run, so that a run
// is red for what was changed and not for what was drawn. A test imports it for that
// alone. INTOUCH_SEED is another number to draw by; 0 draws new examples at each run,
// and so does -rapid.seed 0 in one package.
package drawn

import (
	"cmp"
	"flag"
	"os"

	_ "pgregory.net/rapid" // has the flag
)

// seed is what examples are drawn by where nobody asks for others.
const seed = "20260615"

func init() {
	if err := flag.Set("rapid.seed", cmp.Or(os.Getenv("INTOUCH_SEED"), seed)); err != nil {
		panic("INTOUCH_SEED is no number: " + err.Error())
	}
}
