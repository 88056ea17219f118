"""Which entries of the audit log concern a person or a unit, by what the rooms declare."""

from typing import Any

from django.apps import apps
from django.contrib.auth import get_user_model
from django.db.models import CharField, Q
from django.db.models.functions import Cast

from alerts.kinds.collected import collected
from alerts.kinds.declared import Object

UNIT, POST = "unit", "post"  # the codes of what a unit and a post are in the log


def unit_choices() -> list[tuple[str, str]]:
    """All units in the order of the organisation, those below further in."""
    units = _model(collected().objects[UNIT]).objects.in_order()
    return [(str(unit.pk), "\u2003" * max(unit.depth, 0) + str(unit)) for unit in units]


def of_people_called(typed: str) -> Q:
    """Entries by or about whoever has the account `typed`, or a name that contains it."""
    model = get_user_model()
    called = Q(**{model.USERNAME_FIELD: typed})
    for column in model.REQUIRED_FIELDS:
        called |= Q(**{f"{column}__icontains": typed})
    people = model._default_manager.filter(called)
    return Q(user__in=people) | _about("person", "__in", people)


def of_unit_and_below(unit_id: int) -> Q:
    """Entries about the unit and those below it, and by who acted in one of their posts."""
    below, post = f"/{unit_id}/", collected().objects[POST]
    posts = _model(post)._base_manager.filter(**{f"{post.unit}__contains": below})
    return Q(post_id__in=posts.values("pk")) | _about("unit", "__contains", below)


def _about(way: str, lookup: str, value: object) -> Q:
    """Entries about the objects that lead by what they declare as `way` to `value`."""
    condition = Q(pk=None)
    for code, what in collected().objects.items():
        if column := getattr(what, way):
            objects = _model(what)._base_manager.filter(**{f"{column}{lookup}": value})
            ids = objects.annotate(as_text=Cast("pk", CharField())).values("as_text")
            condition |= Q(kind=code, object_id__in=ids)
    return condition


def _model(what: Object) -> Any:
    return apps.get_model(what.model)
