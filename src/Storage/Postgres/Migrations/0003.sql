-- ActionDetails as JSON; null for most.
ALTER TABLE actions ADD COLUMN details text;

-- Results that calls of the same key take instead of running. key: CacheKey. run_id, action: whose result it is.
-- only_run: the run that alone may take it, null for all. depends_on: ActionDetails.DependsOn as JSON.
CREATE TABLE cache_entries (
    key bytea PRIMARY KEY,
    task text COLLATE "C" NOT NULL,
    run_id text COLLATE "C" NOT NULL,
    action bytea NOT NULL,
    only_run text COLLATE "C",
    created_at bigint NOT NULL,
    expires_at bigint,
    used_at bigint NOT NULL,
    depends_on text,
    size bigint NOT NULL,
    output bytea NOT NULL
);
CREATE INDEX cache_used ON cache_entries (used_at, key, size);
CREATE INDEX cache_run ON cache_entries (only_run) WHERE only_run IS NOT NULL;
CREATE INDEX cache_expiry ON cache_entries (expires_at) WHERE expires_at IS NOT NULL;

-- Who computes the result of a key at the moment, and until when that holds unless he says so again.
CREATE TABLE cache_holds (
    key bytea PRIMARY KEY,
    holder text COLLATE "C" NOT NULL,
    expires_at bigint NOT NULL
);

-- The first answer to a name holds. value: JSON. token: tells an answer that is sent twice from another.
CREATE TABLE signals (
    run_no bigint NOT NULL,
    name text COLLATE "C" NOT NULL,
    value bytea NOT NULL,
    sent_by text COLLATE "C" NOT NULL,
    at bigint NOT NULL,
    token text COLLATE "C" NOT NULL,
    PRIMARY KEY (run_no, name)
);

-- Actions that somebody wants cancelled, with all below them.
CREATE TABLE action_cancels (
    run_no bigint NOT NULL,
    action bytea NOT NULL,
    at bigint NOT NULL,
    PRIMARY KEY (run_no, action)
);
