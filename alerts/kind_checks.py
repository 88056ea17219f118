"""System checks of what the rooms declare: nothing missing, nothing double, nothing unknown."""

from collections import Counter
from collections.abc import Iterable, Iterator
from importlib import import_module
from pathlib import Path
from pkgutil import resolve_name
from string import Formatter

from django.apps import apps
from django.core.checks import Error, register
from django.core.exceptions import FieldError
from django.urls import NoReverseMatch, reverse

from alerts.deadlines.discovery import deadline_models
from alerts.deadlines.matter import Matter, matter_models
from alerts.kinds.collected import Collected, collected, modules, words_beside
from alerts.kinds.declared import Audience, Kind, Object
from pages.frame.places import Place

OF_ANY_DEADLINE = "deadline"  # the code of the kind whose stages every deadline has


@register("alerts")
def rooms_are_listed(**_) -> list[Error]:
    """Whatever room has a `kind.py` stands in its app's `kinds`, once."""
    listed = list(modules())
    there = {
        ".".join([app.name, *path.relative_to(app.path).with_suffix("").parts])
        for app in apps.get_app_configs()
        if hasattr(app, "kinds")
        for path in Path(app.path).rglob("kind.py")
    }
    return [
        *(Error(f"{name} stands in no `kinds`.", id="alerts.E007") for name in there - {*listed}),
        *(Error(f"There is no {name}.", id="alerts.E007") for name in {*listed} - there),
        *(Error(f"{name} is listed twice.", id="alerts.E008") for name in _twice(listed)),
    ]


@register("alerts")
def declarations_are_whole(**_) -> list[Error]:
    return [*faults(collected()), *empty_places(collected())]


def faults(found: Collected) -> Iterator[Error]:
    """What is wrong with what was collected."""
    yield from _double(found)
    yield from _unresolved(found)
    yield from _without_words(found)
    yield from _matters(found)
    for kind in found.kinds:
        for what in kind.objects:
            yield from _object(what)
        for name in _pages(kind):
            if not _is_page(name):
                yield Error(f"The menu's {name} of {kind.code} is no page.", id="alerts.E010")


def empty_places(found: Collected) -> Iterator[Error]:
    """Places of the frame that lead nowhere."""
    for place in sorted(set(Place) - set(found.frame)):
        yield Error(f"No room has the frame's {place}.", id="alerts.E011")


def _pages(kind: Kind) -> Iterator[str]:
    """The pages to which the frame leads for this kind."""
    yield from (entry.name for entry in kind.menu)
    yield from (page.name for page in kind.own_pages)
    yield from kind.frame.values()


def _double(found: Collected) -> Iterator[Error]:
    kinds = found.kinds
    codes = {
        "kind": [kind.code for kind in kinds],
        "stage": [stage.code for kind in kinds for stage in kind.stages],
        "place of a stage": [str(stage.order) for kind in kinds for stage in kind.stages],
        "cause": [cause for kind in kinds for cause in kind.causes],
        "act": [act for kind in kinds for act in kind.acts],
        "own page": [page.name for kind in kinds for page in kind.own_pages],
        "place of the frame": [place for kind in kinds for place in kind.frame],
        "object": [what.code for kind in kinds for what in kind.objects],
        "daily duty": [path for kind in kinds for path in kind.daily],
    }
    for what, all_of_them in codes.items():
        for code in _twice(all_of_them):
            yield Error(f"The {what} {code} is declared twice.", id="alerts.E008")


def _twice(codes: Iterable[str]) -> list[str]:
    return sorted(code for code, n in Counter(codes).items() if n > 1)


def _unresolved(found: Collected) -> Iterator[Error]:
    for kind in found.kinds:
        for path in _paths(kind):
            try:
                resolve_name(path)
            except (ImportError, AttributeError) as reason:
                yield Error(f"The kind {kind.code} names {path}: {reason}", id="alerts.E002")
    for action, fields in ((act, kind.fields) for kind in found.kinds for act in kind.acts):
        for name, field in fields.items():
            if field.of and field.of not in found.objects:
                yield Error(f"{action} notes {name} of no object.", id="alerts.E009")


def _paths(kind: Kind) -> Iterator[str]:
    yield from [*kind.desk_lines, *kind.task_lines, *kind.record_lines, *kind.owed_acts]
    yield from [*kind.appointed, *kind.daily, *kind.put_off, *kind.desk_overseen]
    yield from [*kind.appointment_corrected, *kind.leaving]
    yield from [*kind.decision_asked, *kind.decision_ended, *kind.card_lines]
    yield from filter(
        None, [kind.demonstration, kind.extension_day, kind.extension_barred, kind.limit_day]
    )
    yield from filter(None, (entry.waiting for entry in kind.menu))
    yield from filter(None, (stage.still_true for stage in kind.stages))
    yield from filter(None, (stage.counted for stage in kind.stages))
    yield from filter(None, (field.codes for field in kind.fields.values()))


def _without_words(found: Collected) -> Iterator[Error]:
    """The words of a stage stand beside the `kind.py` that declares it; a kind may have its own
    for a stage of another."""
    for module in found.modules:
        kind = import_module(module).KIND
        stages = {stage.code for stage in kind.stages}
        words = set(words_beside(module)) - {f"{code}_{kind.code}" for code in found.stages}
        for code in sorted(stages ^ words):
            what = "has no words" if code in stages else "is no stage"
            yield Error(f"{code} {what} in the words.toml beside {module}.", id="alerts.E006")


def _matters(found: Collected) -> Iterator[Error]:
    """Each kind of matter is declared, and knows the audiences of the stages declared with it."""
    by_code = {kind.code: kind for kind in found.kinds}
    for model in matter_models():
        if model.matter_kind not in by_code:
            yield Error(
                f"No room declares the kind {model.matter_kind}.", obj=model, id="alerts.E004"
            )
            continue
        yield from _audiences(model, by_code[model.matter_kind])
    for model in deadline_models():
        if OF_ANY_DEADLINE in by_code:
            yield from _audiences(model, by_code[OF_ANY_DEADLINE])


def _audiences(model: type[Matter], kind: Kind) -> Iterator[Error]:
    for stage in kind.stages:
        for audience in sorted(stage.to - set(model.audiences) - {Audience.NAMED}):
            text = f"It does not say who is the {audience} that hears of {stage.code}."
            yield Error(text, obj=model, id="alerts.E005")


def _object(what: Object) -> Iterator[Error]:
    """Its model is there, its columns are, and its page."""
    if "." not in what.model and not (what.called or what.page):
        return
    try:
        model = apps.get_model(what.model)
        columns = [name for _text, name, *_ in Formatter().parse(what.called) if name]
        model._base_manager.values(what.page_by, *columns)
    except (LookupError, FieldError) as reason:
        yield Error(f"The object {what.code}: {reason}", id="alerts.E009")
        return
    if what.page and not hasattr(model._default_manager, what.seen_by):
        yield Error(f"Who may see the {what.code} is said nowhere.", id="alerts.E009")
    if what.page and not _is_page(what.page, "1", "00000000-0000-0000-0000-000000000000"):
        yield Error(f"The page {what.page} of a {what.code} is none.", id="alerts.E010")


def _is_page(name: str, *keys: str) -> bool:
    """Whether `name` resolves, with one of the `keys` where there are any."""
    for args in [[key] for key in keys] or [[]]:
        try:
            reverse(name, args=args)
        except NoReverseMatch:
            continue
        return True
    return False
