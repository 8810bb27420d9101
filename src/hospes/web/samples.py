"""Invented content for the gallery: every component in every state. Nothing of it is stored.

The gallery is read by those who build pages, in English; its words are not for translation.
"""

from dataclasses import dataclass
from datetime import UTC, date, datetime, timedelta
from typing import Any

from django import forms

from hospes.core.fields import LongTextField, PlainTextField
from hospes.core.shapes import Facet, Option, ReasonLine, Score, Step, Symbol, Tab
from hospes.core.todo import TodoItem
from hospes.mail.letter import Letter

TOPICS = [
    ("Care and health", [("elderly-care", "Care of older people"), ("nursing", "Nursing"), ("childcare", "Childcare")]),
    ("Building and energy", [("green-construction", "Green construction"), ("heating", "Heating and cooling")]),
    ("Guidance", [("career-guidance", "Career guidance"), ("early-leavers", "Early leavers from school")]),
]


class SampleForm(forms.Form):
    """One of each kind of field."""

    name = PlainTextField(label="Name of the organisation", max_length=120, help_text="As it stands on your letters.")
    about = LongTextField(label="What your guests can see", max_length=300, required=False)
    places = forms.IntegerField(label="Places", min_value=1, required=False)
    starts_on = forms.DateField(label="First day", required=False, widget=forms.DateInput(attrs={"type": "date"}))
    ends_on = forms.DateField(label="Last day", required=False, widget=forms.DateInput(attrs={"type": "date"}))
    kind = forms.ChoiceField(label="Kind", choices=[("school", "School"), ("region", "Region")])
    step_free = forms.ChoiceField(
        label="Can people in wheelchairs enter everywhere?",
        choices=[("yes", "Yes"), ("no", "No"), ("unknown", "I do not know yet")],
        widget=forms.RadioSelect,
        required=False,
    )
    formats = forms.MultipleChoiceField(
        label="What you offer",
        choices=[("shadowing", "Job shadowing"), ("visit", "Study visit"), ("placement", "Placement of learners")],
        widget=forms.CheckboxSelectMultiple,
        help_text="Tick all that you could imagine.",
    )
    topics = forms.MultipleChoiceField(
        label="Topics", choices=TOPICS, widget=forms.CheckboxSelectMultiple, required=False
    )
    language = forms.ChoiceField(
        label="Language", choices=[("", "—"), ("en", "English"), ("sv", "Swedish")], required=False
    )
    level = forms.ChoiceField(label="At least", choices=[("", "—"), ("B1", "B1"), ("B2", "B2")], required=False)
    logo = forms.FileField(label="Logo", required=False, help_text="PNG, JPEG or WebP, up to 2 MB.")
    accepted = forms.BooleanField(label="We accept the terms")

    def __init__(self, *args: Any, **options: Any) -> None:
        super().__init__(*args, **options)
        self.fields["step_free"].unknown_allowed = True  # type: ignore[attr-defined]
        self.fields["places"].unknown_allowed = True  # type: ignore[attr-defined]


BAD_INPUT = {
    "bad-name": "",
    "bad-about": "A long text. " * 26,
    "bad-places": "0",
    "bad-starts_on": "yesterday",
    "bad-kind": "school",
    "bad-topics": ["heating"],
}


@dataclass(frozen=True)
class Name:
    """Stands for an organisation without a logo."""

    name: str
    logo: str = ""
    logo_alt: str = ""


NAMES = [Name("Harbour Region"), Name("Mill Valley College"), Name("Town of Three Bridges"), Name("Skerries Guidance")]

FACETS = [
    Facet("kind", "Kind", [Option("offer", "Offers", 14, is_chosen=True), Option("wish", "Wishes", 9)]),
    Facet(
        "topic",
        "Topic",
        [Option("elderly-care", "Care of older people", 6), Option("green-construction", "Green construction", 4)],
        is_open=True,
    ),
    Facet("country", "Country", [Option("SE", "Sweden", 3), Option("ES", "Spain", 0)]),
]

SCORES = [
    Score("how well the host suits the guest", 82),
    Score("how well the guest suits the host", 61, open_points=15),
    Score("the pair", 70.7, is_pair=True),
]

REASONS = [
    ReasonLine("fits", "Both name green construction.", 40, 40),
    ReasonLine("fits", "Both work in English at B1 or better.", 15, 15),
    ReasonLine("partly", "The dates overlap for two weeks of the six that are wished.", 5, 10),
    ReasonLine("not", "The host takes at most four people at once; six would come.", 0, 15),
    ReasonLine(
        "unknown",
        "We do not know whether the workshop can be entered without steps.",
        None,
        10,
        "Ask the host",
        "#reasons",
    ),
]

STEPS = [
    Step("done", "Proposed", "12 October, by the secretariat"),
    Step("done", "Accepted by one", "Harbour Region said yes on 14 October"),
    Step("now", "Waiting for the other", "Mill Valley College can answer until 26 October"),
    Step("ahead", "Introduced", "Both sides then see each other's contacts"),
]
STOPPED = [
    Step("done", "Proposed", "12 October"),
    Step("stopped", "Declined", "The dates do not suit. We looked for the next best host."),
]

COLUMNS = ["New to check", "Waiting for an answer", "Near misses", "Ready to introduce"]

TABS = [
    Tab("Offers", "#tabs", is_current=True, count=14),
    Tab("Wishes", "#tabs", count=9),
    Tab("Project ideas", "#tabs"),
]

FACTS = [
    ("Places", "6"),
    ("Stay", "14 to 21 days"),
    ("Languages", "English B1, Swedish A2"),
    ("Left out when empty", ""),
]

SYMBOLS = [
    Symbol((57.72, 12.94), "Borås", "#maps", 3),
    Symbol((60.39, 5.32), "Bergen", "#maps"),
    Symbol((41.39, 2.17), "Barcelona", "#maps", 12),
    Symbol((48.78, 9.18), "Stuttgart", "#maps", 2, is_soft=True),
    Symbol((48.79, 9.19), "Esslingen", "#maps", 1, is_soft=True),
    Symbol((35.17, 33.36), "Nicosia", "#maps"),
    Symbol((64.15, -21.94), "Reykjavík", "#maps"),
    Symbol((28.12, -15.43), "Las Palmas", "#maps", 2),
    Symbol((37.74, -25.67), "Ponta Delgada", "#maps"),
]


@dataclass(frozen=True)
class Line:
    """Stands for a line of the journal."""

    at: datetime
    sentence: str
    actor: str = ""
    organisation: str = ""
    by_the_site: bool = False


@dataclass(frozen=True)
class Message:
    """Stands for a message of a thread."""

    at: datetime
    author: str
    organisation: str
    text: str
    language: str
    is_own: bool = False


def history() -> list[Line]:
    at = datetime(2026, 10, 12, 9, 30, tzinfo=UTC)
    return [
        Line(at + timedelta(days=2), "The offer was published.", by_the_site=True),
        Line(at + timedelta(days=1), "The offer was sent for checking.", "Ada Example", "Harbour Region"),
        Line(at, "The offer was drafted."),
    ]


def thread() -> list[Message]:
    at = datetime(2026, 10, 20, 14, 5, tzinfo=UTC)
    later, last = at + timedelta(hours=3), at + timedelta(hours=5)
    return [
        Message(at, "Ada Example", "Harbour Region", "Good morning!\nWhich week in May suits you?", "en"),
        Message(
            later, "Bo Invented", "Mill Valley College", "The second one. Six of us would come.", "en", is_own=True
        ),
        Message(last, "Noor Invented", "", "مرحبا! نراكم في مايو", "ar"),
    ]


def agenda(today: date) -> list[TodoItem]:
    return [
        TodoItem("Answer the proposal of Harbour Region", "#agenda", today - timedelta(days=2)),
        TodoItem("Renew your offer “Green construction in six weeks”", "#agenda", today),
        TodoItem("Say in which region your organisation works", "#agenda"),
    ]


LETTER = Letter(
    subject="Mill Valley College would come to you",
    greeting="Good day, Ada Example,",
    paragraphs=["We think that you suit each other. Your answer decides."],
    facts=[("Who", "Six apprentices and a teacher"), ("When", "3 to 23 May 2027"), ("Pair", "71 of 100")],
    quote="The second week of May suits us best.",
    quote_language="en",
    buttons=[("Say yes", "https://hospes.example/answer/4f1c"), ("See why", "https://hospes.example/pairs/3/7/")],
    closing="You can answer until 26 October. After that we ask the next best.",
    reason="You receive this because you represent Harbour Region.",
)
STOP_LINK = "https://hospes.example/stop/9ab0"
