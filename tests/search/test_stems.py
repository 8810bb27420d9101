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


def test_one_stemmer_for_all_threads_mixes_up_their_words(monkeypatch: pytest.MonkeyPatch) -> None:
    """The control: a second thread comes in just before the first one takes its stem."""
    shared = snowballstemmer.stemmer("french")
    take = shared.get_current

    def taken_late() -> str:
        monkeypatch.setattr(shared, "get_current", take)
        with ThreadPoolExecutor(1) as other:
            other.submit(shared.stemWord, "renouvelables").result()
        return take()

    monkeypatch.setattr(shared, "get_current", taken_late)

    assert shared.stemWord("formation") == shared.stemWord("renouvelables") != shared.stemWord("formation")
