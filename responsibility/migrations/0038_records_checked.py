"""Records say since when they are checked; what a verdict ended may be given again."""

from django.db import migrations, models


KEPT = """
CREATE OR REPLACE TRIGGER dutyrecord_kept BEFORE UPDATE ON responsibility_dutyrecord
  FOR EACH ROW EXECUTE FUNCTION only_endings_change('ended_at', 'ended_as', 'checked_at');
"""


class Migration(migrations.Migration):

    dependencies = [
        ('responsibility', '0037_second_factor'),
    ]

    operations = [
        migrations.RemoveConstraint(
            model_name='credit',
            name='credit_once',
        ),
        migrations.RemoveConstraint(
            model_name='credit',
            name='credit_one_task_of_an_item',
        ),
        migrations.AddField(
            model_name='dutyrecord',
            name='checked_at',
            field=models.DateTimeField(null=True),
        ),
        migrations.AddConstraint(
            model_name='credit',
            constraint=models.UniqueConstraint(condition=models.Q(('ended_as', None), models.Q(('ended_as__in', ['insufficient', 'untrue']), _negated=True), _connector='OR'), fields=('record', 'task'), name='credit_once'),
        ),
        migrations.AddConstraint(
            model_name='credit',
            constraint=models.UniqueConstraint(condition=models.Q(('ended_as', None), models.Q(('ended_as__in', ['insufficient', 'untrue']), _negated=True), _connector='OR'), fields=('record', 'post', 'item_code'), name='credit_one_task_of_an_item'),
        ),
        migrations.RunSQL(KEPT, migrations.RunSQL.noop),
    ]
