package careleaver

import (
	"crypto/sha256"
	"encoding/hex"
	"strings"
)

// pointMark begins what is left of a contact point that was taken out.
const pointMark = "(contact point "

// pointToken is what is left of a contact point: enough to tell a person's own
// few numbers and addresses apart, since an offer to a dead one is only an
// attempt; far too little to find the number by trying all. One in 4,096 of all
// numbers has the same token.
func pointToken(point string) string {
	if point == "" || strings.HasPrefix(point, pointMark) {
		return point
	}
	sum := sha256.Sum256([]byte(Normalised(point)))
	return pointMark + hex.EncodeToString(sum[:2])[:3] + ")"
}

// SamePoint reports whether two texts name the same contact point, also where
// one of them was taken out.
func SamePoint(a, b string) bool {
	if strings.HasPrefix(a, pointMark) || strings.HasPrefix(b, pointMark) {
		return pointToken(a) == pointToken(b)
	}
	return Normalised(a) == Normalised(b)
}
