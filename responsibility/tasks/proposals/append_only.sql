-- A proposal stays as it was written; what became of it comes once. Nobody deletes it.
CREATE OR REPLACE TRIGGER itemproposal_kept BEFORE UPDATE ON responsibility_itemproposal
  FOR EACH ROW EXECUTE FUNCTION only_endings_change(
    'taken_back_at', 'decided_by_id', 'decided_at', 'dispatch_id', 'reason');
CREATE OR REPLACE TRIGGER itemproposal_never_deleted BEFORE DELETE ON responsibility_itemproposal
  FOR EACH ROW EXECUTE FUNCTION never_deleted();
