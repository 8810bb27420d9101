"""The same list of organisations goes in twice at the same instant, while one of them is changed by hand (I13)."""

import subprocess
import sys

from tests.races.running import Site
from tests.races.scene import Found

HEAD = "accreditation_id,name,town,region,country,org_type,accreditation_year,status,website,oid,pic\n"
ROWS = 60


def imported_twice_at_once(site: Site, *, rounds: int, found: Found | None = None) -> Found:
    """Each organisation is there once, with the values of the list; nobody is told that something broke."""
    found = found or Found("I13 one list imported twice at once")
    office = site.people["secretariat"]
    for number in range(rounds):
        found.rounds += 1
        before = site.lines()
        _import(site, f"first-{number}", number, "Early")
        pk = site.installation.ask(f"SELECT id FROM organisations_organisation WHERE name = 'Listed {number} 0'")[0][0]
        tag = site.ask(office.api("GET", f"/organisations/{pk}")).headers["etag"]
        both = [_started(site, f"second-{number}-{turn}", number, "Late") for turn in range(2)]
        changes = 0
        while any(one.poll() is None for one in both):
            answer = site.ask(
                office.api("PATCH", f"/organisations/{pk}", {"website": f"https://w{changes}.example"}, If_Match=tag)
            )
            found.must(answer.status in (200, 412), f"changed by hand {answer.status}")
            tag = site.ask(office.api("GET", f"/organisations/{pk}")).headers["etag"]
            changes += 1
        codes = [one.wait() for one in both]
        found.promises += codes.count(0)
        found.must(codes == [0, 0], f"imports ended with {codes}")
        rows = site.installation.ask(
            f"SELECT count(*), count(DISTINCT name) FROM organisations_organisation WHERE name LIKE 'Listed {number} %'"
        )
        late = site.installation.ask(
            f"SELECT count(*) FROM organisations_organisation WHERE name LIKE 'Listed {number} %' AND town = 'Late'"
        )
        found.must((rows, late) == ([(ROWS, ROWS)], [(ROWS,)]), (rows, late))
        whole = site.installation.ask(
            f"SELECT count(*) FROM journal_journalline WHERE sequence > {before} AND verb = 'organisations.imported'"
        )
        found.must(whole == [(2,)], f"{whole} imports in the journal")
        site.expected_lines += site.lines() - before
    return found


def _file(site: Site, name: str, number: int, town: str) -> str:
    path = site.installation.folder / f"{name}.csv"
    rows = [
        f"2021-1-SE01-KA120-VET-{number:04}{row:05},Listed {number} {row},{town},SE232,SE,NGO,2021,Accredited,,,\n"
        for row in range(ROWS)
    ]
    path.write_text(HEAD + "".join(rows), encoding="utf-8")
    return str(path)


def _import(site: Site, name: str, number: int, town: str) -> None:
    assert _started(site, name, number, town).wait(timeout=60) == 0, site.log()


def _started(site: Site, name: str, number: int, town: str) -> "subprocess.Popen[str]":
    with (site.installation.folder / "serve.log").open("a") as log:
        process = subprocess.Popen(
            [sys.executable, "-m", "hospes", "import", "organisations", _file(site, name, number, town)],
            env=site.installation.environment,
            stdout=log,
            stderr=log,
            text=True,
        )
    site.installation.processes.append(process)
    return process
