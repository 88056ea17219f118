-- What messages were made from stays as it was; a version is only put to use, once.
CREATE OR REPLACE TRIGGER wording_kept BEFORE UPDATE ON alerts_wording
  FOR EACH ROW EXECUTE FUNCTION only_endings_change('activated_at', 'activated_by_id');
CREATE OR REPLACE TRIGGER wording_never_deleted BEFORE DELETE ON alerts_wording
  FOR EACH ROW EXECUTE FUNCTION never_deleted();
