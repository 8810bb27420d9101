"""The forms of the site as a browser finds them on its pages, and ways to fill them in."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from urllib.parse import quote_from_bytes, urljoin

from bs4 import BeautifulSoup, Tag
from django.urls import resolve

# What a person can type anything into.
_FREE = {"text", "search", "url", "email", "tel", ""}
# A field that people never see and must stay empty.
_TRAP = "fax_number"


@dataclass(frozen=True)
class Box:
    name: str
    kind: str
    # Something sensible to send: what stands there, or the first choice.
    sensible: str
    is_ticked: bool = True

    @property
    def is_free(self) -> bool:
        return self.kind in {"textarea", *_FREE} and self.name != _TRAP


@dataclass(frozen=True)
class FoundForm:
    """A form, the page it stands on, and who sees it there."""

    page: str
    url: str
    role: str
    boxes: tuple[Box, ...]

    @property
    def name(self) -> str:
        match = resolve(self.url.split("?")[0])
        return f"{match.view_name}: {' '.join(box.name for box in self.boxes)[:60]}"

    def __str__(self) -> str:
        return self.name


def forms_on(body: str, page: str, role: str) -> Iterator[FoundForm]:
    """Every form that posts and has something to fill in, a hidden value included."""
    for form in BeautifulSoup(body, "html.parser").select('form[method="post"]'):
        boxes = tuple(_boxes(form))
        if boxes:
            yield FoundForm(page, urljoin(page, str(form.get("action") or "")), role, boxes)


def _boxes(form: Tag) -> Iterator[Box]:
    seen: set[str] = set()
    for one in form.select("input[name], textarea[name], select[name]"):
        name, kind = str(one["name"]), one.name
        if kind == "input":
            kind = str(one.get("type") or "text").lower()
        if name == "csrfmiddlewaretoken" or kind in {"file", "submit"} or name in seen:
            continue
        if kind == "radio" and not one.has_attr("checked") and form.select_one(f'[name="{name}"][checked]'):
            continue
        seen.add(name)
        yield Box(name, kind, _sensible(one, kind), kind != "checkbox" or one.has_attr("checked"))


def _sensible(one: Tag, kind: str) -> str:
    if kind == "select":
        chosen = one.select_one("option[selected]") or one.select_one('option:not([value=""])')
        return str(chosen["value"]) if chosen else ""
    if kind == "textarea":
        return one.get_text().strip()
    if kind == "email":
        return str(one.get("value") or "somebody@hospes.example")
    if kind == "number":
        return str(one.get("value") or "")
    return str(one.get("value") or "")


def sensibly(form: FoundForm) -> dict[str, str]:
    """Everything as a person in a hurry would leave it."""
    return {box.name: box.sensible for box in form.boxes if box.is_ticked and box.name != _TRAP}


def encoded(values: Mapping[str, str | bytes]) -> bytes:
    """As a browser would send it, and as no browser would: bytes stay as they are."""

    def quoted(value: str | bytes) -> str:
        return quote_from_bytes(value.encode() if isinstance(value, str) else value)

    return "&".join(f"{quoted(name)}={quoted(value)}" for name, value in values.items()).encode()
