package embedded

import (
	"fmt"
	"log/slog"
)

// logger passes on what the server has to say that somebody should read.
// Subjects and users are ids; bodies are never logged.
type logger struct {
	fatal chan error // the first reason to give up
}

func (logger) Noticef(string, ...any) {}
func (logger) Debugf(string, ...any)  {}
func (logger) Tracef(string, ...any)  {}

func (logger) Warnf(format string, v ...any) { slog.Warn("NATS server: " + fmt.Sprintf(format, v...)) }
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
