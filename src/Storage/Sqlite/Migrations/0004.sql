-- runs.seq lags while a run goes on: the last event's number is the greatest of it and of the run's rows in actions and events. To
-- write it with every transaction would be one more page for each. Programs of before would take it for the last: they can't open
-- the file any more, which is all that this step is for.
SELECT 1;
