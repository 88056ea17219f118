"""Exemptions (免): that nothing is owed, decided with a reason."""

from django.utils.translation import gettext_lazy as _

from alerts.kinds.declared import Field, Kind

EXEMPTED, EXEMPTION_LIFTED = "exempted", "exemption_lifted"

KIND = Kind(
    code="exemption",
    causes={EXEMPTED: _("exempted"), EXEMPTION_LIFTED: _("exemption lifted")},
    acts={
        "task.exempt": _("exempted a task"),
        "task.lift_exemption": _("lifted an exemption"),
    },
    fields={"exempt": Field(_("exempt")), "lamp": Field(_("lamp"), codes="pages.lamp.Lamp")},
    demonstration="responsibility.tasks.exemptions.demonstrate.demonstrate",
)
