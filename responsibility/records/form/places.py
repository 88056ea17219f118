"""Where the person's last records were: offered again, so that a usual place is not typed twice."""

from datetime import datetime

from responsibility.records.record.own import own_records

LOOKED_AT, OFFERED = 40, 4  # the last records; the places offered of them


def last_places(user, *, now: datetime) -> list[str]:
    """The places of the last own records in force, the latest first; one query."""
    records = own_records(user, at=now).in_force().filter(lodged_by=user.pk)
    written = records.exclude(place="").values_list("place", flat=True)[:LOOKED_AT]
    return list(dict.fromkeys(written))[:OFFERED]
