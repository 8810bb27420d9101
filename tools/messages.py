"""The message catalogues: `update` reads new sentences into them, `check` says what is missing.

No gettext tools are needed: Django turns templates into plain calls, Babel reads the calls.
"""

import io
import re
import sys
from collections.abc import Iterator
from pathlib import Path

from babel.messages.catalog import Catalog, Message
from babel.messages.extract import extract
from babel.messages.pofile import read_po, write_po
from django.utils.translation.template import templatize

ROOT = Path(__file__).resolve().parent.parent
SOURCE = ROOT / "src" / "hospes"
LOCALES = SOURCE / "locale"
LANGUAGES = ("fr", "de", "it", "es", "sv", "ca")
KEYWORDS = {
    "_": None,
    "gettext": None,
    "gettext_lazy": None,
    "gettext_noop": None,
    "ngettext": (1, 2),
    "ngettext_lazy": (1, 2),
    "pgettext": ((1, "c"), 2),
    "pgettext_lazy": ((1, "c"), 2),
    "npgettext": ((1, "c"), 2, 3),
    "npgettext_lazy": ((1, "c"), 2, 3),
}
# A sentence of so many letters is never the same in so many languages.
LONG, TOO_MANY = 30, 3
PLACEHOLDER = re.compile(r"%\((\w+)\)[sd]|%[sd]|\{(\w*)\}")


def sources() -> Iterator[tuple[str, bytes]]:
    """Every file with sentences, as (name, Python-like text)."""
    for path in sorted(SOURCE.rglob("*")):
        name = path.relative_to(ROOT / "src").as_posix()
        if "/migrations/" in name or "/locale/" in name:
            continue
        if path.suffix == ".py":
            yield name, path.read_bytes()
        elif path.suffix in {".html", ".txt", ".xml"} and "/templates/" in name:
            calls = templatize(path.read_text(encoding="utf-8"), origin=name)
            # Indentation means nothing in a template and much in Python.
            flat = "\n".join(line.lstrip() for line in calls.splitlines())
            yield name, flat.encode()


def template() -> Catalog:
    """All sentences of the source, with the files they stand in."""
    catalog = Catalog(project="Hospes", charset="utf-8")
    for name, text in sources():
        for _line, message, comments, context in extract(
            "python", io.BytesIO(text), keywords=KEYWORDS, comment_tags=("Translators:",)
        ):
            catalog.add(message, locations=[(name, 0)], auto_comments=comments, context=context)
    return catalog


def path_of(language: str) -> Path:
    return LOCALES / language / "LC_MESSAGES" / "django.po"


def stored(language: str) -> Catalog:
    path = path_of(language)
    if not path.exists():
        return Catalog(locale=language, project="Hospes", charset="utf-8")
    with path.open("rb") as file:
        return read_po(file, locale=language)


def update() -> int:
    source = template()
    for language in LANGUAGES:
        catalog = stored(language)
        catalog.update(source, no_fuzzy_matching=True, update_header_comment=False)
        catalog.obsolete.clear()
        catalog.fuzzy = False
        path = path_of(language)
        path.parent.mkdir(parents=True, exist_ok=True)
        with path.open("wb") as file:
            write_po(file, catalog, width=110, sort_output=True, include_lineno=False, omit_header=False)
        # The dates in a header change with every run and say nothing.
        text = path.read_text(encoding="utf-8")
        text = re.sub(
            r'^"(POT-Creation-Date|PO-Revision-Date|Generated-By|Last-Translator):[^\n]*\n', "", text, flags=re.M
        )
        path.write_text(text, encoding="utf-8")
        missing = sum(not translated(message) for message in catalog if message.id)
        print(f"{language}: {len(catalog)} sentences, {missing} not translated")
    return 0


def translated(message: Message) -> bool:
    if isinstance(message.string, (tuple, list)):
        return bool(message.string) and all(message.string)
    return bool(message.string)


def placeholders(text: str) -> set[str]:
    return {next(filter(None, match.groups()), match.group()) for match in PLACEHOLDER.finditer(text)}


class _Anything:
    """Has a value for every name."""

    def __getitem__(self, name: str) -> int:
        return 1


def _can_be_filled(text: str) -> bool:
    try:
        text % _Anything()
    except (TypeError, ValueError):
        return False
    return True


def faults(message: Message) -> Iterator[str]:
    """What a translator must mend in one message."""
    if not translated(message):
        yield "not translated"
        return
    if message.fuzzy:
        yield "marked as fuzzy"
    sources_of = message.id if isinstance(message.id, (tuple, list)) else (message.id,)
    strings = message.string if isinstance(message.string, (tuple, list)) else (message.string,)
    allowed = set().union(*(placeholders(text) for text in sources_of))
    needed = set.intersection(*(placeholders(text) for text in sources_of))
    for string in (*sources_of, *strings):
        if "%(" in string and not _can_be_filled(string):
            yield f"a per cent sign in it has to be written twice: {string!r}"
    for string in strings:
        found = placeholders(string)
        if not needed <= found or not found <= allowed:
            yield f"placeholders differ: {sorted(allowed)} and {sorted(found)}"
        if sources_of[0].startswith("\n") != string.startswith("\n"):
            yield "begins with a line break on one side only"


def in_one_language() -> Iterator[tuple[str, list[str]]]:
    """Long sentences that read the same in three languages or more: the words of one were put into the others."""
    said: dict[tuple[str, str], list[str]] = {}
    for language in LANGUAGES:
        for message in stored(language):
            if message.id and translated(message) and len(str(message.id)) > LONG:
                said.setdefault((str(message.id), str(message.string)), []).append(language)
    for (key, string), languages in sorted(said.items()):
        if len(languages) >= TOO_MANY and string != key:
            yield key, languages


def check() -> int:
    source = template()
    wanted = {
        (message.id if isinstance(message.id, str) else message.id[0], message.context)
        for message in source
        if message.id
    }
    found_faults = 0
    for key, languages in in_one_language():
        print(f"{', '.join(languages)}: the same words, so not of these languages: {key!r}", file=sys.stderr)
        found_faults += 1
    for language in LANGUAGES:
        catalog = stored(language)
        have = {}
        for message in catalog:
            if message.id:
                have[(message.id if isinstance(message.id, str) else message.id[0], message.context)] = message
        for key in sorted(wanted - have.keys(), key=str):
            print(f"{language}: missing, run `just messages`: {key[0]!r}", file=sys.stderr)
            found_faults += 1
        for key in sorted(have.keys() - wanted, key=str):
            print(f"{language}: no longer in the source, run `just messages`: {key[0]!r}", file=sys.stderr)
            found_faults += 1
        for key in sorted(wanted & have.keys(), key=str):
            for fault in faults(have[key]):
                print(f"{language}: {fault}: {key[0]!r}", file=sys.stderr)
                found_faults += 1
    print(f"{len(wanted)} sentences in {len(LANGUAGES) + 1} languages, {found_faults} faults")
    return 1 if found_faults else 0


if __name__ == "__main__":
    verbs = {"update": update, "check": check}
    if len(sys.argv) != 2 or sys.argv[1] not in verbs:
        sys.exit("Say `update` or `check`.")
    sys.exit(verbs[sys.argv[1]]())
