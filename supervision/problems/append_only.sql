-- What is owed of a problem turns with its ledger; what was entered, assigned, laid down, reported,
-- claimed, decided is never changed or deleted (alerts/lamps/ledger.sql has the functions).
SELECT keep_lamp_ledger('supervision_assignment', 'problem');
CREATE OR REPLACE TRIGGER assignment_kept
  BEFORE UPDATE OF county_id, unit_id, post_id, problem_id, purpose, leader_id, text, made_by_id,
    made_in_id, made_at ON supervision_assignment
  FOR EACH ROW EXECUTE FUNCTION kept_as_written();
CREATE OR REPLACE TRIGGER problem_kept
  BEFORE UPDATE OF county_id, year, number, source_id, type_id, severity_id, title, text, basis,
    found_on, found_by, origin, recurs_id, made_by_id, made_in_id, made_at, nonce
    ON supervision_problem
  FOR EACH ROW EXECUTE FUNCTION kept_as_written();
CREATE OR REPLACE TRIGGER problem_never_deleted BEFORE DELETE ON supervision_problem
  FOR EACH ROW EXECUTE FUNCTION never_deleted();
CREATE OR REPLACE TRIGGER problemstep_kept BEFORE UPDATE OR DELETE ON supervision_problemstep
  FOR EACH ROW EXECUTE FUNCTION kept_as_written();
CREATE OR REPLACE TRIGGER measure_dropped BEFORE UPDATE ON supervision_measure
  FOR EACH ROW EXECUTE FUNCTION only_endings_change('dropped_by_id', 'dropped_at', 'dropped_because');
CREATE OR REPLACE TRIGGER measure_kept BEFORE DELETE ON supervision_measure
  FOR EACH ROW EXECUTE FUNCTION never_deleted();
CREATE OR REPLACE TRIGGER measurereport_kept BEFORE UPDATE OR DELETE ON supervision_measurereport
  FOR EACH ROW EXECUTE FUNCTION kept_as_written();
CREATE OR REPLACE TRIGGER problemclaim_kept BEFORE UPDATE OR DELETE ON supervision_problemclaim
  FOR EACH ROW EXECUTE FUNCTION kept_as_written();
CREATE OR REPLACE TRIGGER closeout_decided BEFORE UPDATE ON supervision_closeout
  FOR EACH ROW EXECUTE FUNCTION only_endings_change('verified_by_id', 'verified_at',
    'verified_in_id', 'approved_by_id', 'approved_at', 'returned_by_id', 'returned_at');
CREATE OR REPLACE TRIGGER closeout_kept BEFORE DELETE ON supervision_closeout
  FOR EACH ROW EXECUTE FUNCTION never_deleted();
CREATE OR REPLACE TRIGGER problemtransfer_decided BEFORE UPDATE ON supervision_problemtransfer
  FOR EACH ROW EXECUTE FUNCTION only_endings_change('accepted', 'decided_by_id', 'decided_at');
CREATE OR REPLACE TRIGGER problemtransfer_kept BEFORE DELETE ON supervision_problemtransfer
  FOR EACH ROW EXECUTE FUNCTION never_deleted();
