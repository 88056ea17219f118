-- Facts are not overwritten: only the named ending columns go from null to a value, once.
CREATE OR REPLACE TRIGGER dutyrecord_kept BEFORE UPDATE ON responsibility_dutyrecord
  FOR EACH ROW EXECUTE FUNCTION only_endings_change('ended_at', 'ended_as', 'checked_at');
CREATE OR REPLACE TRIGGER credit_kept BEFORE UPDATE ON responsibility_credit
  FOR EACH ROW EXECUTE FUNCTION only_endings_change(
    'counts_at', 'confirmed_at', 'confirmed_by_id', 'ended_at', 'ended_as', 'ended_by_id',
    'ended_because');
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
