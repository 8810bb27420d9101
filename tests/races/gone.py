"""People are erased and things are removed while others work with them.

Nobody's name comes back through a request that was under way, and no page breaks afterwards (I15).
"""

import re
from typing import Any

from tests.races.asking import by_api, by_page
from tests.races.introductions import OFFER, WISH, finish, proposed, published
from tests.races.running import Clock, Site, Someone
from tests.races.scene import Found

MOST_PAGES = 250


def erased_while_they_work(site: Site, clock: Clock, *, rounds: int, found: Found | None = None) -> Found:
    """Somebody is erased at the instant at which they change their name, write and draft."""
    found = found or Found("I15 erased in the middle of their own work")
    pk = site.organisations["sender"]
    for number in range(rounds):
        found.rounds += 1
        name = f"zzgone{number}x{site.answers.get(2, 0)}"
        before = site.lines()
        someone = Someone(**clock.do("hire", f"{pk} {name}"))
        tag = site.ask(someone.api("GET", "/me")).headers["etag"]
        profile = {"name": f"{name} anew", "language": "sv", "time_zone": "Europe/Stockholm"}
        asks = [
            someone.api("PATCH", "/me", {"name": f"{name} again"}, If_Match=tag, Idempotency_Key="mine"),
            someone.api("POST", "/entries", {"kind": "offer", "title": f"Draft {number}"}, Idempotency_Key="draft"),
            someone.page("/account/", profile),
            someone.page("/account/sign-out-everywhere/", {}),
        ]
        # By turns at once, and when the others have begun.
        clock.begin("erase", f"{someone.id} {number % 5 * 0.02}")
        answers = site.volley(asks)
        found.must(clock.end() == "done", "not erased")
        found.promises += sum(answer.is_promise for answer in answers)
        statuses = [answer.status for answer in answers]
        found.must(not {status for status in statuses if status >= 500}, statuses)
        where = [table for table in clock.do("where", name) if table != "mail_outgoingmail"]
        # The farewell waits in the outbox for the address that was theirs.
        letters = site.installation.ask(
            f"SELECT count(*) FROM mail_outgoingmail WHERE address LIKE '{name}%' AND key NOT LIKE 'erased-%'"
        )
        found.must(where == [], (where, statuses))
        found.must(letters == [(0,)], f"{letters} letters")
        site.expected_lines += site.lines() - before
    return found


def pages_after_removals(site: Site, clock: Clock, *, rounds: int, found: Found | None = None) -> Found:
    """So many removals; then every page that can be reached by links, for everybody who has other pages."""
    found = found or Found("I15 pages after removals")
    for number in range(rounds):
        found.rounds += 1
        before = site.lines()
        _removed(site, clock, number)
        found.promises += 1
        site.expected_lines += site.lines() - before - _counted(site)
    for who in ("", "sender-0", "host-0", "facilitator", "secretariat", "administrator"):
        _crawl(site, found, who)
    return found


# What `published` and `proposed` have counted already.
_seen_before: dict[int, int] = {}


def _counted(site: Site) -> int:
    counted = site.expected_lines - _seen_before.get(id(site), site.expected_lines)
    _seen_before[id(site)] = site.expected_lines
    return counted


def _removed(site: Site, clock: Clock, number: int) -> None:
    """Something with a history goes, by turns: a person with entries, an entry, news, an organisation's membership."""
    _seen_before[id(site)] = site.expected_lines
    kind, pk = number % 4, site.organisations["sender"]
    office = site.people["secretariat"]
    if kind == 0:
        someone = Someone(**clock.do("hire", f"{pk} leaver{number}x{site.answers.get(2, 0)}"))
        entry = int(site.done(someone.api("POST", "/entries", {"kind": "offer", "title": "Mine"}))["id"])
        site.done(someone.api("POST", f"/entries/{entry}/submit"))
        site.done(site.people["facilitator"].api("POST", f"/entries/{entry}/publish"))
        clock.begin("erase", f"{someone.id} 0")
        assert clock.end() == "done"
    elif kind == 1:
        wish, offer = published(site, WISH, "sender"), published(site, OFFER, "host")
        introduction = int(proposed(site, wish, offer)["id"])
        site.done(site.people["sender-0"].api("POST", f"/entries/{wish}/withdraw"))
        if number % 8 == 1:
            finish(site, introduction, "proposed")
    elif kind == 2:
        news = site.done(office.api("POST", "/news", {"title": f"N{number}", "text": "T", "language": "en"}))["id"]
        site.done(office.api("POST", f"/news/{news}/publish"))
        site.done(office.api("POST", f"/news/{news}/withdraw"))
    else:
        body = {"name": f"Gone {number}", "kind": "NGO", "country": "ES", "territory": "ES511"}
        made = site.done(office.api("POST", "/organisations", body))["id"]
        site.done(office.api("POST", f"/organisations/{made}/membership", {"membership": "active"}))
        site.done(office.api("POST", f"/organisations/{made}/membership", {"membership": "left"}))


def _crawl(site: Site, found: Found, who: str) -> None:
    """Follow every link of every page, once; nothing but links."""
    session = site.people[who].session if who else ""
    waiting, known = ["/"], {"/"}
    while waiting and len(known) < MOST_PAGES:
        lot, waiting = waiting[:8], waiting[8:]
        for path, answer in zip(lot, site.volley([by_page(path, session) for path in lot]), strict=True):
            found.must(0 < answer.status < 500, f"{path} for {who or 'a visitor'}: {answer.status}")
            if "text/html" in answer.headers.get("content-type", ""):
                new = [link for link in _links(answer.text) if link not in known]
                known.update(new)
                waiting += new
    _objects(site, found, who)


def _links(page: str) -> list[str]:
    """Addresses of ours, without those that only sort or filter what another page shows."""
    found = re.findall(r'href="(/[^"#?]*(?:\?page=\d+)?)"', page)
    return [link for link in dict.fromkeys(found) if not link.startswith(("/static/", "/accounts/logout"))]


def _objects(site: Site, found: Found, who: str) -> None:
    """Things that no page links to any more have an address all the same."""
    tables: dict[str, Any] = {"entries": "matchmaking_entry", "introductions": "matchmaking_introduction"}
    token = site.people[who].token if who else ""
    for part, table in tables.items():
        rows = site.installation.ask(f"SELECT id FROM {table} ORDER BY id DESC LIMIT 40")
        session = site.people[who].session if who else ""
        asks = [ask for (pk,) in rows for ask in _both(part, pk, token, session)]
        for first in range(0, len(asks), 8):
            lot = asks[first : first + 8]
            for ask, answer in zip(lot, site.volley(lot), strict=True):
                found.must(0 < answer.status < 500, f"{ask.path} for {who or 'a visitor'}: {answer.status}")


def _both(part: str, pk: int, token: str, session: str) -> list[Any]:
    return [by_page(f"/{part}/{pk}/", session), by_api("GET", f"/{part}/{pk}", token)]
