"""The charts of a pivot: how many in each column, and of each row beside the days before."""

from django.utils.text import Truncator
from django.utils.translation import gettext as _

from dashboards.drawing import Chart, Linked, add_counts, new_figure
from dashboards.pivot.table import Cell, Pivot

LETTERS = 12  # of a name beside its bar
FEW = 14  # columns that can be named under them
MANY = 8  # rows that want a higher chart
COUNTS = {"nticks": 5, "tickformat": ",d"}


def charts_of(pivot: Pivot) -> list[Chart]:
    """The charts there is something to draw in."""
    return [_columns(pivot), _rows(pivot)] if pivot.rows else []


def _columns(pivot: Pivot) -> Chart:
    """How often: all problems of each column."""
    cells = pivot.total.cells
    labels = [column.label for column in pivot.columns]
    named = {"tickvals": labels, "ticktext": [column.short for column in pivot.columns]}
    figure = new_figure(
        xaxis={
            "type": "category", "showgrid": False, "showticklabels": len(labels) <= FEW, **named,
        },
        yaxis=COUNTS,
        margin={"l": 40, "r": 8, "t": 8, "b": 30},
    )  # fmt: skip
    add_counts(
        figure, labels, _counts(cells), name=_("Problems"), colour="acc", links=_links(cells)
    )
    return Chart(
        name="often",
        title=_("How often"),
        sentence=_("%(all)d problems in %(columns)d columns.")
        % {"all": pivot.total.total.count, "columns": len(labels)},
        heads=["", _("Problems")],
        rows=[
            (label, cell.address, [cell.count]) for label, cell in zip(labels, cells, strict=True)
        ],
        figure=figure,
        links=True,
    )


def _rows(pivot: Pivot) -> Chart:
    """Which: each row now and in the days compared with."""
    names = [row.label for row in pivot.rows]
    figure = new_figure(
        barmode="group",
        showlegend=True,
        hovermode="y unified",
        xaxis={**COUNTS, "showgrid": False},
        yaxis={
            "type": "category",
            "autorange": "reversed",
            "showgrid": False,
            "tickvals": names,
            "ticktext": [Truncator(name).chars(LETTERS) for name in names],
        },
        margin={"l": 84, "r": 8, "t": 30, "b": 24},
    )
    now, before = [row.total for row in pivot.rows], [row.before for row in pivot.rows]
    both = [(_("These days"), "acc", now), (_("Compared with"), "line-2", before)]
    for name, colour, cells in both:
        add_counts(
            figure, names, _counts(cells), name=name, colour=colour, links=_links(cells), lying=True
        )
    return Chart(
        name="which",
        title=_("Beside the days compared with"),
        sentence=_("%(all)d problems, %(before)d in the days compared with.")
        % {"all": pivot.total.total.count, "before": pivot.total.before.count},
        heads=["", *(name for name, _colour, _cells in both)],
        rows=[(row.label, "", [_linked(row.total), _linked(row.before)]) for row in pivot.rows],
        figure=figure,
        height="h460" if len(names) > MANY else "h240",
        links=True,
    )


def _counts(cells: list[Cell]) -> list[int]:
    return [cell.count for cell in cells]


def _links(cells: list[Cell]) -> list[str]:
    return [cell.address for cell in cells]


def _linked(cell: Cell) -> Linked:
    return Linked(cell.count, cell.address)
