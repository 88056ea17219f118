-- A published list stays as it was given out: only its closing comes, once. While it is reviewed
-- its items stay too.
CREATE OR REPLACE TRIGGER dutylist_kept BEFORE UPDATE ON responsibility_dutylist
  FOR EACH ROW WHEN (OLD.published_at IS NOT NULL)
  EXECUTE FUNCTION only_endings_change('closed_at', 'closed_by_id', 'closed_reason');
CREATE OR REPLACE TRIGGER dutylist_never_deleted BEFORE DELETE ON responsibility_dutylist
  FOR EACH ROW EXECUTE FUNCTION never_deleted();

CREATE OR REPLACE FUNCTION published_items_kept() RETURNS trigger LANGUAGE plpgsql AS $$
DECLARE
  touched bigint[] := ARRAY[]::bigint[];
BEGIN
  IF TG_OP <> 'DELETE' THEN touched := touched || (to_jsonb(NEW) ->> TG_ARGV[0])::bigint; END IF;
  IF TG_OP <> 'INSERT' THEN touched := touched || (to_jsonb(OLD) ->> TG_ARGV[0])::bigint; END IF;
  IF TG_ARGV[0] = 'dutyitem_id' THEN
    touched := ARRAY(SELECT duty_list_id FROM responsibility_dutyitem WHERE id = ANY (touched));
  END IF;
  IF EXISTS (SELECT FROM responsibility_dutylist WHERE id = ANY (touched)
             AND (published_at IS NOT NULL OR submitted_at IS NOT NULL OR closed_at IS NOT NULL)) THEN
    RAISE EXCEPTION 'the items of a list that is reviewed, published or closed never change';
  END IF;
  RETURN coalesce(NEW, OLD);
END $$;
CREATE OR REPLACE TRIGGER dutyitem_kept BEFORE INSERT OR UPDATE OR DELETE
  ON responsibility_dutyitem FOR EACH ROW EXECUTE FUNCTION published_items_kept('duty_list_id');
CREATE OR REPLACE TRIGGER dutyitem_evidence_kept BEFORE INSERT OR UPDATE OR DELETE
  ON responsibility_dutyitem_evidence
  FOR EACH ROW EXECUTE FUNCTION published_items_kept('dutyitem_id');
