"""The table of lamp cases: what happened to a deadline, its lamp at an instant, its whole ledger.

One table for the rule in memory, the rule in SQL, the sweep and the ledger's trigger
(tests/alerts/lamps/test_cases.py). Unless a case says otherwise, the deadline is open from
1 July 2026, warns on 23 September and is late at the end of 30 September, Asia/Shanghai.
"""

from tests.alerts.lamps.cases import by_clock, exempt, held, in_correction, lodged, taken_back
from tests.alerts.lamps.cases.case import Case

__all__ = ["CASES", "Case"]

TABLES = (by_clock, lodged, taken_back, held, in_correction, exempt)
CASES = [case for table in TABLES for case in table.CASES]
