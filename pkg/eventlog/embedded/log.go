package embedded

import (
	"fmt"
	"log/slog"
	"strings"
)

// logger passes on what the server has to say that somebody should read.
// Subjects and users are ids; bodies are never logged.
type logger struct {
	fatal chan error // the first reason to give up
}

func (logger) Noticef(string, ...any) {}
func (logger) Debugf(string, ...any)  {}
func (logger) Tracef(string, ...any)  {}

// Warnf passes all on but one: the passwords are in plain text because they are
// random, made at this start, and known to this process alone.
func (logger) Warnf(format string, v ...any) {
	if !strings.HasPrefix(format, "Plaintext passwords detected") {
		slog.Warn("NATS server: " + fmt.Sprintf(format, v...))
	}
}
func (logger) Errorf(format string, v ...any) {
	slog.Error("NATS server: " + fmt.Sprintf(format, v...))
}

func (l logger) Fatalf(format string, v ...any) {
	err := fmt.Errorf(format, v...)
	slog.Error("NATS server: " + err.Error())
	select {
	case l.fatal <- err:
	default: // the first one is the cause
	}
}
