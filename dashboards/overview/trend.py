"""The chart of the shares done in time, quarter by quarter."""

from collections.abc import Sequence

from django.urls import reverse
from django.utils.text import capfirst
from django.utils.translation import gettext as _

from alerts.lamps.summary import Summary
from dashboards.drawing import Chart, Linked, add_shares, joined, new_figure, share_said
from dashboards.matrix.selection import OfClosing
from dashboards.overview.numbers import Numbers
from pages.quarter import Quarter
from responsibility.organisation.posts.models import RoleKind

LINES = [  # the subject, then what it is compared with
    {"line": {"color": "var(--acc)", "width": 2.5}, "marker": {"size": 6}},
    {"line": {"color": "var(--ctl)", "width": 2}, "marker": {"size": 6, "symbol": "square"}},
]


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
        aside=_("of the tasks due or done so far"),
        sentence=_("Share done in time of the tasks due or done: %(shares)s.")
        % {"shares": joined(_shares(quarter, sums) for quarter, sums in numbers.trend)},
        heads=heads,
        rows=[
            (
                quarter.name,
                "",
                [_settled(numbers, quarter, chain, by_chain.get(chain)) for chain in chains],
            )
            for quarter, by_chain in numbers.trend
        ],
        figure=figure,
        exported=_sheet(numbers),
    )


def _sheet(numbers: Numbers) -> tuple[list[str], list[list]]:
    """For a file: done, settled and share as numbers, and what was frozen under which number."""
    heads = [_("Quarter"), _("Closing"), _("Corrections")]
    for chain in numbers.chains:
        name = _chain(chain)
        heads += [f"{name} · {word}" for word in (_("in time"), _("due or done"), _("Share, %"))]
    rows = []
    for quarter, by_chain in numbers.trend:
        closing = numbers.closed.closings.get(quarter)
        row = [quarter.name, closing and closing.name, numbers.closed.notes.get(quarter)]
        for chain in numbers.chains:
            row += _numbers(by_chain.get(chain))
        rows.append(row)
    return heads, rows


def _numbers(summary: Summary | None) -> list:
    if summary is None or not summary.settled:
        return [None, None, None]
    return [summary.done, summary.settled, round(100 * summary.done / summary.settled, 1)]


def _settled(
    numbers: Numbers, quarter: Quarter, chain: str, summary: Summary | None
) -> str | Linked:
    """The share of a quarter and chain, with the rows it is a share of."""
    share = share_said(summary)
    if summary is None or not summary.settled:
        return share
    if closing := numbers.closed.closings.get(quarter):
        rows = OfClosing(closing, numbers.selection.but(chain=chain))
        return Linked(share, f"{reverse('closed-tasks')}?{rows.settled_query}")
    selection = numbers.selection.but(quarter=quarter, chain=chain)
    return Linked(share, f"{reverse('board-rows')}?{selection.settled_query}")


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
        100 * summary.done / summary.settled
        for _quarter, by_chain in trend
        for summary in by_chain.values()
        if summary.settled
    ]
    return max(0, int(min(shares, default=0)) // 10 * 10 - 10)


def _shares(quarter: Quarter, by_chain: dict) -> str:
    return f"{quarter.name} {joined(share_said(summary) for summary in by_chain.values())}"
