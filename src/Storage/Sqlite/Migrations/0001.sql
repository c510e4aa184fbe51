-- Times are UTC ticks of 100 ns; states and kinds the numbers of the enums; texts of failures, labels and launches JSON.
-- What changes often in a run is apart from what is large, which a change would write anew.

-- state: of RunState. seq: the last event's number. root: see actions.id. claim: the token of the last take-over.
-- scope: among whom a run may change its owner.
-- recorded, lost_in_a_row: as of the last take-over.
CREATE TABLE runs (
  no INTEGER PRIMARY KEY AUTOINCREMENT,
  id TEXT NOT NULL UNIQUE,
  task TEXT NOT NULL,
  state INTEGER NOT NULL,
  launched_at INTEGER NOT NULL,
  ended_at INTEGER,
  owner TEXT,
  epoch INTEGER NOT NULL,
  claim TEXT,
  scope TEXT NOT NULL,
  token TEXT NOT NULL,
  root BLOB NOT NULL,
  lost_in_a_row INTEGER NOT NULL DEFAULT 0,
  recorded INTEGER NOT NULL DEFAULT 0,
  cancel_requested INTEGER NOT NULL DEFAULT 0,
  seq INTEGER NOT NULL
);
CREATE INDEX runs_launched ON runs (launched_at, id);
CREATE INDEX runs_task ON runs (task, launched_at, id);
CREATE INDEX runs_state ON runs (state, launched_at, id);
CREATE INDEX runs_open ON runs (owner, launched_at, id) WHERE ended_at IS NULL;
CREATE INDEX runs_ended ON runs (ended_at) WHERE ended_at IS NOT NULL;

-- What a run was launched with, and how it ended. context: packed. launch: LaunchDetails.
-- inputs, output: null when they are in payloads.
CREATE TABLE run_details (
  run_no INTEGER PRIMARY KEY,
  launched_by TEXT NOT NULL,
  labels TEXT NOT NULL,
  context BLOB NOT NULL,
  launch TEXT NOT NULL,
  inputs BLOB,
  inputs_size INTEGER NOT NULL,
  output BLOB,
  output_size INTEGER,
  failure TEXT
);

-- By what runs are found: see RunMarks. Newest first is one range of the key.
CREATE TABLE run_marks (
  mark BLOB NOT NULL,
  launched_at INTEGER NOT NULL,
  run_id TEXT NOT NULL,
  run_no INTEGER NOT NULL,
  PRIMARY KEY (mark, launched_at, run_id)
) WITHOUT ROWID;
CREATE INDEX run_marks_run ON run_marks (run_no);

-- An action with its last attempt.
-- no: see RowNumber; a row moves behind when something is added to it. id, parent: see ActionKey; parent is empty for the root.
-- state: of ActionState, the action's. ancestors: AncestorAttempts.ToSortKey. lost: how many attempts were lost, this one included.
-- ended_at: the action's end, its abandonment included. attempt_ended_at, attempt_failure: the last attempt's, unless the
-- action ended with it. failure: the action's. no_retry: Outcome.CanRetry was false. earlier: how many rows in attempts.
-- events: how many events are this row: 0, 1 (the end, numbered as no says), 2 (and the start, numbered one less).
CREATE TABLE actions (
  no INTEGER PRIMARY KEY,
  run_no INTEGER NOT NULL,
  id BLOB NOT NULL,
  parent BLOB NOT NULL,
  task TEXT NOT NULL,
  state INTEGER NOT NULL,
  ancestors BLOB NOT NULL,
  attempt INTEGER NOT NULL,
  attempt_state INTEGER NOT NULL,
  lost INTEGER NOT NULL,
  host TEXT,
  context BLOB NOT NULL,
  called_at INTEGER NOT NULL,
  started_at INTEGER,
  attempt_ended_at INTEGER,
  ended_at INTEGER,
  inputs BLOB,
  inputs_size INTEGER NOT NULL,
  output BLOB,
  output_size INTEGER,
  failure TEXT,
  attempt_failure TEXT,
  no_retry INTEGER NOT NULL,
  earlier INTEGER NOT NULL,
  events INTEGER NOT NULL
);
CREATE UNIQUE INDEX actions_id ON actions (run_no, id);
CREATE INDEX actions_tree ON actions (run_no, parent, called_at, id, state);
-- All that did not succeed: what is open, and what failed.
CREATE INDEX actions_rest ON actions (run_no, state, called_at, id) WHERE state <> 2;

-- The attempts before the last, in the order of ord.
CREATE TABLE attempts (
  run_no INTEGER NOT NULL,
  id BLOB NOT NULL,
  ord INTEGER NOT NULL,
  number INTEGER NOT NULL,
  ancestors BLOB NOT NULL,
  host TEXT,
  state INTEGER NOT NULL,
  started_at INTEGER,
  ended_at INTEGER,
  failure TEXT,
  PRIMARY KEY (run_no, id, ord)
) WITHOUT ROWID;

-- Inputs (kind 0) and outputs (kind 1) over 64 KiB; action is empty for the run's own.
CREATE TABLE payloads (
  run_no INTEGER NOT NULL,
  action BLOB NOT NULL,
  kind INTEGER NOT NULL,
  bytes BLOB NOT NULL
);
CREATE UNIQUE INDEX payloads_of ON payloads (run_no, action, kind);

-- Each distinct context of a run once. hash: the first 16 bytes of SHA-256 of packed.
CREATE TABLE contexts (
  run_no INTEGER NOT NULL,
  hash BLOB NOT NULL,
  packed BLOB NOT NULL,
  PRIMARY KEY (run_no, hash)
) WITHOUT ROWID;

-- Which contexts of a run have a key with a value: see RunMarks.
CREATE TABLE context_marks (
  run_no INTEGER NOT NULL,
  mark BLOB NOT NULL,
  hash BLOB NOT NULL,
  PRIMARY KEY (run_no, mark, hash)
) WITHOUT ROWID;

-- The events that are no action's row. no: see RowNumber. warning: of RunWarningKind.
CREATE TABLE events (
  no INTEGER PRIMARY KEY,
  at INTEGER NOT NULL,
  kind INTEGER NOT NULL,
  action BLOB,
  task TEXT NOT NULL,
  attempt INTEGER NOT NULL,
  state INTEGER,
  message TEXT,
  warning INTEGER
);
CREATE INDEX events_warned ON events (no) WHERE kind = 5;

-- Runs that are gone from view and whose rows are still being removed.
CREATE TABLE removals (run_no INTEGER PRIMARY KEY);
