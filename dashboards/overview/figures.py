"""The overview's charts, each with its numbers as a table and as a sentence."""

from collections import Counter
from collections.abc import Sequence
from datetime import datetime, timedelta

from django.urls import reverse
from django.utils import timezone
from django.utils.dateformat import format as format_date
from django.utils.text import Truncator, capfirst
from django.utils.translation import gettext as _
from django.utils.translation import pgettext

from alerts.lamps.summary import summarise
from dashboards.matrix.bar import ORDER
from dashboards.overview.drawing import Chart, add_lamps, add_shares, new_figure, share_said
from dashboards.overview.numbers import Numbers
from pages.lamp import Lamp
from pages.quarter import Quarter
from pages.templatetags.look import word
from responsibility.organisation.posts.models import RoleKind
from responsibility.organisation.units.models import Unit

FEW, LETTERS = 12, 10  # so many units can be named under their columns, with so many letters
LONGEST = 22  # letters of a category beside its bar
MANY = 16  # categories that want a higher chart
COUNTS = {"nticks": 5, "tickformat": ",d"}
LINES = [  # the subject, then what it is compared with
    {"line": {"color": "var(--acc)", "width": 2.5}, "marker": {"size": 6}},
    {"line": {"color": "var(--ctl)", "width": 2}, "marker": {"size": 6, "symbol": "square"}},
]


def charts_of(numbers: Numbers) -> list[Chart]:
    """The charts there is something to draw in."""
    makers = [trend, weeks, units, categories]
    return [chart for chart in (maker(numbers) for maker in makers) if chart.rows]


def trend(numbers: Numbers) -> Chart:
    """Share done in time by quarter; the running quarter dotted, with hollow markers."""
    chains = numbers.chains
    names = [quarter.name for quarter, _by_chain in numbers.trend]
    figure = new_figure(
        showlegend=True,
        xaxis={
            "type": "category",
            "showgrid": False,
            "tickangle": 0,
            "tickvals": names,
            "ticktext": _ticks([quarter for quarter, _by_chain in numbers.trend]),
        },
        yaxis={"ticksuffix": "%", "nticks": 5, "range": [_floor(numbers.trend), 101]},
        margin={"l": 44, "r": 14, "t": 26, "b": 42},
    )
    for chain, style in zip(chains, LINES, strict=False):
        sums = [by_chain.get(chain) for _quarter, by_chain in numbers.trend]
        add_shares(figure, names, sums, name=_chain(chain), style=style, running=numbers.running)
    heads = [_("Quarter"), *(_chain(chain) for chain in chains)]
    return Chart(
        name="trend",
        title=_("Done in time, quarter by quarter"),
        sentence=_("Share of tasks done in time: %(shares)s.")
        % {"shares": _joined(_shares(quarter, sums) for quarter, sums in numbers.trend)},
        heads=heads,
        rows=[
            (quarter.name, "", [share_said(by_chain.get(chain)) for chain in chains])
            for quarter, by_chain in numbers.trend
        ],
        figure=figure,
    )


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
    """Lamps of each unit in the order of the organisation; a column opens the unit's board."""
    owing = [(unit, lamps) for unit, lamps in numbers.units if _any_owed(lamps)]
    names = _told_apart([unit for unit, _lamps in owing])
    board = reverse("board")
    links = [f"{board}?quarter={numbers.quarter}&unit={unit.pk}" for unit, _lamps in owing]
    figure = new_figure(
        barmode="stack",
        showlegend=True,
        bargap=0.22,
        xaxis={
            "type": "category",
            "showgrid": False,
            "showticklabels": len(names) <= FEW,
            "tickvals": names,
            "ticktext": [Truncator(name).chars(LETTERS) for name in names],
        },
        yaxis=COUNTS,
        margin={"l": 40, "r": 4, "t": 30, "b": 12},
    )
    counted = [lamps for _unit, lamps in owing]
    add_lamps(figure, names, counted, colours=numbers.colours, links=links)
    green = sum(summarise(lamps).lamp == Lamp.GREEN for _unit, lamps in owing)
    return Chart(
        name="units",
        title=_("Lamps by unit"),
        aside=_("in the order of the organisation"),
        sentence=_("Lamps of %(units)d units; %(green)d of them all green.")
        % {"units": len(names), "green": green},
        heads=[_("Unit"), *(word(lamp) for lamp in ORDER)],
        rows=[
            (name, link, [lamps[lamp] for lamp in ORDER])
            for name, link, lamps in zip(names, links, counted, strict=True)
        ],
        figure=figure,
        height="h340",
        links=True,
    )


def categories(numbers: Numbers) -> Chart:
    """Lamps of each category: whether it is people or duties that are late."""
    owing = [(category, lamps) for category, lamps in numbers.categories if _any_owed(lamps)]
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
    rows = reverse("board-rows")
    return Chart(
        name="categories",
        title=_("Lamps by category"),
        sentence=_("Lamps of %(categories)d categories of duty.") % {"categories": len(names)},
        heads=[_("Category"), *(word(lamp) for lamp in ORDER)],
        rows=[
            (
                str(category),
                f"{rows}?{numbers.rows_query}&category={category.pk}",
                [lamps[lamp] for lamp in ORDER],
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


def _chain(chain: str) -> str:
    return str(capfirst(RoleKind.Chain(chain).label))


def _ticks(quarters: Sequence[Quarter]) -> list[str]:
    """Short names; the year beneath the first one and each first quarter."""
    return [
        f"{quarter.short}<br>{quarter.year}" if at == 0 or quarter.number == 1 else quarter.short
        for at, quarter in enumerate(quarters)
    ]


def _floor(trend) -> int:
    """Where the axis of shares begins: below the least of them, at a round number."""
    shares = [
        100 * one.done / one.total
        for _quarter, by_chain in trend
        for one in by_chain.values()
        if one.total
    ]
    return max(0, int(min(shares, default=0)) // 10 * 10 - 10)


def _shares(quarter: Quarter, by_chain: dict) -> str:
    return f"{quarter.name} {_joined(share_said(one) for one in by_chain.values())}"


def _lamps_said(lamps) -> str:
    return _joined(f"{word(lamp)} {lamps[lamp]}" for lamp in ORDER if lamps[lamp])


def _joined(parts) -> str:
    return pgettext("between items", ", ").join(parts)


def _last_day(end: datetime) -> str:
    """The day that ends at, or is running at, the instant `end`."""
    return format_date(timezone.localtime(end - timedelta(microseconds=1)), "n/j")
