"""What stands round every page, drawn in Python: templates of it cost more than most pages."""

from functools import cached_property

from django.middleware.csrf import get_token
from django.utils import timezone
from django.utils.html import escape, format_html
from django.utils.safestring import SafeString, mark_safe
from django.utils.translation import get_language
from django.utils.translation import gettext as _

from pages.back import page_of
from pages.frame import bar, menu
from pages.frame.places import Place
from pages.frame.size import is_large
from pages.templatetags.look import instant


class Frame:
    """The parts of base.html for one request.

    `navigation` says who acts and what may be opened (config.navigation.Navigation).
    """

    def __init__(self, request, navigation):
        self._request = request
        self._navigation = navigation

    @cached_property
    def _token(self) -> SafeString:
        value = get_token(self._request)
        return format_html('<input type="hidden" name="csrfmiddlewaretoken" value="{}">', value)

    @cached_property
    def sent_along(self) -> SafeString:
        """What a form of the frame sends besides: the token, and where to come back to."""
        here = page_of(self._request)
        return self._token + format_html('<input type="hidden" name="next" value="{}">', here)

    @property
    def top(self) -> SafeString:
        """The bar at the top."""
        about = self._navigation
        tools = ""
        if self._is_signed_in:
            search = bar.search(self._page(Place.SEARCH), get_language())
            tools = search + bar.bell(self._page(Place.MESSAGES), about.unread) + self._account
        brand = bar.brand(about.home, about.county)
        return mark_safe(
            f'<header class="top">\n  {brand}\n  <div class="top__tools">{tools}</div>\n</header>'
        )

    @property
    def side(self) -> SafeString:
        """The menu at the side, with the instant the page is of."""
        now = getattr(self._request, "now", None)
        now = now and timezone.localtime(now)
        foot = _("Data as of %(instant)s") % {"instant": instant(now, now)} if now else ""
        return menu.side(self._navigation.groups, foot)

    @property
    def tabbar(self) -> SafeString:
        """The tabs of a phone."""
        return menu.tabbar(self._navigation.tabs, self._navigation.more)

    @property
    def languages(self) -> SafeString:
        """The choice of language for who is not signed in."""
        return bar.languages(self._page(Place.LANGUAGE), "lang", self.sent_along)

    @property
    def large(self) -> bool:
        """Whether this browser shows large type."""
        return is_large(self._request)

    @property
    def text_size(self) -> SafeString:
        """The switch to large type for who is not signed in."""
        return self._text_size("lang")

    def _text_size(self, css: str) -> SafeString:
        address = self._page(Place.TEXT_SIZE)
        return bar.text_size(address, css, self.sent_along, large=self.large)

    def _page(self, place: Place) -> str:
        """The address behind a place of the frame."""
        return self._navigation.frame[place]

    @property
    def _is_signed_in(self) -> bool:
        user = getattr(self._request, "user", None)
        return user is not None and user.is_authenticated

    @property
    def _account(self) -> str:
        """Who acts, in whose name; opened, the menu of that person."""
        about, page = self._navigation, self._page
        return "".join([
            '<details class="acct" data-menu>\n', bar.who(about.name, about.identity),
            '<div class="menu">\n<p class="menu__id"><b>', escape(about.name), "</b><small>",
            escape(about.identity), "</small></p>\n",
            bar.posts_to_choose(
                page(Place.IDENTITY), about.posts, about.chosen, self.sent_along
            ),
            menu.whole(about.groups),
            bar.languages(page(Place.LANGUAGE), "menu__lang", self.sent_along),
            self._text_size("menu__size"), bar.own_pages(about.own_pages),
            bar.sign_out(page(Place.SIGN_OUT), self._token), "</div></details>",
        ])  # fmt: skip
