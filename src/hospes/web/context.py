"""What every page knows: the site, its reader and how the reader wants to see it."""

from dataclasses import dataclass
from functools import cached_property

from django.conf import settings
from django.contrib.auth.models import AnonymousUser
from django.http import HttpRequest
from django.utils.http import url_has_allowed_host_and_scheme
from django.utils.translation import get_language
from django.utils.translation.trans_real import parse_accept_lang_header

from hospes.organisations.models import Organisation
from hospes.people.models import Person
from hospes.people.rules import Visitor
from hospes.privacy.queries import texts_to_accept
from hospes.privacy.texts import Text, standing_versions
from hospes.web import navigation

LOOK_COOKIE = "hospes_look"
LOOKS = ("light", "dark")
# In the session: the versions of the texts that its owner has accepted.
ACCEPTED = "texts_accepted"


@dataclass(frozen=True, slots=True)
class LanguageLink:
    """This page in another language."""

    code: str
    name: str
    url: str
    is_current: bool


@dataclass(frozen=True)
class Frame:
    """The frame around a page."""

    request: HttpRequest

    @property
    def person(self) -> Visitor:
        person: Visitor = getattr(self.request, "user", None) or AnonymousUser()
        return person

    @property
    def acting_for(self) -> Organisation | None:
        return getattr(self.request, "acting_for", None)

    @property
    def organisations(self) -> list[Organisation]:
        return getattr(self.request, "organisations", [])

    @cached_property
    def main_pages(self) -> list[navigation.Link]:
        return navigation.links(navigation.main_items(self.person, self.acting_for), self.request.path)

    @cached_property
    def own_pages(self) -> list[navigation.Link]:
        return navigation.links(navigation.own_items(self.person), self.request.path)

    @cached_property
    def texts_to_accept(self) -> list[Text]:
        """Terms and privacy notice, when they changed since the reader accepted them. The session remembers a yes."""
        person, session = self.person, getattr(self.request, "session", None)
        if not isinstance(person, Person) or session is None or session.get(ACCEPTED) == standing_versions():
            return []
        texts = texts_to_accept(person)
        if not texts:
            session[ACCEPTED] = standing_versions()
        return texts

    @property
    def look(self) -> str:
        """`light`, `dark`, or empty: as the device says."""
        chosen = self.request.COOKIES.get(LOOK_COOKIE, "")
        return chosen if chosen in LOOKS else ""

    @cached_property
    def languages(self) -> list[LanguageLink]:
        """This page in each language: the same address behind another prefix, English without."""
        now, query = get_language(), self.request.META.get("QUERY_STRING", "")
        plain = _without_language(self.request.path)
        ending = f"?{query}" if query else ""
        return [
            LanguageLink(code, name, f"{_prefix(code)}{plain}{ending}", code == now)
            for code, name in settings.LANGUAGES
        ]

    @cached_property
    def better_language(self) -> LanguageLink | None:
        """The reader's own language, when they come from elsewhere to a page in another one.

        Who moves about within the site has seen the choice of languages, and made it.
        """
        if _comes_from_here(self.request):
            return None
        wanted = self.person.language if isinstance(self.person, Person) else _language_of_browser(self.request)
        return next((link for link in self.languages if link.code == wanted and not link.is_current), None)

    @property
    def contact(self) -> str:
        return settings.CONTACT_EMAIL

    @property
    def base_url(self) -> str:
        return settings.BASE_URL

    @property
    def is_demo(self) -> bool:
        return settings.DEMO


def _prefix(code: str) -> str:
    return "" if code == settings.LANGUAGE_CODE else f"/{code}"


def _without_language(path: str) -> str:
    first, _, rest = path[1:].partition("/")
    return f"/{rest}" if first in dict(settings.LANGUAGES) else path


def _language_of_browser(request: HttpRequest) -> str:
    """The first language that the browser asks for and that we have."""
    ours = dict(settings.LANGUAGES)
    asked = (
        code.partition("-")[0]
        for code, _weight in parse_accept_lang_header(request.headers.get("Accept-Language", "").lower())
    )
    return next((code for code in asked if code in ours), "")


def _comes_from_here(request: HttpRequest) -> bool:
    return url_has_allowed_host_and_scheme(request.headers.get("Referer", ""), {request.get_host()})


def site(request: HttpRequest) -> dict[str, Frame]:
    """`frame` in every template. Not `site`: the pages for signing in use that name for something else."""
    return {"frame": Frame(request)}
