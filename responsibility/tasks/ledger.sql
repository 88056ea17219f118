-- Tasks: the lamp ledger and no deletion (alerts/lamps/ledger.sql has the functions).
CREATE OR REPLACE TRIGGER task_lamp_turned AFTER UPDATE ON responsibility_task
  REFERENCING OLD TABLE AS old_rows NEW TABLE AS new_rows
  FOR EACH STATEMENT EXECUTE FUNCTION lamp_turned('task');
CREATE OR REPLACE TRIGGER task_first_lit AFTER INSERT ON responsibility_task
  REFERENCING NEW TABLE AS new_rows
  FOR EACH STATEMENT EXECUTE FUNCTION lamp_first_lit('task');
CREATE OR REPLACE TRIGGER task_never_deleted BEFORE DELETE ON responsibility_task
  FOR EACH ROW EXECUTE FUNCTION never_deleted();
-- Dead entries of the partial index: vacuum by count, not by a fifth of the table.
ALTER TABLE responsibility_task SET (
  fillfactor = 90, autovacuum_vacuum_scale_factor = 0, autovacuum_vacuum_threshold = 20000,
  autovacuum_analyze_scale_factor = 0.02);
