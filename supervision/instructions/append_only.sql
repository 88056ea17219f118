-- What a leader instructed is never changed or deleted; taken back, it ends with a reason.
CREATE OR REPLACE TRIGGER instruction_kept BEFORE UPDATE ON supervision_instruction
  FOR EACH ROW EXECUTE FUNCTION only_endings_change('ended_by_id', 'ended_at', 'ended_because');
CREATE OR REPLACE TRIGGER instruction_never_deleted BEFORE DELETE ON supervision_instruction
  FOR EACH ROW EXECUTE FUNCTION never_deleted();
CREATE OR REPLACE TRIGGER instructionask_kept BEFORE UPDATE OR DELETE ON supervision_instructionask
  FOR EACH ROW EXECUTE FUNCTION kept_as_written();
CREATE OR REPLACE TRIGGER instructionstep_kept
  BEFORE UPDATE OR DELETE ON supervision_instructionstep
  FOR EACH ROW EXECUTE FUNCTION kept_as_written();
