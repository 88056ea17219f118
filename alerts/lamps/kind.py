"""The runs of the sweep, and the clock that they go by."""

from django.utils.translation import gettext_lazy as _

from alerts.kinds.declared import Field, Kind, Object

KIND = Kind(
    code="sweep",
    acts={"clock.confirm": _("confirmed the clock")},
    objects=[Object("alerts.SweepRun", _("run of the sweep"))],
    fields={"now": Field(_("time"))},
    daily=["alerts.lamps.runs.forget_old_runs"],
)
