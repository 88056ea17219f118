"""Drawing a list: heads and rows from its columns, fields of its filter, without a template.

A list of fifty rows is some four hundred cells; as nodes of a template they would cost more than
all else on the page. Everything that is no safe HTML is escaped.
"""

from collections.abc import Callable, Iterable

from django import forms
from django.urls import reverse
from django.utils.html import conditional_escape, format_html, format_html_join
from django.utils.safestring import SafeString, mark_safe
from django.utils.translation import gettext as _

from pages.listing.act import Act
from pages.listing.listing import Listing
from pages.templatetags.look import icon


def heads(listing: Listing) -> SafeString:
    """The heads of the columns; those that order the rows are links."""
    return format_html_join(
        "", "{}", ((_head(listing, column),) for column in listing.page_columns)
    )


def _head(listing: Listing, column) -> SafeString:
    if not column.order:
        return format_html('<th scope="col" class="{}">{}</th>', column.css, column.label)
    up, down = column.name, f"-{column.name}"
    sorts = {up: ("ascending", "arrow-up"), down: ("descending", "arrow-down")}
    order, arrow = sorts.get(listing.by, ("none", ""))
    address = listing.address(order=down if listing.by == up else up)
    return format_html(
        '<th scope="col" class="{}" aria-sort="{}">'
        '<a id="by-{}" class="{}" href="{}" hx-get="{}">{}{}</a></th>',
        column.css, order, column.name, "on" * bool(arrow), address, address, column.label,
        icon(arrow, "i--s") if arrow else "",
    )  # fmt: skip


def rows(listing: Listing) -> SafeString:
    """The rows of the page."""
    draw = _row_drawer(listing)
    return mark_safe("".join(draw(row) for row in listing.page))


def _row_drawer(listing: Listing) -> Callable[[object], str]:
    """A function that draws one row; what is the same in all rows is made once."""
    now, columns = listing.now, listing.page_columns
    openings = [_cell_opening(column) for column in columns]
    cells = list(zip(openings, columns, strict=True))
    ticks, acts = bool(listing.tick), bool(listing.row_acts)

    def draw(row) -> str:
        css = listing.row_css(row)
        parts = [f'<tr class="{conditional_escape(css)}">' if css else "<tr>"]
        if ticks:
            parts.append(_box(listing, row))
        parts += [f"{opening}{column.shown(row, now)}</td>" for opening, column in cells]
        if acts:
            parts.append(f'<td class="ls__act">{_acts(listing.row_acts, row)}</td>')
        parts.append("</tr>")
        return "".join(parts)

    return draw


def _cell_opening(column) -> SafeString:
    css = f"ls__{column.phone} {column.css}".strip()
    if column.phone != "meta":
        return format_html('<td class="{}">', css)
    return format_html('<td class="{}" data-l="{}">', css, column.label)


def _box(listing: Listing, row) -> SafeString:
    title = next(column for column in listing.page_columns if column.phone == "title")
    return format_html(
        '<td class="ls__ck"><input type="checkbox" name="{}" value="{}" aria-label="{}"{}></td>',
        listing.tick, row.pk, _("Tick %(row)s") % {"row": title.value_of(row)},
        "" if listing.may_tick(row) else mark_safe(" disabled"),
    )  # fmt: skip


def _acts(acts: Iterable[Act], row) -> SafeString:
    return format_html_join("", "{}", ((_act(act, row),) for act in acts if act.when(row)))


def _act(act: Act, row) -> SafeString:
    address, sign = reverse(act.to, args=[row.pk]), icon(act.icon, "i--s") if act.icon else ""
    pattern = '<button class="btn btn--s" type="submit" formaction="{}">{}{}</button>'
    if act.asks:
        pattern = '<a class="btn btn--s btn--soft" href="{}">{}{}</a>'
    return format_html(pattern, address, sign, act.label)


def field(bound: forms.BoundField, form_id: str) -> SafeString:
    """A field of the filter; one that is set is marked. Its label is for the ear, but for a day:
    an empty one says nothing of itself."""
    if bound.is_hidden:
        return bound.as_hidden()
    name, typed = bound.html_name, bound.value()
    seen = "xs mut" if isinstance(bound.field, forms.DateField) else "vh"
    label = format_html(
        '<label class="{}" for="{}-{}">{}</label>', seen, form_id, name, bound.label
    )
    attributes = format_html('id="{}-{}" name="{}"', form_id, name, name)
    css = "in in--s is-set" if typed else "in in--s"
    if not isinstance(bound.field, forms.ChoiceField):
        kind = bound.field.widget.input_type
        drawn = format_html(
            '<input type="{}" {} class="{} in--{}" value="{}" placeholder="{}">',
            kind, attributes, css, "day" if kind == "date" else kind, typed or "",
            bound.field.widget.attrs.get("placeholder", ""),
        )  # fmt: skip
        return label + drawn
    options = format_html_join(
        "",
        '<option value="{}"{}>{}</option>',
        (
            (value, mark_safe(" selected") if str(value) == (typed or "") else "", word)
            for value, word in bound.field.choices
        ),
    )
    return label + format_html('<select {} class="{}">{}</select>', attributes, css, options)
