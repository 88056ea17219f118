"""The browser, once for all its tests; a page as each test asks for it."""

from contextlib import ExitStack

import pytest

from tests.browser.harness import CHINESE, DESKTOP, chromium, watched_page


@pytest.fixture(scope="session")
def launch():
    """The running browser; another one, should it have died of one test."""
    with chromium() as launch:
        yield launch


@pytest.fixture
def browser(launch):
    return launch()


@pytest.fixture
def browser_page(browser, live_server):
    """Open a page: `browser_page(PHONE, locale=ENGLISH, refused={403})`.

    `refused` are the error statuses the test expects beside 422. When the test ends, whatever a
    page complained of since its last `check` fails it too.
    """
    pages = []
    with ExitStack() as stack:

        def open_page(size=DESKTOP, *, locale=CHINESE, refused=frozenset()):
            page = watched_page(browser, live_server.url, size, locale=locale, refused=set(refused))
            pages.append(stack.enter_context(page))
            return pages[-1]

        yield open_page
        complaints = [complaint for page in pages for complaint in page.complaints]
    assert not complaints, "\n".join(complaints)
