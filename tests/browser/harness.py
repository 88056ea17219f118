"""A real Chromium on our own pages, with a watch on what no page may do.

A test asks the fixture `browser_page` for a page, signs somebody in, walks, and calls
`check(page)` wherever the walk stands still. The test fails when a page asked another host,
wrote to the console, broke the content security policy, raised an error, scrolls sideways,
or breaks a rule of WCAG 2.1 AA that axe knows.

    def test_desk(browser_page, holder):
        page = browser_page(PHONE)
        sign_in(page, holder)
        page.goto(page.base + "/desk/")
        check(page, "desk")            # LIANGZE_SHOTS=/some/folder also keeps a picture
"""

import os
import re
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from urllib.parse import urlsplit

from django.conf import settings
from django.test import Client
from playwright.sync_api import Browser, Page, expect, sync_playwright

from tests.browser.chromium import find_chromium

DESKTOP = {"viewport": {"width": 1440, "height": 900}}
PHONE = {
    "viewport": {"width": 390, "height": 844},
    "device_scale_factor": 2,
    "is_mobile": True,
    "has_touch": True,
}
DARK = {"color_scheme": "dark"}  # a page of a system in dark mode: `{**PHONE, **DARK}`
NARROWEST = {"width": 360, "height": 740}
CHINESE, ENGLISH = "zh-CN", "en-GB"
PATIENCE = 60_000  # milliseconds that a page of a busy machine may take
FLAGS = [
    "--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run", "--disable-sync",
    "--disable-background-networking", "--disable-component-update", "--disable-dev-shm-usage",
    # No page can reach another host, whatever it tries.
    "--host-resolver-rules=MAP * ~NOTFOUND, EXCLUDE localhost, EXCLUDE 127.0.0.1",
]  # fmt: skip
AXE = Path(__file__).with_name("vendor") / "axe.min.js"
RULES = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa"]
REFUSED = {422}  # a form that comes back with its errors: part of the conversation
# The browser's own note of a refused request; the answer itself is watched.
ECHO = re.compile(r"^Failed to load resource: the server responded with a status of \d+")


@contextmanager
def chromium() -> Iterator[Callable[[], Browser]]:
    """What gives a headless Chromium, the same as long as it lives.

    While it runs, Django takes the test's thread for an async one.
    """
    os.environ["DJANGO_ALLOW_ASYNC_UNSAFE"] = "true"
    expect.set_options(timeout=PATIENCE)
    try:
        with sync_playwright() as playwright:
            started: list[Browser] = []

            def launch() -> Browser:
                if not started or not started[-1].is_connected():
                    program = find_chromium()
                    started.append(
                        playwright.chromium.launch(
                            executable_path=program, headless=True, args=FLAGS
                        )
                    )
                return started[-1]

            yield launch
            for browser in started:
                browser.close()
    finally:
        del os.environ["DJANGO_ALLOW_ASYNC_UNSAFE"]


@contextmanager
def watched_page(
    browser: Browser, base: str, size: dict, *, locale: str, refused: set[int]
) -> Iterator[Page]:
    """A fresh page with cookies of its own; `page.complaints` fills, `page.base` is our address."""
    context = browser.new_context(**size, locale=locale, timezone_id=settings.TIME_ZONE)
    context.set_default_timeout(PATIENCE)
    context.add_init_script(COUNT_TAPS)
    if not locale.startswith("zh"):
        # Who chose another language carries the cookie; the browser's own wish is not asked.
        cookie = {"name": settings.LANGUAGE_COOKIE_NAME, "value": locale[:2], "url": base}
        context.add_cookies([cookie])
    page = context.new_page()
    page.base, page.complaints = base, []
    _watch(page, REFUSED | refused)
    yield page
    context.close()


def _watch(page: Page, refused: set[int]) -> None:
    ours = urlsplit(page.base).netloc

    def request(request):
        url = urlsplit(request.url)
        if url.scheme not in {"data", "blob"} and url.netloc != ours:
            page.complaints.append(f"asked another host: {request.url}")

    def response(response):
        if response.status >= 400 and response.status not in refused:
            page.complaints.append(f"{response.status} {response.url}")

    def console(message):
        if not ECHO.match(message.text):
            page.complaints.append(f"console {message.type}: {message.text}")

    page.on("request", request)
    page.on("response", response)
    page.on("console", console)
    page.on("pageerror", lambda error: page.complaints.append(f"error: {error}"))


def check(page: Page, name: str = "") -> None:
    """Fail on anything no page may do, here and on the way here. `name` names its picture."""
    _keep_picture(page, name)
    found = [*page.complaints, *sideways(page), *_barriers(page)]
    page.complaints.clear()
    assert not found, f"{page.url}\n" + "\n".join(found)


def _keep_picture(page: Page, name: str) -> None:
    folder = os.environ.get("LIANGZE_SHOTS")
    if folder and name:
        page.screenshot(path=Path(folder) / f"{name}.png")
        page.screenshot(path=Path(folder) / f"{name}-full.png", full_page=True)


def sideways(page: Page) -> list[str]:
    """What sticks out at the page's own width; on a phone also at the narrowest."""
    found = _sticking_out(page)
    own = page.viewport_size
    if own["width"] < 500:
        _resize(page, NARROWEST)
        found += _sticking_out(page)
        _resize(page, own)
    return found


def _resize(page: Page, size) -> None:
    """A busy machine answers before the page is laid out anew."""
    page.set_viewport_size(size)
    page.wait_for_function(f"screen.width === {size['width']}")
    page.evaluate("new Promise(done => requestAnimationFrame(() => requestAnimationFrame(done)))")


def _sticking_out(page: Page) -> list[str]:
    wide = page.evaluate(STICKING_OUT)
    return [f"sticks out sideways at {page.viewport_size['width']}: {wide}"] if wide else []


def _barriers(page: Page) -> list[str]:
    """What axe finds. The page's policy forbids foreign scripts; the debugger may run one."""
    session = page.context.new_cdp_session(page)
    session.send("Runtime.evaluate", {"expression": AXE.read_text(encoding="utf-8")})
    session.detach()
    return [f"axe {finding}" for finding in page.evaluate(RUN_AXE, RULES)]


def follow(page: Page, selector: str) -> None:
    """Click what leads to another page, a link or the button of a form, and wait for that page.

    A click alone does not wait: on a busy machine Chromium leaves the page only after it has
    said that the click is done.
    """
    with page.expect_navigation():
        page.click(selector)


def follow_twice(page: Page, selector: str) -> None:
    """Like `follow`, by two clicks at once, as a hurried hand makes them."""
    with page.expect_navigation():
        page.eval_on_selector(selector, "button => { button.click(); button.click(); }")


def sign_in(page: Page, user) -> None:
    """Give the page the session of `user`, without walking through the door."""
    client = Client()
    client.force_login(user)
    session = client.cookies[settings.SESSION_COOKIE_NAME].value
    cookie = {"name": settings.SESSION_COOKIE_NAME, "value": session, "url": page.base}
    page.context.add_cookies([cookie])


def sign_in_by_form(page: Page, account: str, password: str) -> None:
    """Walk through the door."""
    page.goto(page.base + "/sign-in/")
    page.fill("#id_account", account)
    page.fill("#id_password", password)
    follow(page, ".login__box button.btn--p")


def taps(page: Page) -> int:
    """How often the screen was touched (or clicked) on this page's site since `forget_taps`.

    A choice in a native list or calendar counts one more than the touch that opens it.
    """
    return page.evaluate("Number(sessionStorage.getItem('taps') || 0)")


def forget_taps(page: Page) -> None:
    page.evaluate("sessionStorage.removeItem('taps')")


COUNT_TAPS = """
(() => {
  const count = () => {
    try { sessionStorage.setItem('taps', Number(sessionStorage.getItem('taps') || 0) + 1); }
    catch (error) { /* a page without storage (about:blank) */ }
  };
  const native = 'select, input[type=date], input[type=time], input[type=month]';
  addEventListener('pointerdown', event => { if (event.isPrimary) count(); }, true);
  addEventListener('change', event => { if (event.target.matches(native)) count(); }, true);
})();
"""
STICKING_OUT = """
() => {
  const root = document.documentElement, width = root.clientWidth;
  if (root.scrollWidth <= width) return '';
  const right = element => element.getBoundingClientRect().right;
  const all = document.body.querySelectorAll(':not(.tabbar, .tabbar *)');  // it is as wide as we
  const wide = [...all].sort((a, b) => right(b) - right(a));
  return `${root.scrollWidth} px; ` + wide.slice(0, 3).map(
    element => element.outerHTML.slice(0, 120)).join(' | ');
}
"""
RUN_AXE = """
async rules => {
  const { violations } = await axe.run(document, { runOnly: rules });
  return violations.map(violation => `${violation.id}: ` + violation.nodes.slice(0, 4).map(
    node => `${node.target.join(' ')} (${node.failureSummary.replace(/\\s+/g, ' ')})`).join(' | '));
}
"""
