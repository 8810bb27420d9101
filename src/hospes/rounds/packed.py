"""Files of rounds are kept compressed: written as they come and read piece by piece, never whole in memory."""

import json
import re
import zlib
from collections.abc import Collection, Iterator, Mapping
from typing import Any

PIECE = 2**18
GZIP = 16 + zlib.MAX_WBITS
KEY = re.compile(rb'"key": "([^"]*)"')


class Packed:
    """Text that is compressed as it comes."""

    def __init__(self) -> None:
        self._zip = zlib.compressobj(wbits=GZIP)
        self._parts: list[bytes] = []

    def write(self, text: str) -> None:
        if part := self._zip.compress(text.encode()):
            self._parts.append(part)

    def closed(self) -> bytes:
        return b"".join([*self._parts, self._zip.flush()])


def pieces(packed: bytes) -> Iterator[bytes]:
    """A compressed file, some at a time."""
    unpacked = zlib.decompressobj(wbits=GZIP)
    waiting = packed
    while waiting or not unpacked.eof:
        piece = unpacked.decompress(waiting, PIECE)
        waiting = unpacked.unconsumed_tail
        if piece:
            yield piece
        elif not waiting:
            break


def with_more(packed: bytes, more: Mapping[str, Any]) -> Iterator[bytes]:
    """A compressed object with these members at its end."""
    held = b""
    for piece in pieces(packed):
        if held:
            yield held
        held = piece
    held = held.rstrip()
    assert held.endswith(b"}")
    yield held[:-1] + b",\n" + json.dumps(more)[1:].encode()


def keys_among(packed: bytes, wanted: Collection[str]) -> frozenset[str]:
    """Which of these keys stand in a compressed market file."""
    sought = {key.encode() for key in wanted}
    found: set[bytes] = set()
    rest = b""
    for piece in pieces(packed) if sought else ():
        lines = (rest + piece).split(b"\n")
        rest = lines.pop()
        found.update(sought.intersection(key for line in lines for key in KEY.findall(line)))
    found.update(sought.intersection(KEY.findall(rest)))
    return frozenset(key.decode() for key in found)
