"""The duties of a unit's leading team, and their summary."""

from django.utils.translation import gettext_lazy as _

from alerts.kinds.declared import Entry, Kind


def _only_sits(reader) -> bool:
    """Whether the person sits on a unit's team and leads none."""
    return reader.sits_on_team and not reader.heads


KIND = Kind(
    code="team",
    desk_overseen=["dashboards.team.overseen.team_on_desk"],
    menu=[
        Entry(
            "team",
            _("Team duties"),
            _("Team"),
            "users",
            group="unit",
            order=10,
            tab=70,
            open_to=lambda reader: reader.heads,
        ),
        Entry(
            "team",
            _("Duties by member"),
            _("Members"),
            "users",
            group="supervision",
            order=11,
            open_to=lambda reader: bool(reader.standing.supervised_units) and not reader.heads,
        ),
        Entry(
            "team",
            _("Unit summary"),
            _("Unit"),
            "users",
            group="unit",
            order=11,
            tab=70,
            open_to=lambda reader: _only_sits(reader) and not reader.standing.supervised_units,
        ),
        Entry(
            "team-unit",
            _("Unit summary"),
            _("Unit"),
            "users",
            group="unit",
            order=11,
            open_to=lambda reader: _only_sits(reader) and bool(reader.standing.supervised_units),
        ),
    ],
)
