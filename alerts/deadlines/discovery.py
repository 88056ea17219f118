"""All kinds of deadlines there are."""

from django.apps import apps

from alerts.deadlines.models import Deadline


def deadline_models() -> list[type[Deadline]]:
    """The concrete subclasses of Deadline, ordered by their `matter_kind`."""
    found = [model for model in apps.get_models() if issubclass(model, Deadline)]
    return sorted(found, key=lambda model: model.matter_kind)
