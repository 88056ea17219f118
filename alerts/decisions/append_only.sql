-- How a deadline's times were changed is never changed or deleted (alerts/lamps/append_only.sql has
-- the function).
CREATE OR REPLACE TRIGGER shift_kept BEFORE UPDATE OR DELETE ON alerts_shift
  FOR EACH ROW EXECUTE FUNCTION kept_as_written();
