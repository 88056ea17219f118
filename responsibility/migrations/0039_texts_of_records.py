"""Texts of records: what they are found by, and the passages that they share."""

import django.db.models.deletion
from django.db import migrations, models

WORDS = r"""
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
"""

PASSAGES = r"""
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
"""

BATCH = 20_000  # records
FILL = """
INSERT INTO responsibility_passage (record_id, fingerprint, length)
SELECT r.id, passages.* FROM responsibility_dutyrecord r, passages_of(r.text) AS passages
WHERE r.id > %s AND r.id <= %s
"""


def fill_passages(apps, schema_editor):
    """The passages of the records that there are, so many records a statement."""
    with schema_editor.connection.cursor() as cursor:
        cursor.execute("SELECT coalesce(max(id), 0) FROM responsibility_dutyrecord")
        last = cursor.fetchone()[0]
        for first in range(0, last, BATCH):
            cursor.execute(FILL, [first, first + BATCH])


class Migration(migrations.Migration):

    dependencies = [
        ('responsibility', '0038_records_checked'),
    ]

    operations = [
        migrations.CreateModel(
            name='Passage',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('fingerprint', models.BigIntegerField()),
                ('length', models.PositiveSmallIntegerField()),
                ('record', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='passages', to='responsibility.dutyrecord')),
            ],
            options={
                'constraints': [models.UniqueConstraint(fields=('fingerprint', 'record'), name='passage_once')],
            },
        ),
        migrations.AddIndex(
            model_name='dutyrecord',
            index=models.Index(fields=['county_id', '-happened_on', '-id'], name='dutyrecord_by_day'),
        ),
        migrations.AddIndex(
            model_name='storedfile',
            index=models.Index(fields=['received_sha256'], name='storedfile_by_content'),
        ),
        migrations.RunSQL(WORDS, migrations.RunSQL.noop),
        migrations.RunSQL(PASSAGES, migrations.RunSQL.noop),
        migrations.RunPython(fill_passages, migrations.RunPython.noop),
    ]
