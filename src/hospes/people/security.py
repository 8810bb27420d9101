"""The security log: what was refused at the doors, and who came in.

The journal holds what people did. What strangers tried is no deed of anybody's: it goes into the log of the
service, one line each, with the request id, under the name `hospes.security`. No address, password, code or
token is written there; who was meant stands there as the person's key, as in the journal.
"""

from collections.abc import Iterable

import structlog

from hospes.people.models import Person

_log = structlog.stdlib.get_logger("hospes.security")


def note(what: str, *, about: Person | None = None, **facts: str | int) -> None:
    """One line: `what` was refused."""
    if about is not None:
        facts["person"] = str(about.key)
    _log.warning(what, **facts)


def note_sign_in(person: Person, ways: Iterable[str]) -> None:
    """One line: somebody came in, by a password, a link, a passkey, a code, or another provider."""
    _log.info("signed in", person=str(person.key), ways=sorted(ways))
