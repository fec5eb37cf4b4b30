package main

import (
	"encoding/json"
	"errors"
	"fmt"
	"os"
	"path/filepath"
)

// running is how the operator's commands reach the InTouch that has the data
// folder: data/run.json, for its owner alone. It means something only while the
// lock is held.
type running struct {
	PID         int               `json:"pid"`
	Address     string            `json:"address"` // http://localhost:8080
	Authorities []string          `json:"authorities"`
	NATS        map[string]string `json:"nats"`     // by user: nats://operator:password@127.0.0.1:40123
	Database    string            `json:"database"` // postgres://…
	Cluster     string            `json:"cluster"`  // the folder of the private PostgreSQL; empty: none of ours
}

const runFile = "run.json"

// announce writes run.json, whole or not at all.
func (f *folder) announce(r running) error {
	text, err := json.MarshalIndent(r, "", "  ")
	if err != nil {
		return err
	}
	draft := f.join(runFile + ".draft")
	if err := os.WriteFile(draft, append(text, '\n'), 0o600); err != nil {
		return err
	}
	return os.Rename(draft, f.join(runFile))
}

// forget removes run.json, ours or that of a process that was killed.
func (f *folder) forget() error {
	if err := os.Remove(f.join(runFile)); !errors.Is(err, os.ErrNotExist) {
		return err
	}
	return nil
}

// whoRuns reads run.json of a folder that somebody else holds.
func whoRuns(path string, held inUse) (running, error) {
	text, err := os.ReadFile(filepath.Join(path, runFile))
	if errors.Is(err, os.ErrNotExist) {
		return running{}, fmt.Errorf("%w; it is still starting, or busy with that command: try again in a moment", held)
	}
	if err != nil {
		return running{}, err
	}
	var r running
	if err := json.Unmarshal(text, &r); err != nil {
		return running{}, fmt.Errorf("read %s: %w", filepath.Join(path, runFile), err)
	}
	return r, nil
}
