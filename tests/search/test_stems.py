"""Stems are the same however many threads ask for them."""

import sys
from collections.abc import Callable, Iterator
from concurrent.futures import ThreadPoolExecutor

import pytest
import snowballstemmer

from hospes.recognise import phrases
from hospes.search import stems

WORDS = ["accompagnement", "formation", "apprentissage", "relationnelles", "vieillissement", "renouvelables"] * 60
THREADS = 6


@pytest.fixture(autouse=True)
def threads_that_change_often() -> Iterator[None]:
    before = sys.getswitchinterval()
    sys.setswitchinterval(1e-6)
    yield
    sys.setswitchinterval(before)


def at_once(stem: Callable[[str], str]) -> list[object]:
    """What each thread got for all the words: stems, or how it broke."""

    def ask(_thread: int) -> object:
        try:
            return [stem(word) for word in WORDS]
        except IndexError as error:
            return error

    with ThreadPoolExecutor(THREADS) as pool:
        return list(pool.map(ask, range(THREADS)))


@pytest.mark.parametrize("module", [stems, phrases])
def test_each_thread_gets_the_stems_that_one_alone_gets(module) -> None:
    plain = module.stem.__wrapped__
    alone = [plain(word, "fr") for word in WORDS]

    assert at_once(lambda word: plain(word, "fr")) == [alone] * THREADS


def test_one_stemmer_for_all_threads_gives_other_stems_or_breaks() -> None:
    """The control."""
    shared = snowballstemmer.stemmer("french")
    alone = [shared.stemWord(word) for word in WORDS]

    assert any(at_once(shared.stemWord) != [alone] * THREADS for _turn in range(20))
