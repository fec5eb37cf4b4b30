-- How far imports are, and the answer to each of their rows.

-- +goose Up

CREATE TABLE kept.import (
    authority text NOT NULL,
    id        uuid NOT NULL,        -- of the import in the log
    alias     uuid,                 -- under which whoever sent it asks for it
    about     jsonb NOT NULL,       -- the report, without its rows
    total     int NOT NULL,         -- rows that are to be answered
    finished  boolean NOT NULL,
    ended     boolean NOT NULL,     -- finished, or given up for now
    begun     timestamptz NOT NULL,
    seen      timestamptz NOT NULL, -- when it was last heard of
    PRIMARY KEY (authority, id)
);
CREATE INDEX import_alias ON kept.import (authority, alias) WHERE alias IS NOT NULL;
CREATE INDEX import_seen ON kept.import (authority, seen DESC);

CREATE TABLE kept.import_row (
    authority text NOT NULL,
    import    uuid NOT NULL,
    place     int NOT NULL,         -- among the rows that are answered, from 1
    answer    text NOT NULL,
    body      jsonb NOT NULL,
    PRIMARY KEY (authority, import, place),
    FOREIGN KEY (authority, import) REFERENCES kept.import (authority, id) ON DELETE CASCADE
);

-- +goose Down
DROP TABLE kept.import_row;
DROP TABLE kept.import;
