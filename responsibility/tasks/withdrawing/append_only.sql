-- A withdrawal stays as it was written; only its end comes, once.
CREATE OR REPLACE TRIGGER publicationwithdrawal_kept
  BEFORE UPDATE ON responsibility_publicationwithdrawal
  FOR EACH ROW EXECUTE FUNCTION only_endings_change('ended_at', 'ended_by_id');
CREATE OR REPLACE TRIGGER publicationwithdrawal_never_deleted
  BEFORE DELETE ON responsibility_publicationwithdrawal
  FOR EACH ROW EXECUTE FUNCTION never_deleted();
