"""Drawing: a chart, and the parts charts are made of.

Colours are tokens of the style sheet, "var(--ok)"; static/ui/charts.js reads them in the browser
and says everything that all charts share.
"""

import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

import plotly.graph_objects as go

from alerts.lamps.summary import Summary
from dashboards.matrix.bar import ORDER
from pages.lamp import Lamp
from pages.templatetags.look import drawing, word

PATTERNS = {Lamp.ORANGE: "/", Lamp.RED: "x"}  # a lamp's shape, repeated over its colour
HOLLOW = 8  # pixels: the marker of what is still running


@dataclass(frozen=True)
class Chart:
    """`rows` hold the same numbers as `figure`: a label, its address or "", and the values."""

    name: str
    title: str
    sentence: str
    heads: list[str]
    rows: list[tuple[str, str, list]]
    figure: go.Figure
    aside: str = ""
    height: str = "h240"
    links: bool = False

    @property
    def json(self) -> str:
        return json.dumps(self.figure.to_plotly_json(), ensure_ascii=False)


def new_figure(**layout) -> go.Figure:
    return go.Figure(layout={"template": None, **layout})


def add_lamps(
    figure: go.Figure,
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
        figure.add_bar(
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


def _colour(tone: str) -> str:
    """Not yet due is the ground of a column: quieter than the lamp."""
    return "var(--line-2)" if tone == "idle" else f"var(--{tone})"


def add_shares(
    figure: go.Figure,
    labels: Sequence[str],
    sums: Sequence[Summary | None],
    *,
    name: str,
    style: Mapping,
    running: bool,
) -> None:
    """A line of shares done in time; if the last is still `running`, dotted and hollow there."""
    shares = [100 * one.done / one.total if one and one.total else None for one in sums]
    told = [share_said(one) for one in sums]
    last = len(labels) - 1
    drawn = {"x": labels, "name": name, "mode": "lines+markers", "customdata": told}
    settled = [None if running and at == last else share for at, share in enumerate(shares)]
    figure.add_scatter(y=settled, hovertemplate="%{customdata}", **drawn, **style)
    if not running:
        return
    marker = {"color": "var(--surf)", "line": style["line"]}
    figure.add_scatter(
        **drawn,
        y=[share if at >= last - 1 else None for at, share in enumerate(shares)],
        line={**style["line"], "dash": "dot"},
        marker={**style["marker"], **marker, "size": [0] * last + [HOLLOW]},
        hovertemplate=[None] * last + ["%{customdata}"],
        hoverinfo="skip",
        showlegend=False,
    )


def share_said(summary: Summary | None) -> str:
    """612/730 (83.8%); a dash where there was nothing to do."""
    if summary is None or not summary.total:
        return "–"
    return f"{summary.done}/{summary.total} ({100 * summary.done / summary.total:.1f}%)"
