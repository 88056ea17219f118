-- An objection's lamp turns, with its ledger; what was contested, stated, decided and corrected is
-- never changed or deleted (alerts/lamps/ledger.sql has the functions).
SELECT keep_lamp_ledger('supervision_objection', 'objection');
CREATE OR REPLACE TRIGGER objection_kept
  BEFORE UPDATE OF county_id, unit_id, post_id, year, number, task_id, demand_id, problem_id,
    close_out_id, conclusion_id, earlier_id, subject, concerned_post_id, concerned_unit_id, wish, made_by_id,
    made_at, nonce ON supervision_objection
  FOR EACH ROW EXECUTE FUNCTION kept_as_written();
CREATE OR REPLACE TRIGGER objectionbar_kept BEFORE UPDATE OR DELETE ON supervision_objectionbar
  FOR EACH ROW EXECUTE FUNCTION kept_as_written();
CREATE OR REPLACE TRIGGER objectionstatement_kept
  BEFORE UPDATE OR DELETE ON supervision_objectionstatement
  FOR EACH ROW EXECUTE FUNCTION kept_as_written();
CREATE OR REPLACE TRIGGER objectiondecision_kept
  BEFORE UPDATE OR DELETE ON supervision_objectiondecision
  FOR EACH ROW EXECUTE FUNCTION kept_as_written();
CREATE OR REPLACE TRIGGER objectioncorrection_kept
  BEFORE UPDATE OR DELETE ON supervision_objectioncorrection
  FOR EACH ROW EXECUTE FUNCTION kept_as_written();
