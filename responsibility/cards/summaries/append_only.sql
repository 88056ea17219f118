-- The lamp of a summary turns with its ledger; whose it is, what was answered and what was
-- confirmed is never changed or deleted, a draft is (alerts/lamps/ledger.sql has the functions).
SELECT keep_lamp_ledger('responsibility_cardsummary', 'cardsummary');
CREATE OR REPLACE TRIGGER cardsummary_kept
  BEFORE UPDATE OF county_id, unit_id, post_id, card_id ON responsibility_cardsummary
  FOR EACH ROW EXECUTE FUNCTION kept_as_written();
CREATE OR REPLACE TRIGGER summaryconfirmation_taken_back
  BEFORE UPDATE ON responsibility_summaryconfirmation
  FOR EACH ROW EXECUTE FUNCTION only_endings_change('taken_back_at', 'taken_back_because');
CREATE OR REPLACE TRIGGER summaryconfirmation_kept
  BEFORE DELETE ON responsibility_summaryconfirmation
  FOR EACH ROW EXECUTE FUNCTION never_deleted();
CREATE OR REPLACE TRIGGER cardanswer_kept BEFORE UPDATE OR DELETE ON responsibility_cardanswer
  FOR EACH ROW EXECUTE FUNCTION kept_as_written();
