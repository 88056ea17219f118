-- What a transfer ended and began is only ever added to.
CREATE OR REPLACE TRIGGER transferstep_kept BEFORE UPDATE OR DELETE ON responsibility_transferstep
  FOR EACH ROW EXECUTE FUNCTION kept_as_written();
