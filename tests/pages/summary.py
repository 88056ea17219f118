"""What a page that refuses a form must have, and what no field of a page may do."""

import re

SUMMARY = re.compile(r'<(p|div)[^>]*\bid="errors".*?</\1>', re.DOTALL)
LINK = re.compile(r'href="#([^"]+)"')
CUTS = re.compile(r"<(?:input|textarea)[^>]*\smaxlength=[^>]*>", re.IGNORECASE)


def unsaid(response) -> str:
    """What is missing where a form is refused: the list of errors on top, the place to which one
    of its sentences leads. Empty where nothing is."""
    if response.status_code != 422:
        return ""
    text = response.content.decode()
    summary = SUMMARY.search(text)
    if summary is None:
        return "no list of errors on top of the form"
    if text.count('id="errors"') > 1:
        return "two lists of errors"
    lost = [name for name in LINK.findall(summary[0]) if f'id="{name}"' not in text]
    return f"nothing is called {lost}" if lost else ""


def cut(response) -> list[str]:
    """Fields of a page in which a browser cuts what is typed or pasted, without a word."""
    is_page = response.headers.get("Content-Type", "").startswith("text/html")
    return CUTS.findall(response.content.decode()) if is_page and not response.streaming else []
