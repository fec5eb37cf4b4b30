package main

import (
	"context"
	"errors"

	"intouch/pkg/process"
	"intouch/pkg/store/embedded"
)

// database is the name of the tables' database in the private PostgreSQL.
const database = "intouch"

// cluster is the private PostgreSQL, which is started again when it goes away.
type cluster struct {
	dir    string
	server *embedded.Server
}

// startCluster starts it and makes its database.
func startCluster(ctx context.Context, dir string) (*cluster, error) {
	c := &cluster{dir: dir}
	if err := c.start(ctx); err != nil {
		return nil, err
	}
	return c, nil
}

func (c *cluster) start(ctx context.Context) error {
	server, err := embedded.Start(ctx, embedded.Options{Dir: c.dir, Durable: true})
	if err != nil {
		return err
	}
	if err := server.CreateDatabase(ctx, database); err != nil {
		return errors.Join(err, server.Stop())
	}
	c.server = server
	return nil
}

// keep starts it again whenever it has gone, until ctx ends. Its socket stays
// where it was, so that new connections find it.
func (c *cluster) keep(ctx context.Context, s process.Settings) error {
	return s.Keep(ctx, "postgres", func(ctx context.Context) error {
		if c.gone() {
			if err := c.start(ctx); err != nil {
				return err
			}
		}
		select {
		case <-ctx.Done():
			return ctx.Err()
		case <-c.server.Exited():
			return errors.New("the private PostgreSQL went away")
		}
	})
}

// elsewhere reports whether it could not live in the data folder.
func (c *cluster) elsewhere() bool { return c.server.Where() != c.dir }

func (c *cluster) gone() bool {
	select {
	case <-c.server.Exited():
		return true
	default:
		return false
	}
}
