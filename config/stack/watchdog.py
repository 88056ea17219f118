"""When the keeper of a roster dies without a word, end everyone who stands in it.

Run as `python -m config.stack.watchdog ROSTER`. Its standard input is a pipe that the keeper
alone holds open: the end of input is the keeper's death, however it died, on every system.
"""

import os
import sys
from pathlib import Path

from config.stack.processes import started
from config.stack.roster import read_roster

if __name__ == "__main__":
    path, keeper = Path(sys.argv[1]), os.getppid()
    start = started(keeper)
    sys.stdin.read()
    roster = read_roster(path)
    # After an orderly end there is no roster; a new start has ended all these and written its own.
    if roster and (roster.keeper, roster.keeper_start) == (keeper, start):
        roster.end_all()
