"""Drawing: a chart, and the parts charts are made of.

Colours are tokens of the style sheet, "var(--ok)"; static/ui/charts.js reads them in the browser
and says everything that all charts share. A figure is written as plotly.js reads it; that each of
its words is known there, the tests ask plotly's own schema, once, instead of every page.
"""

import json
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from django.utils.html import escape
from django.utils.safestring import SafeString, mark_safe
from django.utils.translation import gettext as _
from django.utils.translation import pgettext

from alerts.lamps.summary import Summary
from dashboards.matrix.bar import ORDER, Part, parts_of
from pages.lamp import Lamp
from pages.templatetags.look import drawing, word

PATTERNS = {Lamp.ORANGE: "/", Lamp.RED: "x"}  # a lamp's shape, repeated over its colour
HOLLOW = 8  # pixels: the marker of what is still running


Figure = dict[str, Any]  # "data", a list of traces, and "layout"


@dataclass(frozen=True)
class Linked:
    """A value with the address of the rows it counts."""

    value: object
    address: str


@dataclass(frozen=True)
class Chart:
    """`rows` hold the same numbers as `figure`: a label, its address or "", and the values; a value
    may be `Linked`. `exported` are heads and rows of its file, where those are others."""

    name: str
    title: str
    sentence: str
    heads: list[str]
    rows: list[tuple[str, str, list]]
    figure: Figure
    aside: str = ""
    height: str = "h240"
    links: bool = False
    exported: tuple[list[str], list[list]] | None = None
    by_name: bool = False

    @property
    def css(self) -> str:
        """The classes of the element it is drawn in."""
        links, wide = "chart--links" * self.links, "only-d" * self.by_name
        return " ".join(filter(None, ["chart", self.height, links, wide]))

    @property
    def bars(self) -> list[tuple[str, str, list[Part], int]]:
        """Of a chart of lamps `by_name`: each name with its address, its bar, all that is red; for
        a phone, where no finger finds one column of eighty."""
        red = ORDER.index(Lamp.RED)
        return [
            (name, address, parts_of(dict(zip(ORDER, values, strict=False))), values[red] + left)
            for name, address, values in self.rows
            for left in values[len(ORDER) :]
        ]

    @property
    def sheet(self) -> tuple[list[str], list[list]]:
        """Heads and rows of its file."""
        rows = [[label, *map(_bare, values)] for label, _address, values in self.rows]
        return self.exported or (self.heads, rows)

    @property
    def json(self) -> str:
        return json.dumps(self.figure, ensure_ascii=False)

    @property
    def rows_drawn(self) -> SafeString:
        """The rows of the table."""
        return mark_safe("".join(map(_row, self.rows)))


def _row(row: tuple[str, str, list]) -> str:
    label, link, values = row
    head = f'<a href="{escape(link)}">{escape(label)}</a>' if link else escape(label)
    cells = "".join(f"<td>{_cell(value)}</td>" for value in values)
    return f'<tr><th scope="row">{head}</th>{cells}</tr>\n'


def _bare(value):
    return value.value if isinstance(value, Linked) else value


def _cell(value) -> str:
    if isinstance(value, Linked):
        return f'<a href="{escape(value.address)}">{escape(value.value)}</a>'
    return escape(value)


def joined(parts: Iterable[str]) -> str:
    """The parts of a sentence that lists them."""
    return pgettext("between items", ", ").join(parts)


def new_figure(**layout) -> Figure:
    return {"data": [], "layout": layout}


def add_lamps(
    figure: Figure,
    labels: Sequence[str],
    counted: Sequence[Mapping[str, int]],
    *,
    colours: int,
    links: Sequence[str] | None = None,
    lying: bool = False,
) -> None:
    """A part for each lamp on the column (`lying`: the bar) of each label."""
    for lamp in ORDER:
        values = [lamps[lamp] for lamps in counted]
        _add(
            figure,
            type="bar",
            x=values if lying else labels,
            y=labels if lying else values,
            orientation="h" if lying else "v",
            name=word(lamp),
            marker={
                "color": _colour(drawing(lamp, colours)[0]),
                "pattern": {"shape": PATTERNS.get(lamp, "")},
            },
            customdata=links,
            hovertemplate="%{x:,}" if lying else "%{y:,}",
        )


def left_word() -> str:
    return _("Overdue from earlier quarters")


def add_left(
    figure: Figure,
    labels: Sequence[str],
    values: Sequence[int],
    *,
    links: Sequence[str] | None = None,
    lying: bool = False,
) -> None:
    """What earlier quarters left overdue, as one more part of each column."""
    _add(
        figure,
        type="bar",
        x=values if lying else labels,
        y=labels if lying else values,
        orientation="h" if lying else "v",
        name=left_word(),
        marker={"color": "var(--late-t)", "pattern": {"shape": "."}},
        customdata=links,
        hovertemplate="%{x:,}" if lying else "%{y:,}",
    )


def add_counts(
    figure: Figure,
    labels: Sequence[str],
    values: Sequence[int],
    *,
    name: str,
    colour: str,
    links: Sequence[str] | None = None,
    lying: bool = False,
) -> None:
    """One column (`lying`: bar) for each label; `colour` is a token such as "acc"."""
    _add(
        figure,
        type="bar",
        x=values if lying else labels,
        y=labels if lying else values,
        orientation="h" if lying else "v",
        name=name,
        marker={"color": f"var(--{colour})"},
        customdata=links,
        hovertemplate="%{x:,}" if lying else "%{y:,}",
    )


def _add(figure: Figure, **trace) -> None:
    """Add a trace; what is None is not said."""
    figure["data"].append({name: value for name, value in trace.items() if value is not None})


def _colour(tone: str) -> str:
    """Not yet due is the ground of a column: quieter than the lamp."""
    return "var(--line-2)" if tone == "idle" else f"var(--{tone})"


def add_shares(
    figure: Figure,
    labels: Sequence[str],
    sums: Sequence[Summary | None],
    *,
    name: str,
    style: Mapping,
    running: bool,
) -> None:
    """A line of shares done in time; if the last is still `running`, dotted and hollow there."""
    shares = [
        100 * summary.done / summary.settled if summary and summary.settled else None
        for summary in sums
    ]
    spoken = [share_said(summary) for summary in sums]
    last = len(labels) - 1
    drawn = {"type": "scatter", "x": labels, "name": name, "mode": "lines+markers"}
    drawn["customdata"] = spoken
    settled = [None if running and at == last else share for at, share in enumerate(shares)]
    _add(figure, y=settled, hovertemplate="%{customdata}", **drawn, **style)
    if not running:
        return
    marker = {"color": "var(--surf)", "line": style["line"]}
    _add(
        figure,
        **drawn,
        y=[share if at >= last - 1 else None for at, share in enumerate(shares)],
        line={**style["line"], "dash": "dot"},
        marker={**style["marker"], **marker, "size": [0] * last + [HOLLOW]},
        hovertemplate=[None] * last + ["%{customdata}"],
        hoverinfo="skip",
        showlegend=False,
    )


def share_said(summary: Summary | None) -> str:
    """612/730 (83.8%), of what has its outcome; a dash where nothing has one yet."""
    if summary is None or not summary.settled:
        return "–"
    return f"{summary.done}/{summary.settled} ({100 * summary.done / summary.settled:.1f}%)"
