-- An issued card stays as it was given out; of a card only its receipt comes, once.
CREATE OR REPLACE TRIGGER cardissue_kept BEFORE UPDATE OR DELETE ON responsibility_cardissue
  FOR EACH ROW WHEN (OLD.issued_at IS NOT NULL) EXECUTE FUNCTION kept_as_written();
CREATE OR REPLACE TRIGGER cardissue_never_deleted BEFORE DELETE ON responsibility_cardissue
  FOR EACH ROW EXECUTE FUNCTION never_deleted();

CREATE OR REPLACE FUNCTION issued_card_kept() RETURNS trigger LANGUAGE plpgsql AS $$
DECLARE
  touched bigint[] := ARRAY[]::bigint[];
BEGIN
  IF TG_OP <> 'DELETE' THEN touched := touched || (to_jsonb(NEW) ->> TG_ARGV[0])::bigint; END IF;
  IF TG_OP <> 'INSERT' THEN touched := touched || (to_jsonb(OLD) ->> TG_ARGV[0])::bigint; END IF;
  IF EXISTS (SELECT FROM responsibility_cardissue
             WHERE id = ANY (touched) AND issued_at IS NOT NULL) THEN
    RAISE EXCEPTION 'what an issued card said is never changed';
  END IF;
  RETURN coalesce(NEW, OLD);
END $$;
CREATE OR REPLACE TRIGGER cardline_kept BEFORE INSERT OR UPDATE OR DELETE
  ON responsibility_cardline FOR EACH ROW EXECUTE FUNCTION issued_card_kept('issue_id');
CREATE OR REPLACE TRIGGER cardissue_named_kept BEFORE INSERT OR UPDATE OR DELETE
  ON responsibility_cardissue_named FOR EACH ROW EXECUTE FUNCTION issued_card_kept('cardissue_id');

CREATE OR REPLACE TRIGGER remindercard_kept BEFORE UPDATE ON responsibility_remindercard
  FOR EACH ROW EXECUTE FUNCTION only_endings_change('received_at');
CREATE OR REPLACE TRIGGER remindercard_never_deleted BEFORE DELETE ON responsibility_remindercard
  FOR EACH ROW EXECUTE FUNCTION never_deleted();
CREATE OR REPLACE TRIGGER remindercardline_kept
  BEFORE UPDATE OR DELETE ON responsibility_remindercardline
  FOR EACH ROW EXECUTE FUNCTION kept_as_written();
