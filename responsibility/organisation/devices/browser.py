"""Which browser on which system, in plain words, from what a browser says of itself."""

from typing import NamedTuple

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _


class Known(NamedTuple):
    """`mark` is what tells it in the header User-Agent, "" any."""

    mark: str
    name: str | Promise


# In this order: most browsers also name those they resemble.
BROWSERS = {
    "wechat": Known("MicroMessenger", _("WeChat")),
    "dingtalk": Known("DingTalk", _("DingTalk")),
    "edge": Known("Edg", "Edge"),
    "qq": Known("QQBrowser", _("QQ Browser")),
    "huawei": Known("HuaweiBrowser", _("Huawei Browser")),
    "uc": Known("UCBrowser", _("UC Browser")),
    "opera": Known("OPR/", "Opera"),
    "firefox": Known("Firefox", "Firefox"),
    "chrome": Known("Chrome", "Chrome"),
    "safari": Known("Safari", "Safari"),
    "other": Known("", _("a browser")),
}
SYSTEMS = {
    "harmony": Known("HarmonyOS", _("HarmonyOS")),
    "android": Known("Android", _("Android")),
    "iphone": Known("iPhone", "iPhone"),
    "ipad": Known("iPad", "iPad"),
    "windows": Known("Windows", "Windows"),
    "mac": Known("Macintosh", "Mac"),
    "linux": Known("Linux", "Linux"),
    "other": Known("", _("a device")),
}


def browser_of(agent: str) -> tuple[str, str]:
    """The codes of browser and system that the header `agent` names."""
    return _first(BROWSERS, agent), _first(SYSTEMS, agent)


def browsers() -> list[tuple[str, str]]:
    """The browsers by their codes, in words."""
    return [(code, str(one.name)) for code, one in BROWSERS.items()]


def systems() -> list[tuple[str, str]]:
    return [(code, str(one.name)) for code, one in SYSTEMS.items()]


def _first(known: dict[str, Known], agent: str) -> str:
    return next(code for code, one in known.items() if one.mark in agent)
