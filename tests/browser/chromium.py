"""Where a Chromium is on this machine."""

import os
import shutil
from functools import cache
from pathlib import Path

NAMES = ["chromium", "chromium-browser", "google-chrome", "google-chrome-stable", "chrome"]
APPLICATIONS = [
    "/Applications/Chromium.app/Contents/MacOS/Chromium",
    "/Applications/Google Chrome.app/Contents/MacOS/Google Chrome",
    "/usr/lib/chromium/chromium",
    "/opt/google/chrome/chrome",
    "/snap/bin/chromium",
]
ADVICE = (
    "No Chromium was found: install one (Debian: `apt-get install chromium`), "
    "or set CHROMIUM to the program."
)


@cache
def find_chromium() -> str | None:
    """The program's path: the one CHROMIUM names, else one on PATH, else an installed application.

    None where there is none, also if CHROMIUM names something that cannot be run.
    """
    if named := os.environ.get("CHROMIUM"):
        return shutil.which(named)
    on_path = (shutil.which(name) for name in NAMES)
    at_home = [str(Path.home()) + path for path in APPLICATIONS if path.startswith("/Applications")]
    installed = (path for path in [*APPLICATIONS, *at_home] if os.access(path, os.X_OK))
    return next(filter(None, [*on_path, *installed]), None)
