"""`hospes import organisations FILE`: a list of organisations goes in, with a report by line."""

import sys
from collections.abc import Iterable
from pathlib import Path
from typing import Any, TypeVar

from django.core.management.base import BaseCommand, CommandError, CommandParser
from django.utils.translation import override
from tqdm import tqdm

from hospes.core.deadlocks import tried_again
from hospes.core.spreadsheets import UnreadableFileError, read_sheet
from hospes.organisations.actions import RefusedRowsError, import_list
from hospes.organisations.importing.mapping import read_mapping
from hospes.organisations.importing.plan import ImportPlan, Verdict, plan_import
from hospes.organisations.importing.rows import SourceMapping
from hospes.organisations.importing.sentences import doubt_sentence, problem_sentence

T = TypeVar("T")


class Command(BaseCommand):
    help = (
        "Read organisations from a CSV or XLSX file. They come in as known, not as members."
        " Example: hospes import organisations list.csv --dry-run"
    )

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("file", type=Path, help="CSV or XLSX, with the names of the columns in the first line")
        parser.add_argument("--dry-run", action="store_true", help="only say what would happen")
        parser.add_argument("--mapping", type=Path, help="JSON: what the headings, types and regions of the file mean")
        parser.add_argument("--partial", action="store_true", help="take the good rows even when others are refused")

    def handle(self, *args: Any, **options: Any) -> None:
        with override("en"):
            try:
                self._import(options)
            except UnreadableFileError as error:
                raise CommandError(str(error)) from error

    def _import(self, options: dict[str, Any]) -> None:
        mapping = read_mapping(_content(options["mapping"])) if options["mapping"] else SourceMapping()
        sheet = read_sheet(_content(options["file"]))
        plan = plan_import(sheet, mapping, _bar("Reading"))
        self._report(plan)
        if options["dry_run"]:
            self.stdout.write("Nothing was written. Leave --dry-run out to import.")
            return
        try:
            tried_again(
                lambda: import_list(sheet, mapping, by=None, partial=options["partial"], progress=_bar("Writing"))
            )
        except RefusedRowsError as error:
            raise CommandError(
                "Nothing was written, because rows are refused."
                " Correct them, or import the others alone with --partial."
            ) from error
        self.stdout.write("Done.")

    def _report(self, plan: ImportPlan) -> None:
        self.stdout.write("Columns read: " + ", ".join(f"{theirs} → {ours}" for theirs, ours in plan.columns.items()))
        if plan.unused:
            self.stdout.write("Columns not used: " + ", ".join(plan.unused))
        for step in plan.steps:
            for doubt in step.doubts if step.verdict != Verdict.REFUSED else []:
                self.stdout.write(f"line {step.line}, {doubt.column}, {doubt.value!r}: {doubt_sentence(doubt)}")
            for problem in step.problems:
                self.stderr.write(
                    f"line {step.line}, {problem.column}, {problem.value!r}: refused. {problem_sentence(problem)}"
                )
        counts = plan.counts
        self.stdout.write(
            f"{counts['new']} new, {counts['changed']} changed,"
            f" {counts['unchanged']} unchanged, {counts['refused']} refused."
        )


def _content(path: Path) -> bytes:
    try:
        return path.read_bytes()
    except OSError as error:
        raise UnreadableFileError(f"The file {path} cannot be read: {error.strerror}.") from error


def _bar(label: str) -> Any:
    def progress(rows: Iterable[T]) -> Iterable[T]:
        return tqdm(rows, desc=label, disable=not sys.stderr.isatty(), file=sys.stderr)

    return progress
