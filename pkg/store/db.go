package store

import (
	"errors"

	"github.com/jackc/pgx/v5/pgxpool"
)

// ErrNotFound says that the authority has no such thing.
var ErrNotFound = errors.New("not found")

// DB answers questions. It may be used by many goroutines.
type DB struct {
	pool *pgxpool.Pool
}

// Open returns the tables behind the pool. They must have been made by Migrate.
func Open(pool *pgxpool.Pool) *DB { return &DB{pool} }
