"""Nothing is owed."""

from tests.alerts.lamps.cases.case import R, Y, asked, case, exempted, lifted, lodged

CASES = [
    case(
        "exempt while unlit",
        "2026-12-01 00:00",
        "exempt",
        "exempt 2026-08-01 09:00 exempted",
        acts=[exempted("2026-08-01 09:00")],
    ),
    case(
        "exempted when red, before anybody swept",
        "2026-12-01 00:00",
        "exempt",
        Y,
        R,
        "exempt 2026-11-01 09:00 exempted",
        acts=[exempted("2026-11-01 09:00")],
    ),
    case(
        "lifted before the warning",
        "2026-09-10 00:00",
        "unlit",
        "exempt 2026-08-01 09:00 exempted",
        "unlit 2026-09-01 09:00 exemption_lifted",
        acts=[exempted("2026-08-01 09:00"), lifted("2026-09-01 09:00")],
    ),
    case(
        "lifted after the deadline: red from the decision, no red while exempt",
        "2026-12-01 00:00",
        "red",
        "exempt 2026-08-01 09:00 exempted",
        "red 2026-11-01 09:00 exemption_lifted",
        acts=[exempted("2026-08-01 09:00"), lifted("2026-11-01 09:00")],
    ),
    case(
        "exempt although fulfilled",
        "2026-12-01 00:00",
        "exempt",
        "green 2026-07-20 09:00 lodged",
        "exempt 2026-08-01 09:00 exempted",
        acts=[lodged("2026-07-20 09:00"), exempted("2026-08-01 09:00")],
    ),
    case(
        "exempt while held",
        "2026-12-01 00:00",
        "exempt",
        Y,
        "exempt 2026-10-03 09:00 exempted",
        acts=[asked("2026-09-29 09:00"), exempted("2026-10-03 09:00")],
    ),
]
