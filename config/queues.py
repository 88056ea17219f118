"""The application of the job queues, called by a word of ours in the administration."""

from django.utils.translation import gettext_lazy as _
from django_rq.apps import DjangoRqAdminConfig


class Queues(DjangoRqAdminConfig):
    verbose_name = _("Jobs")
