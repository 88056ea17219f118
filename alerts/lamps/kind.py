"""The runs of the sweep, and the clock that they go by."""

from django.utils.translation import gettext_lazy as _

from alerts.kinds.category import Category
from alerts.kinds.declared import Field, Kind, Object

KIND = Kind(
    code="sweep",
    category=Category.MESSAGES,
    acts={"clock.confirm": _("confirmed the clock")},
    sentences={
        "clock.confirm": _("%(who)s confirmed the clock"),
    },
    objects=[Object("alerts.SweepRun", _("run of the sweep"))],
    fields={"now": Field(_("time"))},
    daily=["alerts.lamps.runs.forget_old_runs"],
)
