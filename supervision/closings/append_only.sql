-- A closed quarter, its rows, its log and what corrects them are never changed or deleted
-- (alerts/lamps/ledger.sql has the functions).
CREATE OR REPLACE TRIGGER closing_kept BEFORE UPDATE ON supervision_closing
  FOR EACH ROW WHEN (OLD.state = 'closed') EXECUTE FUNCTION kept_as_written();
CREATE OR REPLACE TRIGGER closing_never_deleted BEFORE DELETE ON supervision_closing
  FOR EACH ROW EXECUTE FUNCTION never_deleted();
CREATE OR REPLACE TRIGGER closingstep_kept BEFORE UPDATE OR DELETE ON supervision_closingstep
  FOR EACH ROW EXECUTE FUNCTION kept_as_written();
CREATE OR REPLACE TRIGGER closedtask_kept BEFORE UPDATE OR DELETE ON supervision_closedtask
  FOR EACH ROW EXECUTE FUNCTION kept_as_written();
CREATE OR REPLACE TRIGGER noteline_kept BEFORE UPDATE OR DELETE ON supervision_noteline
  FOR EACH ROW EXECUTE FUNCTION kept_as_written();
CREATE OR REPLACE TRIGGER closingnote_kept BEFORE UPDATE ON supervision_closingnote
  FOR EACH ROW EXECUTE FUNCTION only_endings_change('ended_by_id', 'ended_at', 'ended_because');
CREATE OR REPLACE TRIGGER closingnote_never_deleted BEFORE DELETE ON supervision_closingnote
  FOR EACH ROW EXECUTE FUNCTION never_deleted();
CREATE OR REPLACE TRIGGER carriedover_kept BEFORE UPDATE ON supervision_carriedover
  FOR EACH ROW EXECUTE FUNCTION only_endings_change('ended_by_id', 'ended_at');
CREATE OR REPLACE TRIGGER carriedover_never_deleted BEFORE DELETE ON supervision_carriedover
  FOR EACH ROW EXECUTE FUNCTION never_deleted();
