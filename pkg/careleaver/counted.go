package careleaver

import (
	"crypto/sha256"
	"encoding/hex"
	"hash"
	"maps"
	"regexp"
)

// RegisterCounted is the nightly proof that everybody is in one bucket (I1): who
// stood where on a day, as the log meant it up to a position.
type RegisterCounted struct {
	Day      Day            `json:"day"`
	Register int            `json:"register"` // N: everyone not closed
	Buckets  map[string]int `json:"buckets,omitzero"`
	Closed   map[string]int `json:"closed,omitzero"` // the closed, by why
	NotYet   int            `json:"notYetOnTheRegister"`
	Position uint64         `json:"position"`             // of the log, that it speaks of
	Digest   string         `json:"digest,omitzero"`      // of who stood where: see RegisterDigest
	Late     bool           `json:"countedLate,omitzero"` // not in the night after the day: no monitor ran
	Rules    int            `json:"rulesVersion,omitzero"`
}

var isDigest = regexp.MustCompile(`^[0-9a-f]{64}$`)

// Validate checks the day.
func (f RegisterCounted) Validate() error {
	var p Problems
	p.check(!f.Day.IsZero(), "/day", "Say of which day")
	p.check(f.Digest == "" || isDigest.MatchString(f.Digest), "/digest", "Write it in 64 hexadecimal digits")
	return p.Err()
}

// Happened is the day that was counted.
func (f RegisterCounted) Happened() When { return OnDay(f.Day) }

// OtherRules is what Differ says where other rules counted, which may rightly count
// otherwise: that is no incident.
const OtherRules = "rulesVersion"

// Differ names what another count of the same day has otherwise; what this one
// does not say, as of an older program, is not compared.
func (f RegisterCounted) Differ(again RegisterCounted) (differ []string) {
	for _, c := range []struct {
		what string
		same bool
	}{
		{"register", f.Register == again.Register},
		{"buckets", maps.Equal(f.Buckets, again.Buckets)},
		{"closed", f.Closed == nil || maps.Equal(f.Closed, again.Closed)},
		{"notYetOnTheRegister", f.NotYet == again.NotYet},
		{OtherRules, f.Rules == 0 || f.Rules == again.Rules},
		{"digest", f.Digest == "" || f.Digest == again.Digest},
	} {
		if !c.same {
			differ = append(differ, c.what)
		}
	}
	return differ
}

// CountRecord names the record of the count of a day, so that any number of
// monitors publish one.
func CountRecord(authority string, day Day) EventID {
	return DerivedID(authority, "register counted", day.String())
}

// RegisterDigest is SHA-256 over a line for each person who stands anywhere on a
// day, the closed too, in order of their ids as bytes: the id, a space, the
// bucket, a line feed. So it can be proved later who was counted where, and
// nobody is named.
type RegisterDigest struct{ sum hash.Hash }

// NewRegisterDigest is the digest of nobody.
func NewRegisterDigest() RegisterDigest { return RegisterDigest{sha256.New()} }

// Add takes the next person.
func (d RegisterDigest) Add(person PersonID, bucket string) {
	d.sum.Write([]byte(person.String() + " " + bucket + "\n"))
}

// String is the digest in hexadecimal digits.
func (d RegisterDigest) String() string { return hex.EncodeToString(d.sum.Sum(nil)) }
