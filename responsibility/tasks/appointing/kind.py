"""What comes with an appointment, and goes when it is taken back."""

from django.utils.translation import gettext_lazy as _

from alerts.kinds.declared import Kind

APPOINTMENT_TAKEN_BACK, APPOINTMENT_STANDS = "unappointed", "appointed"

KIND = Kind(
    code="appointing",
    causes={
        APPOINTMENT_TAKEN_BACK: _("appointment taken back"),
        APPOINTMENT_STANDS: _("appointment entered again"),
    },
    appointment_corrected=["responsibility.tasks.appointing.correct.correct_tasks"],
)
