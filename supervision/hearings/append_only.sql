-- A report that was laid, its notes, decisions and log are never changed or deleted, and a heard
-- hearing neither (alerts/lamps/ledger.sql has the functions).
CREATE OR REPLACE TRIGGER hearing_kept BEFORE UPDATE ON supervision_hearing
  FOR EACH ROW WHEN (OLD.state = 'heard') EXECUTE FUNCTION kept_as_written();
CREATE OR REPLACE TRIGGER hearing_never_deleted BEFORE DELETE ON supervision_hearing
  FOR EACH ROW EXECUTE FUNCTION never_deleted();
CREATE OR REPLACE TRIGGER hearingstep_kept BEFORE UPDATE OR DELETE ON supervision_hearingstep
  FOR EACH ROW EXECUTE FUNCTION kept_as_written();
CREATE OR REPLACE TRIGGER laidreport_kept BEFORE UPDATE ON supervision_laidreport
  FOR EACH ROW EXECUTE FUNCTION only_endings_change('ended_by_id', 'ended_at', 'ended_because');
CREATE OR REPLACE TRIGGER laidreport_never_deleted BEFORE DELETE ON supervision_laidreport
  FOR EACH ROW EXECUTE FUNCTION never_deleted();
CREATE OR REPLACE TRIGGER hearingnote_kept BEFORE UPDATE ON supervision_hearingnote
  FOR EACH ROW EXECUTE FUNCTION only_endings_change('ended_by_id', 'ended_at', 'ended_because');
CREATE OR REPLACE TRIGGER hearingnote_never_deleted BEFORE DELETE ON supervision_hearingnote
  FOR EACH ROW EXECUTE FUNCTION never_deleted();
CREATE OR REPLACE TRIGGER hearingdecision_kept BEFORE UPDATE ON supervision_hearingdecision
  FOR EACH ROW EXECUTE FUNCTION only_endings_change('ended_by_id', 'ended_at', 'ended_because');
CREATE OR REPLACE TRIGGER hearingdecision_never_deleted BEFORE DELETE ON supervision_hearingdecision
  FOR EACH ROW EXECUTE FUNCTION never_deleted();
