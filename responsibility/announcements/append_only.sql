-- What was sent stays as it was written; of a receipt only its instants come, once.
CREATE OR REPLACE TRIGGER announcement_kept BEFORE UPDATE ON responsibility_announcement
  FOR EACH ROW EXECUTE FUNCTION only_endings_change(
    'sent_at', 'taken_back_at', 'taken_back_by_id', 'reason');
CREATE OR REPLACE TRIGGER announcement_never_deleted BEFORE DELETE ON responsibility_announcement
  FOR EACH ROW EXECUTE FUNCTION never_deleted();
CREATE OR REPLACE TRIGGER announcementreceipt_kept
  BEFORE UPDATE ON responsibility_announcementreceipt
  FOR EACH ROW EXECUTE FUNCTION only_endings_change('opened_at', 'read_at');
CREATE OR REPLACE TRIGGER announcementreceipt_never_deleted
  BEFORE DELETE ON responsibility_announcementreceipt
  FOR EACH ROW EXECUTE FUNCTION never_deleted();
