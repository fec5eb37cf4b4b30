// Intouch is everything in one process, on an embedded NATS and a private
// PostgreSQL, and the operator's commands. What they share is the data folder:
// whoever starts servers on it has its lock (folder.go), and the others find
// those servers by run.json (running.go).
package main

import (
	"errors"
	"os"

	"github.com/alecthomas/kong"

	"intouch/pkg/process"
)

// settings are those of every command.
type settings struct {
	process.Settings
	StoreKey string `name:"nats-store-key" help:"Encrypts the files of the embedded log; the same at every start." env:"INTOUCH_NATS_STORE_KEY" placeholder:"KEY"`
	Replicas int    `name:"nats-replicas" help:"How many servers of a NATS cluster hold a copy of the log." default:"1" env:"INTOUCH_NATS_REPLICAS" placeholder:"N"`
}

type commands struct {
	settings
	Run       run           `cmd:"" help:"Everything in one process, until Ctrl-C."`
	Demo      demonstration `cmd:"" help:"Run, with a made-up authority and two years of its past."`
	Import    imports       `cmd:"" help:"Take a list from another system onto the register."`
	Export    export        `cmd:"" help:"Take a return, a register or a timeline out into a file."`
	Replay    replay        `cmd:"" help:"Make the tables anew from the log, while everything goes on."`
	Verify    verify        `cmd:"" help:"Compare the log with the tables, and the tables with what the log means; changes nothing."`
	Erase     erase         `cmd:"" help:"Erase from the log what two people have decided to destroy."`
	Retention retention     `cmd:"" help:"List whose records need no longer be kept: 75 years from birth, or 15 from a death before 18."`
	Migrate   migrate       `cmd:"" help:"Make the logs and the tables of a deployment, or bring them up to date."`
}

// alreadySaid is the failure of a program that has logged it.
type alreadySaid struct{ error }

func main() {
	var c commands
	k := kong.Parse(&c, kong.Name("intouch"), kong.UsageOnError(), exportVars(),
		kong.Description("Where care leavers are living, when anyone was last in touch, and who is unaccounted for."))
	err := k.Run(c.settings)
	if _, said := errors.AsType[alreadySaid](err); said {
		os.Exit(1)
	}
	k.FatalIfErrorf(err)
}
