"""`hospes`, the command line. Mistakes are answered with one line and the mend, never with a traceback."""

import sys

from hospes.cli.commands import COMMANDS, OWN_HELP
from hospes.cli.mistakes import MistakeError
from hospes.core.release import release


def main(given: list[str] | None = None) -> int:
    words = sys.argv[1:] if given is None else given
    try:
        return _run(words)
    except MistakeError as mistake:
        _say(str(mistake))
        return mistake.code
    except KeyboardInterrupt:
        return 130
    except BrokenPipeError:
        # Whoever read our lines has seen enough.
        sys.stderr.close()
        return 0
    except Exception as error:
        words_for_it = _trouble(error)
        if words_for_it is None:
            raise
        _say(words_for_it)
        return 1


def _run(words: list[str]) -> int:
    if not words or words[0] in {"--help", "-h", "help"}:
        print(overview())
        return 0
    name, given = words[0], words[1:]
    if name == "--version":
        print(release())
        return 0
    if name not in COMMANDS:
        raise MistakeError(f"There is no command {name!r}. `hospes --help` lists them.", code=2)
    if ("--help" in given or "-h" in given) and name not in OWN_HELP:
        print(COMMANDS[name].help_for(name))
        return 0
    return COMMANDS[name].run(given)


def overview() -> str:
    width = max(map(len, COMMANDS))
    lines = "\n".join(f"  {name:<{width}}  {command.summary}" for name, command in COMMANDS.items())
    return f"""Hospes, the system a partnership of regions runs on.

  hospes COMMAND [options]

{lines}

`hospes COMMAND --help` says more, with an example."""


def _say(message: str) -> None:
    line = " ".join(message.split())
    print(f"hospes: {line}", file=sys.stderr)


def _trouble(error: Exception) -> str | None:
    """A sentence for trouble that a person can mend; None for a fault of ours."""
    from django.db import OperationalError

    if isinstance(error, OperationalError):
        return f"The database does not answer: {error}. Start it, or correct HOSPES_DATABASE_URL."
    if isinstance(error, PermissionError):
        return (
            f"{error.filename} cannot be used: {error.strerror}. Give yourself the right to it, or set HOSPES_DATA_DIR."
        )
    return None
