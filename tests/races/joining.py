"""The same invitation and the same request to join are answered by several at the same instant.

One link lets one person in, once; one request makes one organisation. (2.6 and 2.15 of the attacks, I8 of the
invariants.)
"""

from collections import Counter

from tests.races.asking import Answer, Ask, by_page
from tests.races.running import Site
from tests.races.scene import Found


def invitations_accepted_twice(site: Site, *, rounds: int, found: Found | None = None) -> Found:
    """Two browsers open an account by one link, while a colleague changes the organisation that it leads to."""
    found = found or Found("2.6 one invitation accepted twice")
    boss, pk = site.people["rival-0"], site.organisations["rival"]
    for number in range(rounds):
        found.rounds += 1
        site.installation.ask("DELETE FROM core_limitcount")
        address = f"invited-{number}-{site.answers.get(2, 0)}@hospes.example"
        site.done(boss.api("POST", f"/organisations/{pk}/invitations", {"email": address}))
        path = _link(site, address, "/invitations/")
        tag = site.ask(boss.api("GET", f"/organisations/{pk}")).headers["etag"]
        before = site.lines()
        answers = site.volley(
            [
                _opens(path, "First"),
                boss.api("PATCH", f"/organisations/{pk}", {"town": f"Town {number}"}, If_Match=tag),
                _opens(path, "Second"),
            ]
        )
        statuses = sorted(answer.status for answer in (answers[0], answers[2]))
        found.promises += statuses.count(302) + (answers[1].status == 200)
        found.must(statuses in ([302, 410], [200, 302]), f"accepted {statuses}")
        found.must(answers[1].status == 200, f"changed {answers[1].status}")
        people = site.installation.ask(f"SELECT count(*) FROM people_person WHERE email = '{address}'")
        posts = site.installation.ask(
            "SELECT count(*) FROM organisations_organisationpost JOIN people_person"
            f" ON people_person.id = person_id WHERE email = '{address}'"
        )
        found.must((people, posts) == ([(1,)], [(1,)]), (people, posts))
        verbs = _verbs_after(site, before)
        found.must(verbs["invitation.accepted"] == verbs["person.added"] == 1, verbs)
        site.expected_lines += 1 + verbs.total()
    return found


def _opens(path: str, name: str) -> Ask:
    return by_page(
        path,
        body={"name": name, "password": "a wooden bridge at dawn 7", "language": "en", "time_zone": "Europe/Brussels"},
    )


def requests_answered_twice(site: Site, *, rounds: int, found: Found | None = None) -> Found:
    """Two accept and one declines, through the API and the pages: one answer counts, and one organisation is made."""
    found = found or Found("2.15 one request to join answered twice")
    office = site.people["secretariat"]
    for number in range(rounds):
        found.rounds += 1
        site.installation.ask("DELETE FROM core_limitcount")
        name = f"Asking {number} {site.answers.get(2, 0)}"
        asked = {
            "name": name, "kind": "NGO", "country": "SE", "territory": "SE232", "languages": "sv",
            "motivation": "We would like to.", "contact_name": "Ask Er", "contact_email": f"a{number}@asking.example",
        }  # fmt: skip
        answer = site.ask(by_page("/join/", body=asked))
        assert answer.status == 302, answer.body
        rows = site.installation.ask(f"SELECT id FROM organisations_joinrequest WHERE name = '{name}'")
        pk = rows[0][0]
        before = site.lines()
        answers = site.volley(
            [
                office.api("POST", f"/join-requests/{pk}/accept", {"words": "Welcome"}),
                office.page(f"/join-requests/{pk}/accept/", {"words": "Welcome"}),
                office.api("POST", f"/join-requests/{pk}/decline", {"reason": "Next year."}),
                office.page(f"/join-requests/{pk}/decline/", {"reason": "Next year."}),
            ]
        )
        _one_answer(site, found, str(pk), name, answers, before)
    return found


def _one_answer(site: Site, found: Found, pk: str, name: str, answers: list[Answer], before: int) -> None:
    statuses = [answer.status for answer in answers]
    won = [place for place, status in enumerate(statuses) if status in (200, 302)]
    found.promises += len(won)
    found.must(len(won) == 1, statuses)
    found.must(not {status for status in statuses if status not in (200, 302)} - {403, 409}, statuses)
    accepted = bool(won) and won[0] < 2
    organisations = site.installation.ask(f"SELECT count(*) FROM organisations_organisation WHERE name = '{name}'")
    verbs = _verbs_after(site, before)
    found.must(organisations == [(int(accepted),)], organisations)
    found.must(verbs["join_request.accepted"] + verbs["join_request.declined"] == 1, verbs)
    shown = site.done(site.people["secretariat"].api("GET", f"/join-requests/{pk}"))
    found.must(shown["status"] == ("accepted" if accepted else "declined"), shown["status"])
    site.expected_lines += 1 + verbs.total()


def _link(site: Site, address: str, part: str) -> str:
    rows = site.installation.ask(f"SELECT link FROM mail_outgoingmail WHERE address = '{address}' ORDER BY id DESC")
    return part + rows[0][0].split(part)[1]


def _verbs_after(site: Site, count: int) -> "Counter[str]":
    """What the journal gained beyond its first `count` lines."""
    rows = site.installation.ask(f"SELECT verb FROM journal_journalline WHERE sequence > {count}")
    return Counter(str(verb) for (verb,) in rows)
