"""A small mail server on the loopback, which takes mail as the test tells it to."""

import socketserver
import threading
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from email import message_from_string, policy
from email.message import EmailMessage

Answer = Callable[[str], str]


@dataclass
class Sink:
    """What arrived. `answer` says what the server replies after a whole mail."""

    port: int = 0
    received: list[str] = field(default_factory=list)
    recipients: list[list[str]] = field(default_factory=list)
    answer: Answer = lambda _recipient: "250 taken"
    seconds_before_the_answer: float = 0.0

    @property
    def mails(self) -> list[EmailMessage]:
        return [message_from_string(text, policy=policy.default) for text in self.received]

    @property
    def url(self) -> str:
        return f"smtp://127.0.0.1:{self.port}"


class _Conversation(socketserver.StreamRequestHandler):
    def handle(self) -> None:
        sink: Sink = self.server.sink  # type: ignore[attr-defined]
        self._say("220 sink")
        to: list[str] = []
        while line := self.rfile.readline().decode("utf-8", "replace"):
            word = line.strip().upper()
            if word.startswith(("EHLO", "HELO")):
                self._say("250 sink")
            elif word.startswith("RCPT"):
                to.append(line.split("<")[1].split(">")[0])
                self._say("250 ok")
            elif word == "DATA":
                self._say("354 go on")
                text = self._text()
                time.sleep(sink.seconds_before_the_answer)
                reply = sink.answer(to[0])
                if reply.startswith("250"):
                    sink.received.append(text)
                    sink.recipients.append(to)
                if reply == "hang up":
                    return
                self._say(reply)
                to = []
            elif word == "QUIT":
                self._say("221 bye")
                return
            else:
                self._say("250 ok")

    def _text(self) -> str:
        lines = []
        while (line := self.rfile.readline().decode("utf-8", "replace")) not in {".\r\n", ""}:
            lines.append(line)
        return "".join(lines)

    def _say(self, words: str) -> None:
        self.wfile.write(f"{words}\r\n".encode())


class _Server(socketserver.ThreadingTCPServer):
    allow_reuse_address = True
    daemon_threads = True

    def handle_error(self, *_arguments: object) -> None:
        """A client that was killed in mid-sentence is what these tests are about."""


@contextmanager
def smtp_sink() -> Iterator[Sink]:
    sink = Sink()
    with _Server(("127.0.0.1", 0), _Conversation) as server:
        server.sink = sink  # type: ignore[attr-defined]
        sink.port = server.server_address[1]
        thread = threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.05}, daemon=True)
        thread.start()
        yield sink
        server.shutdown()
        thread.join(timeout=5)
