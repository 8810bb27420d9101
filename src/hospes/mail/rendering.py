"""A letter as text and as HTML."""

import textwrap
import unicodedata

from django.template.loader import render_to_string
from django.utils.translation import gettext as _

from hospes.core.validation import many_lines, one_line
from hospes.mail.letter import Letter, Section

_WIDTH = 76
SUBJECT_LIMIT = 200


def header_text(text: str, limit: int = SUBJECT_LIMIT) -> str:
    """One line, whatever people wrote, without a letter that is none, and short enough to be read."""
    line = "".join(letter for letter in one_line(str(text)) if unicodedata.category(letter) not in {"Cc", "Cs"})
    return line if len(line) <= limit else f"{line[: limit - 1]}…"


def as_text(letter: Letter, stop_link: str) -> str:
    """Plain text of 76 columns; addresses stand on their own line, never broken."""
    parts = [_wrapped(letter.greeting)] if letter.greeting else []
    parts += [_wrapped(paragraph) for paragraph in letter.paragraphs]
    if letter.facts:
        parts.append("\n".join(_wrapped(f"{label}: {value}", later="    ") for label, value in letter.facts))
    if letter.quote:
        quoted = many_lines(str(letter.quote)).split("\n")
        parts.append(
            "\n".join(
                textwrap.fill(line, _WIDTH, initial_indent="> ", subsequent_indent="> ") or ">" for line in quoted
            )
        )
    parts += [_section(section) for section in letter.sections]
    parts += [f"{label}:\n{address}" for label, address in letter.buttons]
    if letter.closing:
        parts.append(_wrapped(letter.closing))
    footer = [_wrapped(letter.reason)] if letter.reason else []
    if stop_link:
        footer.append(_("Stop mails of this kind:") + f"\n{stop_link}")
    if footer:
        parts.append("-- \n" + "\n\n".join(footer))
    return "\n\n".join(parts) + "\n"


def as_html(letter: Letter, stop_link: str, language: str) -> str:
    for address in _addresses(letter):
        if not address.startswith(("https://", "http://")):
            message = f"A button or a line needs an absolute address, not {address!r}."
            raise ValueError(message)
    return render_to_string("mail/letter.html", {"letter": letter, "stop_link": stop_link, "language": language})


def _addresses(letter: Letter) -> list[str]:
    lines = [line.address for section in letter.sections for line in section.lines if line.address]
    more = [section.more_address for section in letter.sections if section.more_address]
    return [address for _label, address in letter.buttons] + lines + more


def _section(section: Section) -> str:
    """A heading, underlined; each thing as a point, with its address on a line of its own."""
    heading = one_line(str(section.heading))
    rows = [f"{heading}\n{'-' * min(len(heading), _WIDTH)}"]
    for line in section.lines:
        words = [textwrap.fill(one_line(str(line.text)), _WIDTH, initial_indent="* ", subsequent_indent="  ")]
        if line.note:
            words.append(textwrap.fill(one_line(str(line.note)), _WIDTH, initial_indent="  ", subsequent_indent="  "))
        if line.address:
            words.append(f"  {line.address}")
        rows.append("\n".join(words))
    if section.more:
        rows.append(f"{section.more}:\n{section.more_address}" if section.more_address else str(section.more))
    return "\n\n".join(rows)


def _wrapped(text: str, *, later: str = "") -> str:
    lines = many_lines(str(text)).split("\n")
    return "\n".join(textwrap.fill(line, _WIDTH, subsequent_indent=later, break_long_words=False) for line in lines)
