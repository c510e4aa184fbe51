-- Where an action's row is, by the action's id. An index of the table itself would be written with every action, at a random
-- place: it took as long as the row. Instead a run's ids are added here many at a time, in their order.
CREATE TABLE action_ids (
  run_no INTEGER NOT NULL,
  id BLOB NOT NULL,
  no INTEGER NOT NULL,
  PRIMARY KEY (run_no, id)
) WITHOUT ROWID;

-- listed: the number of the last event up to which the run's actions are in action_ids. Those behind it are found by looking at
-- their rows, of which there are so many at the most.
ALTER TABLE runs ADD COLUMN listed INTEGER NOT NULL DEFAULT 0;

INSERT INTO action_ids (run_no, id, no) SELECT run_no, id, no FROM actions ORDER BY run_no, id;
UPDATE runs SET listed = seq;
DROP INDEX actions_id;

-- An action may be in it twice, once with the number that its row had before: no row has that one any more.
CREATE VIEW action_numbers AS
  SELECT run_no, id, no FROM action_ids
  UNION ALL
  SELECT r.no AS run_no, a.id AS id, a.no AS no FROM runs r CROSS JOIN actions a ON a.no > ((r.no << 32) | r.listed) AND a.no < ((r.no + 1) << 32);
