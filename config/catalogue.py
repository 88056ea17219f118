"""The catalogue of translations: `python -m config.catalogue compile | check | update`.

compile   writes each .mo beside its .po; part of every start, needs no msgfmt
check     says what is not translated, what is no longer used, and where Chinese stands in code
update    takes out of the .po what is no longer used

Texts are English in the code; the Chinese stands in locale/zh_Hans alone.
"""

import ast
import os
import re
import sys
from ast import literal_eval
from collections.abc import Callable, Iterator
from io import StringIO
from itertools import takewhile
from pathlib import Path
from token import NAME, OP, STRING
from tokenize import TokenInfo, generate_tokens

import polib
from django.utils.translation.template import templatize

from config.texts import OF_DJANGO, Text

ROOT = Path(__file__).resolve().parent.parent
CHINESE = ROOT / "locale" / "zh_Hans" / "LC_MESSAGES" / "django.po"
CODE = ["pages", "alerts", "responsibility", "supervision", "dashboards", "demonstration", "config"]
TRANSLATORS = {
    "gettext": ("id",), "gettext_lazy": ("id",), "gettext_noop": ("id",),
    "ngettext": ("id", "plural"), "ngettext_lazy": ("id", "plural"),
    "pgettext": ("context", "id"), "pgettext_lazy": ("context", "id"),
    "npgettext": ("context", "id", "plural"), "npgettext_lazy": ("context", "id", "plural"),
}  # fmt: skip
HAN = re.compile(r"[\u3400-\u9fff\uff00-\uffef\u3000-\u303f]")
PLACEHOLDER = re.compile(r"%\((\w+)\)[sd]")


def compile_all() -> None:
    """Write every .mo anew, each at one stroke, so that a reader finds the old or the new."""
    for source in sorted(ROOT.glob("locale/*/LC_MESSAGES/*.po")):
        unfinished = source.with_suffix(f".{os.getpid()}.mo")
        polib.pofile(str(source)).save_as_mofile(str(unfinished))
        unfinished.replace(source.with_suffix(".mo"))


# What the code asks for


def python_files() -> Iterator[Path]:
    for folder in CODE:
        for path in sorted((ROOT / folder).rglob("*.py")):
            if path.parent.name != "migrations":
                yield path


def template_files() -> Iterator[Path]:
    return iter(sorted((ROOT / "templates").rglob("*.*")))


def texts_in_use() -> dict[Text, str]:
    """Every text with the first place that asks for it."""
    found = dict.fromkeys(OF_DJANGO, "Django")
    for files, texts_of in (
        (python_files(), texts_in_python),
        (template_files(), texts_in_template),
    ):
        for path in files:
            for line, text in texts_of(path.read_text(encoding="utf-8")):
                found.setdefault(text, f"{path.relative_to(ROOT)}:{line}")
    return found


def texts_in_python(source: str) -> Iterator[tuple[int, Text]]:
    """Texts of one module; its functions are known by what it imports them as."""
    tree = ast.parse(source)
    names = {}
    for node in ast.walk(tree):
        if isinstance(node, ast.ImportFrom) and node.module == "django.utils.translation":
            names |= {alias.asname or alias.name: alias.name for alias in node.names}
    for node in ast.walk(tree):
        if isinstance(node, ast.Call) and isinstance(node.func, ast.Name):
            parts = TRANSLATORS.get(names.get(node.func.id, ""), ())
            values = [getattr(argument, "value", None) for argument in node.args[: len(parts)]]
            if parts and all(isinstance(value, str) for value in values):
                yield node.lineno, Text(**dict(zip(parts, values, strict=False)))


def texts_in_template(source: str) -> Iterator[tuple[int, Text]]:
    """Texts of one template: Django makes calls of gettext of it, as for makemessages."""
    lines = StringIO(f"(\n{templatize(source)}\n)").readline
    tokens = [token for token in generate_tokens(lines) if token.type in (NAME, OP, STRING)]
    for place, token in enumerate(tokens):
        if parts := (TRANSLATORS | {"_": ("id",)}).get(token.string, ()):
            arguments = takewhile(_is_argument, tokens[place + 1 :])
            values = [literal_eval(t.string) for t in arguments if t.type == STRING]
            yield token.start[0] - 1, Text(**dict(zip(parts, values, strict=False)))


def _is_argument(token: TokenInfo) -> bool:
    return token.type == STRING or token.string in "(,"


# What the catalogue holds


def entry_text(entry: polib.POEntry) -> Text:
    return Text(entry.msgid, entry.msgctxt, entry.msgid_plural or None)


def untranslated() -> list[str]:
    """Texts in use without Chinese, each with a place."""
    entries = polib.pofile(str(CHINESE))
    held = {entry_text(entry) for entry in entries if entry.translated()}
    return [
        f"{place}: {_named(text)}" for text, place in texts_in_use().items() if text not in held
    ]


def obsolete() -> list[str]:
    """Entries no code asks for."""
    used = set(texts_in_use())
    texts = [entry_text(entry) for entry in polib.pofile(str(CHINESE))]
    return [_named(text) for text in texts if text not in used]


def unlike() -> list[str]:
    """Entries whose Chinese does not fill in the same values as their English."""
    return [
        f"{_named(entry_text(entry))}: {chinese}"
        for entry in polib.pofile(str(CHINESE))
        for chinese in [entry.msgstr, *entry.msgstr_plural.values()]
        if chinese and not _same_values(entry, chinese)
    ]


def _same_values(entry: polib.POEntry, chinese: str) -> bool:
    wanted = set(PLACEHOLDER.findall(entry.msgid_plural or entry.msgid))
    return set(PLACEHOLDER.findall(chinese)) == wanted


def _named(text: Text) -> str:
    return f"{text.id!r}" + (f" ({text.context})" if text.context else "")


# Chinese where it should not be


def chinese_in_code() -> list[str]:
    """Lines with Chinese outside comments and docstrings."""
    readers: list[tuple[Iterator[Path], Callable[[str], Iterator[int]]]] = [
        (python_files(), _chinese_in_python),
        (template_files(), _chinese_in_template),
        (iter(sorted((ROOT / "static" / "ui").glob("*.*"))), _chinese_lines),
    ]
    return [
        f"{path.relative_to(ROOT)}:{line}"
        for files, lines_of in readers
        for path in files
        for line in lines_of(path.read_text(encoding="utf-8"))
    ]


def _chinese_in_python(source: str) -> Iterator[int]:
    tree = ast.parse(source)
    said = {
        id(node.body[0].value)
        for node in ast.walk(tree)
        if isinstance(node, (ast.Module, ast.ClassDef, ast.FunctionDef, ast.AsyncFunctionDef))
        and node.body
        and isinstance(node.body[0], ast.Expr)
    }
    for node in ast.walk(tree):
        if not isinstance(node, ast.Constant) or not isinstance(node.value, str):
            continue
        if id(node) not in said and HAN.search(node.value):
            yield node.lineno


def _chinese_in_template(source: str) -> Iterator[int]:
    return _chinese_lines(re.sub(r"{#.*?#}", "", source))


def _chinese_lines(text: str) -> Iterator[int]:
    return (number for number, line in enumerate(text.splitlines(), 1) if HAN.search(line))


# The command


def check() -> int:
    findings = {
        "without Chinese": untranslated(),
        "no longer used": obsolete(),
        "other values than the English": unlike(),
        "Chinese in code": chinese_in_code(),
    }
    for what, lines in findings.items():
        print(f"{what}: {len(lines)}", *lines, sep="\n  ")
    return 1 if any(findings.values()) else 0


def update() -> int:
    catalogue, used = polib.pofile(str(CHINESE), wrapwidth=0), set(texts_in_use())
    for entry in [entry for entry in catalogue if entry_text(entry) not in used]:
        catalogue.remove(entry)
        print(_named(entry_text(entry)))
    catalogue.save()
    return 0


def main(arguments: list[str]) -> int:
    match arguments:
        case ["compile"]:
            compile_all()
            return 0
        case ["check"]:
            return check()
        case ["update"]:
            return update()
    print(__doc__)
    return 2


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
