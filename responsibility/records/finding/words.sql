-- What a record is found by: of each run of Chinese characters every one and every two, of each run
-- of letters and digits every one, two and three (terms.py asks for the same); and, marked by #,
-- the month in which it happened, alone and with its unit. Each sign is looked at with the two after
-- it: a Chinese character (h), or a letter or digit (a). It calls no function of ours: a restored
-- database builds its index before it knows where ours are.
CREATE OR REPLACE FUNCTION record_words(
  words text, place text, participants text, unit_id bigint, happened_on date
) RETURNS tsvector LANGUAGE sql IMMUTABLE PARALLEL SAFE AS $$
  SELECT array_to_tsvector(
    array_agg(a) FILTER (WHERE is_a IN ('a', 'h'))
    || array_agg(a || b) FILTER (WHERE is_a = is_b)
    || array_agg(a || b || c) FILTER (WHERE is_a = 'a' AND is_b = 'a'
      AND (c BETWEEN '0' AND '9' OR c BETWEEN 'a' AND 'z'))
    || ARRAY[
      concat('#', extract(year FROM happened_on) * 100 + extract(month FROM happened_on)),
      concat('#', extract(year FROM happened_on) * 100 + extract(month FROM happened_on),
        '.', unit_id)])
  FROM string_to_array(
      lower((words || E'\n' || place || E'\n' || participants) COLLATE "C"), NULL) AS signs,
    unnest(signs, signs[2:], signs[3:]) AS piece (a, b, c),
    LATERAL (SELECT
      CASE WHEN a BETWEEN '㐀' AND '鿿' OR a >= U&'\+020000' THEN 'h'
        WHEN a BETWEEN '0' AND '9' OR a BETWEEN 'a' AND 'z' THEN 'a' END,
      CASE WHEN b BETWEEN '㐀' AND '鿿' OR b >= U&'\+020000' THEN 'h'
        WHEN b BETWEEN '0' AND '9' OR b BETWEEN 'a' AND 'z' THEN 'a' END) AS sort (is_a, is_b)
$$;
-- Restricted texts are not in it. Written at once (no list of what is pending, which every search
-- would read).
CREATE INDEX IF NOT EXISTS dutyrecord_words ON responsibility_dutyrecord USING gin (
  record_words(text, place, participants, unit_id, happened_on))
  WITH (fastupdate = off) WHERE ended_at IS NULL AND NOT restricted;
-- How common a piece is, is known of some four thousand.
ALTER INDEX dutyrecord_words ALTER COLUMN 1 SET STATISTICS 400;
