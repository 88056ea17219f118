"""The clock is held while an extension is asked for."""

from responsibility.tasks.publishing.kind import CALENDAR
from tests.alerts.lamps.cases.case import LATE, R, Y, asked, case, extended, refused

CASES = [
    case(
        "extension asked for: still warns",
        "2026-09-30 12:00",
        "yellow",
        Y,
        acts=[asked("2026-09-20 09:00")],
    ),
    case("held over midnight", "2026-10-08 12:00", "yellow", Y, acts=[asked("2026-09-29 09:00")]),
    case(
        "held over midnight, then granted",
        "2026-10-08 12:00",
        "unlit",
        Y,
        "unlit 2026-10-02 10:00 extended",
        acts=[
            asked("2026-09-29 09:00"),
            extended("2026-10-02 10:00", warns="2026-10-09 00:00", late="2026-10-16 00:00"),
        ],
    ),
    case(
        "held over midnight, granted, missed again",
        "2026-10-16 00:00",
        "red",
        Y,
        "unlit 2026-10-02 10:00 extended",
        "yellow 2026-10-09 00:00 clock",
        "red 2026-10-16 00:00 clock",
        acts=[
            asked("2026-09-29 09:00"),
            extended("2026-10-02 10:00", warns="2026-10-09 00:00", late="2026-10-16 00:00"),
        ],
    ),
    case(
        "held over midnight, then refused: late since the decision",
        "2026-10-08 12:00",
        "red",
        Y,
        "red 2026-10-02 10:00 refused",
        acts=[asked("2026-09-29 09:00"), refused("2026-10-02 10:00")],
    ),
    case(
        "refused in time: the deadline stands",
        LATE,
        "red",
        Y,
        R,
        acts=[asked("2026-09-25 09:00"), refused("2026-09-28 10:00")],
    ),
    case(
        "asked for when red already: the clock stands from then on",
        "2026-10-03 00:00",
        "yellow",
        Y,
        R,
        "yellow 2026-10-02 10:00 extension_asked",
        acts=[asked("2026-10-02 10:00")],
    ),
    case(
        "extended when red, before anybody swept: the red stays in the ledger",
        "2026-10-03 00:00",
        "yellow",
        Y,
        R,
        "yellow 2026-10-02 10:00 extended",
        acts=[extended("2026-10-02 10:00", warns="2026-09-24 00:00", late="2026-10-17 00:00")],
    ),
    case(
        "moved on when yellow, before anybody swept: the yellow stays in the ledger",
        "2026-09-24 10:00",
        "unlit",
        Y,
        "unlit 2026-09-24 10:00 calendar",
        acts=[
            extended(
                "2026-09-24 10:00",
                warns="2026-09-29 00:00",
                late="2026-10-09 00:00",
                cause=CALENDAR,
            )
        ],
    ),
]
