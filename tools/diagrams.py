"""Draw the states of `choices.py` into docs/reference/states.md. `check` only compares."""

import sys
from collections.abc import Mapping, Set
from pathlib import Path
from typing import TYPE_CHECKING

import django

django.setup()

from hospes.consortia.choices import NEXT_PARTNER  # noqa: E402
from hospes.cooperation.choices import NEXT_LINK  # noqa: E402
from hospes.matchmaking.choices import NEXT_ENTRY, NEXT_EXCHANGE, NEXT_INTRODUCTION  # noqa: E402
from hospes.organisations.choices import NEXT_JOIN, NEXT_MEMBERSHIP  # noqa: E402

if TYPE_CHECKING:
    from django.db.models import TextChoices

PAGE = Path(__file__).resolve().parent.parent / "docs" / "reference" / "states.md"
DIAGRAMS: tuple[tuple[str, "Mapping[TextChoices, Set[TextChoices]]"], ...] = (
    ("Entry", NEXT_ENTRY),
    ("Introduction", NEXT_INTRODUCTION),
    ("Exchange", NEXT_EXCHANGE),
    ("Join request", NEXT_JOIN),
    ("Membership", NEXT_MEMBERSHIP),
    ("Cooperation link", NEXT_LINK),
    ("Partner in a consortium", NEXT_PARTNER),
)


def drawn(title: str, following: "Mapping[TextChoices, Set[TextChoices]]") -> str:
    """One state diagram: the first state of the dictionary is where it begins, states without exits end."""
    lines = [f"## {title}", "", "```mermaid", "stateDiagram-v2", f"    [*] --> {next(iter(following)).value}"]
    for state, exits in following.items():
        lines += [f"    {state.value} --> {one.value}" for one in sorted(exits, key=lambda one: one.value)]
        if not exits:
            lines.append(f"    {state.value} --> [*]")
    words = [f"- `{state.value}`: {state.label}" for state in following]
    return "\n".join([*lines, "```", "", *words, ""])


def page() -> str:
    head = (
        "# States\n\nDrawn from the dictionaries in `choices.py` by `just diagrams`. What is not drawn cannot happen.\n"
    )
    return "\n".join([head, *(drawn(title, following) for title, following in DIAGRAMS)])


if __name__ == "__main__":
    if sys.argv[1:] == ["check"]:
        sys.exit(0 if PAGE.exists() and PAGE.read_text(encoding="utf-8") == page() else "Run `just diagrams`.")
    PAGE.write_text(page(), encoding="utf-8")
