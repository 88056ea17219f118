"""The readable difference of two versions: words, not fields. Pure, but for the names it is given.

Items are the same where their code is. A change is told as pieces of text: what stays, what comes,
what goes; the pieces that stay and go are the old words, those that stay and come the new ones.
"""

import re
from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from difflib import SequenceMatcher
from typing import Literal

from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, pgettext

from responsibility.lists.models import DutyItem

SAME, ADDED, GONE = "same", "added", "gone"
How = Literal["added", "gone", "changed", "moved", "same"]
# A Latin word or a number is one piece, a Chinese character is one.
PIECES = re.compile(r"[A-Za-z]+|\d+|\s+|.", re.DOTALL)
LABELS: dict[str, Promise] = {
    "text": gettext_lazy("Text"),
    "text_en": gettext_lazy("English text"),
    "category": gettext_lazy("Category"),
    "asks": gettext_lazy("How often"),
    "due": gettext_lazy("Due"),
    "rolls_forward": gettext_lazy("On a day off"),
    "applies_to": gettext_lazy("Applies to"),
    "zero_report": gettext_lazy("Zero report"),
    "core": gettext_lazy("Core item"),
    "sensitivity": gettext_lazy("Sensitivity"),
    "evidence": gettext_lazy("Evidence"),
    "goal": gettext_lazy("Goal"),
    "measure": gettext_lazy("Measures"),
    "warn_days": gettext_lazy("Days of warning"),
    "event_key": gettext_lazy("Event"),
    "basis": gettext_lazy("Basis"),
}


@dataclass(frozen=True)
class Piece:
    """A run of text, and whether it stays, comes or goes."""

    how: Literal["same", "added", "gone"]
    text: str


@dataclass(frozen=True)
class Change:
    """One item in two versions: how it differs, and its words that do, each as pieces.

    `item` is the new one, the old one where it is gone. `title` are the pieces of its text.
    """

    how: How
    item: DutyItem
    title: list[Piece]
    words: list[tuple[Promise, list[Piece]]]
    was_at: int = 0
    is_at: int = 0


def difference(
    old: Sequence[DutyItem], new: Sequence[DutyItem], *, units: Mapping[int, str]
) -> list[Change]:
    """All items of both versions in the order of the new one, those that are gone at their old
    place; `units` gives the names of the units that items are for."""
    before = {item.code: item for item in old}
    after = {item.code: item for item in new}
    was_at, is_at = _places(old), _places(new)
    moved = _moved(old, new)
    changes = []
    for item in new:
        source = before.get(item.code)
        if source is None:
            changes.append(_whole("added", item, units))
            continue
        change = _compared(source, item, units)
        if change.how == "same" and item.code in moved:
            places = was_at[item.code], is_at[item.code]
            change = Change("moved", item, change.title, [], *places)
        changes.append(change)
    gone = [_whole("gone", item, units) for item in old if item.code not in after]
    return sorted(
        changes + gone, key=lambda one: (one.item.category.position, one.item.position, one.how)
    )


def words_of(item: DutyItem, units: Mapping[int, str]) -> dict[str, str]:
    """What `item` says in words, by the keys of LABELS; "" for what it does not say."""
    between = pgettext("between things in a list", ", ")
    names = [units.get(unit, str(unit)) for unit in item.applies_to]
    return {
        "text": item.text,
        "text_en": item.text_en,
        "category": str(item.category),
        "asks": item.asks_words,
        "due": item.due_words,
        "rolls_forward": _("the next working day") if item.rolls_forward else _("that day"),
        "applies_to": between.join(names) or _("all posts of the role"),
        "zero_report": _("allowed") if item.zero_report else _("not allowed"),
        "core": _("yes") if item.core else _("no"),
        "sensitivity": item.get_sensitivity_display(),
        "evidence": between.join(str(kind) for kind in item.evidence.all()),
        "goal": item.goal,
        "measure": item.measure,
        "warn_days": str(item.warn_days or ""),
        "event_key": item.event_key,
        "basis": item.basis,
    }


def pieces(old: str, new: str) -> list[Piece]:
    """The old text and the new one as one run of pieces; what goes stands before what comes."""
    was, becomes = PIECES.findall(old), PIECES.findall(new)
    found = []
    for how, a, b, c, d in SequenceMatcher(None, was, becomes, autojunk=False).get_opcodes():
        if how == "equal":
            found.append(Piece(SAME, "".join(was[a:b])))
            continue
        if a < b:
            found.append(Piece(GONE, "".join(was[a:b])))
        if c < d:
            found.append(Piece(ADDED, "".join(becomes[c:d])))
    return found


def _compared(old: DutyItem, new: DutyItem, units: Mapping[int, str]) -> Change:
    was, becomes = words_of(old, units), words_of(new, units)
    words = [
        (label, pieces(was[key], becomes[key]))
        for key, label in LABELS.items()
        if was[key] != becomes[key] and key != "text"
    ]
    how: How = "changed" if was != becomes else "same"
    return Change(how, new, pieces(old.text, new.text), words)


def _whole(how: Literal["added", "gone"], item: DutyItem, units: Mapping[int, str]) -> Change:
    said = words_of(item, units)
    shown = ("asks", "due", "applies_to", "goal", "measure")
    words = [(LABELS[key], [Piece(SAME, said[key])]) for key in shown if said[key]]
    return Change(how, item, [Piece(ADDED if how == "added" else GONE, item.text)], words)


def _in_order(items: Sequence[DutyItem]) -> list[DutyItem]:
    return sorted(items, key=lambda one: (one.category.position, one.position))


def _places(items: Sequence[DutyItem]) -> dict[str, int]:
    """The place of each item within its category, from 1."""
    places: dict[str, int] = {}
    counted: Counter[int] = Counter()
    for item in _in_order(items):
        counted[item.category_id] += 1
        places[item.code] = counted[item.category_id]
    return places


def _moved(old: Sequence[DutyItem], new: Sequence[DutyItem]) -> set[str]:
    """The codes of the fewest items that had to move for the others to stand in the old order."""
    was = [item.code for item in _in_order(old)]
    becomes = [item.code for item in _in_order(new)]
    both = set(was) & set(becomes)
    was, becomes = ([code for code in codes if code in both] for codes in (was, becomes))
    stay = SequenceMatcher(None, was, becomes, autojunk=False).get_matching_blocks()
    kept = {code for block in stay for code in was[block.a : block.a + block.size]}
    return both - kept
