-- The passages of a text: its sentences of twenty characters and more, without blanks and signs, in
-- one width and one case, each as a fingerprint from which nothing can be read.
CREATE OR REPLACE FUNCTION passages_of(words text)
RETURNS TABLE (fingerprint bigint, length integer) LANGUAGE sql STABLE PARALLEL SAFE STRICT AS $$
  SELECT DISTINCT
    ('x' || left(encode(sha256(convert_to(plain, 'UTF8')), 'hex'), 16))::bit(64)::bigint,
    char_length(plain)
  FROM regexp_split_to_table(words, '[。！？；!?;\n\r]+|\.\s') AS sentence,
    regexp_replace(lower(normalize(sentence, NFKC)),
      '[^0-9a-z\u3400-\u9fff\uf900-\ufaff\U00020000-\U0003ffff]+', '', 'g') AS plain
  WHERE char_length(plain) >= 20
$$;
-- Whoever writes a record leaves its passages, in one statement however many records there are.
CREATE OR REPLACE FUNCTION passages_noted() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  INSERT INTO responsibility_passage (record_id, fingerprint, length)
  SELECT lodged.id, passages.* FROM lodged, passages_of(lodged.text) AS passages;
  RETURN NULL;
END $$;
CREATE OR REPLACE TRIGGER dutyrecord_passages AFTER INSERT ON responsibility_dutyrecord
  REFERENCING NEW TABLE AS lodged FOR EACH STATEMENT EXECUTE FUNCTION passages_noted();
CREATE OR REPLACE TRIGGER passage_kept BEFORE UPDATE OR DELETE ON responsibility_passage
  FOR EACH ROW EXECUTE FUNCTION kept_as_written();
