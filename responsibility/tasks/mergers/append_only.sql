-- What a reorganisation moved, ended and began is only ever added to.
CREATE OR REPLACE TRIGGER reorganisedunit_kept
  BEFORE UPDATE OR DELETE ON responsibility_reorganisedunit
  FOR EACH ROW EXECUTE FUNCTION kept_as_written();
CREATE OR REPLACE TRIGGER reorganisedpost_kept
  BEFORE UPDATE OR DELETE ON responsibility_reorganisedpost
  FOR EACH ROW EXECUTE FUNCTION kept_as_written();
CREATE OR REPLACE TRIGGER reorganisedtask_kept
  BEFORE UPDATE OR DELETE ON responsibility_reorganisedtask
  FOR EACH ROW EXECUTE FUNCTION kept_as_written();
CREATE OR REPLACE TRIGGER reorganisedentry_kept
  BEFORE UPDATE OR DELETE ON responsibility_reorganisedentry
  FOR EACH ROW EXECUTE FUNCTION kept_as_written();
