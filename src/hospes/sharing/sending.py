"""One delivery over the wire: five seconds in all, no redirect, and nothing read but the first lines of the answer."""

import http.client
import socket
import ssl
import threading
import time
from contextlib import suppress
from dataclasses import dataclass

from hospes.core.release import release
from hospes.sharing.addresses import AddressRefusedError, Target, judged
from hospes.sharing.choices import Trouble

SECONDS = 5.0


@dataclass(frozen=True)
class Outcome:
    """What became of one try."""

    status: int | None = None
    trouble: str = ""
    milliseconds: int = 0

    @property
    def arrived(self) -> bool:
        return not self.trouble


def send(target: Target, body: bytes, headers: dict[str, str]) -> Outcome:
    """Post to the target. Whatever happens there is an outcome and never an error here."""
    started = time.monotonic()
    status, trouble = _try(target, body, headers, started)
    return Outcome(status, trouble, round((time.monotonic() - started) * 1000))


def _try(target: Target, body: bytes, headers: dict[str, str], started: float) -> tuple[int | None, str]:
    try:
        address = judged(target)
    except AddressRefusedError as refused:
        return None, Trouble.NO_ADDRESS if refused.code == "no_address" else Trouble.ADDRESS
    connection = _Pinned(target, address)
    try:
        return _answer_of(connection, target, body, headers)
    except ssl.SSLError:
        return None, Trouble.SLOW if _is_late(started) else Trouble.TLS
    except TimeoutError:
        return None, Trouble.SLOW
    except http.client.HTTPException:
        return None, Trouble.SLOW if _is_late(started) else Trouble.NOT_HTTP
    except OSError:
        return None, Trouble.SLOW if _is_late(started) else Trouble.CONNECTION
    finally:
        connection.close()


def _answer_of(connection: "_Pinned", target: Target, body: bytes, headers: dict[str, str]) -> tuple[int | None, str]:
    """A receiver that sends a letter now and then cannot hold us: the line is cut when the time is up."""
    timer = threading.Timer(SECONDS, connection.cut)
    timer.daemon = True
    timer.start()
    try:
        connection.putrequest("POST", target.path, skip_host=True, skip_accept_encoding=True)
        named = {"Host": target.name, "Content-Type": "application/json", "Content-Length": str(len(body))}
        for name, value in {**named, "User-Agent": f"Hospes/{release()}", "Connection": "close", **headers}.items():
            connection.putheader(name, value)
        connection.endheaders(body)
        # The first line and the headers, which the library itself limits; never the body.
        status = connection.getresponse().status
    finally:
        timer.cancel()
    if 200 <= status < 300:
        return status, ""
    return status, Trouble.REDIRECT if 300 <= status < 400 else Trouble.STATUS


def _is_late(started: float) -> bool:
    return time.monotonic() - started >= SECONDS - 0.05


class _Pinned(http.client.HTTPConnection):
    """Connects to the judged address; the certificate is checked against the name."""

    def __init__(self, target: Target, address: str) -> None:
        super().__init__(target.host, target.port, timeout=SECONDS)
        self.address = address
        self.is_secure = target.is_secure
        self._lock = threading.Lock()
        self._is_cut = False

    def connect(self) -> None:
        plain = socket.create_connection((self.address, self.port), timeout=SECONDS)
        self._keep(plain)
        if self.is_secure:
            context = ssl.create_default_context()
            line = context.wrap_socket(plain, server_hostname=self.host, do_handshake_on_connect=False)
            self._keep(line)
            line.do_handshake()

    def _keep(self, line: socket.socket) -> None:
        with self._lock:
            self.sock = line
        if self._is_cut:
            raise TimeoutError

    def cut(self) -> None:
        self._is_cut = True
        with self._lock:
            line = self.sock
        if line is not None:
            with suppress(OSError):
                line.shutdown(socket.SHUT_RDWR)
