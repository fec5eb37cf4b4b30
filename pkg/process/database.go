package process

import (
	"context"
	"errors"
	"fmt"

	"github.com/exaring/otelpgx"
	"github.com/jackc/pgx/v5/pgxpool"
)

// Database returns a pool of connections to the tables. It returns at once and
// connects when it is used: readiness says whether it can. Traces hold the SQL
// but never its arguments, which are personal.
func (s Settings) Database(ctx context.Context) (*pgxpool.Pool, error) {
	if s.DatabaseURL == "" {
		return nil, errors.New("say where the database is: set --database-url or INTOUCH_DATABASE_URL")
	}
	config, err := pgxpool.ParseConfig(s.DatabaseURL)
	if err != nil {
		return nil, fmt.Errorf("--database-url: %w", err) // pgx hides the password
	}
	config.ConnConfig.Tracer = otelpgx.NewTracer()
	pool, err := pgxpool.NewWithConfig(ctx, config)
	if err != nil {
		return nil, fmt.Errorf("database pool: %w", err)
	}
	if err := otelpgx.RecordStats(pool); err != nil {
		pool.Close()
		return nil, fmt.Errorf("database metrics: %w", err)
	}
	s.Health.Register("database", pool.Ping)
	return pool, nil
}
