"""The items of a publication to choose from, with what would become of their tasks."""

from django.db.models import Count, Q
from django.utils.translation import gettext as _

from responsibility.lists.publications import Publication
from responsibility.organisation.bilingual import in_language
from responsibility.tasks.models import Task
from responsibility.tasks.withdrawing.withdraw import left_to_withdraw
from responsibility.tasks.withdrawing.withdrawn import tasks_of, untouched


def choices_of(publication: Publication) -> list[tuple[str, str]]:
    """The items that may be withdrawn, each with its tasks, in two queries."""
    codes = left_to_withdraw(publication)
    counts = _counts(publication, codes)
    items = publication.duty_list.items.filter(code__in=codes).order_by("position")
    words = _("%(item)s — %(gone)d go, %(stay)d stay")
    return [
        (item.code, words % {
            "item": in_language(item.text, item.text_en), "gone": gone, "stay": there - gone,
        })
        for item in items
        for there, gone in [counts.get(item.code, (0, 0))]
    ]  # fmt: skip


def _counts(publication: Publication, codes: list[str]) -> dict[str, tuple[int, int]]:
    """By code: how many tasks there are, and how many of them would go."""
    there = tasks_of(publication, codes).filter(exempt=False).order_by()
    gone = Task.objects.filter(pk__in=there.filter(untouched()).values("pk"))
    rows = there.values("item_code").annotate(
        there=Count("pk"), gone=Count("pk", filter=Q(pk__in=gone.values("pk")))
    )
    return {row["item_code"]: (row["there"], row["gone"]) for row in rows}
