"""The address of a frame and the code that shows it on another site."""

from dataclasses import dataclass

from django.conf import settings
from django.http import QueryDict
from django.urls import reverse
from django.utils.html import escape
from django.utils.http import urlencode

from hospes.matchmaking.phrases.catalogue import address
from hospes.matchmaking.queries.catalogue import Wanted
from hospes.sharing.choices import Shown


@dataclass(frozen=True)
class Embed:
    """One thing to show, as somebody chose it."""

    shown: Shown
    wanted: Wanted
    language: str
    look: str = ""
    number: int = 5

    @property
    def query(self) -> str:
        """The catalogue's own filters, then how to show them."""
        chosen = QueryDict(address(self.wanted).partition("?")[2])
        pairs = [(name, value) for name, values in chosen.lists() for value in values]
        pairs.append(("lang", self.language))
        pairs += [("look", self.look)] if self.look else []
        pairs += [("number", str(self.number))] if self.shown == Shown.ENTRIES and self.number != 5 else []
        return urlencode(pairs)

    @property
    def frame(self) -> str:
        """The address of the frame, on this site."""
        return f"{reverse(f'embed-{self.shown.value}')}?{self.query}"

    @property
    def script(self) -> str:
        return f"{settings.BASE_URL}{reverse('embed-script')}"

    @property
    def code(self) -> str:
        """Two lines for another site: a place, and the script that fills it."""
        place = f'<div data-hospes="{self.shown.value}" data-query="{escape(self.query)}"></div>'
        return f'{place}\n<script async src="{escape(self.script)}"></script>'

    @property
    def plain_code(self) -> str:
        """For sites that allow no scripts: a frame of a fixed height."""
        whole = escape(f"{settings.BASE_URL}{self.frame}")
        return f'<iframe src="{whole}" title="Hospes" width="100%" height="600" loading="lazy"></iframe>'
