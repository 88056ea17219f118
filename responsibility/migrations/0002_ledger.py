from django.db import migrations

TASKS = """
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
"""

RECORDS = """
-- Facts are not overwritten: only the named ending columns go from null to a value, once.
CREATE OR REPLACE TRIGGER dutyrecord_kept BEFORE UPDATE ON responsibility_dutyrecord
  FOR EACH ROW EXECUTE FUNCTION only_endings_change('ended_at', 'ended_as');
CREATE OR REPLACE TRIGGER credit_kept BEFORE UPDATE ON responsibility_credit
  FOR EACH ROW EXECUTE FUNCTION only_endings_change(
    'counts_at', 'confirmed_at', 'confirmed_by_id', 'ended_at', 'ended_as', 'ended_by_id');
CREATE OR REPLACE TRIGGER dutyrecord_never_deleted BEFORE DELETE ON responsibility_dutyrecord
  FOR EACH ROW EXECUTE FUNCTION never_deleted();
CREATE OR REPLACE TRIGGER credit_never_deleted BEFORE DELETE ON responsibility_credit
  FOR EACH ROW EXECUTE FUNCTION never_deleted();
CREATE OR REPLACE TRIGGER withdrawal_kept BEFORE UPDATE OR DELETE ON responsibility_withdrawal
  FOR EACH ROW EXECUTE FUNCTION kept_as_written();
CREATE OR REPLACE TRIGGER evidence_kept BEFORE UPDATE OR DELETE ON responsibility_evidence
  FOR EACH ROW EXECUTE FUNCTION kept_as_written();
CREATE OR REPLACE TRIGGER recordcounterpart_kept
  BEFORE UPDATE OR DELETE ON responsibility_recordcounterpart
  FOR EACH ROW EXECUTE FUNCTION kept_as_written();
"""


class Migration(migrations.Migration):
    dependencies = [("alerts", "0002_ledger"), ("responsibility", "0001_house")]

    operations = [
        migrations.RunSQL(TASKS, migrations.RunSQL.noop),
        migrations.RunSQL(RECORDS, migrations.RunSQL.noop),
    ]
