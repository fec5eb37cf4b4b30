package duty

import (
	"fmt"
	"regexp"
	"time"

	"github.com/goccy/go-yaml/ast"
)

// Feed is an extract of another system that is expected every so often
// (rules.md section 8). None expected: nothing is ever late.
type Feed struct {
	Name       string `yaml:"name"`       // as its import says it: case-system
	EveryHours int    `yaml:"everyHours"` // how often an extract is complete anew
	GraceHours int    `yaml:"graceHours"` // how long it may take to be here
}

// DueBy is until when the next extract must be here: after it the source is late.
func (f Feed) DueBy(completeTo time.Time) time.Time {
	return completeTo.Add(time.Duration(f.EveryHours+f.GraceHours) * time.Hour)
}

var feedName = regexp.MustCompile(`^[a-z0-9](?:[a-z0-9-]{0,38}[a-z0-9])?$`)

// checkFeeds refuses a feed that no import could be of, and one without a rhythm.
func checkFeeds(feeds []Feed, f *ast.File) error {
	seen := map[string]bool{}
	for i, feed := range feeds {
		at := fmt.Sprintf("$.feeds[%d]", i)
		switch {
		case !feedName.MatchString(feed.Name):
			return wrong(f, at+".name", "must be small letters, digits and dashes, such as case-system")
		case seen[feed.Name]:
			return wrong(f, at+".name", "is there twice")
		case feed.EveryHours < 1:
			return wrong(f, at+".everyHours", "must be given, and be 1 or more")
		case feed.GraceHours < 0:
			return wrong(f, at+".graceHours", "must not be less than 0")
		}
		seen[feed.Name] = true
	}
	return nil
}
