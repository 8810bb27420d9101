"""What somebody should look at in a row, as a report says it."""

from collections.abc import Iterator
from dataclasses import dataclass

from django.utils.translation import gettext as _

from hospes.incoming.choices import OrganisationFrom, Verdict
from hospes.incoming.phrases.cells import Shown, shown_cell, sure_words
from hospes.incoming.reading.comparing import Judged
from hospes.incoming.reading.rows import shown
from hospes.recognise import Sure


@dataclass(frozen=True)
class Doubt:
    column: str
    written: str
    sure: str
    sentence: str


def doubts_of(one: Judged) -> Iterator[Doubt]:
    """Cells that were not read with certainty, an organisation found by its address, a twin in the file."""
    if one.verdict == Verdict.UNCHANGED:
        return
    for cell in one.row.cells:
        said = shown_cell(cell, one.row.kind)
        if said.is_doubtful:
            yield Doubt(said.column, shown(said.written), said.sure_words, _cell_sentence(said))
    if sentence := organisation_sentence(one.found.by, one.like_line):
        yield Doubt(_("Organisation"), shown(one.row.named.name), sure_words(Sure.LIKELY), sentence)
    if one.verdict == Verdict.TWICE:
        sentence = _("Says the same as line %(line)s. Left out.") % {"line": one.like_line}
        yield Doubt("", "", sure_words(Sure.LIKELY), sentence)
    for change in one.changes:
        if change.kept:
            sentence = _("Changed here since the last import. What stands here stays.")
            yield Doubt(change.field, shown(str(change.new)), sure_words(Sure.CERTAIN), sentence)


def _cell_sentence(said: Shown) -> str:
    sentences = [_("Read as: %(words)s.") % {"words": said.words}] if said.words else []
    sentences += said.sentences
    if said.words and said.left:
        sentences.append(_("Kept as a note: %(text)s") % {"text": shown(said.left)})
    return " ".join(sentences) or _("Kept as a note.")


def organisation_sentence(found_by: OrganisationFrom | str, like_line: int | None) -> str:
    """How the organisation was found, where it was not by its name."""
    sentences = {
        OrganisationFrom.EMAIL: _("Taken as the organisation with the same e-mail address."),
        OrganisationFrom.WEBSITE: _("Taken as the organisation with the same address on the web."),
        OrganisationFrom.FILE: _("Taken as the organisation of line %(line)s: the e-mail address is the same.")
        % {"line": like_line},
    }
    return sentences.get(OrganisationFrom(found_by), "")
