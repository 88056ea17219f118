-- What was done with a dispatch is only ever added to.
CREATE OR REPLACE TRIGGER dispatchstep_kept BEFORE UPDATE OR DELETE ON responsibility_dispatchstep
  FOR EACH ROW EXECUTE FUNCTION kept_as_written();
