"""A figure before and after: what a duty brought about, as a number (M003-13)."""

from decimal import Decimal

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext as _

from pages.refused import Refused
from pages.words import fitting

LONGEST_FIGURE = 40


class Figure(models.Model):
    """What is counted, how much it was and how much it is; all three or none of them."""

    figure = models.CharField(max_length=LONGEST_FIGURE, blank=True, default="")
    figure_before = models.DecimalField(max_digits=14, decimal_places=2, null=True)
    figure_after = models.DecimalField(max_digits=14, decimal_places=2, null=True)

    class Meta:
        abstract = True
        constraints = [
            models.CheckConstraint(
                name="%(class)s_figure_whole",
                condition=Q(figure="", figure_before=None, figure_after=None)
                | (~Q(figure="") & Q(figure_before__isnull=False, figure_after__isnull=False)),
            )
        ]

    @property
    def figure_words(self) -> str:
        """ "Meetings: 120 → 85 (−29.2%)"; empty where there is no figure."""
        if not self.figure:
            return ""
        before, after = plain(self.figure_before), plain(self.figure_after)
        change = changed_by(self.figure_before, self.figure_after)
        if not change:
            words = _("%(figure)s: %(before)s → %(after)s")
        else:
            words = _("%(figure)s: %(before)s → %(after)s (%(change)s)")
        return words % {
            "figure": self.figure, "before": before, "after": after, "change": change,
        }  # fmt: skip


def plain(number: Decimal) -> str:
    """A number without zeros at its end."""
    return f"{number.normalize():f}"


def changed_by(before: Decimal, after: Decimal) -> str:
    """By how much it changed in percent, with its sign; empty where it was nothing, or is as it
    was."""
    if not before or before == after:
        return ""
    share = (after - before) / abs(before) * 100
    return f"{'+' if share > 0 else '−'}{abs(share):.1f}%"


def whole_figure(
    model: type[Figure], figure: str, before: Decimal | None, after: Decimal | None
) -> dict:
    """The columns of a figure as they were typed.

    Raises:
        Refused: a part of it is missing, or its name is too long.
    """
    figure = fitting(figure, of=model, field="figure")
    given = [bool(figure), before is not None, after is not None]
    if any(given) and not all(given):
        raise Refused(_("A figure has a name, and how much it was and is."), field="figure")
    return {"figure": figure, "figure_before": before, "figure_after": after}
