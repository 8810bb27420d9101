"""`hospes import reference isced-f FILE`: labels of a list in other languages, from its official file."""

from argparse import ArgumentParser
from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandError
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from hospes.reference.actions import LoadReport, load_labels
from hospes.reference.label_files import UnreadableFileError
from hospes.reference.schemes import ENGLISH

_SHOWN_REFUSALS = 50


class Command(BaseCommand):
    help = (
        "Load the labels of a list in other languages from its official CSV file. "
        "Example: hospes import reference isced-f labels.csv --dry-run"
    )

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("scheme", choices=sorted(ENGLISH), help="which list the file is about")
        parser.add_argument("file", type=Path, help="CSV in UTF-8 with the headings code, lang and label")
        parser.add_argument("--dry-run", action="store_true", help="say what would happen and change nothing")
        parser.add_argument("--partial", action="store_true", help="load the good lines although others are refused")
        parser.add_argument("--source", default="", help="where the file comes from, kept with each label")

    def handle(self, *_arguments: Any, **options: Any) -> None:
        try:
            report = load_labels(
                options["file"],
                scheme=options["scheme"],
                source=options["source"],
                by=None,
                dry_run=options["dry_run"],
                partial=options["partial"],
            )
        except UnreadableFileError as error:
            raise CommandError(str(error)) from error
        self._tell(report)
        if report.refused and not options["partial"]:
            raise CommandError(
                _("Nothing was loaded, because lines were refused. Mend them, or load the good lines with --partial.")
                if not options["dry_run"]
                else _("These lines would be refused. Mend them, or load the good lines with --partial.")
            )

    def _tell(self, report: LoadReport) -> None:
        for refusal in report.refused[:_SHOWN_REFUSALS]:
            self.stdout.write(
                _("Line %(line)s, column %(column)s, “%(value)s”: %(reason)s")
                % {"line": refusal.line, "column": refusal.column, "value": refusal.value, "reason": refusal.reason}
            )
        if len(report.refused) > _SHOWN_REFUSALS:
            more = len(report.refused) - _SHOWN_REFUSALS
            self.stdout.write(
                ngettext("%(more)s more line was refused.", "%(more)s more lines were refused.", more) % {"more": more}
            )
        self.stdout.write(
            _("Labels: %(new)s new, %(changed)s changed, %(unchanged)s unchanged, %(refused)s refused.")
            % {
                "new": report.new,
                "changed": report.changed,
                "unchanged": report.unchanged,
                "refused": len(report.refused),
            }
        )
        if not report.stored and not report.refused:
            self.stdout.write(_("This was a dry run. Nothing was changed."))
