"""What a page may hold of hostile words: text, and the value of an attribute. Nothing that lives."""

import re
import xml.parsers.expat
from collections.abc import Iterator
from html.parser import HTMLParser
from typing import Any

from django.conf import settings

from tests.hostile.planting import HOOK

TOKEN = re.compile(r"zq\d{4}")
# Where an attribute of an element is followed or fetched.
_ADDRESSES = {"href", "src", "action", "formaction", "poster", "data", "xlink:href", "background", "cite", "ping"}
_GOOD_SCHEMES = re.compile(r"(?:https?:|mailto:|[^:]*$|[/?#.])", re.IGNORECASE)
# Our own data in a page; a browser runs nothing in them.
_DATA = {"application/json", "application/ld+json"}


def faults(body: str, kind: str) -> Iterator[str]:
    """What is wrong with an answer of this content type."""
    if settings.SECRET_KEY in body:
        yield "the secret key is told"
    if kind.startswith("text/html"):
        page = _Page()
        page.feed(body)
        page.close()
        yield from page.faults
    elif "xml" in kind and "openxml" not in kind:
        yield from _broken_xml(body)


class _Page(HTMLParser):
    """Reads a page as a browser does, and notes what lives in it."""

    def __init__(self) -> None:
        super().__init__(convert_charrefs=True)
        self.faults: list[str] = []
        self._inside = ""

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        held = {name: value or "" for name, value in attrs}
        self._inside = tag
        if tag == "script" and "src" not in held and held.get("type") not in _DATA:
            self.faults.append("a script in the page")
        if tag in {"object", "embed", "applet"} or (tag == "base" and "href" in held) or _is_hostile(tag):
            self.faults.append(f"an element {tag}")
        for name, value in held.items():
            if name.startswith("on") or name in {"style", "srcdoc"} or _is_hostile(name):
                self.faults.append(f"{tag} has {name}={value[:60]!r}")
            if name in _ADDRESSES and not _leads_well(tag, held, name):
                self.faults.append(f"{tag} leads to {value[:60]!r}")

    def handle_data(self, data: str) -> None:
        if self._inside == "style" and _is_hostile(data):
            self.faults.append(f"words in a style: {data[:60]!r}")

    def handle_endtag(self, tag: str) -> None:
        self._inside = ""

    def handle_comment(self, data: str) -> None:
        if _is_hostile(data):
            self.faults.append(f"words in a comment: {data[:60]!r}")


def _leads_well(tag: str, held: dict[str, str], name: str) -> bool:
    seen = re.sub(r"[\x00-\x20]", "", held[name])
    if tag == "img" and name == "src" and seen.startswith("data:image/"):
        return True
    # The recovery codes are a file in the page, and an authenticator app has addresses of its own.
    if tag == "a" and ("download" in held or seen.startswith("otpauth:")):
        return not _is_hostile(seen.partition(",")[0])
    return _GOOD_SCHEMES.match(seen) is not None


def _broken_xml(body: str) -> Iterator[str]:
    found: list[str] = []

    def element(name: str, attributes: dict[str, Any]) -> None:
        if HOOK in name or any(HOOK in one for one in attributes):
            found.append(f"an element {name[:60]}")

    reader = xml.parsers.expat.ParserCreate()
    reader.StartElementHandler = element
    try:
        reader.Parse(body, True)
    except xml.parsers.expat.ExpatError as error:
        found.append(f"no XML: {error}")
    yield from found


def _is_hostile(text: str) -> bool:
    return HOOK in text or TOKEN.search(text) is not None
