-- What is owed of a spot check turns with its ledger; what was opened, published, drawn, found,
-- replied, concluded is never changed or deleted (alerts/lamps/ledger.sql has the functions).
SELECT keep_lamp_ledger('supervision_checkduty', 'check');
CREATE OR REPLACE TRIGGER checkduty_kept
  BEFORE UPDATE OF county_id, unit_id, post_id, spot_check_id, purpose, made_by_id, made_in_id,
    made_at ON supervision_checkduty
  FOR EACH ROW EXECUTE FUNCTION kept_as_written();
CREATE OR REPLACE TRIGGER spotcheck_kept
  BEFORE UPDATE OF county_id, year, number, record_id, post_id, unit_id, draw_id, turn, made_by_id,
    made_in_id, made_at ON supervision_spotcheck
  FOR EACH ROW EXECUTE FUNCTION kept_as_written();
CREATE OR REPLACE TRIGGER spotcheck_never_deleted BEFORE DELETE ON supervision_spotcheck
  FOR EACH ROW EXECUTE FUNCTION never_deleted();
CREATE OR REPLACE TRIGGER checkstep_kept BEFORE UPDATE OR DELETE ON supervision_checkstep
  FOR EACH ROW EXECUTE FUNCTION kept_as_written();
CREATE OR REPLACE TRIGGER finding_kept BEFORE UPDATE OR DELETE ON supervision_finding
  FOR EACH ROW EXECUTE FUNCTION kept_as_written();
CREATE OR REPLACE TRIGGER checkreply_kept BEFORE UPDATE OR DELETE ON supervision_checkreply
  FOR EACH ROW EXECUTE FUNCTION kept_as_written();
CREATE OR REPLACE TRIGGER conclusion_lifted BEFORE UPDATE ON supervision_conclusion
  FOR EACH ROW EXECUTE FUNCTION only_endings_change('lifted_by_id', 'lifted_at', 'lifted_because');
CREATE OR REPLACE TRIGGER conclusion_kept BEFORE DELETE ON supervision_conclusion
  FOR EACH ROW EXECUTE FUNCTION never_deleted();
CREATE OR REPLACE TRIGGER checkdraw_drawn BEFORE UPDATE ON supervision_checkdraw
  FOR EACH ROW EXECUTE FUNCTION only_endings_change('drawn_by_id', 'drawn_at',
    'withdrawn_by_id', 'withdrawn_at', 'withdrawn_because');
CREATE OR REPLACE TRIGGER checkdraw_kept BEFORE DELETE ON supervision_checkdraw
  FOR EACH ROW EXECUTE FUNCTION never_deleted();
CREATE OR REPLACE TRIGGER drawplace_drawn BEFORE UPDATE ON supervision_drawplace
  FOR EACH ROW EXECUTE FUNCTION only_endings_change('turn');
CREATE OR REPLACE TRIGGER drawplace_kept BEFORE DELETE ON supervision_drawplace
  FOR EACH ROW EXECUTE FUNCTION never_deleted();
