-- A day that somebody set stays as it was set; it comes, or it is taken back, once.
CREATE OR REPLACE TRIGGER ownreminder_kept BEFORE UPDATE ON responsibility_ownreminder
  FOR EACH ROW EXECUTE FUNCTION only_endings_change('came_at', 'taken_back_at');
CREATE OR REPLACE TRIGGER ownreminder_never_deleted BEFORE DELETE ON responsibility_ownreminder
  FOR EACH ROW EXECUTE FUNCTION never_deleted();
