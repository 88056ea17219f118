"""Kinds of records: what evidence stands for, what a record says, and what old ones are for sure."""

from django.db import migrations, models

KINDS = [
    ("meeting", "meeting"),
    ("talk", "talk"),
    ("study", "study"),
    ("visit", "visit"),
    ("document", "document"),
    ("record", "unclassified record"),
    ("zero_report", "nothing of the kind this period"),
]

# What the evidence of the starter library stands for.
EVIDENCE = """
UPDATE responsibility_evidencekind AS evidence SET record_kind = stands_for.kind
FROM (VALUES
    ('minutes', 'meeting'), ('talk_record', 'talk'), ('study_notes', 'study'),
    ('lecture_notes', 'study'), ('inspection_record', 'visit'), ('research_report', 'visit'),
    ('system_doc', 'document'), ('notice', 'document')
) AS stands_for (code, kind)
WHERE evidence.code = stands_for.code
"""

# An item is certain where all its evidence stands for one kind (photos and attendance lists go with
# each), and its words name no other. A record is certain where all that it was lodged for is, and of
# one kind. All others go on stating none.
BATCH = 20_000  # records
CERTAIN = """
WITH word (kind, pattern) AS (VALUES
    ('meeting', '会议|会商|大会|民主生活会'), ('talk', '谈话|谈心'), ('study', '学习|教育|党课|培训'),
    ('visit', '检查|抽查|核查|调研|走访|暗访'), ('document', '制度|规则')
), certain AS (
    SELECT item.id, min(evidence.record_kind) AS kind
    FROM responsibility_dutyitem AS item
        JOIN responsibility_dutyitem_evidence AS asked ON asked.dutyitem_id = item.id
        JOIN responsibility_evidencekind AS evidence ON evidence.id = asked.evidencekind_id
    WHERE evidence.code NOT IN ('photo', 'signin')
    GROUP BY item.id
    HAVING count(DISTINCT evidence.record_kind) = 1 AND min(evidence.record_kind) <> ''
        AND NOT EXISTS (SELECT FROM word
            WHERE word.kind <> min(evidence.record_kind) AND item.text ~ word.pattern)
), sure AS (
    SELECT credit.record_id, min(certain.kind) AS kind
    FROM responsibility_credit AS credit
        JOIN responsibility_task AS task ON task.id = credit.task_id
        LEFT JOIN certain ON certain.id = task.item_id
    WHERE credit.record_id > %s AND credit.record_id <= %s
    GROUP BY credit.record_id
    HAVING count(*) = count(certain.kind) AND count(DISTINCT certain.kind) = 1
)
UPDATE responsibility_dutyrecord AS record SET kind = sure.kind
FROM sure WHERE record.id = sure.record_id AND record.kind = 'record'
"""


def kinds_of_old_records(apps, schema_editor):
    """The kinds of the records that there are, so many a statement; nothing else of them changes."""
    with schema_editor.connection.cursor() as cursor:
        cursor.execute("SELECT coalesce(max(id), 0) FROM responsibility_dutyrecord")
        last = cursor.fetchone()[0]
        cursor.execute("SET CONSTRAINTS ALL IMMEDIATE")  # no check that waits holds the table
        cursor.execute("ALTER TABLE responsibility_dutyrecord DISABLE TRIGGER dutyrecord_kept")
        for first in range(0, last, BATCH):
            cursor.execute(CERTAIN, [first, first + BATCH])
        cursor.execute("ALTER TABLE responsibility_dutyrecord ENABLE TRIGGER dutyrecord_kept")


class Migration(migrations.Migration):

    dependencies = [
        ('responsibility', '0039_texts_of_records'),
    ]

    operations = [
        migrations.AddField(
            model_name='evidencekind',
            name='record_kind',
            field=models.CharField(blank=True, choices=KINDS, db_default='', default='', max_length=12),
        ),
        migrations.AddField(
            model_name='dutyrecord',
            name='document_number',
            field=models.CharField(blank=True, db_default='', default='', max_length=40),
        ),
        migrations.AddField(
            model_name='dutyrecord',
            name='present',
            field=models.PositiveSmallIntegerField(null=True),
        ),
        migrations.AlterField(
            model_name='dutyrecord',
            name='kind',
            field=models.CharField(choices=KINDS, default='record', max_length=12),
        ),
        migrations.RunSQL(EVIDENCE, migrations.RunSQL.noop),
        migrations.RunPython(kinds_of_old_records, migrations.RunPython.noop),
    ]
