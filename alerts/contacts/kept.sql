-- A call by hand is told once; a flag on a number only ends.
CREATE OR REPLACE TRIGGER handcall_kept BEFORE UPDATE OR DELETE ON alerts_handcall
  FOR EACH ROW EXECUTE FUNCTION kept_as_written();
CREATE OR REPLACE TRIGGER numberflag_kept BEFORE UPDATE ON alerts_numberflag
  FOR EACH ROW EXECUTE FUNCTION only_endings_change('lifted_at', 'lifted_by_id');
CREATE OR REPLACE TRIGGER numberflag_never_deleted BEFORE DELETE ON alerts_numberflag
  FOR EACH ROW EXECUTE FUNCTION never_deleted();
