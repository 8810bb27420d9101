"""The boxes of the form, and the words it asks with."""

from collections.abc import Callable, Mapping

from django import forms
from django.utils.text import format_lazy
from django.utils.translation import gettext_lazy as _

from hospes.core.fields import DayField, LongTextField, PlainTextField
from hospes.matchmaking.choices import EntryKind, Returns
from hospes.matchmaking.forms import entry_rows
from hospes.matchmaking.forms.answers import (
    CodesField,
    RegionsField,
    WholeNumberField,
    WordedBoxes,
    YesNoField,
)
from hospes.matchmaking.forms.entry_parts import IDEA, OFFER, PARTS, WISH, Words
from hospes.matchmaking.rules.values import MOST_CODES, MOST_DAYS, MOST_PEOPLE, MOST_REGIONS
from hospes.organisations.models import Organisation
from hospes.reference import topics
from hospes.reference.choices import LEARNERS, STAFF, Format, FundingSituation, Measure, NaceSection, Profile
from hospes.reference.countries import countries
from hospes.reference.languages import languages
from hospes.reference.queries import field_label, field_labels
from hospes.reference.search import search_words


def fields_of(kind: EntryKind, organisation: Organisation) -> dict[str, forms.Field]:
    """Every box of the form for this kind."""
    fields: dict[str, forms.Field] = {}
    for part in PARTS:
        for name in part.names(kind):
            if name in entry_rows.ROWS:
                fields |= entry_rows.ROWS[name].fields(organisation)
            else:
                fields[name] = _SAME[name]() if name in _SAME else _BY_KIND[name](kind)
    return fields


def _people(label: Words, help_text: Words = "", least: int = 1) -> forms.Field:
    return WholeNumberField(label=label, help_text=help_text, least=least, most=MOST_PEOPLE)


def _days(label: Words) -> forms.Field:
    return WholeNumberField(label=label, least=1, most=MOST_DAYS)


def _title(kind: EntryKind) -> forms.Field:
    examples = {
        OFFER: _("For example: Spend three weeks with our carpenters"),
        WISH: _("For example: Six apprentices want to see timber building"),
        IDEA: _("For example: Teach timber building together"),
    }
    return PlainTextField(label=_("Title"), help_text=examples[kind], max_length=140)


def _formats(kind: EntryKind) -> forms.Field:
    labels = {
        OFFER: _("What can guests do with you?"),
        WISH: _("What would your group like to do?"),
        IDEA: _("What would people do in the project?"),
    }
    return CodesField(label=labels[kind], choices=Format.choices, most=MOST_CODES["formats"])


def _profiles(kind: EntryKind) -> forms.Field:
    if kind != WISH:
        label = _("Who can come?") if kind == OFFER else _("Who is the project for?")
        return CodesField(label=label, choices=Profile.choices, most=MOST_CODES["profiles"])
    groups = [(_("Learners"), LEARNERS), (_("Staff"), STAFF)]
    grouped = [(heading, [(one.value, one.label) for one in Profile if one in members]) for heading, members in groups]
    field = forms.ChoiceField(
        label=_("Who travels?"),
        help_text=_("One entry is for one kind of people. Make another entry for others."),
        choices=[("", _("We do not know yet")), *grouped],
        required=False,
    )
    field.unknown_allowed = True  # type: ignore[attr-defined]
    return field


def _topics(kind: EntryKind) -> forms.Field:
    choices = [
        (
            group.label,
            [
                (group.code, format_lazy("{} ({})", group.label, _("the whole group"))),
                *((one.code, one.label) for one in members),
            ],
        )
        for group, members in topics.groups()
    ]
    return CodesField(
        label=_("Topics"),
        help_text=_("Up to five. Leave it empty if you do not know yet."),
        choices=choices,
        widget=WordedBoxes(words=search_words),
        most=MOST_CODES["topics"],
        none=_("No topic in particular: we are open to every topic") if kind != IDEA else "",
    )


def _whole(group: topics.Topic) -> tuple[str, Words]:
    return group.code, format_lazy(_("{group} (the whole group)"), group=group.label)


def _fields() -> forms.Field:
    """Codes that end in 0 only repeat the field around them ("not further defined"): nobody needs to read them."""
    labels = {code: label for code, label in field_labels().items() if len(code) == 2 or not code.endswith("0")}
    choices = [
        (labels[broad], [(code, label) for code, label in labels.items() if code.startswith(broad)])
        for broad in labels
        if len(broad) == 2
    ]
    return CodesField(
        label=_("Fields of education"),
        help_text=_("Up to five, from the international list ISCED-F 2013. Topics are enough if you are not sure."),
        choices=choices,
        label_of=field_label,
        most=MOST_CODES["fields"],
    )


def _measures() -> forms.Field:
    return CodesField(
        label=_("What can you offer?"),
        help_text=_("Leave everything empty if you do not know yet. We ask when a group needs it."),
        choices=Measure.choices,
        none=_("None of these"),
        most=MOST_CODES["measures"],
    )


def _needs() -> forms.Field:
    return CodesField(
        label=_("What does the group need?"),
        help_text=_(
            "For the group as a whole. Please write no names and nothing about the health or the life of a person."
            " Leave everything empty if you do not know yet."
        ),
        choices=Measure.choices,
        none=_("The group needs none of these"),
        most=MOST_CODES["needs"],
    )


def _text(kind: EntryKind) -> forms.Field:
    labels = {
        OFFER: _("What do your guests experience?"),
        WISH: _("What does your group want to learn?"),
        IDEA: _("What is the idea?"),
    }
    return LongTextField(
        label=labels[kind],
        help_text=_(
            "A facilitator reads it before it is published. Please write no names and no details about persons."
        ),
        max_length=3000,
        rows=6,
        required=False,
    )


def _countries(label: Words) -> forms.Field:
    field = CodesField(label=label, choices=countries())
    field.unknown_allowed = False
    return field


def _regions(label: Words) -> forms.Field:
    return RegionsField(
        label=label, help_text=_("One on each line, in your spelling or as a NUTS code."), most=MOST_REGIONS
    )


def _choice(label: Words, choices: list[tuple[str, Words]], help_text: Words = "") -> forms.Field:
    field = forms.ChoiceField(label=label, choices=choices, help_text=help_text, required=False)
    field.unknown_allowed = True  # type: ignore[attr-defined]
    return field


def _tick(label: Words, help_text: Words = "") -> forms.Field:
    return forms.BooleanField(label=label, help_text=help_text, required=False)


def _fewer_opportunities() -> forms.Field:
    return _people(
        _("How many of them have fewer opportunities?"),
        _(
            "Only the number, never who or why. Your organisation and the facilitators see it, nobody else."
            " It helps to keep places for those who need them most."
        ),
        least=0,
    )


# Questions whose words depend on the kind of entry, and those that are the same for all.
_BY_KIND: Mapping[str, Callable[[EntryKind], forms.Field]] = {
    "title": _title,
    "text": _text,
    "formats": _formats,
    "profiles": _profiles,
    "topics": _topics,
}
_SAME: Mapping[str, Callable[[], forms.Field]] = {
    "fewer_opportunities": _fewer_opportunities,
    "fields": _fields,
    "needs": _needs,
    "measures": _measures,
    "language": lambda: forms.ChoiceField(label=_("Language of your text"), choices=languages()),
    "sector": lambda: _choice(_("Part of the economy"), [("", _("Not known, or several")), *NaceSection.choices]),
    "places": lambda: _people(
        _("How many places do you have in all?"), _("A guess is enough. You can change it later.")
    ),
    "people": lambda: _people(_("How many people would travel?"), _("A guess is enough. You can change it later.")),
    "days_least": lambda: _days(_("Days at least")),
    "days_most": lambda: _days(_("Days at most")),
    "smallest_group": lambda: _people(_("Smallest group"), _("Empty: one guest alone is fine.")),
    "largest_group": lambda: _people(_("Largest group at one time"), _("Empty: as many as there are places.")),
    "groups": lambda: _people(_("How many groups in all?"), _("Empty: no limit.")),
    "at_once": lambda: _people(_("How many guests at the same time?"), _("Empty: no limit.")),
    "smallest_part": lambda: _people(
        _("May the group be split? How many people must stay together?"), _("Empty: the group stays together.")
    ),
    "least_people": lambda: _people(
        _("How many must find a place so that the journey makes sense?"),
        _("Empty: at least as many as must stay together."),
    ),
    "abroad": lambda: YesNoField(
        label=_("Where may the stay be?"),
        yes=_("Only in another country"),
        no=_("Also in our own country"),
    ),
    "wants_countries": lambda: _countries(_("Countries you would like to work with")),
    "wants_regions": lambda: _regions(_("Regions you would like to work with")),
    "refuses_countries": lambda: _countries(_("Countries you cannot work with")),
    "refuses_regions": lambda: _regions(_("Regions you cannot work with")),
    "new_links": lambda: _tick(
        _("We would rather meet someone new"), _("Regions you have never worked with come first.")
    ),
    "green_travel": lambda: YesNoField(label=_("Can guests reach you by train or bus?")),
    "open_to_anyone": lambda: _tick(_("Open to anyone, not only to partners")),
    "open_to_apprentices": lambda: _tick(_("Apprentices are welcome")),
    "funding": lambda: _choice(
        _("How do you pay for mobility today?"), [("", _("We do not know yet")), *FundingSituation.choices]
    ),
    "returns": lambda: _choice(_("Would you host in return?"), list(Returns.choices)),
    "call": lambda: PlainTextField(
        label=_("Call for projects"), help_text=_("If you already know it."), max_length=200, required=False
    ),
    "deadline": lambda: DayField(
        label=_("Deadline"), help_text=_("The last day for partners to join, or the deadline of the call.")
    ),
    "partners_sought": lambda: LongTextField(
        label=_("Which partners do you look for?"), max_length=1500, rows=4, required=False
    ),
    "contact": lambda: _choice(
        _("Who answers for this entry?"), [], _("Shown to the other side only when both have accepted an introduction.")
    ),
    "valid_until": lambda: DayField(
        label=_("Last day of this entry"),
        help_text=_("Empty: twelve months from its publication. We ask you before it ends."),
    ),
}
