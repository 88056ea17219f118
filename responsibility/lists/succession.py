"""Which version of a list holds for a year, and which would take the place of which."""

from collections.abc import Iterable

from responsibility.lists.models import DutyItem, DutyList
from responsibility.lists.publications import Publication
from responsibility.lists.revisions import Revision
from responsibility.lists.versions.states import State, state_of


def years_to_revise(duty_list: DutyList, *, since: int) -> list[int]:
    """The years from `since` on that are published from earlier versions, where no tasks were
    made from this one or a later one: there it takes effect from a day."""
    same = Publication.objects.filter(
        duty_list__county=duty_list.county_id,
        duty_list__role_kind=duty_list.role_kind_id,
        year__gte=since,
    )
    rows = set(same.values_list("year", "duty_list__version"))
    newest: dict[int, int] = {}
    for year, version in rows:
        newest[year] = max(newest.get(year, 0), version)
    return sorted(year for year, version in newest.items() if version < duty_list.version)


def may_take_effect(duty_list: DutyList, *, since: int) -> bool:
    """Whether it is published under its number and would take the place of an earlier version."""
    if state_of(duty_list) != State.PUBLISHED or not years_to_revise(duty_list, since=since):
        return False
    return not duty_list.revisions.standing().exists()


def items_before(duty_list: DutyList, *, year: int) -> dict[str, DutyItem]:
    """The items that are published for `year` from versions before this one, by their code; of two
    versions the newer one's words. What a revision took out is not among them."""
    acts = Publication.objects.filter(
        duty_list__county=duty_list.county_id,
        duty_list__role_kind=duty_list.role_kind_id,
        duty_list__version__lt=duty_list.version,
        year=year,
    )
    codes: dict[int, set[str]] = {}
    for list_id, some in acts.order_by("-duty_list__version").values_list("duty_list", "codes"):
        codes.setdefault(list_id, set()).update(some)
    items: dict[str, DutyItem] = {}
    for list_id in _until_revised(codes):
        of_list = DutyItem.objects.filter(duty_list=list_id, code__in=codes[list_id])
        for item in of_list.select_related("category").prefetch_related("evidence"):
            items.setdefault(item.code, item)
    return items


def _until_revised(lists: Iterable[int]) -> list[int]:
    """The lists (newest first) through the one that took the place of all before it."""
    lists = list(lists)
    revised = Revision.objects.filter(duty_list__in=lists, applied_at__isnull=False)
    took_over = set(revised.values_list("duty_list", flat=True))
    place = next((n for n, pk in enumerate(lists) if pk in took_over), len(lists))
    return lists[: place + 1]
