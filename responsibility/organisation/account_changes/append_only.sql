-- What was done to an account stays as it was told.
CREATE OR REPLACE TRIGGER accountchange_kept BEFORE UPDATE OR DELETE
  ON responsibility_accountchange FOR EACH ROW EXECUTE FUNCTION kept_as_written();
