"""The overview's charts, each with its numbers as a table and as a sentence."""

from collections import Counter
from collections.abc import Sequence
from datetime import datetime, timedelta

from django.utils import timezone
from django.utils.dateformat import format as format_date
from django.utils.text import Truncator
from django.utils.translation import gettext as _

from alerts.lamps.summary import summarise
from dashboards.drawing import Chart, add_lamps, add_left, joined, left_word, new_figure
from dashboards.matrix.bar import ORDER
from dashboards.overview.numbers import Numbers
from dashboards.overview.trend import trend
from pages.lamp import Lamp
from pages.templatetags.look import word
from responsibility.organisation.units.models import Unit

FEW, LETTERS = 12, 10  # so many units can be named under their columns, with so many letters
LONGEST = 22  # letters of a category beside its bar
MANY = 16  # categories that want a higher chart
COUNTS = {"nticks": 5, "tickformat": ",d"}


def charts_of(numbers: Numbers) -> list[Chart]:
    """The charts there is something to draw in."""
    makers = [trend, weeks, units, categories]
    return [chart for chart in (maker(numbers) for maker in makers) if chart.rows]


def weeks(numbers: Numbers) -> Chart:
    """Lamps at the ends of the quarter's weeks, from the ledger."""
    days = [_last_day(at) for at, _lamps in numbers.weeks]
    figure = new_figure(
        barmode="stack",
        showlegend=True,
        xaxis={"type": "category", "showgrid": False, "tickangle": 0, "nticks": 14},
        yaxis=COUNTS,
        margin={"l": 40, "r": 8, "t": 30, "b": 30},
    )
    counted = [lamps for _at, lamps in numbers.weeks]
    add_lamps(figure, days, counted, colours=numbers.colours)
    return Chart(
        name="weeks",
        title=_("Lamps week by week"),
        aside=_("opened tasks, at each week's end"),
        sentence=_("Lamps of the opened tasks from %(first)s to %(last)s: in the end %(lamps)s.")
        % {"first": days[0], "last": days[-1], "lamps": _lamps_said(counted[-1])}
        if days
        else "",
        heads=[_("Day"), *(word(lamp) for lamp in ORDER)],
        rows=[
            (day, "", [lamps[lamp] for lamp in ORDER])
            for day, lamps in zip(days, counted, strict=True)
        ]
        if any(counted)
        else [],
        figure=figure,
    )


def units(numbers: Numbers) -> Chart:
    """Lamps of each unit in the order of the organisation; a column opens the unit's board, or its
    rows as frozen."""
    left = numbers.left_by_unit
    owing = [(unit, lamps) for unit, lamps in numbers.units if _any_owed(lamps) or left[unit.pk]]
    names = _told_apart([unit for unit, _lamps in owing])
    links = [f"{numbers.units_address}&unit={unit.pk}" for unit, _lamps in owing]
    figure = new_figure(
        barmode="stack",
        showlegend=True,
        bargap=0.22,
        xaxis=_named_axis(names),
        yaxis=COUNTS,
        margin={"l": 40, "r": 4, "t": 30, "b": 12},
    )
    counted = [lamps for _unit, lamps in owing]
    add_lamps(figure, names, counted, colours=numbers.colours, links=links)
    earlier = [left[unit.pk] for unit, _lamps in owing]
    if numbers.closing is None:
        add_left(figure, names, earlier, links=links)
    green = sum(summarise(lamps).lamp == Lamp.GREEN and not left[unit.pk] for unit, lamps in owing)
    return Chart(
        name="units",
        title=_("Lamps by unit"),
        aside=_("in the order of the organisation"),
        sentence=_("Lamps of %(units)d units; %(green)d of them all green.")
        % {"units": len(names), "green": green},
        heads=[_("Unit"), *(word(lamp) for lamp in ORDER), left_word()],
        rows=[
            (name, link, [*(lamps[lamp] for lamp in ORDER), before])
            for name, link, lamps, before in zip(names, links, counted, earlier, strict=True)
        ],
        figure=figure,
        height="h340",
        links=True,
        by_name=True,
    )


def _named_axis(names: Sequence[str]) -> dict:
    """Names under their columns, while there is room for them."""
    return {
        "type": "category",
        "showgrid": False,
        "showticklabels": len(names) <= FEW,
        "tickvals": names,
        "ticktext": [Truncator(name).chars(LETTERS) for name in names],
    }


def categories(numbers: Numbers) -> Chart:
    """Lamps of each category: whether it is people or duties that are late."""
    left = numbers.left
    owing = [row for row in numbers.categories if _any_owed(row[1]) or left[row[0].pk]]
    names = [str(category) for category, _lamps in owing]
    figure = new_figure(
        barmode="stack",
        bargap=0.34,
        hovermode="y unified",
        xaxis={**COUNTS, "showgrid": False, "nticks": 4},
        yaxis={
            "type": "category",
            "autorange": "reversed",
            "showgrid": False,
            "tickvals": names,
            "ticktext": [Truncator(name).chars(LONGEST) for name in names],
        },
        margin={"l": 84, "r": 8, "t": 6, "b": 24},
    )
    counted = [lamps for _category, lamps in owing]
    add_lamps(figure, names, counted, colours=numbers.colours, lying=True)
    add_left(figure, names, [left[category.pk] for category, _lamps in owing], lying=True)
    return Chart(
        name="categories",
        title=_("Lamps by category"),
        sentence=_("Lamps of %(categories)d categories of duty.") % {"categories": len(names)},
        heads=[_("Category"), *(word(lamp) for lamp in ORDER), left_word()],
        rows=[
            (
                str(category),
                f"{numbers.rows_address}&category={category.pk}",
                [*(lamps[lamp] for lamp in ORDER), left[category.pk]],
            )
            for category, lamps in owing
        ],
        figure=figure,
        height="h460" if len(names) > MANY else "h340",
    )


def _told_apart(units: Sequence[Unit]) -> list[str]:
    """Their names, with the name of the unit above where two bear the same."""
    count = Counter(unit.name for unit in units)
    return [f"{unit.name} · {unit.parent}" if count[unit.name] > 1 else unit.name for unit in units]


def _any_owed(lamps) -> bool:
    return summarise(lamps).total > 0


def _lamps_said(lamps) -> str:
    return joined(f"{word(lamp)} {lamps[lamp]}" for lamp in ORDER if lamps[lamp])


def _last_day(end: datetime) -> str:
    """The day that ends at, or is running at, the instant `end`."""
    return format_date(timezone.localtime(end - timedelta(microseconds=1)), "n/j")
