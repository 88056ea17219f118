-- A revision stays as it was entered; what became of it comes once. Nobody deletes it.
CREATE OR REPLACE TRIGGER revision_kept BEFORE UPDATE ON responsibility_revision
  FOR EACH ROW EXECUTE FUNCTION only_endings_change(
    'applied_at', 'made', 'changed', 'withdrawn', 'stayed', 'taken_back_by_id', 'taken_back_at');
CREATE OR REPLACE TRIGGER revision_never_deleted BEFORE DELETE ON responsibility_revision
  FOR EACH ROW EXECUTE FUNCTION never_deleted();
