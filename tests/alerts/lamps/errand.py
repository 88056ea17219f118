"""A second kind of deadline, for tests of what must hold for every kind."""

from contextlib import contextmanager

from django.db import connection, models
from django.test.utils import isolate_apps

from alerts.deadlines.models import Deadline
from alerts.kinds.declared import Audience
from responsibility.organisation.people.models import User


def _runner(errands, at):
    return [errands.values_list("pk", "runner")]


def _nobody(errands, at):
    return []


@contextmanager
def errands():
    """The model Errand with its table and its ledger, for the rest of the test's transaction."""
    with isolate_apps("alerts"):

        class Errand(Deadline):
            matter_kind = "errand"
            audiences = {Audience.HOLDER: _runner, Audience.STAND_IN: _nobody}
            runner = models.ForeignKey(User, on_delete=models.PROTECT, related_name="+")

            class Meta(Deadline.Meta):
                app_label = "alerts"

            def __str__(self) -> str:
                return f"Errand {self.pk}"

        with connection.schema_editor() as editor:
            editor.create_model(Errand)
        with connection.cursor() as cursor:
            cursor.execute("SELECT keep_lamp_ledger('alerts_errand', 'errand')")
        yield Errand


def make_errand(model, runner: User, **over):
    values = {"county_id": 1, "runner": runner, "due_on": over["late_at"].date()}
    values |= {"opens_at": over["lamp_since"]} | over
    return model.objects.create(**values)
