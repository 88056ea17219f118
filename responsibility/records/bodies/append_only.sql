-- A grant only ends, a reading stays as it was.
CREATE OR REPLACE TRIGGER bodygrant_kept BEFORE UPDATE ON responsibility_bodygrant
  FOR EACH ROW EXECUTE FUNCTION only_endings_change('ended_at', 'ended_by_id');
CREATE OR REPLACE TRIGGER bodygrant_never_deleted BEFORE DELETE ON responsibility_bodygrant
  FOR EACH ROW EXECUTE FUNCTION never_deleted();
CREATE OR REPLACE TRIGGER bodyreading_kept BEFORE UPDATE OR DELETE ON responsibility_bodyreading
  FOR EACH ROW EXECUTE FUNCTION kept_as_written();
