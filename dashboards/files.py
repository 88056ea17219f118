"""The numbers of a chart or a matrix as a file, as lists are exported: noted in the audit log."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from operator import itemgetter
from typing import Any

from dashboards.drawing import Chart
from pages.listing.column import Column
from pages.listing.export import FORMATS


@dataclass(frozen=True)
class NumbersFile:
    """`rows` under `heads`; `words` say what was chosen. It answers what a list answers."""

    request: Any
    name: str
    title: str
    words: Sequence[str]
    heads: Sequence[str]
    rows: Iterable[Sequence]

    @property
    def now(self):
        return self.request.now

    @property
    def file_columns(self) -> list[Column]:
        return [
            Column(f"n{place}", head, itemgetter(place)) for place, head in enumerate(self.heads)
        ]

    def everything(self) -> Iterable[Sequence]:
        return iter(self.rows)


def form_asked_for(request) -> str:
    """The form of file that the address asks for; "" where it asks for a page."""
    form = request.GET.get("export", "")
    return form if form in FORMATS else ""


def file_of_chart(request, chart: Chart, *, about: str, words: Sequence[str]) -> NumbersFile:
    """The numbers of `chart`; `about` is what it is of, such as the quarter."""
    heads, rows = chart.sheet
    title = f"{chart.title} {about}"
    return NumbersFile(request, "chart", title, words=words, heads=heads, rows=rows)
