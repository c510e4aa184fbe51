-- The same tables as in Sqlite/Migrations/0001.sql, which says what is in them; here is only what is different.
-- Texts that order something are compared bytewise (COLLATE "C"), so that pages come in the same order from every store.

-- Fails a transaction of the journal that was planned on what no longer holds: UC001, it is planned anew.
CREATE FUNCTION journal_expect(actual bigint, expected bigint) RETURNS void LANGUAGE plpgsql AS $body$
BEGIN
    IF actual <> expected THEN
        RAISE EXCEPTION 'planned on % rows, found %', expected, actual USING ERRCODE = 'UC001';
    END IF;
END
$body$;

-- One row for each journal that writes: the number of its last batch. A batch whose commit was never answered is found here.
CREATE TABLE journal_writers (
    writer bytea PRIMARY KEY,
    batch bigint NOT NULL,
    wrote_at timestamptz NOT NULL
) WITH (fillfactor = 50);

CREATE SEQUENCE run_numbers AS bigint INCREMENT BY 64;

-- Each batch of the journal writes seq anew: no index has it, and the page has room, so that nothing else is written for it.
CREATE TABLE runs (
    no bigint PRIMARY KEY,
    id text COLLATE "C" NOT NULL UNIQUE,
    task text COLLATE "C" NOT NULL,
    state smallint NOT NULL,
    launched_at bigint NOT NULL,
    ended_at bigint,
    owner text COLLATE "C",
    epoch bigint NOT NULL,
    claim text COLLATE "C",
    scope text COLLATE "C" NOT NULL,
    token text COLLATE "C" NOT NULL,
    root bytea NOT NULL,
    lost_in_a_row bigint NOT NULL DEFAULT 0,
    recorded bigint NOT NULL DEFAULT 0,
    cancel_requested smallint NOT NULL DEFAULT 0,
    seq bigint NOT NULL
) WITH (fillfactor = 60);
CREATE INDEX runs_launched ON runs (launched_at, id);
CREATE INDEX runs_task ON runs (task, launched_at, id);
CREATE INDEX runs_state ON runs (state, launched_at, id);
CREATE INDEX runs_open ON runs (owner, launched_at, id) WHERE ended_at IS NULL;
CREATE INDEX runs_ended ON runs (ended_at) WHERE ended_at IS NOT NULL;

CREATE TABLE run_details (
    run_no bigint PRIMARY KEY,
    launched_by text NOT NULL,
    labels text NOT NULL,
    context bytea NOT NULL,
    launch text NOT NULL,
    inputs bytea,
    inputs_size bigint NOT NULL,
    output bytea,
    output_size bigint,
    failure text
);

CREATE TABLE run_marks (
    mark bytea NOT NULL,
    launched_at bigint NOT NULL,
    run_id text COLLATE "C" NOT NULL,
    run_no bigint NOT NULL,
    PRIMARY KEY (mark, launched_at, run_id)
);
CREATE INDEX run_marks_run ON run_marks (run_no);

CREATE TABLE actions (
    no bigint PRIMARY KEY,
    run_no bigint NOT NULL,
    called_at bigint NOT NULL,
    started_at bigint,
    attempt_ended_at bigint,
    ended_at bigint,
    inputs_size integer NOT NULL,
    output_size integer,
    attempt integer NOT NULL,
    lost integer NOT NULL,
    earlier integer NOT NULL,
    state smallint NOT NULL,
    attempt_state smallint NOT NULL,
    no_retry smallint NOT NULL,
    events smallint NOT NULL,
    id bytea NOT NULL,
    parent bytea NOT NULL,
    ancestors bytea NOT NULL,
    context bytea NOT NULL,
    task text COLLATE "C" NOT NULL,
    host text,
    inputs bytea,
    output bytea,
    failure text,
    attempt_failure text
);
CREATE UNIQUE INDEX actions_id ON actions (run_no, id);
CREATE INDEX actions_tree ON actions (run_no, parent, called_at, id, state);
CREATE INDEX actions_rest ON actions (run_no, state, called_at, id) WHERE state <> 2;

CREATE TABLE attempts (
    run_no bigint NOT NULL,
    id bytea NOT NULL,
    ord integer NOT NULL,
    number integer NOT NULL,
    ancestors bytea NOT NULL,
    host text,
    state smallint NOT NULL,
    started_at bigint,
    ended_at bigint,
    failure text,
    PRIMARY KEY (run_no, id, ord)
);

CREATE TABLE payloads (
    run_no bigint NOT NULL,
    action bytea NOT NULL,
    kind smallint NOT NULL,
    bytes bytea NOT NULL,
    PRIMARY KEY (run_no, action, kind)
);

CREATE TABLE contexts (
    run_no bigint NOT NULL,
    hash bytea NOT NULL,
    packed bytea NOT NULL,
    PRIMARY KEY (run_no, hash)
);

CREATE TABLE context_marks (
    run_no bigint NOT NULL,
    mark bytea NOT NULL,
    hash bytea NOT NULL,
    PRIMARY KEY (run_no, mark, hash)
);

CREATE TABLE events (
    no bigint PRIMARY KEY,
    at bigint NOT NULL,
    kind smallint NOT NULL,
    action bytea,
    task text NOT NULL,
    attempt integer NOT NULL,
    state smallint,
    message text,
    warning smallint
);
CREATE INDEX events_warned ON events (no) WHERE kind = 5;

CREATE TABLE removals (run_no bigint PRIMARY KEY);
