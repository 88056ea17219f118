-- What was done, noted and planned is never changed or deleted; it ends once, with a reason
-- (alerts/lamps/ledger.sql has the functions).
CREATE OR REPLACE TRIGGER activity_ended BEFORE UPDATE ON supervision_activity
  FOR EACH ROW EXECUTE FUNCTION only_endings_change('ended_as', 'ended_by_id', 'ended_at',
    'ended_because');
CREATE OR REPLACE TRIGGER activity_kept BEFORE DELETE ON supervision_activity
  FOR EACH ROW EXECUTE FUNCTION never_deleted();
CREATE OR REPLACE TRIGGER activityunit_kept BEFORE UPDATE OR DELETE ON supervision_activityunit
  FOR EACH ROW EXECUTE FUNCTION kept_as_written();
CREATE OR REPLACE TRIGGER activitynote_ended BEFORE UPDATE ON supervision_activitynote
  FOR EACH ROW EXECUTE FUNCTION only_endings_change('ended_by_id', 'ended_at', 'ended_because');
CREATE OR REPLACE TRIGGER activitynote_kept BEFORE DELETE ON supervision_activitynote
  FOR EACH ROW EXECUTE FUNCTION never_deleted();
CREATE OR REPLACE TRIGGER activityplanline_dropped BEFORE UPDATE ON supervision_activityplanline
  FOR EACH ROW EXECUTE FUNCTION only_endings_change('dropped_by_id', 'dropped_at',
    'dropped_because');
CREATE OR REPLACE TRIGGER activityplanline_kept BEFORE DELETE ON supervision_activityplanline
  FOR EACH ROW EXECUTE FUNCTION never_deleted();
CREATE OR REPLACE TRIGGER notereply_kept BEFORE UPDATE OR DELETE ON supervision_notereply
  FOR EACH ROW EXECUTE FUNCTION kept_as_written();
