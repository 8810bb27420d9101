"""Files under way, what was read in them, and where each imported entry came from."""

import uuid
from typing import ClassVar

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from hospes.core.personal import MATCHMAKING, Personal, PersonalData, about_nobody
from hospes.incoming.choices import ImportState, OrganisationFrom, Outcome, Verdict


class EntryImport(models.Model):
    """A file of old entries that somebody looks at before it goes in. Its rows go when they are in, or after a week."""

    personal_data: ClassVar[PersonalData] = Personal(
        MATCHMAKING,
        {
            "person": "to show the file to whoever sent it, and to nobody else",
            "name": "to find one's file again",
            "content": "to read the file again when its columns are chosen anew; an old list names contacts",
        },
        nobody="sheet columns signature language all_are counts problem",
    )

    key = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    person = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.CASCADE, related_name="+")
    # The one organisation that all rows belong to. None: each row says which.
    organisation = models.ForeignKey(
        "organisations.Organisation", on_delete=models.CASCADE, null=True, blank=True, related_name="+"
    )
    name = models.CharField(_("file"), max_length=200)
    content = models.BinaryField()
    sheet = models.CharField(_("sheet"), max_length=100, blank=True)
    # The line of the headings, as a spreadsheet counts; 0: there are none.
    heading_line = models.PositiveIntegerField(_("line of the headings"), default=0)
    # {"0": "organisation", "4": "topics"}: place of a column → what it holds.
    columns = models.JSONField(default=dict)
    # Of the headings in their order.
    signature = models.CharField(max_length=64, blank=True)
    language = models.CharField(_("language of the texts"), max_length=10, default="en")
    # Of a list without a column for it: what every row is.
    all_are = models.CharField(_("what the rows are"), max_length=10, blank=True)
    outcome = models.CharField(_("what the entries become"), max_length=10, choices=Outcome, default=Outcome.DRAFT)
    creates_organisations = models.BooleanField(_("take in unknown organisations"), default=False)
    state = models.CharField(max_length=10, choices=ImportState, default=ImportState.CHOOSING)
    # Only the good rows go in, though others are refused.
    is_partial = models.BooleanField(default=False)
    rows_done = models.PositiveIntegerField(default=0)
    rows_total = models.PositiveIntegerField(default=0)
    counts = models.JSONField(default=dict)
    problem = models.CharField(max_length=300, blank=True)
    sent_at = models.DateTimeField(auto_now_add=True)
    # Entries from this file bear the same moment.
    written_at = models.DateTimeField(null=True)
    changed_at = models.DateTimeField(auto_now=True, db_index=True)

    class Meta:
        verbose_name = _("import of entries")
        indexes = [models.Index(fields=["person", "-sent_at"], name="import_of_person")]

    def __str__(self) -> str:
        return self.name

    def get_absolute_url(self) -> str:
        return reverse("incoming:import", args=[self.pk])


class ImportRow(models.Model):
    """A row of a file as it was read: one entry it would become, and what somebody decided about it."""

    personal_data: ClassVar[PersonalData] = Personal(
        MATCHMAKING,
        {
            "cells": "to compare what was read with what was written; an old list names contacts",
            "note": "to place by hand what was not understood",
            "email": "to find the organisation",
            "problems": "to say which value is wrong",
            "typed": "to keep what was corrected by hand",
        },
        nobody="kind values fingerprint number named changes",
    )

    file = models.ForeignKey(EntryImport, on_delete=models.CASCADE, related_name="rows")
    line = models.PositiveIntegerField()
    # A row about both sides becomes two entries. Empty: nobody knows which.
    kind = models.CharField(max_length=10, blank=True)
    cells = models.JSONField(default=list)
    values = models.JSONField(default=dict)
    note = models.TextField(blank=True)
    fingerprint = models.CharField(max_length=64, blank=True)
    number = models.CharField(max_length=60, blank=True)
    # The organisation as the row writes it, and what is known of it.
    named = models.JSONField(default=dict)
    email = models.CharField(max_length=254, blank=True)
    organisation = models.ForeignKey(
        "organisations.Organisation", on_delete=models.SET_NULL, null=True, blank=True, related_name="+"
    )
    found_by = models.CharField(max_length=12, choices=OrganisationFrom, default=OrganisationFrom.NONE)
    # How surely the least sure cell was read.
    least_sure = models.PositiveSmallIntegerField(default=3)
    verdict = models.CharField(max_length=10, choices=Verdict, default=Verdict.NEW)
    problems = models.JSONField(default=list)
    # [{"field", "old", "new", "kept"}]: `kept` says that people changed it here and the file does not win.
    changes = models.JSONField(default=list)
    # The line that says the same, or has the same address.
    like_line = models.PositiveIntegerField(null=True)
    # What the person decided.
    is_left_out = models.BooleanField(default=False)
    is_taken_anyway = models.BooleanField(default=False)
    overwrites = models.BooleanField(default=False)
    picked = models.ForeignKey(
        "organisations.Organisation", on_delete=models.SET_NULL, null=True, blank=True, related_name="+"
    )
    # {"4": "corrected text"}: place of a column → what somebody typed instead.
    typed = models.JSONField(default=dict)

    class Meta:
        indexes = [models.Index(fields=["file", "verdict", "line"], name="row_of_file")]
        constraints = [models.UniqueConstraint(fields=["file", "line", "kind"], name="row_is_there_once")]

    def __str__(self) -> str:
        return f"{self.file}, {self.line}"


class EntrySource(models.Model):
    """Where an entry came from: file and line, and what was read there, so that a second import changes nothing."""

    personal_data: ClassVar[PersonalData] = Personal(
        MATCHMAKING,
        {
            "file": "to find the file that an entry came from",
            "note": "to place by hand what the file says and nobody understood yet",
        },
        nobody="sheet fingerprint reference values",
    )

    entry = models.OneToOneField("matchmaking.Entry", on_delete=models.CASCADE, related_name="source")
    file = models.CharField(max_length=200)
    sheet = models.CharField(max_length=100, blank=True)
    line = models.PositiveIntegerField()
    # Of the cells as written: the same row again has the same.
    fingerprint = models.CharField(max_length=64, db_index=True)
    # Of headings, organisation, side and number or title: the same row with other words has the same.
    reference = models.CharField(max_length=64, db_index=True)
    # The entry's values as they were imported, to tell apart what people changed here.
    values = models.JSONField(default=dict)
    note = models.TextField(blank=True)
    imported_at = models.DateTimeField(db_index=True)

    def __str__(self) -> str:
        return f"{self.file}, {self.line}"


class KeptMapping(models.Model):
    """What the columns of a set of headings hold, as somebody chose it last."""

    personal_data: ClassVar[PersonalData] = about_nobody("signature columns")

    # Of the headings in their order.
    signature = models.CharField(max_length=64)
    organisation = models.ForeignKey(
        "organisations.Organisation", on_delete=models.CASCADE, null=True, blank=True, related_name="+"
    )
    columns = models.JSONField(default=dict)
    used_at = models.DateTimeField(auto_now=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["signature", "organisation"], condition=~Q(organisation=None), name="mapping_of_organisation"
            ),
            models.UniqueConstraint(fields=["signature"], condition=Q(organisation=None), name="mapping_of_the_desk"),
        ]

    def __str__(self) -> str:
        return self.signature[:12]


class ImportedContact(models.Model):
    """The address that an old list gives for an organisation in which nobody has an account. Kept for a year."""

    personal_data: ClassVar[PersonalData] = Personal(
        MATCHMAKING,
        {
            "email": "to invite the organisation that an old list names",
            "file": "to find the file that names the address",
        },
    )

    organisation = models.OneToOneField(
        "organisations.Organisation", on_delete=models.CASCADE, related_name="imported_contact"
    )
    email = models.EmailField(_("e-mail address"))
    file = models.CharField(max_length=200)
    kept_at = models.DateTimeField(db_index=True)

    def __str__(self) -> str:
        return self.email
