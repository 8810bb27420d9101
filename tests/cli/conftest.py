import socket

import pytest

from tests.core.installations import installation, migrated

__all__ = ["free_port", "installation", "migrated"]


@pytest.fixture
def free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])
