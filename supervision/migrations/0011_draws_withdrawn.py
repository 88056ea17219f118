"""A published draw can be withdrawn with a reason before it is drawn."""

import django.db.models.deletion
from django.conf import settings
from django.db import migrations, models


KEPT = """
CREATE OR REPLACE TRIGGER checkdraw_drawn BEFORE UPDATE ON supervision_checkdraw
  FOR EACH ROW EXECUTE FUNCTION only_endings_change('drawn_by_id', 'drawn_at',
    'withdrawn_by_id', 'withdrawn_at', 'withdrawn_because');
"""


class Migration(migrations.Migration):

    dependencies = [
        ('supervision', '0010_papers'),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.AddField(
            model_name='checkdraw',
            name='withdrawn_at',
            field=models.DateTimeField(null=True),
        ),
        migrations.AddField(
            model_name='checkdraw',
            name='withdrawn_because',
            field=models.CharField(max_length=300, null=True),
        ),
        migrations.AddField(
            model_name='checkdraw',
            name='withdrawn_by',
            field=models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL),
        ),
        migrations.AddConstraint(
            model_name='checkdraw',
            constraint=models.CheckConstraint(condition=models.Q(models.Q(('withdrawn_at', None), ('withdrawn_because', None), ('withdrawn_by', None)), models.Q(('drawn_at', None), ('withdrawn_at__isnull', False), ('withdrawn_because__gt', ''), ('withdrawn_by__isnull', False)), _connector='OR'), name='checkdraw_withdrawn_says_why'),
        ),
        migrations.RunSQL(KEPT, migrations.RunSQL.noop),
    ]
