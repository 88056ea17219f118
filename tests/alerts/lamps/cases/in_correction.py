"""A verdict opens a window for correction."""

from tests.alerts.lamps.cases.case import LATE, R, Y, case, corrected, insufficient, lodged

CASES = [
    case(
        "in the window",
        "2026-10-11 23:59:59.999999",
        "yellow",
        "green 2026-09-10 09:00 lodged",
        "yellow 2026-10-05 10:00 verdict",
        acts=[lodged("2026-09-10 09:00"), insufficient("2026-10-05 10:00", "2026-10-12 00:00")],
    ),
    case(
        "the window is over",
        "2026-10-12 00:00",
        "red",
        "green 2026-09-10 09:00 lodged",
        "yellow 2026-10-05 10:00 verdict",
        "red 2026-10-12 00:00 clock",
        acts=[lodged("2026-09-10 09:00"), insufficient("2026-10-05 10:00", "2026-10-12 00:00")],
    ),
    case(
        "corrected in the window: the first lodging counts",
        "2026-10-12 00:00",
        "green",
        "green 2026-09-10 09:00 lodged",
        "yellow 2026-10-05 10:00 verdict",
        "green 2026-10-08 15:00 superseded",
        acts=[
            lodged("2026-09-10 09:00"),
            insufficient("2026-10-05 10:00", "2026-10-12 00:00"),
            corrected("2026-10-08 15:00", counts_at="2026-09-10 09:00"),
        ],
    ),
    case(
        "corrected after the window, before anybody swept",
        "2026-10-15 00:00",
        "green",
        "green 2026-09-10 09:00 lodged",
        "yellow 2026-10-05 10:00 verdict",
        "red 2026-10-12 00:00 clock",
        "green 2026-10-13 15:00 superseded",
        acts=[
            lodged("2026-09-10 09:00"),
            insufficient("2026-10-05 10:00", "2026-10-12 00:00"),
            corrected("2026-10-13 15:00", counts_at="2026-09-10 09:00"),
        ],
    ),
    case(
        "a window that ends before the deadline changes nothing",
        LATE,
        "red",
        "green 2026-08-10 09:00 lodged",
        "unlit 2026-09-01 10:00 verdict",
        Y,
        R,
        acts=[lodged("2026-08-10 09:00"), insufficient("2026-09-01 10:00", "2026-09-15 00:00")],
    ),
    case(
        "a window that ends where it begins",
        "2026-10-05 10:00",
        "red",
        "green 2026-09-10 09:00 lodged",
        "red 2026-10-05 10:00 verdict",
        acts=[lodged("2026-09-10 09:00"), insufficient("2026-10-05 10:00", "2026-10-05 10:00")],
    ),
]
