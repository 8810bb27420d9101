"""The table of permissions as a page of the documentation."""

import re
from collections.abc import Iterator
from pathlib import Path

from tests.pages.routes import all_routes
from tests.permissions.lines import Line
from tests.permissions.table import CHAPTERS
from tests.world import DEACTIVATED, ROLES

DOCUMENT = Path(__file__).resolve().parents[2] / "docs" / "reference" / "who-sees-what.md"
SHOWN = tuple(role for role in ROLES if role != DEACTIVATED)

INTRODUCTION = """\
# Who sees what

Every address of the site, and what each role may do there. This page is drawn from `tests/permissions/table.py`,
and the tests ask every address in every role whether it is true. To change it, change the table, then run
`python tools/permissions.py`.

“Our” things belong to one organisation. *Member*, *deputy* and *representative* are people of that organisation; the
*stranger* is the representative of another one that has nothing to do with it. A person whose account is closed is a
visitor, whatever they hold in their hands.

- **sees**: opens the page.
- **acts**: presses its button or sends its form.
- **refused**: sees that the thing is there, and is told that this is not for them.
- **·**: a visitor is asked to sign in; somebody who is signed in is told that there is no such page, in the same words
  as for a thing that does not exist.
"""


def drawn() -> str:
    return "\n".join([INTRODUCTION, *(part for title, lines in CHAPTERS.items() for part in _chapter(title, lines))])


def _chapter(title: str, lines: tuple[Line, ...]) -> Iterator[str]:
    yield f"## {title}\n"
    yield f"| Address | About | {' | '.join(SHOWN)} |"
    yield "|---|---|" + "---|" * len(SHOWN)
    for line in lines:
        yield f"| `{_address(line)}` | {line.about} | {' | '.join(_cell(line, role) for role in SHOWN)} |"
    yield ""


def _address(line: Line) -> str:
    pattern = re.sub(r"\(\?P<(\w+)>[^)]*\)", r"<\1>", all_routes()[line.route].pattern)
    pattern = re.sub(r"<\w+:(\w+)>", r"<\1>", pattern).replace("^", "").removesuffix("$")
    return pattern if line.verb == "POST" else f"{line.verb} {pattern}"


def _cell(line: Line, role: str) -> str:
    words = [word for word, roles in (("sees", line.see), ("acts", line.act)) if role in roles]
    return ", ".join(words) or ("refused" if role in line.refused else "·")
