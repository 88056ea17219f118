"""When the keeper of a roster dies without a word, end everyone who stands in it.

Run as `python -m config.stack.watchdog ROSTER KEEPER START`. Its standard input is a pipe that
the keeper alone holds open: the end of input is the keeper's death, however and wherever it died.
"""

import signal
import sys
from pathlib import Path

from config.stack.roster import read_roster

if __name__ == "__main__":
    # Whoever asks all of them to stop at once must not stop the one that sees to it.
    for polite in (signal.SIGTERM, signal.SIGINT, signal.SIGHUP):
        signal.signal(polite, signal.SIG_IGN)
    path, keeper, start = Path(sys.argv[1]), int(sys.argv[2]), sys.argv[3]
    sys.stdin.read()
    roster = read_roster(path)
    # After an orderly end there is no roster; a new start has ended all these and written its own.
    if roster and (roster.keeper, roster.keeper_start) == (keeper, start):
        # The file stays: by now it may be that of a new start.
        roster.end_all()
