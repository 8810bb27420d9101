"""The configuration of nginx in the documents, run on loopback in front of a site that only listens."""

import os
import re
import shutil
import socket
import ssl
import subprocess
import threading
import time
from collections.abc import Iterator
from contextlib import closing, contextmanager
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path

from cryptography import x509
from cryptography.hazmat.primitives import hashes, serialization
from cryptography.hazmat.primitives.asymmetric import ec

from tests.manners.files import ROOT

NAME = "hospes.your-region.example"
PAGE = ROOT / "docs" / "deploy" / "nginx.md"
TEMPORARY = ("client_body", "proxy", "fastcgi", "uwsgi", "scgi")


def nginx() -> str | None:
    """Where the program is. Debian keeps it where only its owner looks."""
    return shutil.which("nginx", path=f"{os.environ.get('PATH', '')}:/usr/sbin:/sbin")


def block(page: Path, language: str) -> str:
    """The one block of code of that language on a page."""
    (found,) = re.findall(rf"^```{language}\n(.*?)^```$", page.read_text(encoding="utf-8"), re.MULTILINE | re.DOTALL)
    return str(found)


@dataclass
class Front:
    """nginx with the documented configuration, and what the site behind it got to see."""

    http: int
    https: int
    folder: Path
    seen: list[tuple[str, dict[str, str]]] = field(default_factory=list)

    def say(self, request: bytes, *, tls: bool = True, name: str = NAME) -> bytes:
        """All that comes back for these bytes."""
        trusting = ssl.create_default_context()
        trusting.load_verify_locations(self.folder / "fullchain.pem")
        port = self.https if tls else self.http
        with closing(socket.create_connection(("127.0.0.1", port), timeout=10)) as plain:
            line = trusting.wrap_socket(plain, server_hostname=name) if tls else plain
            with closing(line):
                line.sendall(request)
                return b"".join(iter(lambda: line.recv(65536), b""))

    def get(self, path: str, *headers: str, tls: bool = True, host: str = NAME) -> bytes:
        lines = [f"GET {path} HTTP/1.1", f"Host: {host}", "Connection: close", *headers, "", ""]
        return self.say("\r\n".join(lines).encode(), tls=tls)

    def log(self) -> str:
        return (self.folder / "access.log").read_text(encoding="utf-8")


@contextmanager
def front(folder: Path, *, site: int | None = None) -> Iterator[Front]:
    """In front of the site on that port, or of one that notes what it is asked."""
    ports = [_free() for _each in range(2)]
    behind = Front(*ports, folder)
    listener = _listener(behind.seen) if site is None else None
    try:
        configuration = write(folder, *ports, site or listener.server_address[1])  # type: ignore[union-attr]
        command = [str(nginx()), "-p", str(folder), "-c", str(configuration)]
        with subprocess.Popen(command, stderr=subprocess.DEVNULL) as process:
            try:
                _wait(ports[1])
                yield behind
            finally:
                process.terminate()
    finally:
        if listener is not None:
            listener.shutdown()
            listener.server_close()


def write(folder: Path, http: int, https: int, site: int) -> Path:
    """What the document says, with ports and files of our own, inside what Debian's own file puts around it."""
    certificate(folder)
    ours = block(PAGE, "nginx")
    ours = re.sub(r"^ *listen \[::\].*\n", "", ours, flags=re.MULTILINE)
    for old, new in {
        "listen 80": f"listen 127.0.0.1:{http}",
        "listen 443": f"listen 127.0.0.1:{https}",
        "127.0.0.1:8000": f"127.0.0.1:{site}",
        f"/etc/letsencrypt/live/{NAME}/": f"{folder}/",
        "/var/log/nginx/hospes.log": f"{folder}/access.log",
        "/var/log/nginx/hospes-error.log": f"{folder}/error.log",
    }.items():
        assert old in ours
        ours = ours.replace(old, new)
    rooms = "".join(f"{name}_temp_path {folder}/{name};\n" for name in TEMPORARY)
    user = "user root root;\n" if os.getuid() == 0 else ""
    path = folder / "nginx.conf"
    path.write_text(
        f"{user}daemon off;\npid {folder}/nginx.pid;\nerror_log {folder}/error.log;\n"
        f"events {{ worker_connections 512; }}\nhttp {{\naccess_log off;\n{rooms}{ours}}}\n",
        encoding="utf-8",
    )
    return path


def certificate(folder: Path) -> None:
    key = ec.generate_private_key(ec.SECP256R1())
    name = x509.Name([x509.NameAttribute(x509.NameOID.COMMON_NAME, NAME)])
    made = (
        x509.CertificateBuilder()
        .subject_name(name)
        .issuer_name(name)
        .public_key(key.public_key())
        .serial_number(x509.random_serial_number())
        .not_valid_before(datetime.now(UTC) - timedelta(days=1))
        .not_valid_after(datetime.now(UTC) + timedelta(days=1))
        .add_extension(x509.SubjectAlternativeName([x509.DNSName(NAME)]), critical=False)
        .add_extension(x509.BasicConstraints(ca=True, path_length=None), critical=True)
        .sign(key, hashes.SHA256())
    )
    (folder / "fullchain.pem").write_bytes(made.public_bytes(serialization.Encoding.PEM))
    open_key = serialization.NoEncryption()
    (folder / "privkey.pem").write_bytes(
        key.private_bytes(serialization.Encoding.PEM, serialization.PrivateFormat.PKCS8, open_key)
    )


def _listener(seen: list[tuple[str, dict[str, str]]]) -> ThreadingHTTPServer:
    class Site(BaseHTTPRequestHandler):
        def do_GET(self) -> None:
            seen.append((self.path, dict(self.headers)))
            self.send_response(200)
            self.end_headers()

        def log_message(self, *_words: object) -> None:
            pass

    server = ThreadingHTTPServer(("127.0.0.1", 0), Site)
    threading.Thread(target=server.serve_forever, daemon=True).start()
    return server


def _free() -> int:
    with closing(socket.socket()) as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


def _wait(port: int) -> None:
    end = time.monotonic() + 20
    while time.monotonic() < end:
        with closing(socket.socket()) as probe:
            if probe.connect_ex(("127.0.0.1", port)) == 0:
                return
        time.sleep(0.05)
    message = "nginx did not start"
    raise AssertionError(message)
