"""The contract fuzzer against the API in this process, on the real database.

It sends what the document allows and what it does not, follows links from answer to answer, and checks that every
answer is one that the document knows.
"""

import threading
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field
from typing import Any

import pytest
import schemathesis
from django.core.wsgi import get_wsgi_application
from django.db import connections
from schemathesis.config import SchemathesisConfig
from schemathesis.engine import events, from_schema
from schemathesis.transport.wsgi import WSGITransport

from hospes.organisations.choices import Post
from hospes.organisations.models import Organisation
from hospes.people.choices import PartnershipRole
from hospes.people.models import ApiToken, HeldRole, Person
from tests.api.conftest import token_of
from tests.factories.matchmaking import EntryFactory
from tests.factories.organisations import JoinRequestFactory, OrganisationFactory, PostFactory
from tests.factories.outreach import NewsFactory, NoticeFactory, SupporterFactory
from tests.factories.people import HeldRoleFactory, PersonFactory

# Refusals that well written requests may meet: about who asks, what there is, and what rules allow.
WELL_WRITTEN = ["2xx", "304", "400", "401", "403", "404", "409", "412", "422", "428"]


@schemathesis.check
def what_is_written_as_the_document_says_is_not_malformed(
    _context: schemathesis.CheckContext, response: schemathesis.Response, case: schemathesis.Case
) -> None:
    """A 400 to a well written request is about a rule that no schema can say: kind `invalid`, and no other."""
    if case.meta is None or not case.meta.generation.mode.is_positive or response.status_code != 400:
        return
    kind = response.json()["type"].rpartition("#")[2]
    assert kind == "invalid", f"{kind}: {response.json()['errors']}"


@dataclass(frozen=True)
class Asker:
    """Somebody who may do everything, in a small partnership; whatever they do to themselves is undone."""

    person: Person
    token: str

    def stay(self) -> None:
        ApiToken.objects.filter(person=self.person).exclude(revoked_at=None).update(revoked_at=None)
        HeldRole.objects.filter(person=self.person).exclude(ended_at=None).delete()
        roles = HeldRole.objects.filter(person=self.person).values_list("role", flat=True)
        for role in {PartnershipRole.SECRETARIAT, PartnershipRole.ADMINISTRATOR} - set(roles):
            HeldRoleFactory(person=self.person, role=role)
        if not self.person.posts.filter(ended_on=None, post=Post.REPRESENTATIVE, organisation=self.organisation):
            self.person.posts.all().delete()
            self.organisation.posts.all().delete()
            PostFactory(organisation=self.organisation, person=self.person, post=Post.REPRESENTATIVE)

    @property
    def organisation(self) -> Organisation:
        return Organisation.objects.get(slug="the-askers-own")


def somebody() -> Asker:
    organisation = OrganisationFactory(authority_of="SE232", slug="the-askers-own")
    person = PersonFactory(name="Everybody")
    asker = Asker(person, token_of(person, organisation))
    asker.stay()
    host = PostFactory(organisation=OrganisationFactory(country="NO", territory="NO0A2"))
    for kind in ("offer", "wish", "idea"):
        EntryFactory(kind=kind, organisation=organisation, published=True, full=True)
        EntryFactory(kind=kind, organisation=host.organisation, published=True, full=True)
    for factory in (JoinRequestFactory, NewsFactory, NoticeFactory, SupporterFactory):
        factory()
    return asker


@dataclass
class Found:
    """What a run came to."""

    requests: int = 0
    operations: set[str] = field(default_factory=set)
    statuses: dict[int, int] = field(default_factory=dict)
    failures: dict[str, str] = field(default_factory=dict)

    def told(self) -> str:
        return "\n\n".join(f"{title}\n{text}" for title, text in sorted(self.failures.items()))


# Settings of a socket, which the fuzzer also gives to an application that it calls in its own process.
OF_A_SOCKET = ("max_redirects", "verify", "cert", "proxies")


@contextmanager
def _without_a_socket() -> Iterator[None]:
    send = WSGITransport.send

    def in_this_process(transport: WSGITransport, case: Any, **options: Any) -> Any:
        return send(transport, case, **{name: value for name, value in options.items() if name not in OF_A_SOCKET})

    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(WSGITransport, "send", in_this_process)
        yield


def run(
    asker: Asker, *, examples: int, steps: int, seconds: int | None = None, seed: int = 7, phases: Sequence[str]
) -> Found:
    """Run the phases; the same seed sends the same requests. `seconds`: stop after so long."""
    config = SchemathesisConfig.from_dict(_configuration(asker.token, examples, steps, seconds, seed, phases))
    application = get_wsgi_application()

    def answered(environ: Any, start: Any) -> Any:
        try:
            asker.stay()
            return application(environ, start)
        finally:
            # The fuzzer's phases run in threads of their own, and leave without a word.
            if threading.current_thread() is not threading.main_thread():
                connections.close_all()

    schema = schemathesis.openapi.from_wsgi("/api/v1/openapi.json", answered, config=config)
    found = Found()
    with _without_a_socket():
        for event in from_schema(schema).execute():
            _note(found, event)
    return found


def _configuration(
    token: str, examples: int, steps: int, seconds: int | None, seed: int, phases: Sequence[str]
) -> dict[str, Any]:
    return {
        "seed": seed,
        **({"max-time": seconds} if seconds else {}),
        "headers": {"Authorization": f"Bearer {token}"},
        "workers": 1,
        "continue-on-failure": True,
        "generation": {"max-examples": examples, "deterministic": True, "database": "none", "no-shrink": True},
        "checks": {
            "positive_data_acceptance": {"expected-statuses": WELL_WRITTEN},
            # Who may not, and a key used before, are looked at before the other headers.
            "missing_required_header": {"expected-statuses": ["400", "403", "404", "422", "428"]},
        },
        "phases": {
            **{name: {"enabled": name in phases} for name in ("examples", "coverage", "fuzzing")},
            "stateful": {"enabled": "stateful" in phases, "max-steps": steps},
        },
        "cache": {"enabled": False},
    }


def _note(found: Found, event: events.EngineEvent) -> None:
    if isinstance(event, events.FatalError):
        raise event.exception
    if isinstance(event, events.NonFatalError):
        found.failures[f"{event.label}: {type(event.value).__name__}"] = str(event.value)
    if isinstance(event, events.ScenarioFinished):
        for title, text in _failures(event):
            found.failures.setdefault(title, text)
        for exchange in event.recorder.interactions.values():
            found.requests += 1
            if exchange.response is not None:
                status = exchange.response.status_code
                found.statuses[status] = found.statuses.get(status, 0) + 1
        found.operations |= {node.value.operation.label for node in event.recorder.cases.values()}


def _failures(event: events.ScenarioFinished) -> Iterator[tuple[str, str]]:
    for case_id, checks in event.recorder.checks.items():
        for check in checks:
            if check.failure_info is not None:
                case = event.recorder.cases[case_id].value
                exchange = event.recorder.interactions.get(case_id)
                answer = exchange.response.text[:600] if exchange and exchange.response else ""
                yield (
                    f"{case.operation.label} {check.name}",
                    f"{check.failure_info.failure}\n{check.failure_info.code_sample}\n{answer}",
                )
