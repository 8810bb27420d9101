"""Where webhooks may go: by HTTPS, to a name, at an address that everybody on the internet can reach.

The address is looked up and judged when a webhook is saved and again at each delivery, and the connection
goes to the judged address itself: a name that leads elsewhere a moment later changes nothing.
"""

import ipaddress
import re
import socket
from collections.abc import Callable
from dataclasses import dataclass
from urllib.parse import SplitResult, urlsplit

from django.conf import settings

Address = ipaddress.IPv4Address | ipaddress.IPv6Address
Lookup = Callable[[str, int], list[str]]

PORTS = frozenset({443, 8443})
LONGEST = 500
_LABEL = re.compile(r"(?!-)[a-z0-9-]{1,63}(?<!-)", re.ASCII)
_LAST_LABEL = re.compile(r"[a-z][a-z0-9-]*[a-z0-9]", re.ASCII)
# Names that lead nowhere or into one's own house (RFC 6761, 6762, 7686, 8375, 9476, and what networks use).
_OWN_HOUSE = frozenset(
    "localhost local internal intranet lan corp home private localdomain arpa invalid test onion alt".split()
)
# In the part of IPv6 given out to the world (2000::/3): addresses that hold another address, or are for examples.
_HOLDS_ANOTHER = tuple(
    ipaddress.ip_network(block) for block in ("2001::/23", "2002::/16", "2001:db8::/32", "3fff::/20")
)
_GLOBAL_UNICAST = ipaddress.ip_network("2000::/3")
# In IPv4: relays from 6to4, and the address at which one large cloud tells a machine about itself.
_NOT_FOR_US = tuple(ipaddress.ip_network(block) for block in ("192.88.99.0/24", "168.63.129.16/32"))


class AddressRefusedError(ValueError):
    """`code` says why; forms have the sentence."""

    def __init__(self, code: str) -> None:
        super().__init__(code)
        self.code = code


@dataclass(frozen=True)
class Target:
    """A webhook's address, taken apart."""

    host: str
    port: int
    path: str
    is_secure: bool = True

    @property
    def name(self) -> str:
        """As the `Host` header says it."""
        usual = 443 if self.is_secure else 80
        shown = f"[{self.host}]" if ":" in self.host else self.host
        return shown if self.port == usual else f"{shown}:{self.port}"


def read(address: str) -> Target:
    """Take an address apart, or say why nothing may be sent there. Looks nothing up."""
    parts = _split(address)
    if parts.username is not None or parts.password is not None or "@" in parts.netloc:
        raise AddressRefusedError("user")
    if settings.WEBHOOKS_LOOPBACK and _is_loopback(parts.hostname or ""):
        return _target(parts, parts.hostname or "", is_secure=parts.scheme == "https")
    if parts.scheme != "https":
        raise AddressRefusedError("not_https")
    if _port(parts) not in (None, *PORTS):
        raise AddressRefusedError("port")
    return _target(parts, _name(parts.hostname or ""), is_secure=True)


def judged(target: Target, lookup: Lookup | None = None) -> str:
    """The address to connect to. Refuses when any of the name's addresses is not open to everybody."""
    if settings.WEBHOOKS_LOOPBACK and _is_loopback(target.host):
        return "127.0.0.1" if target.host == "localhost" else target.host
    try:
        found = (lookup or _look_up)(target.host, target.port)
    except (OSError, UnicodeError):
        found = []
    if not found:
        raise AddressRefusedError("no_address")
    if not all(is_open_to_all(one) for one in found):
        raise AddressRefusedError("closed_network")
    return found[0]


def is_open_to_all(text: str) -> bool:
    """Whether this is an address of the public internet, and no other address in disguise."""
    try:
        address: Address = ipaddress.ip_address(text)
    except ValueError:
        return False
    if address.is_multicast or address.is_reserved or not address.is_global:
        return False
    if isinstance(address, ipaddress.IPv4Address):
        return not any(address in block for block in _NOT_FOR_US)
    # Mapped, translated (NAT64) and tunnelled addresses lie outside, or in the blocks named above.
    return address in _GLOBAL_UNICAST and not any(address in block for block in _HOLDS_ANOTHER)


def _look_up(host: str, port: int) -> list[str]:
    rows = socket.getaddrinfo(host, port, type=socket.SOCK_STREAM)
    return list(dict.fromkeys(str(row[4][0]) for row in rows))


def _split(address: str) -> SplitResult:
    if len(address) > LONGEST or not address.isprintable() or re.search(r"[\s\\]", address):
        raise AddressRefusedError("not_an_address")
    try:
        parts = urlsplit(address)
        _port(parts)
    except ValueError:
        raise AddressRefusedError("not_an_address") from None
    if not parts.hostname:
        raise AddressRefusedError("not_an_address")
    return parts


def _port(parts: SplitResult) -> int | None:
    return parts.port


def _name(host: str) -> str:
    """A name with a dot in it: numbers in any spelling are no names, and nothing of one's own house is."""
    try:
        name = host.encode("idna").decode("ascii").lower()
    except UnicodeError:
        raise AddressRefusedError("not_a_name") from None
    labels = name.split(".")
    if len(labels) < 2 or len(name) > 253 or not all(_LABEL.fullmatch(label) for label in labels):
        raise AddressRefusedError("not_a_name")
    if not _LAST_LABEL.fullmatch(labels[-1]) or labels[-1] in _OWN_HOUSE:
        raise AddressRefusedError("not_a_name")
    if name == (urlsplit(settings.BASE_URL).hostname or ""):
        raise AddressRefusedError("ourselves")
    return name


def _target(parts: SplitResult, host: str, *, is_secure: bool) -> Target:
    path = parts.path or "/"
    if not path.isascii() or not (parts.query or "").isascii():
        raise AddressRefusedError("not_an_address")
    usual = 443 if is_secure else 80
    return Target(host, parts.port or usual, f"{path}?{parts.query}" if parts.query else path, is_secure)


def _is_loopback(host: str) -> bool:
    return host in {"127.0.0.1", "localhost", "::1"}
