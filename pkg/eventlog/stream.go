package eventlog

import (
	"context"
	"errors"
	"fmt"
	"regexp"
	"slices"
	"time"

	"github.com/nats-io/nats.go"
	"github.com/nats-io/nats.go/jetstream"
)

// answerWithin is how long making a stream or a consumer may take.
const answerWithin = 5 * time.Second

// token is what may stand between the dots of a subject, and in the name of a
// stream: E09000002, local, a UUID, person.
var token = regexp.MustCompile(`^[A-Za-z0-9_-]{1,64}$`)

// Options say how an authority's log is kept.
type Options struct {
	Replicas int // servers that hold a copy: 1 (also when 0) or, in a cluster, 3
}

// Create makes the log of an authority, as the NATS user admin. An authority is
// a GSS code such as E09000002, or any letters, digits, - and _. If the log is
// there already only the number of replicas is brought to what the options say;
// it is refused if it could lose events or be appended to in another way.
func Create(ctx context.Context, nc *nats.Conn, authority string, o Options) error {
	if err := create(ctx, nc, authority, o); err != nil {
		return fmt.Errorf("create the log of authority %q: %w", authority, err)
	}
	return nil
}

func create(ctx context.Context, nc *nats.Conn, authority string, o Options) error {
	name, err := streamName(authority)
	if err != nil {
		return err
	}
	js, err := jetstream.New(nc, jetstream.WithDefaultTimeout(answerWithin))
	if err != nil {
		return err
	}
	want := config(name, authority, o)
	stream, err := js.Stream(ctx, name)
	if errors.Is(err, jetstream.ErrStreamNotFound) {
		_, err = js.CreateStream(ctx, want) // the same by two at once is no error
		return err
	}
	if err != nil {
		return err
	}
	return adopt(ctx, js, stream.CachedInfo().Config, want)
}

// adopt accepts a stream that is there already.
func adopt(ctx context.Context, js jetstream.JetStream, have, want jetstream.StreamConfig) error {
	if err := differs(have, want); err != nil {
		return err
	}
	if have.Replicas == want.Replicas {
		return nil
	}
	have.Replicas = want.Replicas
	_, err := js.UpdateStream(ctx, have)
	return err
}

func streamName(authority string) (string, error) {
	if !token.MatchString(authority) {
		return "", fmt.Errorf("%q cannot name an authority: use a GSS code such as E09000002, or letters, digits, - and _", authority)
	}
	return "CARE_" + authority, nil
}

// config is how the log is kept: on disk, without limits, every message
// readable by position, several appended as one, and no way to purge.
func config(name, authority string, o Options) jetstream.StreamConfig {
	return jetstream.StreamConfig{
		Name:               name,
		Subjects:           []string{"care." + authority + ".>"},
		Retention:          jetstream.LimitsPolicy,
		Storage:            jetstream.FileStorage,
		MaxMsgs:            -1,
		MaxBytes:           -1,
		MaxMsgsPerSubject:  -1,
		Replicas:           max(o.Replicas, 1),
		DenyPurge:          true,
		AllowDirect:        true,
		AllowAtomicPublish: true,
		// Deduplication by message id would answer "duplicate" for an id under
		// another subject and not store it. Nobody sends message ids; the window
		// is the shortest there is.
		Duplicates: 100 * time.Millisecond,
	}
}

// differs says in what a stream is not the log that config describes. What it
// does not look at (description, placement, compression) does no harm.
func differs(have, want jetstream.StreamConfig) error {
	for _, e := range []struct {
		what string
		ok   bool
	}{
		{fmt.Sprintf("its subjects are %v, not %v", have.Subjects, want.Subjects), slices.Equal(have.Subjects, want.Subjects)},
		{"it is not kept in files", have.Storage == want.Storage && have.PersistMode == want.PersistMode},
		{"it forgets what has been read", have.Retention == want.Retention},
		{"it forgets what is old or too much", have.MaxMsgs <= 0 && have.MaxBytes <= 0 && have.MaxAge == 0 && have.MaxMsgsPerSubject <= 0 && !have.AllowMsgTTL},
		{"it may be purged or rolled up", have.DenyPurge && !have.AllowRollup},
		{"its single messages cannot be erased", !have.DenyDelete},
		{"its messages cannot be read by position", have.AllowDirect},
		{"it takes no batches", have.AllowAtomicPublish},
		{"it looks for duplicates by message id", have.Duplicates <= want.Duplicates},
		{"it is fed by another stream", have.Mirror == nil && len(have.Sources) == 0 && have.SubjectTransform == nil},
		{"it is sealed", !have.Sealed && !have.NoAck},
	} {
		if !e.ok {
			return fmt.Errorf("stream %s is there already, but %s: remove it, or change it with the nats tool", want.Name, e.what)
		}
	}
	return nil
}
