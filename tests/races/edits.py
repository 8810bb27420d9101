"""Many write the same thing at the same instant, or one sends the same thing many times.

I11: with the same `Idempotency-Key` one effect and one answer. I12: of many changes of one version exactly one is made.
I14: what was promised can be read at once, in every process, in lists, in the search and in counts.
"""

import json
from collections import Counter

from tests.races.asking import Answer, Ask, by_api
from tests.races.introductions import OFFER, published
from tests.races.running import Site
from tests.races.scene import Found

AT_ONCE = 20


def changes_of_one_version(site: Site, *, rounds: int, found: Found | None = None) -> Found:
    """Twenty PATCH of one entry, one organisation, one profile, all with the tag that was read."""
    found = found or Found("I12 twenty changes of one version")
    member = site.people["sender-0"]
    entry = published(site, OFFER, "sender")
    things = (
        (f"/entries/{entry}", "title"),
        (f"/organisations/{site.organisations['sender']}", "town"),
        ("/me", "name"),
    )
    for number in range(rounds):
        found.rounds += 1
        path, field = things[number % len(things)]
        tag = site.ask(member.api("GET", path)).headers["etag"]
        before = site.lines()
        asks = [member.api("PATCH", path, {field: f"N{number} {one}"}, If_Match=tag) for one in range(AT_ONCE)]
        answers = site.volley(asks)
        counts = Counter(answer.status for answer in answers)
        found.promises += counts[200]
        found.must(counts == {200: 1, 412: AT_ONCE - 1}, (path, dict(counts)))
        kept = site.done(member.api("GET", path))[field]
        promised = [answer.json[field] for answer in answers if answer.status == 200]
        found.must(promised == [kept], (promised, kept))
        found.must(site.lines() - before == 1, f"{site.lines() - before} lines")
        site.expected_lines += 1
    return found


def keys_sent_again(site: Site, *, rounds: int, found: Found | None = None, restarts: bool = True) -> Found:
    """Each key four times at once; then another body with it; then all again, after the site was killed and started."""
    found = found or Found("I11 one key sent many times")
    member = site.people["sender-0"]
    first: dict[str, Answer] = {}
    for number in range(rounds):
        found.rounds += 1
        key, title = f"key-{site.answers.get(2, 0)}-{number}", f"Repeated {number}"
        answers = site.volley([_draft(site, title, key)] * 4)
        found.promises += sum(answer.status == 201 for answer in answers)
        found.must({answer.status for answer in answers} == {201}, [answer.status for answer in answers])
        made = {answer.body for answer in answers}
        found.must(len(made) == 1, f"{len(made)} answers to one key")
        other = site.ask(_draft(site, f"{title} otherwise", key))
        found.must(other.status == 422, f"another body: {other.status}")
        first[key] = answers[0]
        site.expected_lines += 1
    if restarts:
        site.kill(whole=True)
        site.start_again()
    for number, (key, answer) in enumerate(first.items()):
        again = site.ask(_draft(site, f"Repeated {number}", key))
        found.must((again.status, again.body) == (201, answer.body), f"after the restart: {again.status}")
    titles = Counter(entry["title"] for entry in site.everything("/entries?status=draft", member_name(member.email)))
    found.must(all(titles[f"Repeated {number}"] == 1 for number in range(rounds)), titles.most_common(3))
    return found


def _draft(site: Site, title: str, key: str) -> Ask:
    body = {"kind": "offer", "title": title}
    return site.people["sender-0"].api("POST", "/entries", body, Idempotency_Key=key)


def member_name(address: str) -> str:
    return address.partition("@")[0]


def read_what_was_promised(site: Site, *, rounds: int, found: Found | None = None) -> Found:
    """After each promise six readers at once, so that every process is asked: all see it, and count it."""
    found = found or Found("I14 what was promised is read at once")
    member = site.people["sender-0"]
    for number in range(rounds):
        found.rounds += 1
        # A word that no other entry has, of letters alone.
        word = "zq" + "".join(chr(ord("a") + int(figure)) for figure in f"{number:05}")
        entry = published(site, OFFER, "sender", title=f"Weaving {word}")
        _seen(site, found, word, entry, 1)
        site.done(member.api("POST", f"/entries/{entry}/pause"))
        _seen(site, found, word, entry, 0)
        site.expected_lines += 1
        found.promises += 2
    return found


def _seen(site: Site, found: Found, word: str, entry: int, count: int) -> None:
    by_word, by_search = f"/entries?search={word}", f"/search/?search={word}"
    pages = [by_api("GET", by_word)] * 6 + [site.people["facilitator"].page(by_search)] * 3
    answers = site.volley(pages)
    for answer in answers[:6]:
        listed = json.loads(answer.body) if answer.status == 200 else {"count": answer.status, "items": []}
        numbers = [one["id"] for one in listed["items"]]
        found.must((listed["count"], numbers) == (count, [entry] * count), (word, listed["count"], numbers))
    for answer in answers[6:]:
        found.must((f"/entries/{entry}/" in answer.text) == bool(count), f"search says otherwise of {word}")
