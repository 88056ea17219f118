"""The starter library: categories, evidence, role kinds and the five lists, from CSV files.

The files in `starter/` are the lists as data. What is loaded belongs to the county from then on:
loading again, as at each start, adds what is new in the files and overwrites nothing.
"""

import csv
from datetime import date, datetime
from pathlib import Path
from pkgutil import resolve_name

from django.db import transaction

from alerts.kinds.collected import collected
from pages.days import day_of
from responsibility.lists.lamp_scheme import LampScheme
from responsibility.lists.models import Category, DutyItem, DutyList, EvidenceKind
from responsibility.organisation.periods import from_day
from responsibility.organisation.posts.models import RoleKind
from responsibility.organisation.units.models import Unit

STARTER = Path(__file__).parent / "starter"
SCHEME = "haishu_four"
TASK_KINDS = {
    "common": DutyItem.TaskKind.COMMON,
    "individual_template": DutyItem.TaskKind.INDIVIDUAL,
}


def rows_of(name: str) -> list[dict[str, str]]:
    """The rows of `starter/<name>.csv`."""
    with (STARTER / f"{name}.csv").open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))


@transaction.atomic
def load_kinds() -> None:
    """Load the categories, evidence kinds and role kinds that are not there yet, by their codes."""
    _add_new(
        Category,
        [
            Category(
                code=row["code"],
                chain=row["domain"],
                name=row["name_zh"],
                name_en=row["name_en"],
                position=position,
            )
            for position, row in enumerate(rows_of("categories"), start=1)
        ],
    )
    _add_new(EvidenceKind, _evidence_kinds())
    _add_new(
        RoleKind,
        [
            RoleKind(
                code=row["code"],
                name=row["name_zh"],
                name_en=row["name_en"],
                collective=row["collective"] == "1",
                chain=row["chain"],
                segment=row["segment"],
                position=position,
                **dict.fromkeys(_codes(row["properties"]), True),
            )
            for position, row in enumerate(rows_of("role_kinds"), start=1)
        ],
    )


def _evidence_kinds() -> list[EvidenceKind]:
    return [
        EvidenceKind(
            code=row["code"],
            name=row["name_zh"],
            name_en=row["name_en"],
            note=row["note"],
            record_kind=row["record_kind"],
        )
        for row in rows_of("evidence_kinds")
    ]


def _add_new(model, objects) -> None:
    """Make those of `objects` whose codes are not there."""
    model.objects.bulk_create(objects, ignore_conflicts=True)


@transaction.atomic
def load_county_lists(*, county: Unit, now: datetime) -> list[DutyList]:
    """Give `county` version 1 of the five lists, with their items, and a lamp scheme.

    `load_kinds` comes first. What the county has already stays as it is. Returns the five lists
    in order.
    """
    load_starters(county=county, now=now)
    if not LampScheme.objects.filter(county_id=county.pk).exists():
        _make_scheme(county, date(day_of(now).year, 1, 1))
    return [_load_list(county, role_kind) for role_kind in _kinds_with_a_list()]


def load_starters(*, county: Unit, now: datetime) -> None:
    """Give `county` what the rooms declare that a county begins with (alerts/kinds)."""
    for path in collected().paths("starter"):
        resolve_name(path)(county_id=county.pk, now=now)


def _make_scheme(county: Unit, start: date) -> None:
    [row] = [row for row in rows_of("lamp_schemes") if row["code"] == SCHEME]
    LampScheme.objects.create(
        county_id=county.pk,
        name=row["name_zh"],
        colours=row["colours"],
        warn_days=row["warn_days"],
        closes_after_days=row["closes_after_days"] or None,
        period=from_day(start),
    )


def _kinds_with_a_list() -> list[RoleKind]:
    """The role kinds that `starter/` has a list for, in order."""
    codes = [path.stem.removeprefix("list_") for path in STARTER.glob("list_*.csv")]
    return list(RoleKind.objects.filter(code__in=codes))


def _load_list(county: Unit, role_kind: RoleKind) -> DutyList:
    duty_list, made = DutyList.objects.get_or_create(county=county, role_kind=role_kind, version=1)
    if made:
        _load_items(duty_list, rows_of(f"list_{role_kind.code}"))
    return duty_list


def _load_items(duty_list: DutyList, rows: list[dict[str, str]]) -> None:
    categories = dict(Category.objects.values_list("code", "pk"))
    kinds = dict(EvidenceKind.objects.values_list("code", "pk"))
    items = DutyItem.objects.bulk_create(
        _item(duty_list, categories[row["category_code"]], position, row)
        for position, row in enumerate(rows, start=1)
    )
    link = DutyItem.evidence.through
    link.objects.bulk_create(
        link(dutyitem_id=item.pk, evidencekind_id=kinds[code])
        for item, row in zip(items, rows, strict=True)
        for code in _codes(row["evidence_required"]) + _codes(row["evidence_optional"])
    )


def _item(duty_list: DutyList, category_id: int, position: int, row: dict[str, str]) -> DutyItem:
    return DutyItem(
        duty_list=duty_list,
        category_id=category_id,
        position=position,
        code=row["code"],
        text=row["text_zh"],
        text_en=row["text_en"],
        cadence=row["cadence"],
        due_rule=row["due_rule"] or "period_end",
        required=int(row["required_count"]),
        count_basis=row["count_basis"],
        zero_report=row["zero_report"] == "1",
        core=row["core"] == "1",
        task_kind=TASK_KINDS[row["task_kind"]],
        sensitivity=row["sensitivity"],
        event_key=row["event_key"],
        basis=row["basis"],
    )


def _codes(cell: str) -> list[str]:
    return [code for code in cell.split("|") if code]
