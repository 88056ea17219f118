"""All kinds of deadlines there are."""

from django.apps import apps

from alerts.deadlines.models import Deadline


def deadline_models(of: type[Deadline] = Deadline) -> list[type[Deadline]]:
    """The concrete subclasses of `of`, ordered by their `matter_kind`."""
    models = [model for model in apps.get_models() if issubclass(model, of)]
    return sorted(models, key=lambda model: model.matter_kind)


def deadline_model(kind: str, of: type[Deadline] = Deadline) -> type[Deadline]:
    """The kind of deadline with this `matter_kind`; KeyError where there is none."""
    return {model.matter_kind: model for model in deadline_models(of)}[kind]
