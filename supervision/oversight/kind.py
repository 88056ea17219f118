"""The supervisor supervised (监督者也受监督): what supervisors decide by a day, with a lamp."""

from django.utils.translation import gettext_lazy as _

from alerts.kinds.declared import Entry, Kind, Object

DECIDED = "decision_made"  # causes
REQUEST_TAKEN_BACK, MOOT = "decision_taken_back", "decision_moot"


def _supervises(reader) -> bool:
    """Who supervises, and who is over those that do."""
    return bool(reader.standing.face_counties or reader.standing.supervising_posts)


def _is_supervised(reader) -> bool:
    """Who has a post in a unit, and who has units in charge."""
    return bool(reader.posts and not _supervises(reader))


def _entry(group: str, order: int, open_to) -> Entry:
    return Entry(
        "oversight", _("The supervisors' own lamps"), _("Supervisors"), "shield-check",
        group=group, order=order, open_to=open_to,
    )  # fmt: skip


KIND = Kind(
    code="decision",
    causes={
        DECIDED: _("decided"),
        REQUEST_TAKEN_BACK: _("request taken back"),
        MOOT: _("nothing left to decide"),
    },
    objects=[
        Object(
            "supervision.DecisionDuty",
            _("matter to decide"),
            called="{concerned_unit__name} · {post__title}",
            page="decision",
            unit="concerned_unit__path",
        )
    ],
    decision_asked=["supervision.oversight.owe.owe_decision"],
    decision_ended=["supervision.oversight.owe.end_decision"],
    extension_day="supervision.oversight.owe.extension_day",
    owed_acts=["supervision.oversight.lines.way_to_decision"],
    put_off=["supervision.oversight.keep_up.end_moot"],
    daily=["supervision.oversight.keep_up.begin_missing"],
    demonstration="supervision.oversight.demonstrate.demonstrate",
    menu=[_entry("unit", 30, _is_supervised), _entry("supervision", 60, _supervises)],
)
