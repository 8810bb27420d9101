"""Webhooks go to the public internet or nowhere. Names are looked up in a list of the test's own."""

import pytest

from hospes.sharing.addresses import AddressRefusedError, is_open_to_all, judged, read
from hospes.sharing.choices import Trouble
from hospes.sharing.sending import send

PUBLIC = "https://receiver.example.eu/hook"


def code_of(address: str) -> str:
    with pytest.raises(AddressRefusedError) as refused:
        read(address)
    return refused.value.code


@pytest.mark.parametrize(
    ("address", "code"),
    [
        ("https://127.0.0.1/", "not_a_name"),
        ("https://0/", "not_a_name"),
        ("https://0.0.0.0/", "not_a_name"),
        ("https://127.1/", "not_a_name"),
        ("https://[::1]/", "not_a_name"),
        ("https://[::ffff:127.0.0.1]/", "not_a_name"),
        ("https://[::]/", "not_a_name"),
        ("https://[64:ff9b::7f00:1]/", "not_a_name"),
        ("https://[2002:7f00:1::]/", "not_a_name"),
        ("https://2130706433/", "not_a_name"),
        ("https://0x7f.1/", "not_a_name"),
        ("https://0177.0.0.1/", "not_a_name"),
        ("https://0x7f000001/", "not_a_name"),
        ("https://169.254.169.254/latest/meta-data/", "not_a_name"),
        ("https://100.100.100.200/", "not_a_name"),
        ("https://8.8.8.8/", "not_a_name"),
        ("https://localhost/", "not_a_name"),
        ("https://localhost./", "not_a_name"),
        ("https://anything.localhost/", "not_a_name"),
        ("https://metadata.google.internal/", "not_a_name"),
        ("https://printer.local/", "not_a_name"),
        ("https://router.home.arpa/", "not_a_name"),
        ("https://intranet/", "not_a_name"),
        ("https://a..b.eu/", "not_a_name"),
        ("https://a_b.eu/", "not_a_name"),
        ("https://①②⑦.⓪.⓪.①/", "not_a_name"),
        ("http://receiver.example.eu/", "not_https"),
        ("file:///etc/passwd", "not_an_address"),
        ("file://receiver.example.eu/etc/passwd", "not_https"),
        ("gopher://receiver.example.eu/", "not_https"),
        ("ftp://receiver.example.eu/", "not_https"),
        ("//receiver.example.eu/", "not_https"),
        ("receiver.example.eu", "not_an_address"),
        ("https://ok@127.0.0.1/", "user"),
        ("https://user:pass@receiver.example.eu/", "user"),
        ("https://@receiver.example.eu/", "user"),
        ("https://receiver.example.eu:22/", "port"),
        ("https://receiver.example.eu:80/", "port"),
        ("https://receiver.example.eu:0/", "port"),
        ("https://receiver.example.eu:99999/", "not_an_address"),
        ("https://receiver.example.eu:x/", "not_an_address"),
        ("https://receiver.example.eu/a b", "not_an_address"),
        ("https://receiver.example.eu\\@127.0.0.1/", "not_an_address"),
        ("https://receiver.example.eu/\r\nX-Evil: 1", "not_an_address"),
        ("https://receiver.example.eu/\x00", "not_an_address"),
        ("https://receiver.example.eu/" + "a" * 500, "not_an_address"),
        ("https://[/", "not_an_address"),
        ("https:///hook", "not_an_address"),
        ("javascript:alert(1)", "not_an_address"),
        ("", "not_an_address"),
    ],
)
def test_what_is_no_public_name_is_refused_before_anything_is_looked_up(address: str, code: str, no_socket) -> None:
    assert (code_of(address), no_socket) == (code, [])


def test_our_own_address_is_refused(settings) -> None:
    settings.BASE_URL = "https://hospes.example.eu"

    assert code_of("https://hospes.example.eu/webhooks/") == "ourselves"


@pytest.mark.parametrize(
    ("address", "host", "port", "path", "name"),
    [
        (PUBLIC, "receiver.example.eu", 443, "/hook", "receiver.example.eu"),
        ("https://Receiver.Example.EU:8443", "receiver.example.eu", 8443, "/", "receiver.example.eu:8443"),
        ("https://schülerheim.example.at/a?b=c#d", "xn--schlerheim-ceb.example.at", 443, "/a?b=c", None),
    ],
)
def test_a_public_name_is_taken_apart(address: str, host: str, port: int, path: str, name: str | None) -> None:
    target = read(address)

    assert (target.host, target.port, target.path) == (host, port, path)
    assert target.name == (name or host)


@pytest.mark.parametrize(
    "closed",
    [
        "127.0.0.1", "127.255.255.254", "0.0.0.1", "10.0.0.1", "172.16.0.1", "172.31.255.255", "192.168.1.1",
        "169.254.169.254", "100.64.0.1", "100.100.100.200", "192.0.0.1", "192.0.2.1", "198.18.0.1", "198.51.100.1",
        "203.0.113.1", "192.88.99.1", "224.0.0.1", "240.0.0.1", "255.255.255.255", "168.63.129.16",
        "::", "::1", "::ffff:127.0.0.1", "::ffff:8.8.8.8", "::7f00:1", "64:ff9b::7f00:1", "64:ff9b::a9fe:a9fe",
        "64:ff9b:1::1", "100::1", "2001::1", "2001:0:7f00:1::", "2001:20::1", "2001:db8::1", "2002:7f00:1::",
        "2002:a9fe:a9fe::", "3fff::1", "fc00::1", "fd00:ec2::254", "fe80::1", "fe80::1%lo", "fec0::1", "ff02::1",
        "5f00::1", "4000::1", "no address", "",
    ],
)  # fmt: skip
def test_an_address_that_not_everybody_can_reach_is_refused(closed: str, no_socket) -> None:
    target = read(PUBLIC)

    with pytest.raises(AddressRefusedError) as refused:
        judged(target, lambda _host, _port: [closed])

    assert (is_open_to_all(closed), refused.value.code, no_socket) == (False, "closed_network", [])


@pytest.mark.parametrize("opened", ["8.8.8.8", "1.1.1.1", "192.0.1.1", "2a00:1450:4001::1", "2606:4700::1"])
def test_an_address_of_the_public_internet_is_taken(opened: str) -> None:
    assert judged(read(PUBLIC), lambda _host, _port: [opened]) == opened


@pytest.mark.parametrize("found", [["8.8.8.8", "127.0.0.1"], ["127.0.0.1", "8.8.8.8"], ["2606:4700::1", "::1"]])
def test_one_closed_address_among_open_ones_is_enough_to_refuse(found: list[str]) -> None:
    with pytest.raises(AddressRefusedError, match="closed_network"):
        judged(read(PUBLIC), lambda _host, _port: found)


def test_a_name_that_nobody_knows_is_refused() -> None:
    def unknown(_host: str, _port: int) -> list[str]:
        raise OSError

    with pytest.raises(AddressRefusedError, match="no_address"):
        judged(read(PUBLIC), unknown)


def test_a_name_that_leads_inside_at_the_delivery_opens_no_socket(monkeypatch, no_socket) -> None:
    """Rebinding: the name was public when the webhook was saved."""
    monkeypatch.setattr("socket.getaddrinfo", lambda *_a, **_o: [(2, 1, 6, "", ("127.0.0.1", 443))])

    outcome = send(read(PUBLIC), b"{}", {})

    assert (outcome.trouble, outcome.status, no_socket) == (Trouble.ADDRESS, None, [])


def test_the_connection_goes_to_the_judged_address_and_asks_for_the_name(monkeypatch) -> None:
    """The name is looked up once: what it says a moment later changes nothing."""
    answers = iter(["8.8.8.8", "127.0.0.1", "127.0.0.1"])
    asked: list[object] = []

    def look_up(host: str, port: int, *_arguments: object, **_options: object) -> list[object]:
        return [(2, 1, 6, "", (next(answers), port))]

    def connect(address: tuple[str, int], **_options: object) -> None:
        asked.append(address)
        raise ConnectionRefusedError

    monkeypatch.setattr("socket.getaddrinfo", look_up)
    monkeypatch.setattr("socket.create_connection", connect)

    outcome = send(read(PUBLIC), b"{}", {})

    assert (asked, outcome.trouble) == ([("8.8.8.8", 443)], Trouble.CONNECTION)
    assert next(answers) == "127.0.0.1"


def test_loopback_is_for_tests_alone_and_opens_nothing_else(settings) -> None:
    settings.WEBHOOKS_LOOPBACK = True

    assert judged(read("http://127.0.0.1:8765/x")) == "127.0.0.1"
    assert code_of("http://10.0.0.1/") == "not_https"
    assert code_of("https://169.254.169.254/") == "not_a_name"
    assert code_of("https://u:p@127.0.0.1/") == "user"
