"""Announcements with receipts; papers of dispatches and changes that wait; withdrawn items."""

import django.contrib.postgres.fields
import django.db.models.deletion
from django.conf import settings
from django.db import migrations, models

KEPT = """
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
CREATE OR REPLACE TRIGGER dispatchchange_kept BEFORE UPDATE ON responsibility_dispatchchange
  FOR EACH ROW EXECUTE FUNCTION only_endings_change('ended_at', 'made');
CREATE OR REPLACE TRIGGER dispatchchange_never_deleted
  BEFORE DELETE ON responsibility_dispatchchange FOR EACH ROW EXECUTE FUNCTION never_deleted();
-- A withdrawal stays as it was written; only its end comes, once.
CREATE OR REPLACE TRIGGER publicationwithdrawal_kept
  BEFORE UPDATE ON responsibility_publicationwithdrawal
  FOR EACH ROW EXECUTE FUNCTION only_endings_change('ended_at', 'ended_by_id');
CREATE OR REPLACE TRIGGER publicationwithdrawal_never_deleted
  BEFORE DELETE ON responsibility_publicationwithdrawal
  FOR EACH ROW EXECUTE FUNCTION never_deleted();
"""


class Migration(migrations.Migration):

    dependencies = [
        ('responsibility', '0031_account_changes'),
    ]

    operations = [
        migrations.AddField(
            model_name='dispatch',
            name='files',
            field=models.ManyToManyField(related_name='dispatches', to='responsibility.storedfile'),
        ),
        migrations.AddField(
            model_name='dispatch',
            name='given_in',
            field=models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='responsibility.post'),
        ),
        migrations.CreateModel(
            name='Announcement',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('title', models.CharField(max_length=100)),
                ('text', models.TextField(max_length=5000)),
                ('document', models.CharField(blank=True, max_length=120)),
                ('asks_reading', models.BooleanField(default=False)),
                ('nonce', models.UUIDField(unique=True)),
                ('written_at', models.DateTimeField()),
                ('goes_at', models.DateTimeField()),
                ('sent_at', models.DateTimeField(null=True)),
                ('taken_back_at', models.DateTimeField(null=True)),
                ('reason', models.CharField(max_length=500, null=True)),
                ('county', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='announcements', to='responsibility.unit')),
                ('files', models.ManyToManyField(related_name='announcements', to='responsibility.storedfile')),
                ('given_in', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='responsibility.post')),
                ('people', models.ManyToManyField(related_name='+', to=settings.AUTH_USER_MODEL)),
                ('posts', models.ManyToManyField(related_name='+', to='responsibility.post')),
                ('taken_back_by', models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
                ('written_by', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
            ],
        ),
        migrations.CreateModel(
            name='AnnouncementReceipt',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('county_id', models.BigIntegerField()),
                ('opened_at', models.DateTimeField(null=True)),
                ('read_at', models.DateTimeField(null=True)),
                ('announcement', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='receipts', to='responsibility.announcement')),
                ('person', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
                ('post', models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='responsibility.post')),
            ],
        ),
        migrations.CreateModel(
            name='DispatchChange',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('due_on', models.DateField(null=True)),
                ('text', models.TextField(max_length=2000, null=True)),
                ('reason', models.CharField(blank=True, max_length=500)),
                ('at', models.DateTimeField()),
                ('goes_at', models.DateTimeField()),
                ('ended_at', models.DateTimeField(null=True)),
                ('made', models.BooleanField(null=True)),
                ('by', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
                ('dispatch', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='changes', to='responsibility.dispatch')),
            ],
        ),
        migrations.CreateModel(
            name='PublicationWithdrawal',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('codes', django.contrib.postgres.fields.ArrayField(base_field=models.CharField(max_length=24), size=None)),
                ('reason', models.CharField(max_length=500)),
                ('at', models.DateTimeField()),
                ('tasks', models.PositiveIntegerField()),
                ('touched', models.PositiveIntegerField()),
                ('ended_at', models.DateTimeField(null=True)),
                ('by', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
                ('ended_by', models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
                ('publication', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='withdrawals', to='responsibility.publication')),
            ],
        ),
        migrations.AddIndex(
            model_name='announcement',
            index=models.Index(condition=models.Q(('sent_at', None), ('taken_back_at', None)), fields=['goes_at'], name='announcement_waits'),
        ),
        migrations.AddConstraint(
            model_name='announcement',
            constraint=models.CheckConstraint(condition=models.Q(models.Q(('reason', None), ('taken_back_at', None), ('taken_back_by', None)), models.Q(('reason__isnull', False), ('taken_back_at__isnull', False), ('taken_back_by__isnull', False)), _connector='OR'), name='announcement_taken_back_by_somebody'),
        ),
        migrations.AddConstraint(
            model_name='announcementreceipt',
            constraint=models.UniqueConstraint(fields=('announcement', 'person'), name='announcementreceipt_once'),
        ),
        migrations.AddConstraint(
            model_name='announcementreceipt',
            constraint=models.CheckConstraint(condition=models.Q(('read_at', None), ('opened_at__isnull', False), _connector='OR'), name='announcementreceipt_opened_before_read'),
        ),
        migrations.AddConstraint(
            model_name='dispatchchange',
            constraint=models.UniqueConstraint(condition=models.Q(('ended_at', None)), fields=('dispatch',), name='dispatchchange_waits_alone'),
        ),
        migrations.AddConstraint(
            model_name='dispatchchange',
            constraint=models.CheckConstraint(condition=models.Q(models.Q(('due_on__isnull', False), ('text', None)), models.Q(('due_on', None), ('text__isnull', False)), _connector='OR'), name='dispatchchange_of_one'),
        ),
        migrations.AddConstraint(
            model_name='dispatchchange',
            constraint=models.CheckConstraint(condition=models.Q(models.Q(('ended_at', None), ('made', None)), models.Q(('ended_at__isnull', False), ('made__isnull', False)), _connector='OR'), name='dispatchchange_made_when_ended'),
        ),
        migrations.AddConstraint(
            model_name='publicationwithdrawal',
            constraint=models.CheckConstraint(condition=models.Q(models.Q(('ended_at', None), ('ended_by', None)), models.Q(('ended_at__isnull', False), ('ended_by__isnull', False)), _connector='OR'), name='publicationwithdrawal_ended_by_somebody'),
        ),
        migrations.RunSQL(KEPT, migrations.RunSQL.noop),
    ]
