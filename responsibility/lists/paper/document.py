"""A duty list as an official document (.docx)."""

from collections.abc import Iterable, Sequence
from datetime import datetime
from itertools import groupby

from django.utils.translation import gettext as _
from django.utils.translation import pgettext

from pages.days import day_of
from pages.documents.official import OfficialDocument
from responsibility.lists.models import Category, DutyItem, DutyList

SHARES = [13, 40, 16, 17, 24]  # of the width, for the columns of items
NONE = "\u2014"


def by_category(items: Iterable[DutyItem]) -> list[tuple[Category, list[DutyItem]]]:
    """The items, in order, under their categories in order."""
    rows = sorted(items, key=lambda item: (item.category.position, item.position, item.code))
    return [
        (category, list(group)) for category, group in groupby(rows, key=lambda one: one.category)
    ]


def list_document(duty_list: DutyList, items: Sequence[DutyItem], *, now: datetime) -> bytes:
    """The document of `duty_list` with its `items`, read with category and evidence."""
    document = OfficialDocument(title_of(duty_list), number=number_of(duty_list), now=now)
    document.facts(
        [
            (_("Body"), duty_list.county.name),
            (_("Borne by"), str(duty_list.role_kind)),
            (_("Version"), str(duty_list.version)),
            (_("Items"), str(len(items))),
        ]
    )
    for number, (category, group) in enumerate(by_category(items), 1):
        document.heading(f"{ordinal(number)}{category}")
        document.table(heads(), [row_of(item) for item in group], widths=SHARES)
    if not duty_list.published_at:
        document.note(_("A draft: it is not in force."))
    issued_by = duty_list.committee or duty_list.county.name
    document.signed(by=issued_by, on=day_of(duty_list.published_at or now))
    return document.content()


def ordinal(number: int) -> str:
    """How an official document numbers its headings of level 1."""
    ordinals = pgettext(
        "headings of an official document, in order",
        "1. |2. |3. |4. |5. |6. |7. |8. |9. |10. |11. |12. |13. |14. |15. |16. |17. |18. ",
    ).split("|")
    return ordinals[number - 1] if number <= len(ordinals) else f"{number}. "


def title_of(duty_list: DutyList) -> str:
    """What the list is called on its cover."""
    return _("Duty list: %(role)s") % {"role": duty_list.role_kind}


def number_of(duty_list: DutyList) -> str:
    """What it is cited by: its document's number, else whose it is and which version."""
    if duty_list.document_number:
        return duty_list.document_number
    return _("%(county)s, version %(version)s") % {
        "county": duty_list.county.name,
        "version": duty_list.version,
    }


def heads() -> list[str]:
    """The heads of the columns of items."""
    return [
        _("Number"), _("Item"), _("How often"), pgettext("facts of a task", "Due"),
        _("Evidence and basis"),
    ]  # fmt: skip


def row_of(item: DutyItem) -> list[str]:
    """What a document says of an item."""
    evidence = pgettext("between things in a list", ", ").join(
        str(kind) for kind in item.evidence.all()
    )
    about = "\n".join(filter(None, [evidence, item.basis]))
    return [item.code, str(item), item.asks_words, item.due_words, about or NONE]
