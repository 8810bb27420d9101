"""The reference pages on settings and commands, drawn from the code: `python -m hospes.cli.pages`."""

from pathlib import Path

from hospes.cli.commands import COMMANDS
from hospes.cli.settings_list import SETTINGS

FOLDER = Path(__file__).resolve().parents[3] / "docs" / "reference"


def settings_page() -> str:
    rows = "\n".join(f"| `{one.name}` | {one.meaning} | {one.default} |" for one in SETTINGS)
    return f"""# Settings

Environment variables, or lines `NAME=value` in the file `.env` of the data folder; the environment wins.
`hospes check` shows each with its value and where it comes from. Drawn from the code by `python -m hospes.cli.pages`.

| setting | what it is for | when nobody says |
|---|---|---|
{rows}

An installation that others reach sets at least `HOSPES_SECRET_KEY`, `HOSPES_ALLOWED_HOSTS`, `HOSPES_BASE_URL` and
`HOSPES_EMAIL_URL`. With a secret and hosts of its own, the demo can no longer be turned on.
"""


def commands_page() -> str:
    parts = [
        f"## `hospes {name}{f' {command.usage}' if command.usage else ''}`\n\n{command.summary}\n"
        + (f"\n```text\n{command.details}\n```\n" if command.details else "")
        + f"\nExample: `{command.example}`\n"
        for name, command in COMMANDS.items()
    ]
    return f"""# Commands

In a clone: `bin/hospes COMMAND`, which makes the environment where it is missing. Every command has `--help`.
Mistakes are said in one line on standard error, with the mend; the exit code is then 1, or 2 when the command line
or a file is not as it should be. Drawn from the code by `python -m hospes.cli.pages`.

{"".join(parts)}"""


def write() -> None:
    (FOLDER / "settings.md").write_text(settings_page(), encoding="utf-8")
    (FOLDER / "commands.md").write_text(commands_page(), encoding="utf-8")


if __name__ == "__main__":
    write()
