"""What is searched: one document for each thing that can be found, and a count of the changes."""

import uuid
from typing import ClassVar

from django.db import models

from hospes.core.personal import PersonalData, about_nobody


class Document(models.Model):
    """The words and codes of one thing, in normal form. Derived: written anew whenever the thing changes.

    The database keeps an index of the words beside it: a table of FTS5 on SQLite, two columns of
    `tsvector` on PostgreSQL. Both are made by migrations and follow every row by themselves.
    """

    personal_data: ClassVar[PersonalData] = about_nobody("kind heading body codes")

    kind = models.CharField(max_length=20)
    object_id = models.BigIntegerField()
    # Whether anybody may find it.
    is_public = models.BooleanField()
    # Tokens, each once: words without accents, stems marked with their language. See `tokens.py`.
    heading = models.TextField()
    body = models.TextField()
    # Codes by which it is narrowed and counted: `topic_elderly-care`, `month_2027-05`.
    codes = models.TextField()
    # Newest first.
    since = models.DateTimeField(null=True)
    revision = models.BigIntegerField()

    class Meta:
        indexes = [models.Index(fields=["kind", "revision"], name="search_document_changes")]
        constraints = [models.UniqueConstraint(fields=["kind", "object_id"], name="a_thing_has_one_document")]

    def __str__(self) -> str:
        return f"{self.kind} {self.object_id}"


class Revision(models.Model):
    """One change of the documents, so that every process knows in one look whether it is behind.

    Numbers are given one after the other, in the order in which they become visible. The stamp tells
    a number that was taken back and given again from the first one.
    """

    personal_data: ClassVar[PersonalData] = about_nobody("")

    number = models.BigIntegerField(primary_key=True)
    stamp = models.UUIDField(default=uuid.uuid4)

    def __str__(self) -> str:
        return str(self.number)


class Meaning(models.Model):
    """What one thing says, as the model of the extra package reads it. Derived; a changed text is another row.

    Without the package there are none.
    """

    personal_data: ClassVar[PersonalData] = about_nobody("kind digest vector")

    kind = models.CharField(max_length=20)
    object_id = models.BigIntegerField()
    # Of the document, when the text was read.
    revision = models.BigIntegerField()
    # Of the text and the model: the same again is not read again.
    digest = models.CharField(max_length=32)
    # Numbers of two bytes each.
    vector = models.BinaryField()

    class Meta:
        constraints = [models.UniqueConstraint(fields=["kind", "object_id"], name="a_thing_has_one_meaning")]

    def __str__(self) -> str:
        return f"{self.kind} {self.object_id}"
