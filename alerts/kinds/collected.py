"""What all rooms declare, collected: the one table of stages, causes, acts, lines and the menu.

Each app lists in its apps.py the modules of its rooms (`kinds`), in the order in which their
lines are shown and their daily duties are done; the apps go from the roof to the ground.
"""

import tomllib
from collections.abc import Iterable, Iterator, Mapping
from functools import cache, cached_property
from importlib import import_module
from pathlib import Path

from django.apps import apps

from alerts.kinds.category import Category
from alerts.kinds.declared import DeskPart, Entry, Field, Kind, Object, Stage
from pages.frame.places import OwnPage, Place


class Collected:
    """The kinds, and what they say by its code. alerts/kind_checks.py finds what stands double."""

    def __init__(self, modules: Iterable[str]):
        self.modules = tuple(modules)
        self.kinds: list[Kind] = [import_module(module).KIND for module in self.modules]

    @cached_property
    def stages(self) -> Mapping[str, Stage]:
        return {stage.code: stage for kind in self.kinds for stage in kind.stages}

    @cached_property
    def causes(self) -> Mapping[str, str]:
        return _merged(kind.causes for kind in self.kinds)

    @cached_property
    def acts(self) -> Mapping[str, str]:
        return _merged(kind.acts for kind in self.kinds)

    @cached_property
    def sentences(self) -> Mapping[str, str]:
        return _merged(kind.sentences for kind in self.kinds)

    @cached_property
    def categories(self) -> Mapping[str, Category]:
        """What each act is about."""
        return {act: kind.category for kind in self.kinds if kind.category for act in kind.acts}

    @cached_property
    def by_command(self) -> frozenset[str]:
        return frozenset[str]().union(*(kind.by_command for kind in self.kinds))

    @cached_property
    def objects(self) -> Mapping[str, Object]:
        return {what.code: what for kind in self.kinds for what in kind.objects}

    def field(self, action: str, name: str) -> Field | None:
        """How the room of `action` calls what it notes as `name`; None where it says nothing."""
        return self._fields.get(action, {}).get(name)

    @cached_property
    def _fields(self) -> Mapping[str, Mapping[str, Field]]:
        return {action: kind.fields for kind in self.kinds for action in kind.acts}

    @cached_property
    def menu(self) -> list[Entry]:
        return sorted(
            (entry for kind in self.kinds for entry in kind.menu), key=lambda entry: entry.order
        )

    @cached_property
    def own_pages(self) -> list[OwnPage]:
        """The pages everybody has about themselves."""
        return sorted(
            (page for kind in self.kinds for page in kind.own_pages), key=lambda page: page.order
        )

    @cached_property
    def frame(self) -> Mapping[Place, str]:
        """The URL names behind the places of the frame."""
        return {place: name for kind in self.kinds for place, name in kind.frame.items()}

    @cached_property
    def words(self) -> Mapping[str, str]:
        """The shipped words of each stage, in the order in which one message says them; before
        them those of a stage for one kind, under both codes: overdue_demand."""
        shipped = _merged(words_beside(module) for module in self.modules)
        order = sorted(self.stages.values(), key=lambda stage: stage.order)
        kinds = [f"_{kind.code}" for kind in self.kinds]
        keys = [f"{stage.code}{kind}" for stage in order for kind in [*kinds, ""]]
        return {key: shipped[key] for key in keys if key in shipped}

    @property
    def demonstrations(self) -> list[str]:
        """The parts that rooms play in a county to try, from the ground to the roof."""
        floors = reversed(dict.fromkeys(module.split(".")[0] for module in self.modules))
        kinds = dict(zip(self.modules, self.kinds, strict=True))
        return [
            kind.demonstration
            for floor in floors
            for module, kind in kinds.items()
            if module.startswith(f"{floor}.") and kind.demonstration
        ]

    @cached_property
    def remind_at(self) -> str:
        """The URL name at which tasks are reminded of by hand; "" where no room does it."""
        return next((kind.remind_at for kind in self.kinds if kind.remind_at), "")

    @cached_property
    def extension_day(self) -> str:
        """The function that says by which day a request for an extension is decided."""
        return next(kind.extension_day for kind in self.kinds if kind.extension_day)

    @cached_property
    def extension_barred(self) -> str:
        """The function that says why no extension is asked for any more."""
        return next(kind.extension_barred for kind in self.kinds if kind.extension_barred)

    @cached_property
    def limit_day(self) -> str:
        """The function that says the last day of a time limit of the county."""
        return next(kind.limit_day for kind in self.kinds if kind.limit_day)

    def desk_lines(self, part: DeskPart) -> list[str]:
        """The functions whose lines stand on this part of the desk."""
        return [path for kind in self.kinds if kind.desk_part == part for path in kind.desk_lines]

    def paths(self, what: str) -> list[str]:
        """The functions all kinds name as `what`: "desk_lines", "daily", "put_off"."""
        return [path for kind in self.kinds for path in getattr(kind, what)]


@cache
def collected() -> Collected:
    """What the installed apps declare; read once."""
    return Collected(modules())


def modules() -> Iterator[str]:
    """The modules that the installed apps list."""
    for app in reversed(list(apps.get_app_configs())):
        yield from getattr(app, "kinds", ())


def words_beside(module: str) -> Mapping[str, str]:
    """The words of messages in the `words.toml` beside a `kind.py`; nothing where there is none."""
    path = Path(import_module(module).__file__).with_name("words.toml")
    return tomllib.loads(path.read_text(encoding="utf-8")) if path.exists() else {}


def _merged(tables: Iterable[Mapping]) -> Mapping:
    return {code: value for table in tables for code, value in table.items()}


def stage_choices() -> list[tuple[str, str]]:
    return [(stage.code, stage.label) for stage in collected().stages.values()]


def cause_choices() -> list[tuple[str, str]]:
    return list(collected().causes.items())
