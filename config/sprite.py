"""The icon sprite: a chosen few of Tabler's outline icons, our lamps and our mark.

An icon is used as `{% icon "home" %}` and a lamp as `{% lamp "red" %}`
(pages/templatetags/look.py). A new icon is a new name in ICONS, then
`python -m config.vendor`.
"""

import re
from collections.abc import Callable

ICONS = """
adjustments-horizontal alert-circle alert-triangle arrow-back-up arrow-down arrow-left arrow-right
arrow-up arrows-join arrows-split ban bell building building-community calendar calendar-due camera
chart-bar check checks chevron-down chevron-left chevron-right circle-check clipboard-check
clipboard-list clock copy device-mobile device-tv dots download edit eye file-spreadsheet file-text
file-type-pdf filter flag gavel grip-vertical help history home id inbox info-circle key language
layout-dashboard layout-grid list-check list-details lock logout mail map-pin message message-2 moon
notes paperclip phone photo pin player-pause plus presentation printer qrcode refresh report
rotate-clockwise search send settings shield shield-check sitemap speakerphone sun table target
trash trending-up upload user user-check user-plus users x
""".split()  # noqa: SIM905

# Shape carries the meaning, colour repeats it. The colours are the page's, through currentColor.
_TICK = 'fill="none" stroke-linecap="round" stroke-linejoin="round"'
LAMPS = {
    "ok": '<circle cx="12" cy="12" r="9.5" fill="currentColor"/>'
    f'<path d="M7.6 12.5l3.1 3.1 5.9-6.4" {_TICK} stroke="var(--glyph,#fff)" stroke-width="2.3"/>',
    # Done, but late, where the county knows no orange: the green disc is only hatched.
    "okh": '<circle cx="12" cy="12" r="8.7" fill="none" stroke="currentColor" stroke-width="1.6"/>'
    '<path d="M4.1 9.6L9.6 4.1M3.6 15.2L15.2 3.6M5.4 18.6L18.6 5.4M8.8 20.4L20.4 8.8M14.4 19.9'
    'L19.9 14.4" fill="none" stroke="currentColor" stroke-width="1.2"/>'
    f'<path d="M7.6 12.5l3.1 3.1 5.9-6.4" {_TICK} stroke="var(--surf,#fff)" stroke-width="5.2"/>'
    f'<path d="M7.6 12.5l3.1 3.1 5.9-6.4" {_TICK} stroke="currentColor" stroke-width="2.3"/>',
    "soon": '<path d="M12 3.6 21.4 19.9H2.6Z" fill="currentColor" stroke="var(--soon-e,#8F6200)"'
    ' stroke-width="1.6" stroke-linejoin="round"/><path d="M12 9.2v5"'
    ' stroke="var(--glyph-d,#3A2800)" stroke-width="2.2" stroke-linecap="round"/>'
    '<circle cx="12" cy="17.1" r="1.25" fill="var(--glyph-d,#3A2800)"/>',
    "late": '<rect x="3" y="3" width="18" height="18" rx="3.6" fill="currentColor"/>'
    '<path d="M8.4 8.4l7.2 7.2M15.6 8.4l-7.2 7.2" stroke="var(--glyph,#fff)" stroke-width="2.3"'
    ' stroke-linecap="round"/>',
    "mkup": '<circle cx="12" cy="12" r="8.2" fill="none" stroke="currentColor" stroke-width="2.4"/>'
    f'<path d="M8.3 12.4l2.6 2.6 4.8-5.3" {_TICK} stroke="currentColor" stroke-width="2.3"/>',
    "idle": '<circle cx="12" cy="12" r="8.4" fill="none" stroke="currentColor" stroke-width="1.6"'
    ' stroke-dasharray="3.1 2.18"/>',
    "na": '<path d="M8.5 12h7" stroke="currentColor" stroke-width="2" stroke-linecap="round"/>',
}
MARK = (
    '<symbol id="mark" viewBox="0 0 28 28">'
    '<rect width="28" height="28" rx="7" fill="var(--acc,#1D5687)"/>'
    f'<path d="M5.6 14.6l4 4 7.4-8.4" {_TICK} stroke="var(--on-acc,#fff)" stroke-opacity=".55"'
    ' stroke-width="2.6"/>'
    f'<path d="M11.6 14.6l4 4 7.4-8.4" {_TICK} stroke="var(--on-acc,#fff)" stroke-width="2.6"/>'
    "</symbol>"
)
_BACKGROUND = '<path stroke="none" d="M0 0h24v24H0z" fill="none"/>'


def sprite(read_icon: Callable[[str], str]) -> str:
    """One SVG file of symbols; `read_icon` gives the text of an outline icon by its name."""
    symbols = [_symbol(f"i-{name}", _drawing(read_icon(name))) for name in ICONS]
    symbols += [_symbol(f"l-{name}", drawing) for name, drawing in LAMPS.items()]
    return f'<svg xmlns="http://www.w3.org/2000/svg">{"".join(symbols)}{MARK}</svg>\n'


def _symbol(name: str, drawing: str) -> str:
    return f'<symbol id="{name}" viewBox="0 0 24 24">{drawing}</symbol>'


def _drawing(icon: str) -> str:
    """What stands inside an icon's <svg>, without its empty background."""
    inside = re.search(r"<svg[^>]*>(.*)</svg>", icon, re.DOTALL).group(1)
    return re.sub(r"\s*\n\s*", "", inside).replace(" />", "/>").replace(_BACKGROUND, "")
