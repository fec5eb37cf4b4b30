// Package deploy embeds the files of a deployment that the programs need too,
// so that embedded and deployed are set up alike.
package deploy

import _ "embed"

// NATSConf is the configuration of the NATS server: users, what each may do,
// storage. The passwords and the store key are variables.
//
//go:embed nats/nats.conf
var NATSConf string

// Policy is version 1 of every authority's policy, as YAML.
//
//go:embed policy/england.yaml
var Policy []byte
