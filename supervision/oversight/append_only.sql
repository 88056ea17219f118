-- What is to be decided turns with its ledger; what it is about is never changed, and it is never
-- deleted (alerts/lamps/ledger.sql has the functions).
SELECT keep_lamp_ledger('supervision_decisionduty', 'decision');
CREATE OR REPLACE TRIGGER decisionduty_kept
  BEFORE UPDATE OF county_id, unit_id, post_id, extension_id, demand_id, transfer_id, draft_id,
    proposal_id, version_id, power_id, reset_id, subject, concerned_post_id, concerned_unit_id,
    asked_by_id, asked_at ON supervision_decisionduty
  FOR EACH ROW EXECUTE FUNCTION kept_as_written();
