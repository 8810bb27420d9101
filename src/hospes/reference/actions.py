"""What whoever runs the site does with the lists."""

from pathlib import Path
from typing import NamedTuple

from django.db import transaction
from django.utils import timezone

from hospes.journal.actions import Keyed, record
from hospes.reference import queries
from hospes.reference.label_files import Refusal, read_labels
from hospes.reference.models import Label


class LoadReport(NamedTuple):
    """What a load did, or, in a dry run, what it would do."""

    new: int
    changed: int
    unchanged: int
    refused: tuple[Refusal, ...]
    stored: bool


def load_labels(
    path: Path, *, scheme: str, source: str = "", by: Keyed | None, dry_run: bool = False, partial: bool = False
) -> LoadReport:
    """Load the labels of a scheme from an official file. All or nothing, unless `partial`.

    Labels are added or changed, never removed: a file in one language leaves the others alone.
    Raises `UnreadableFileError` when the file as a whole cannot be read.
    """
    reading = read_labels(path, scheme)
    source = (source or path.name)[:200]
    with transaction.atomic():
        known = {(label.code, label.language): label for label in Label.objects.filter(scheme=scheme)}
        now = timezone.now()
        new = [
            Label(scheme=scheme, code=code, language=language, text=text, source=source, loaded_at=now)
            for (code, language), text in reading.labels.items()
            if (code, language) not in known
        ]
        changed = []
        for key, text in reading.labels.items():
            label = known.get(key)
            if label is not None and label.text != text:
                label.text, label.source, label.loaded_at = text, source, now
                changed.append(label)
        stored = not dry_run and (partial or not reading.refusals)
        report = LoadReport(
            new=len(new),
            changed=len(changed),
            unchanged=len(reading.labels) - len(new) - len(changed),
            refused=tuple(reading.refusals),
            stored=stored,
        )
        if stored and (new or changed):
            Label.objects.bulk_create(new, batch_size=500)
            Label.objects.bulk_update(changed, ["text", "source", "loaded_at"], batch_size=200)
            facts = {"scheme": scheme, "new": report.new, "changed": report.changed, "unchanged": report.unchanged}
            record("reference.labels_loaded", by=by, facts=facts)
            languages = {language for _code, language in reading.labels}
            transaction.on_commit(lambda: queries.forget_labels(scheme, languages))
    return report
