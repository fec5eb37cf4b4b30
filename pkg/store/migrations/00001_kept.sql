-- What no log repeats.

-- +goose Up

-- Who looked at what, and whether they might.
CREATE TABLE kept.audit (
    id        bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
    at        timestamptz NOT NULL,
    authority text NOT NULL,
    who       uuid NOT NULL,
    roles     text[] NOT NULL,
    action    text NOT NULL,
    person    uuid,
    detail    text NOT NULL,
    allowed   boolean NOT NULL,
    reason    text NOT NULL
);
CREATE INDEX audit_person ON kept.audit (authority, person, at DESC, id DESC);
CREATE INDEX audit_who ON kept.audit (authority, who, at DESC);

-- What each sweep of the monitor proved.
CREATE TABLE kept.receipt (
    id          bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
    authority   text NOT NULL,
    at          timestamptz NOT NULL,
    on_day      date NOT NULL,
    register    int NOT NULL,
    evaluated   int NOT NULL,
    incomplete  int NOT NULL,
    outdated    int NOT NULL,
    to_look     int NOT NULL,
    stored      bigint NOT NULL,
    meant       bigint NOT NULL,
    recorded_at timestamptz,
    oldest      timestamptz,
    log_end     bigint NOT NULL,
    raised      int NOT NULL,
    closed      int NOT NULL
);
CREATE INDEX receipt_last ON kept.receipt (authority, at DESC, id DESC);

-- Every try to tell somebody of something.
CREATE TABLE kept.notice_attempt (
    id        bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
    at        timestamptz NOT NULL,
    authority text NOT NULL,
    notice    uuid NOT NULL,
    alert     uuid NOT NULL,
    recipient uuid NOT NULL,
    channel   text NOT NULL,
    outcome   text NOT NULL,
    try_after timestamptz
);
CREATE INDEX notice_attempt_notice ON kept.notice_attempt (authority, notice, at);

-- +goose Down
DROP TABLE kept.notice_attempt;
DROP TABLE kept.receipt;
DROP TABLE kept.audit;
