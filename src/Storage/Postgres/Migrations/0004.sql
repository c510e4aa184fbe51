-- Where an action's row is: the same question for both databases. See Sqlite/Migrations/0003.sql.
CREATE VIEW action_numbers AS SELECT run_no, id, no FROM actions;
