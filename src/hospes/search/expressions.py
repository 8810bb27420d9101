"""A question in the words of each database. Both keep the same tokens, so both give the same answer."""

from django.db import connection

from hospes.search.asked import Asked, AskedWord

SINGLE, DOUBLE = "'", '"'


def matching_rows(question: Asked, *, in_heading: bool) -> tuple[str, list[str]]:
    """A query for the documents that answer every word, in their heading or anywhere: SQL and its parameters."""
    if connection.vendor == "postgresql":
        column = "heading_index" if in_heading else "everything_index"
        return f"SELECT id FROM search_document WHERE {column} @@ %s::tsquery", [_tsquery(question)]  # noqa: S608
    match = _fts5(question)
    return "SELECT rowid FROM search_words WHERE search_words MATCH %s", [
        f"heading : ({match})" if in_heading else match
    ]


def _fts5(question: Asked) -> str:
    return " AND ".join(f"({' OR '.join(_either(word, DOUBLE, beginning='*'))})" for word in question)


def _tsquery(question: Asked) -> str:
    return " & ".join(f"({' | '.join(_either(word, SINGLE, beginning=':*'))})" for word in question)


def _either(word: AskedWord, quote: str, *, beginning: str) -> list[str]:
    """Tokens hold letters, digits, `_` and `-` only: nothing that a quotation mark would not hold."""
    tokens = [token for token in word.tokens if not any(token.startswith(one) for one in word.beginnings)]
    whole = [f"{quote}{token}{quote}" for token in tokens]
    return [*whole, *(f"{quote}{token}{quote}{beginning}" for token in word.beginnings)]
