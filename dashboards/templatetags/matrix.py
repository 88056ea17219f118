"""Cells and counts of boards: `{% load matrix %}`. A board has hundreds of cells, so they are
written here."""

from collections.abc import Sequence

from django import template
from django.utils.html import escape
from django.utils.safestring import SafeString, mark_safe
from django.utils.translation import gettext as _

from alerts.lamps.summary import Summary
from dashboards.matrix.columns import Column
from pages.lamp import Lamp
from pages.templatetags.look import lamp, word

register = template.Library()


@register.filter
def thousands(number: int) -> str:
    """4286 as 4,286, in either language."""
    return f"{number:,}"


@register.simple_tag
def cells(
    name: str,
    summaries: Sequence[Summary | None],
    columns: Sequence[Column],
    address: str,
    colours=4,
    pops: bool = True,
) -> SafeString:
    """The cells of the row `name` under `columns`; where nothing is owed they are empty.

    `address` is that of a cell with "%d" for the category's id; it `pops` up, or is gone to.
    """
    spoken = _("%(name)s, %(category)s: %(lamp)s")
    spoken = spoken % {"name": "{name}", "category": "{category}", "lamp": "{lamp}"}
    address, nothing = escape(address), f'<td><span class="vh">{escape(_("No task"))}</span></td>'
    words, drawn = {"name": escape(name)}, {}
    written = []
    for summary, column in zip(summaries, columns, strict=True):
        if summary is None:
            written.append(nothing)
            continue
        shown = summary.lamp or Lamp.EXEMPT
        if shown not in drawn:
            drawn[shown] = lamp(shown, colours=colours), word(shown)
        picture, words["lamp"] = drawn[shown]
        label = spoken.format(category=escape(column.name), **words)
        written.append(_cell(address % column.pk, label, picture, summary, pops))
    return mark_safe("".join(written))


def _cell(url: str, label: str, picture: str, summary: Summary, pops: bool) -> str:
    if 0 < summary.done < summary.total:  # how far, where it is partly done
        count = f"{summary.done}/{summary.total}"
        label, picture = f"{label}, {count}", f"{picture}<small>{count}</small>"
    part = f' hx-get="{url}"' if pops else ""
    link = f'<a class="cell" href="{url}"{part} aria-label="{label}">'
    return f"<td>{link}{picture}</a></td>"
