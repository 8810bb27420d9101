"""The file that says what the headings, types and regions of one source mean."""

import json

from django.utils.translation import gettext as _

from hospes.core.spreadsheets import UnreadableFileError
from hospes.organisations.importing.columns import HEADINGS
from hospes.organisations.importing.rows import SourceMapping
from hospes.reference.choices import OrganisationKind
from hospes.reference.regions import is_region

PARTS = ("columns", "kinds", "regions")


def read_mapping(content: bytes) -> SourceMapping:
    """`{"columns": {"Their heading": "name"}, "kinds": {"Their type": "NGO"}, "regions": {"Their name": "SE232"}}`"""
    try:
        given = json.loads(content.decode("utf-8-sig"))
    except (ValueError, RecursionError) as error:
        raise UnreadableFileError(_("The mapping file is not valid JSON.")) from error
    if not isinstance(given, dict) or set(given) - set(PARTS):
        raise UnreadableFileError(_("A mapping file has these parts: %(parts)s.") % {"parts": ", ".join(PARTS)})
    parts = {part: given.get(part, {}) for part in PARTS}
    for part, pairs in parts.items():
        if not isinstance(pairs, dict) or not all(isinstance(value, str) for value in pairs.values()):
            raise UnreadableFileError(_("In the mapping file, “%(part)s” must be pairs of texts.") % {"part": part})
    _refuse_unknown("columns", parts["columns"], set(HEADINGS))
    _refuse_unknown("kinds", parts["kinds"], set(OrganisationKind.values))
    unknown = next((code for code in parts["regions"].values() if not is_region(code)), None)
    if unknown is not None:
        raise UnreadableFileError(
            _("The mapping file names a region that we do not know: %(code)s") % {"code": unknown}
        )
    return SourceMapping(**parts)


def _refuse_unknown(part: str, pairs: dict[str, str], known: set[str]) -> None:
    unknown = next((value for value in pairs.values() if value not in known), None)
    if unknown is not None:
        raise UnreadableFileError(
            _("In the mapping file, “%(value)s” is not one of: %(known)s.")
            % {"value": unknown, "known": ", ".join(sorted(known))}
        )
