"""The cells of a matrix: `{% load matrix %}`. A board has hundreds, so they are written here."""

from collections.abc import Sequence

from django import template
from django.utils.html import escape
from django.utils.safestring import SafeString, mark_safe
from django.utils.translation import gettext as _

from alerts.lamps.rule import Lamp
from alerts.lamps.summary import Summary
from alerts.templatetags.look import lamp, word

register = template.Library()


@register.simple_tag
def cells(
    name: str, summaries: Sequence[Summary | None], heads: Sequence, address: str, colours: int = 4
) -> SafeString:
    """The cells of the row `name`, under the categories `heads`.

    `address` is that of a cell with "%d" for the category's id; a cell where nothing is owed is
    empty.
    """
    nothing, spoken = f'<td><span class="vh">{escape(_("No task"))}</span></td>', _spoken(name)
    return mark_safe(
        "".join(
            _cell(summary, head, address, spoken, colours) if summary else nothing
            for summary, head in zip(summaries, heads, strict=True)
        )
    )


def _cell(summary: Summary, head, address: str, spoken: str, colours: int) -> str:
    shown = summary.lamp or Lamp.EXEMPT
    partly = 0 < summary.done < summary.total
    count = f"{summary.done}/{summary.total}" if partly else ""
    said = spoken % {"category": escape(head), "lamp": word(shown)} + (count and f", {count}")
    small = count and f"<small>{count}</small>"
    url = escape(address % head.pk)
    drawn = lamp(shown, colours=colours)
    link = f'<a class="cell" href="{url}" hx-get="{url}" aria-label="{said}">'
    return f"<td>{link}{drawn}{small}</a></td>"


def _spoken(name: str) -> str:
    pattern = _("%(name)s, %(category)s: %(lamp)s")
    return pattern % {
        "name": escape(name).replace("%", "%%"),
        "category": "%(category)s",
        "lamp": "%(lamp)s",
    }
