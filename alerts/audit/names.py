"""What objects of the audit log were called on a day, and the pages of those one may see."""

from collections import defaultdict
from collections.abc import Iterable, Mapping
from datetime import date, datetime
from pkgutil import resolve_name
from string import Formatter

from django.apps import apps
from django.core.exceptions import ValidationError
from django.db.models import Model, QuerySet
from django.urls import reverse

from alerts.kinds.collected import collected
from alerts.kinds.declared import Object
from pages.templatetags.look import day as in_days

Key = tuple[str, date]  # an id as text, and the day of the name
Names = Mapping[tuple[str, str, date], str]


def names_of(wanted: Mapping[str, Iterable[Key]]) -> dict[tuple[str, str, date], str]:
    """By code, id and day what each of the objects `wanted` was called.

    A query for each code, and one for each kind of object whose name is dated; what no room
    declares, has no name or is gone, is left out.
    """
    read = [
        (code, set(keys), what, _rows(what, keys))
        for code, keys in wanted.items()
        if (what := collected().objects.get(code)) and what.called
    ]
    dated = _dated_names(read)
    return {
        (code, key, day): _called(what, rows[key], day, dated)
        for code, keys, what, rows in read
        for key, day in keys
        if key in rows
    }


def _rows(what: Object, keys: Iterable[Key]) -> dict[str, dict]:
    """By id the columns of the objects that make their names, and whose dated names stand there."""
    model = apps.get_model(what.model)
    columns = {*_columns(what), *_owners(what)}
    ids = _keys(model, [key for key, _day in keys])
    rows = model._base_manager.filter(pk__in=ids).values("pk", *columns)
    return {str(row["pk"]): row for row in rows}


def _dated_names(read: Iterable[tuple]) -> dict[tuple[str, int, date], str]:
    """By path, id and day the names of all dated objects that the rows name."""
    wanted = defaultdict(set)
    for _code, keys, what, rows in read:
        for owner, path in _owners(what).items():
            wanted[path] |= {(rows[key][owner], day) for key, day in keys if key in rows}
    return {
        (path, *pair): name
        for path, pairs in wanted.items()
        for pair, name in resolve_name(path)(pairs).items()
    }


def _called(what: Object, row: dict, day: date, dated: Mapping) -> str:
    values = {name: _text(row[name], day) for name in _columns(what)}
    for owner, path in _owners(what).items():
        column = "name" if owner == "pk" else f"{owner}__name"
        values[column] = dated.get((path, row[owner], day), values[column])
    return what.called.format(**values).strip()


def _columns(what: Object) -> list[str]:
    return [name for _text, name, *_ in Formatter().parse(what.called) if name]


def _owners(what: Object) -> dict[str, str]:
    """The columns that hold the ids of dated objects by whose names it is called, and the functions
    that know these names."""
    dated = {
        declared.model: declared.dated
        for declared in collected().objects.values()
        if declared.dated
    }
    found = {}
    for column in _columns(what):
        *path, last = column.split("__")
        model = apps.get_model(what.model)
        for step in path:
            model = model._meta.get_field(step).related_model
        if last == "name" and model._meta.label in dated:
            found["__".join(path) or "pk"] = dated[model._meta.label]
    return found


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


def _text(value: object, now: date) -> str:
    if isinstance(value, date):
        return in_days(value, now)
    return "" if value is None else str(value)
