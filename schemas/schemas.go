// Package schemas is the contract of InTouch: a folder for each type of event
// with its JSON Schema, an example and a page about it, and how the whole is
// reached over NATS and HTTP. The package only embeds the files; README.md says
// what is where and how a schema may change.
package schemas

import "embed"

// Files are the files of the contract, by the paths that they have here:
// contact.made/schema.json, common/when.json, asyncapi.yaml.
//
//go:embed *.md *.yaml *.sum */*.json */*.md
var Files embed.FS
