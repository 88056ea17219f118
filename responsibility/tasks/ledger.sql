-- Tasks: the lamp ledger and no deletion (alerts/lamps/ledger.sql has the functions).
SELECT keep_lamp_ledger('responsibility_task', 'task');
-- Dead entries of the partial index: vacuum by count, not by a fifth of the table.
ALTER TABLE responsibility_task SET (
  fillfactor = 90, autovacuum_vacuum_scale_factor = 0, autovacuum_vacuum_threshold = 20000,
  autovacuum_analyze_scale_factor = 0.02);
