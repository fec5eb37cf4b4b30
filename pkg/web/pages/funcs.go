package pages

import (
	"fmt"
	"html/template"
	"slices"
)

// Funcs are what pages' own templates may call, besides the standard ones:
//
//	show COMPONENT         draws a part
//	button TEXT            a button that sends the form
//	secondary TEXT         a grey one
//	warning TEXT           a red one
//	linkButton TEXT HREF   a link that looks like a button
//	tag TEXT COLOUR        a tag
//	bucket CODE            a bucket's tag
//	inset TEXT             a passage set apart
//	alarm TEXT             the warning with the exclamation mark
var Funcs = template.FuncMap{
	"show":       HTML,
	"links":      func(items []Action) Links { return Links{items} },
	"button":     func(text string) Button { return Button{Text: text, Once: true} },
	"secondary":  func(text string) Button { return Button{Text: text, Classes: "govuk-button--secondary"} },
	"warning":    func(text string) Button { return Button{Text: text, Classes: "govuk-button--warning", Once: true} },
	"linkButton": func(text, href string) Button { return Button{Text: text, Href: href} },
	"tag":        func(text, colour string) Tag { return Tag{Text: text, Colour: colour} },
	"bucket":     func(code any) Bucket { return Bucket(fmt.Sprint(code)) },
	"inset":      func(text string) Inset { return Inset{Text: text} },
	"alarm":      func(text string) Warning { return Warning{Text: text} },
}

// layoutFuncs are what the layout calls besides.
var layoutFuncs = template.FuncMap{"navigation": navigation}

// partFuncs are what the parts' templates call.
var partFuncs = template.FuncMap{
	"numbered":     numbered,
	"has":          slices.Contains[[]string],
	"dateParts":    dateParts,
	"anyActions":   anyActions,
	"rowAction":    rowAction,
	"cardAction":   cardAction,
	"bucketColour": bucketColour,
	"asBucket":     func(code any) Bucket { return Bucket(fmt.Sprint(code)) },
}
