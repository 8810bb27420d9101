"""Finding: the one function behind every search, whatever the database."""

from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from difflib import get_close_matches

from django.db import connection, transaction
from django.db.backends.utils import CursorWrapper
from django.db.models import QuerySet
from django.db.models.expressions import RawSQL

from hospes.search.asked import Asked, asked
from hospes.search.concepts import known_words
from hospes.search.expressions import matching_rows
from hospes.search.models import Document
from hospes.search.tokens import plain, spelled

# A word that nothing answers is compared with words of about its length.
_SHORTEST_MISSPELLED, _LIKENESS = 4, 0.8


def matching(kind: str, text: str, *, public: bool = True) -> QuerySet[Document, int]:
    """Ids of the things of a kind that answer every word of a text; of all of them for a text without a word.

    Fit for `filter(pk__in=…)`: one query. With `public=False` also what not everybody may see: whoever
    asks narrows by the rules of the thing itself.
    """
    rows = Document.objects.filter(kind=kind)
    if public:
        rows = rows.filter(is_public=True)
    return _answering(rows, text).values_list("object_id", flat=True)


def _answering(rows: QuerySet[Document], text: str) -> QuerySet[Document]:
    if not text.strip():
        return rows
    question = asked(text)
    if not question:
        return rows.none()
    sql, parameters = matching_rows(question, in_heading=False)
    return rows.filter(pk__in=RawSQL(sql, parameters))  # noqa: S611  what was typed is a parameter


def document_ids(question: Asked, *, in_heading: bool = False) -> list[int]:
    """Primary keys of every document that answers, of all kinds: as one row, which is much quicker than many."""
    sql, parameters = matching_rows(question, in_heading=in_heading)
    column = sql.split()[1]
    together = "string_agg(id::text, ',')" if connection.vendor == "postgresql" else f"group_concat({column}, ',')"
    with _by_the_index() as cursor:
        cursor.execute(sql.replace(column, together, 1), parameters)
        (found,) = cursor.fetchone()
    return [int(part) for part in found.split(",")] if found else []


@contextmanager
def _by_the_index() -> Iterator[CursorWrapper]:
    """PostgreSQL cannot guess how many documents have one of thirty tokens, fears that it is most of them, and would
    read them all. Its index is quicker even then."""
    if connection.vendor != "postgresql":
        with connection.cursor() as cursor:
            yield cursor
        return
    with transaction.atomic(), connection.cursor() as cursor:
        cursor.execute("SET LOCAL enable_seqscan = off")
        yield cursor
        cursor.execute("SET LOCAL enable_seqscan TO DEFAULT")


def meant(text: str) -> str:
    """The text with each unknown word replaced by the most similar known one; empty when that changes nothing."""
    known = set(known_words())
    words = [word for spelling in spelled(text)[:10] for word in plain(spelling[:60])]
    better = [word if word in known else _similar(word, known) or word for word in words]
    return " ".join(better) if better != words else ""


def _similar(word: str, known: Iterable[str]) -> str | None:
    if len(word) < _SHORTEST_MISSPELLED:
        return None
    near = [one for one in known if abs(len(one) - len(word)) <= 2 and one[0] == word[0]]
    # In one order, so that every process has the same proposal.
    return next(iter(get_close_matches(word, sorted(near), n=1, cutoff=_LIKENESS)), None)
