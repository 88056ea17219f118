-- What was done with a plan, and how far it was, is only ever added to.
CREATE OR REPLACE TRIGGER planstep_kept BEFORE UPDATE OR DELETE ON responsibility_planstep
  FOR EACH ROW EXECUTE FUNCTION kept_as_written();
CREATE OR REPLACE TRIGGER planprogress_kept BEFORE UPDATE OR DELETE ON responsibility_planprogress
  FOR EACH ROW EXECUTE FUNCTION kept_as_written();
