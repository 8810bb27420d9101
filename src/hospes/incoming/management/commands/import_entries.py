"""`hospes import entries FILE`: old offers and wishes go in, with a report by line, column and value."""

import json
import sys
from collections import Counter
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import Any, TypeVar

from django.core.management.base import BaseCommand, CommandError, CommandParser
from django.utils import timezone
from django.utils.translation import override
from tqdm import tqdm

from hospes.core.spreadsheets import UnreadableFileError, sheet_names
from hospes.incoming.actions.listed import read, write_list
from hospes.incoming.actions.writing import From, RefusedRowsError, Stage, in_one_turn
from hospes.incoming.phrases.doubts import doubts_of
from hospes.incoming.phrases.refusals import problem_sentence
from hospes.incoming.reading.comparing import Comparer, Judged
from hospes.incoming.reading.mapping import SheetMapping, columns_of, read_mapping, written_mapping
from hospes.incoming.reading.rows import RowReader
from hospes.incoming.reading.sheets import Table, tabled
from hospes.recognise import Sure
from hospes.reference.vocabulary import vocabulary

T = TypeVar("T")
# A report of more doubts than this is read by nobody; refusals are all told.
MOST_SAID = 1000


class Command(BaseCommand):
    help = (
        "Read old offers and wishes from a CSV or XLSX file. They come in as drafts."
        " Example: hospes import entries answers.xlsx --dry-run"
    )

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("file", type=Path, help="CSV or XLSX, with the names of the columns in any of its lines")
        parser.add_argument("--dry-run", action="store_true", help="only say what would happen")
        parser.add_argument(
            "--mapping", type=Path, help="JSON: what the columns hold. Written when it is not there, read when it is"
        )
        parser.add_argument("--sheet", default="", help="a sheet of the workbook; the first visible one otherwise")
        parser.add_argument("--partial", action="store_true", help="take the good rows even when others are refused")
        parser.add_argument(
            "--organisations",
            choices=["create", "match"],
            default="create",
            help="what to do with organisations that nobody knows: take them in as known, or refuse their rows",
        )
        parser.add_argument("--submit", action="store_true", help="the entries wait to be checked; drafts otherwise")

    def handle(self, *args: Any, **options: Any) -> None:
        with override("en"):
            try:
                self._import(options)
            except UnreadableFileError as error:
                raise CommandError(str(error)) from error

    def _import(self, options: dict[str, Any]) -> None:
        path: Path = options["file"]
        content = _content(path)
        given = self._given(options["mapping"])
        sheet = options["sheet"] or given.sheet
        table = tabled(content, sheet=sheet, heading_line=given.heading_line)
        if options["mapping"] and not options["mapping"].exists():
            self._keep_mapping(options["mapping"], table, sheet)
        columns = columns_of(table, given.columns)
        self._say_what_is_read(content, table, columns)
        if all(holds == "ignore" for holds in columns.values()):
            raise UnreadableFileError(
                "No column is recognised. Say what the columns hold: --mapping M.json writes a file to begin with."
            )
        reader = RowReader(
            columns,
            {heading.at: heading.text or heading.letters for heading in table.headings},
            vocabulary=vocabulary(),
            as_of=timezone.localdate(),
            language=given.language,
            all_are=given.all_are,
        )

        def comparer() -> Comparer:
            return Comparer(
                own=None,
                creates_organisations=options["organisations"] == "create",
                signature=table.signature,
                submits=options["submit"],
                before=timezone.now(),
            )

        if options["dry_run"]:
            self._report(comparer().compare(read(reader, table, _bar("Reading"))))
            self.stdout.write("Nothing was written. Leave --dry-run out to import.")
            return

        def stage() -> Stage:
            origin = From(path.name[:200], sheet[:100])
            return Stage(origin, comparer(), by=None, at=timezone.now(), partial=options["partial"])

        def rows(made: Stage) -> Iterable[Judged]:
            return made.comparer.compare(read(reader, table, _bar("Reading")))

        try:
            in_one_turn(stage, rows, self._write, watch=self._report)
        except RefusedRowsError as error:
            raise CommandError(
                "Nothing was written, because rows are refused."
                " Correct them, or import the others alone with --partial."
            ) from error
        # Only now is it kept.
        self.stdout.write("Done." if self.written.is_something else "Nothing to write.")

    def _given(self, path: Path | None) -> SheetMapping:
        return read_mapping(_content(path)) if path and path.exists() else SheetMapping()

    def _keep_mapping(self, path: Path, table: Table, sheet: str) -> None:
        try:
            text = json.dumps(written_mapping(table, sheet=sheet, language="en"), ensure_ascii=False, indent=2)
            path.write_text(text + "\n", encoding="utf-8")
        except OSError as error:
            raise UnreadableFileError(f"The file {path} cannot be written: {error.strerror}.") from error
        self.stdout.write(f"What the columns seem to hold is now in {path}. Change it there, and import again with it.")

    def _say_what_is_read(self, content: bytes, table: Table, columns: dict[int, str]) -> None:
        for one in sheet_names(content):
            if one.is_hidden:
                self.stdout.write(f"The sheet {_flat(one.name)!r} is hidden. It is read only with --sheet.")
        self.stdout.write(
            f"Headings: line {table.heading_line}." if table.heading_line else "No line of headings was found."
        )
        used = [(heading, columns[heading.at]) for heading in table.headings]
        read = [f"{_flat(heading.text) or heading.letters} → {holds}" for heading, holds in used if holds != "ignore"]
        self.stdout.write("Columns read: " + ", ".join(read))
        if private := [_flat(one.text) for one in table.headings if one.names_people and columns[one.at] == "ignore"]:
            self.stdout.write("Columns that seem to name single people, left out: " + ", ".join(private))
        if unused := [_flat(heading.text) or heading.letters for heading, holds in used if holds == "ignore"]:
            self.stdout.write("Columns not used: " + ", ".join(unused))
        for line, why in table.skipped.items():
            if why not in ("blank", "title", "group", "heading"):
                self.stdout.write(f"line {line}: no entry ({why.replace('_', ' ')}).")

    def _report(self, judged: Iterable[Judged]) -> None:
        """Says line by line what is not certain and what is refused."""
        counts: Counter[str] = Counter()
        self.said, self.unsaid = 0, 0
        for one in judged:
            counts[one.verdict.value] += 1
            self._say(one)
        if self.unsaid:
            self.stdout.write(f"And {self.unsaid} more rows with something to look at.")
        self.stdout.write(
            f"{counts['new']} new, {counts['changed']} changed, {counts['unchanged']} unchanged,"
            f" {counts['conflict']} changed here too, {counts['twice']} twice in the file, {counts['refused']} refused."
        )

    def _say(self, one: Judged) -> None:
        for problem in one.problems:
            self.stderr.write(
                f"line {one.row.line}, {_flat(problem.column)}, {problem.written!r}:"
                f" refused. {problem_sentence(problem)}"
            )
        if self.said >= MOST_SAID:
            self.unsaid += one.row.least_sure < Sure.CERTAIN
            return
        for doubt in doubts_of(one):
            self.said += 1
            # What is said about the row as a whole names no cell.
            cell = f", {_flat(doubt.column)}, {doubt.written!r}" if doubt.column else ""
            self.stdout.write(f"line {one.row.line}{cell}: {doubt.sure}. {doubt.sentence}")

    def _write(self, stage: Stage) -> None:
        self.written = write_list(stage, _bar("Writing"))


def _flat(text: str) -> str:
    """A heading as a terminal may show it: one line, nothing that it obeys."""
    return "".join(letter if letter.isprintable() else " " for letter in text[:60]).strip()


def _content(path: Path) -> bytes:
    try:
        return path.read_bytes()
    except OSError as error:
        raise UnreadableFileError(f"The file {path} cannot be read: {error.strerror}.") from error


def _bar(label: str) -> Any:
    def progress(rows: Iterable[T]) -> Iterator[T]:
        yield from tqdm(rows, desc=label, disable=not sys.stderr.isatty(), file=sys.stderr)

    return progress
