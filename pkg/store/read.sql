-- The tables of schema read: what the log means. They come from the log alone
-- and hold no running state, so nothing here is ever migrated: another version
-- of this file means replay. It is run with the schema as search_path, which is
-- read or, while a replay builds the next one, read_next.
--
-- Every table says of which authority its rows are. A span of days is
-- [from_day, until_day). What was not told is null, or empty where it is text.

-- How far the tables have come, and of which log they are.
CREATE TABLE cursor (
    authority    text PRIMARY KEY,
    created      timestamptz NOT NULL,  -- when the stream was made
    stored       bigint NOT NULL,       -- position of the last event kept
    meant        bigint NOT NULL,       -- it and all before it are in every row
    last_id      uuid,                  -- of the event at stored
    recorded     timestamptz,           -- when the event at stored was recorded
    recorded_to  date,                  -- the latest day on which any event was recorded
    first_import date,                  -- the day of the first import
    first_person date,                  -- the day of the first registration
    rules        int NOT NULL           -- version of the rules that the rows of nobody follow
);

-- Whose rows are to be derived again. An event that waits has its position
-- here; one for whom only the rules have changed has none. A person whose events
-- cannot all be applied is parked at the first that cannot.
CREATE TABLE dirty (
    authority text NOT NULL,
    person    uuid NOT NULL,
    seq       bigint,
    parked_at bigint,
    PRIMARY KEY (authority, person)
);
CREATE INDEX dirty_oldest ON dirty (authority, seq) WHERE parked_at IS NULL;

-- The events as published, by position in the log.
CREATE TABLE event (
    authority text NOT NULL,
    seq       bigint NOT NULL,
    person    uuid,
    subject   text COLLATE "C" NOT NULL,
    head      bytea NOT NULL,           -- the headers, by name, a line each
    body      bytea NOT NULL,
    recorded  timestamptz,
    PRIMARY KEY (authority, seq)
);
CREATE INDEX event_person ON event (authority, person, seq) WHERE person IS NOT NULL;
CREATE INDEX event_merged ON event (authority, person) WHERE person IS NOT NULL
    AND (position('ce-type: care.caseload.merged.v1'::bytea IN head) > 0 OR position('ce-type: care.record.destroyed.v1'::bytea IN head) > 0);
CREATE INDEX event_hides ON event (authority, person, seq) WHERE person IS NOT NULL
    AND (recorded IS NULL OR position('ce-type: care.record.'::bytea IN head) > 0 OR position('.voided.v1'::bytea IN head) > 0);
CREATE INDEX event_recorded ON event USING brin (recorded);
CREATE INDEX event_record ON event (authority, subject, seq) WHERE person IS NULL;

-- Positions that the log does not have and that no destroyed event has named yet.
CREATE TABLE missing (
    authority text NOT NULL,
    seq       bigint NOT NULL,
    PRIMARY KEY (authority, seq)
);

CREATE TABLE person (
    authority      text NOT NULL,
    person         uuid NOT NULL,
    local_id       text NOT NULL,
    given_name     text NOT NULL,
    family_name    text NOT NULL,
    known_as       text NOT NULL,
    sort_name      text COLLATE "C" NOT NULL,   -- family and given name, case folded
    identifiers    text[] NOT NULL,
    words          text[] NOT NULL,             -- of names and ids, case folded: what a search may begin with
    date_of_birth  date,
    birth_status   text NOT NULL,
    category       text NOT NULL,
    registered_on  date,
    seen_on        date,
    seen_at        timestamptz,                 -- where the instant was told
    seen_how       text NOT NULL,
    seen_event     uuid,
    spoken_on      date,
    spoken_at      timestamptz,
    spoken_how     text NOT NULL,
    spoken_event   uuid,
    heard_on       date,
    heard_at       timestamptz,
    heard_how      text NOT NULL,
    heard_event    uuid,
    tried_on       date,
    tried_at       timestamptz,
    tried_how      text NOT NULL,
    tried_event    uuid,
    merged_into    uuid,                        -- as their own events say
    root           uuid,                        -- whose rows theirs are part of, at the end of all merges
    incomplete     text NOT NULL,
    policy_version int NOT NULL,
    rules_version  int NOT NULL,
    next_look      date NOT NULL,               -- 9999-12-31: never
    workers        uuid[] NOT NULL,             -- whom the facts allocate them to
    teams          text[] NOT NULL,             -- likewise, case folded
    last_recorded  timestamptz,                 -- when the last event under them was recorded; cut to the microsecond
    late_at        timestamptz[] NOT NULL,      -- with the next: what counts on days before it was recorded, in order of time
    late_from      date[] NOT NULL,             -- the first day on which it can count
    PRIMARY KEY (authority, person)
);
CREATE INDEX person_name ON person (authority, sort_name, person);
CREATE INDEX person_words ON person USING gin (array_to_tsvector(words));
CREATE INDEX person_look ON person (authority, next_look, person) WHERE incomplete = '' AND root IS NULL;
CREATE INDEX person_incomplete ON person (authority) WHERE incomplete <> '';
CREATE INDEX person_merged ON person (authority, merged_into) WHERE merged_into IS NOT NULL;

CREATE TABLE standing (
    authority text NOT NULL,
    person    uuid NOT NULL,
    from_day  date NOT NULL,
    until_day date NOT NULL,
    bucket    text NOT NULL,
    reasons   text[] NOT NULL,
    flags     text[] NOT NULL,
    since     date,
    act_by    date,
    category  text NOT NULL,
    team      text NOT NULL,
    team_key  text COLLATE "C" NOT NULL,        -- case folded
    adviser   uuid,
    owner     uuid,
    latest    boolean NOT NULL,                 -- it ends after the day of their last recording: no day from then on needs any other
    PRIMARY KEY (authority, person, from_day)
);
CREATE INDEX standing_silence ON standing (authority, bucket, coalesce(since, '-infinity'), person) INCLUDE (from_day, until_day) WHERE latest;
CREATE INDEX standing_owner ON standing (authority, owner, bucket) WHERE latest;
CREATE INDEX standing_adviser ON standing (authority, adviser, bucket) WHERE latest;
CREATE INDEX standing_team ON standing (authority, team_key, bucket) INCLUDE (from_day, until_day, adviser) WHERE latest;

CREATE TABLE whereabouts (
    authority   text NOT NULL,
    person      uuid NOT NULL,
    from_day    date NOT NULL,
    until_day   date NOT NULL,
    state       text NOT NULL,
    record      text NOT NULL,
    since       date,
    since_is    text NOT NULL,
    kind        text NOT NULL,
    address     text NOT NULL,
    postcode    text NOT NULL,
    protected   boolean NOT NULL,
    confidence  text NOT NULL,
    evidence_on date,
    how         text NOT NULL,
    said_by     uuid,
    evidence_by uuid,
    PRIMARY KEY (authority, person, from_day)
);

CREATE TABLE activity (
    authority   text NOT NULL,
    person      uuid NOT NULL,
    from_day    date NOT NULL,
    until_day   date NOT NULL,
    code        text NOT NULL,
    since       date,
    provider    text NOT NULL,
    evidence_on date,
    how         text NOT NULL,
    said_by     uuid,
    evidence_by uuid,
    PRIMARY KEY (authority, person, from_day)
);

CREATE TABLE deadline (
    authority  text NOT NULL,
    person     uuid NOT NULL,
    rule       text NOT NULL,
    lapse      text NOT NULL,
    from_day   date NOT NULL,
    until_day  date NOT NULL,
    due        date NOT NULL,
    act_by     date NOT NULL,
    alert_from date NOT NULL,                   -- the day after due, or at once
    source     text NOT NULL,
    known_late boolean NOT NULL,
    origin     text NOT NULL,
    record     text NOT NULL
);
CREATE INDEX deadline_person ON deadline (authority, person);
CREATE INDEX deadline_act_by ON deadline (authority, act_by, person);

CREATE TABLE alert (
    authority      text NOT NULL,
    person         uuid NOT NULL,
    id             uuid NOT NULL,
    recorded_under uuid NOT NULL,
    rule           text NOT NULL,
    policy_version int NOT NULL,
    lapse          text NOT NULL,
    due            date NOT NULL,
    act_by         date NOT NULL,
    origin         text NOT NULL,
    known_late     boolean NOT NULL,
    raised_at      timestamptz NOT NULL,
    raised_for     uuid,
    open           boolean NOT NULL,
    opened         int NOT NULL,
    closed_at      timestamptz,
    closed_reason  text NOT NULL,
    closed_because uuid,
    ack_at         timestamptz,
    ack_by         uuid,
    ack_what       text NOT NULL,
    ack_until      date,
    silenced_at    timestamptz,
    silenced_by    uuid,
    silence_reason text NOT NULL,
    silence_cites  text NOT NULL,
    silenced_until date,
    not_useful     int NOT NULL,
    held           boolean NOT NULL,            -- open only because a date of birth was changed: a manager decides
    met_by         uuid,
    met_on         date,
    last_event     uuid NOT NULL,
    position       bigint NOT NULL,
    PRIMARY KEY (authority, person, id)         -- one for each person, rule and lapse: its id follows from them
);
CREATE INDEX alert_id ON alert (authority, id);
CREATE INDEX alert_open ON alert (authority, act_by, id) WHERE open;
CREATE INDEX alert_closed ON alert (authority, closed_at, id) WHERE NOT open;

CREATE TABLE question (
    authority  text NOT NULL,
    person     uuid NOT NULL,
    record     text NOT NULL,
    col        text NOT NULL,
    value      text NOT NULL,
    reason     text NOT NULL,
    as_at      date,
    row        int NOT NULL,
    owner      uuid,
    asked_at   timestamptz NOT NULL,
    settled    text NOT NULL,
    settled_at timestamptz,
    position   bigint NOT NULL
);
CREATE INDEX question_person ON question (authority, person);
CREATE INDEX question_open ON question (authority, owner) WHERE settled = '';

-- How many more people stand in the bucket from the day on: +1 where a standing
-- begins, -1 where it ends. reason is why a case is closed, else empty.
CREATE TABLE tally (
    authority text NOT NULL,
    bucket    text NOT NULL,
    reason    text NOT NULL,
    day       date NOT NULL,
    n         int NOT NULL,
    PRIMARY KEY (authority, bucket, reason, day)
);

-- What is of no person: a row for each record of the log.

CREATE TABLE staff (
    authority text NOT NULL,
    record    text NOT NULL,
    id        uuid NOT NULL,
    name      text NOT NULL,
    email     text NOT NULL,
    roles     text[] NOT NULL,
    team      text NOT NULL,
    left_on   date NOT NULL,                    -- 9999-12-31: they work here
    away_from date[] NOT NULL,                  -- with the next two: the absences
    away_to   date[] NOT NULL,
    covers    text[] NOT NULL,
    PRIMARY KEY (authority, record)
);

CREATE TABLE team (
    authority text NOT NULL,
    record    text NOT NULL,
    name      text NOT NULL,
    manager   uuid,
    deputy    uuid,
    PRIMARY KEY (authority, record)
);

CREATE TABLE policy (
    authority      text NOT NULL,
    record         text NOT NULL,
    version        int NOT NULL,
    effective_from date,
    text           text NOT NULL,
    publishers     uuid[] NOT NULL,
    published_at   timestamptz NOT NULL,
    event          uuid NOT NULL,
    PRIMARY KEY (authority, record)
);

CREATE TABLE set_aside (
    authority  text NOT NULL,
    record     text NOT NULL,
    at         timestamptz NOT NULL,
    facts      bytea NOT NULL,                  -- as published
    recorded_on date NOT NULL,
    settled    text NOT NULL,
    settled_at timestamptz,
    settled_on date,
    person     uuid,
    position   bigint NOT NULL,
    PRIMARY KEY (authority, record)
);

CREATE TABLE notice (
    authority text NOT NULL,
    record    text NOT NULL,
    alert     uuid,
    person    uuid,
    recipient uuid,
    reason    text NOT NULL,
    channel   text NOT NULL,
    outcome   text NOT NULL,
    at        timestamptz NOT NULL,
    position  bigint NOT NULL,
    PRIMARY KEY (authority, record)
);
CREATE INDEX notice_alert ON notice (authority, alert);

-- The nightly proof that everybody is in one bucket.
CREATE TABLE counted (
    authority text NOT NULL,
    record    text NOT NULL,
    day       date NOT NULL,
    at        timestamptz NOT NULL,             -- when it was counted
    facts     bytea NOT NULL,                   -- as published
    event     uuid NOT NULL,
    PRIMARY KEY (authority, record)
);
CREATE INDEX counted_day ON counted (authority, day);
