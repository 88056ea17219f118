"""The kinds of record: what a person did for a duty (M000-08, M000-10)."""

from django.db import models
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy


class RecordKind(models.TextChoices):
    """记录类别. `RECORD` says nothing of its kind: what was lodged before there were kinds, and
    what is none of them."""

    MEETING = "meeting", pgettext_lazy("kind of record", "meeting")
    TALK = "talk", pgettext_lazy("kind of record", "talk")
    STUDY = "study", pgettext_lazy("kind of record", "study")
    VISIT = "visit", pgettext_lazy("kind of record", "visit")
    DOCUMENT = "document", pgettext_lazy("kind of record", "document")
    RECORD = "record", _("unclassified record")
    ZERO_REPORT = "zero_report", _("nothing of the kind this period")

    @classmethod
    def to_choose(cls) -> list["RecordKind"]:
        """What the form offers; a zero report is asked apart."""
        return [kind for kind in cls if kind != cls.ZERO_REPORT]

    @property
    def is_stated(self) -> bool:
        return self not in {RecordKind.RECORD, RecordKind.ZERO_REPORT}
