"""What the objects of the audit log are called, and the pages of those the reader may see."""

from collections.abc import Iterable, Mapping
from datetime import datetime
from string import Formatter

from django.apps import apps
from django.core.exceptions import ValidationError
from django.db.models import Model, QuerySet
from django.urls import reverse

from alerts.kinds.collected import collected
from alerts.kinds.declared import Object

Names = Mapping[tuple[str, str], str]


def names_of(wanted: Mapping[str, Iterable[object]]) -> dict[tuple[str, str], str]:
    """By code and id what each of the objects `wanted` (ids by code) is called.

    A query for each code; what no room declares, has no name or is gone, is left out.
    """
    return {
        (code, key): name
        for code, ids in wanted.items()
        if (what := collected().objects.get(code)) and what.called
        for key, name in _called(what, ids).items()
    }


def _called(what: Object, ids: Iterable[object]) -> dict[str, str]:
    model = apps.get_model(what.model)
    columns = [name for _text, name, *_ in Formatter().parse(what.called) if name]
    rows = model._base_manager.filter(pk__in=_keys(model, ids)).values("pk", *columns)
    return {
        str(row["pk"]): what.called.format(**{name: _text(row[name]) for name in columns}).strip()
        for row in rows
    }


def pages_of(
    wanted: Mapping[str, Iterable[object]], *, user, at: datetime
) -> dict[tuple[str, str], str]:
    """By code and id the pages of those of the objects `wanted` that `user` may see at `at`."""
    return {
        (code, str(key)): reverse(what.page, args=[page_by])
        for code, ids in wanted.items()
        if (what := collected().objects.get(code)) and what.page
        for key, page_by in _seen(what, ids, user, at)
    }


def _seen(what: Object, ids: Iterable[object], user, at: datetime) -> QuerySet:
    model = apps.get_model(what.model)
    rows = getattr(model._default_manager, what.seen_by)(user, at=at)
    return rows.filter(pk__in=_keys(model, ids)).values_list("pk", what.page_by)


def _keys(model: type[Model], ids: Iterable[object]) -> set:
    """The ids as the model's key; what cannot be one is left out."""
    keys = set()
    for text in ids:
        try:
            keys.add(model._meta.pk.to_python(text))
        except ValidationError:
            continue
    return keys


def _text(value: object) -> str:
    return "" if value is None else str(value)
