import socket
from collections.abc import Iterator

import pytest

from tests.sharing.receiver import Receiver, receiver_running


@pytest.fixture
def webhooks_on(settings) -> None:
    settings.WEBHOOKS = True


@pytest.fixture
def receiver(settings, webhooks_on: None) -> Iterator[Receiver]:
    """A receiver on this machine, and the setting that lets webhooks reach it."""
    settings.WEBHOOKS_LOOPBACK = True
    with receiver_running() as running:
        yield running


@pytest.fixture
def no_socket(monkeypatch: pytest.MonkeyPatch) -> list[object]:
    """Every connection that anything tried to open; none is opened."""
    tried: list[object] = []

    def refuse(address: object, *_arguments: object, **_options: object) -> None:
        tried.append(address)
        raise AssertionError(f"a socket to {address} was opened")

    monkeypatch.setattr(socket, "create_connection", refuse)
    monkeypatch.setattr(socket.socket, "connect", lambda _self, address: refuse(address))
    monkeypatch.setattr(socket.socket, "connect_ex", lambda _self, address: refuse(address))
    return tried
