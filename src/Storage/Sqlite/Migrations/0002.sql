-- ActionDetails as JSON; null for most.
ALTER TABLE actions ADD COLUMN details TEXT;

-- Results that calls of the same key take instead of running. key: CacheKey. run_id, action: whose result it is.
-- only_run: the run that alone may take it, null for all. depends_on: ActionDetails.DependsOn as JSON.
CREATE TABLE cache_entries (
  key BLOB NOT NULL PRIMARY KEY,
  task TEXT NOT NULL,
  run_id TEXT NOT NULL,
  action BLOB NOT NULL,
  only_run TEXT,
  created_at INTEGER NOT NULL,
  expires_at INTEGER,
  used_at INTEGER NOT NULL,
  depends_on TEXT,
  size INTEGER NOT NULL,
  output BLOB NOT NULL
);
CREATE INDEX cache_used ON cache_entries (used_at, key, size);
CREATE INDEX cache_run ON cache_entries (only_run) WHERE only_run IS NOT NULL;
CREATE INDEX cache_expiry ON cache_entries (expires_at) WHERE expires_at IS NOT NULL;

-- Who computes the result of a key at the moment, and until when that holds unless he says so again.
CREATE TABLE cache_holds (
  key BLOB PRIMARY KEY,
  holder TEXT NOT NULL,
  expires_at INTEGER NOT NULL
) WITHOUT ROWID;

-- The first answer to a name holds. value: JSON. token: tells an answer that is sent twice from another.
CREATE TABLE signals (
  run_no INTEGER NOT NULL,
  name TEXT NOT NULL,
  value BLOB NOT NULL,
  sent_by TEXT NOT NULL,
  at INTEGER NOT NULL,
  token TEXT NOT NULL,
  PRIMARY KEY (run_no, name)
) WITHOUT ROWID;

-- Actions that somebody wants cancelled, with all below them.
CREATE TABLE action_cancels (
  run_no INTEGER NOT NULL,
  action BLOB NOT NULL,
  at INTEGER NOT NULL,
  PRIMARY KEY (run_no, action)
) WITHOUT ROWID;
