-- What is owed of a checkup turns with its ledger; what was opened, answered, written down and
-- concluded, and what a template asked, is never changed or deleted (alerts/lamps/ledger.sql has
-- the functions).
SELECT keep_lamp_ledger('supervision_checkupduty', 'checkup');
CREATE OR REPLACE TRIGGER checkupduty_kept
  BEFORE UPDATE OF county_id, unit_id, post_id, checkup_id, purpose, made_by_id, made_in_id, made_at
    ON supervision_checkupduty
  FOR EACH ROW EXECUTE FUNCTION kept_as_written();
CREATE OR REPLACE TRIGGER checkup_kept
  BEFORE UPDATE OF county_id, year, number, version_id, unit_id, post_id, way, text, made_by_id,
    made_in_id, made_at, nonce ON supervision_checkup
  FOR EACH ROW EXECUTE FUNCTION kept_as_written();
CREATE OR REPLACE TRIGGER checkup_never_deleted BEFORE DELETE ON supervision_checkup
  FOR EACH ROW EXECUTE FUNCTION never_deleted();
CREATE OR REPLACE TRIGGER checkupstep_kept BEFORE UPDATE OR DELETE ON supervision_checkupstep
  FOR EACH ROW EXECUTE FUNCTION kept_as_written();
CREATE OR REPLACE TRIGGER checkupanswer_kept BEFORE UPDATE OR DELETE ON supervision_checkupanswer
  FOR EACH ROW EXECUTE FUNCTION kept_as_written();
CREATE OR REPLACE TRIGGER checkupfinding_ended BEFORE UPDATE ON supervision_checkupfinding
  FOR EACH ROW EXECUTE FUNCTION only_endings_change('problem_id', 'dropped_by_id', 'dropped_at',
    'dropped_because');
CREATE OR REPLACE TRIGGER checkupfinding_kept BEFORE DELETE ON supervision_checkupfinding
  FOR EACH ROW EXECUTE FUNCTION never_deleted();
CREATE OR REPLACE TRIGGER checkuptemplate_retired BEFORE UPDATE ON supervision_checkuptemplate
  FOR EACH ROW EXECUTE FUNCTION only_endings_change('retired_by_id', 'retired_at',
    'retired_because');
CREATE OR REPLACE TRIGGER checkuptemplate_kept BEFORE DELETE ON supervision_checkuptemplate
  FOR EACH ROW EXECUTE FUNCTION never_deleted();
CREATE OR REPLACE TRIGGER templateversion_kept
  BEFORE UPDATE OR DELETE ON supervision_templateversion
  FOR EACH ROW EXECUTE FUNCTION kept_as_written();
CREATE OR REPLACE TRIGGER templatequestion_kept
  BEFORE UPDATE OR DELETE ON supervision_templatequestion
  FOR EACH ROW EXECUTE FUNCTION kept_as_written();
