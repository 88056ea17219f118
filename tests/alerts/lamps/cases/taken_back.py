"""What was lodged ends."""

from tests.alerts.lamps.cases.case import R, case, ended, lodged

CASES = [
    case(
        "withdrawn before the warning",
        "2026-09-15 12:00",
        "unlit",
        "green 2026-09-10 09:00 lodged",
        "unlit 2026-09-15 12:00 withdrawn",
        acts=[lodged("2026-09-10 09:00"), ended("2026-09-15 12:00")],
    ),
    case(
        "withdrawn after the deadline: red from that act",
        "2026-10-05 12:00",
        "red",
        "green 2026-09-10 09:00 lodged",
        "red 2026-10-05 12:00 withdrawn",
        acts=[lodged("2026-09-10 09:00"), ended("2026-10-05 12:00")],
    ),
    case(
        "verdict not true, while yellow would stand",
        "2026-10-01 00:00",
        "red",
        "green 2026-09-10 09:00 lodged",
        "yellow 2026-09-25 10:00 verdict",
        R,
        acts=[lodged("2026-09-10 09:00"), ended("2026-09-25 10:00", "verdict")],
    ),
    case(
        "lodged and withdrawn in one instant",
        "2026-09-10 09:00:00.000001",
        "unlit",
        "green 2026-09-10 09:00 lodged",
        "unlit 2026-09-10 09:00:00.000001 withdrawn",
        acts=[lodged("2026-09-10 09:00"), ended("2026-09-10 09:00")],
    ),
]
