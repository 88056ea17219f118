-- What is owed of a letter turns with its ledger; what was drafted, served, replied, done is never
-- changed or deleted; a draft changes until it is served (alerts/lamps/ledger.sql has the functions).
SELECT keep_lamp_ledger('supervision_letterduty', 'letter');
CREATE OR REPLACE TRIGGER letterduty_kept
  BEFORE UPDATE OF county_id, unit_id, post_id, letter_id, purpose, made_by_id, made_in_id,
    made_at ON supervision_letterduty
  FOR EACH ROW EXECUTE FUNCTION kept_as_written();
CREATE OR REPLACE TRIGGER letter_kept
  BEFORE UPDATE OF county_id, kind_id, unit_id, post_id, problem_id, proposed_in_id, made_in_id,
    made_by_id, made_at, nonce ON supervision_letter
  FOR EACH ROW EXECUTE FUNCTION kept_as_written();
CREATE OR REPLACE TRIGGER letter_kept_once_served
  BEFORE UPDATE OF title, text, causes, asks, grade, nature, loss, effect, motive, attitude, copied,
    reply_by, approved_by_id, served_at, receipt_by, word, year, number ON supervision_letter
  FOR EACH ROW WHEN (OLD.served_at IS NOT NULL) EXECUTE FUNCTION kept_as_written();
CREATE OR REPLACE TRIGGER letter_never_deleted BEFORE DELETE ON supervision_letter
  FOR EACH ROW EXECUTE FUNCTION never_deleted();
CREATE OR REPLACE TRIGGER letterstep_kept BEFORE UPDATE OR DELETE ON supervision_letterstep
  FOR EACH ROW EXECUTE FUNCTION kept_as_written();
CREATE OR REPLACE TRIGGER letterreply_kept BEFORE UPDATE OR DELETE ON supervision_letterreply
  FOR EACH ROW EXECUTE FUNCTION kept_as_written();
CREATE OR REPLACE TRIGGER lettermeasure_ended BEFORE UPDATE ON supervision_lettermeasure
  FOR EACH ROW EXECUTE FUNCTION only_endings_change('dropped_by_id', 'dropped_at',
    'dropped_because', 'done_by_id', 'done_at', 'done_text');
CREATE OR REPLACE TRIGGER lettermeasure_kept BEFORE DELETE ON supervision_lettermeasure
  FOR EACH ROW EXECUTE FUNCTION never_deleted();
