-- A suggestion's lamp turns, with its ledger; who looked, what was suggested and answered is never
-- changed or deleted (alerts/lamps/ledger.sql has the functions).
SELECT keep_lamp_ledger('supervision_suggestion', 'suggestion');
CREATE OR REPLACE TRIGGER suggestion_kept
  BEFORE UPDATE OF county_id, unit_id, post_id, text, made_by_id, made_at, nonce
    ON supervision_suggestion
  FOR EACH ROW EXECUTE FUNCTION kept_as_written();
CREATE OR REPLACE TRIGGER suggestionanswer_kept
  BEFORE UPDATE OR DELETE ON supervision_suggestionanswer
  FOR EACH ROW EXECUTE FUNCTION kept_as_written();
CREATE OR REPLACE TRIGGER factsreading_kept BEFORE UPDATE OR DELETE ON supervision_factsreading
  FOR EACH ROW EXECUTE FUNCTION kept_as_written();
