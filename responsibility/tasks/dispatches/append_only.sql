-- What was done with a dispatch is only ever added to.
CREATE OR REPLACE TRIGGER dispatchstep_kept BEFORE UPDATE OR DELETE ON responsibility_dispatchstep
  FOR EACH ROW EXECUTE FUNCTION kept_as_written();
CREATE OR REPLACE TRIGGER dispatchchange_kept BEFORE UPDATE ON responsibility_dispatchchange
  FOR EACH ROW EXECUTE FUNCTION only_endings_change('ended_at', 'made');
CREATE OR REPLACE TRIGGER dispatchchange_never_deleted
  BEFORE DELETE ON responsibility_dispatchchange FOR EACH ROW EXECUTE FUNCTION never_deleted();
