"""Take the README's pictures from a running demonstration.

    make run                                      # in one terminal
    python docs/pictures.py http://127.0.0.1:8000 # in another, with the development environment

Writes docs/pictures/*.png. Chromium is found as the tests find it.
"""

import os
import sys
from pathlib import Path

import django
from playwright.sync_api import Browser, sync_playwright

ROOT = Path(__file__).resolve().parent.parent
sys.path.insert(0, str(ROOT))
os.environ.setdefault("DJANGO_SETTINGS_MODULE", "config.settings")
django.setup()

from demonstration.accounts import PASSWORD  # noqa: E402
from tests.browser.chromium import find_chromium  # noqa: E402

DESKTOP = {"viewport": {"width": 1440, "height": 900}}
PHONE = {"viewport": {"width": 390, "height": 844}, "device_scale_factor": 2}
# file, size, account, address
PICTURES = [
    ("desk", DESKTOP, "official", "/desk/"),
    ("desk-phone", PHONE, "official", "/desk/"),
    ("log", DESKTOP, "official", "/log/"),
    ("log-phone", PHONE, "official", "/log/"),
    ("team", DESKTOP, "official", "/team/"),
    ("board", DESKTOP, "group", "/board/"),
    ("board-phone", PHONE, "group", "/board/"),
    ("overview", DESKTOP, "leader", "/overview/"),
    ("dispatch", DESKTOP, "office", "/dispatch/new/"),
    ("cards", DESKTOP, "office", "/cards/"),
    ("lists", DESKTOP, "office", "/lists/"),
    ("units", DESKTOP, "office", "/organisation/"),
]


def main(address: str) -> None:
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(
            executable_path=find_chromium(),
            args=["--no-sandbox", "--disable-gpu", "--disable-background-networking"],
        )
        for picture in PICTURES:
            _take(browser, address.rstrip("/"), *picture)


def _take(browser: Browser, base: str, name: str, size: dict, account: str, path: str) -> None:
    context = browser.new_context(**size, locale="zh-CN", timezone_id="Asia/Shanghai")
    page = context.new_page()
    page.goto(f"{base}/sign-in/?next={path}")
    page.fill("input[name=account]", account)
    page.fill("input[name=password]", PASSWORD)
    page.press("input[name=password]", "Enter")
    page.wait_for_url(f"{base}{path}*")
    page.wait_for_load_state("networkidle")
    page.screenshot(path=ROOT / "docs" / "pictures" / f"{name}.png")
    context.close()


if __name__ == "__main__":
    main(sys.argv[1])
