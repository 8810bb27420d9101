"""The reference lists: codes with labels in the language asked for. Anybody may read them."""

from collections.abc import Callable, Sequence
from enum import Enum
from typing import Annotated, Any

from django.http import HttpRequest
from django.utils.translation import get_language
from django.utils.translation import gettext as _
from ninja import Field, Query, Router
from pydantic import AfterValidator, ConfigDict

from hospes.core.api.lists import ListOf, PageQuery, page_of_sequence
from hospes.core.api.shapes import Shown
from hospes.reference.countries import is_country
from hospes.reference.fields import is_field
from hospes.reference.languages import is_language
from hospes.reference.listings import LISTINGS, listing
from hospes.reference.regions import is_region
from hospes.reference.topics import is_topic

router = Router(tags=["reference"])


def _known(is_known: Callable[[str], bool]) -> AfterValidator:
    def check(code: str) -> str:
        if not is_known(code):
            raise ValueError(_("There is no such choice: %(code)s") % {"code": code[:60]})
        return code

    return AfterValidator(check)


CountryCode = Annotated[str, _known(is_country), Field(examples=["SE"], description="ISO 3166-1, two letters.")]
RegionCode = Annotated[str, _known(is_region), Field(examples=["SE232"], description="NUTS code of any level.")]
TopicCode = Annotated[str, _known(is_topic), Field(examples=["green-construction"])]
FieldCode = Annotated[str, _known(is_field), Field(examples=["0732"], description="ISCED-F 2013.")]
LanguageCode = Annotated[str, _known(is_language), Field(examples=["sv"])]

ListName = Enum("ListName", {name.upper().replace("-", "_"): name for name in LISTINGS}, type=str)  # type: ignore[misc]


class Item(Shown):
    """A code and its label. Some lists say more about each item."""

    model_config = ConfigDict(extra="allow")

    code: str = Field(examples=["green-construction"])
    label: str = Field(examples=["Green construction"])


class ReferenceQuery(PageQuery):
    search: str = Field("", max_length=200, description="Beginnings of words in code or label.")


@router.get("/reference/{name}", response=ListOf[Item], summary="A list of codes with their labels")
def reference(request: HttpRequest, name: ListName, asked: Query[ReferenceQuery]) -> ListOf[Item]:
    """Codes never change. `regions`, `fields` and `topics` are trees: `parent` names the wider code."""
    found = listing(name.value, get_language(), asked.search)
    return page_of_sequence(found, asked, request, _items, ListOf[Item])


def _items(rows: Sequence[dict[str, Any]]) -> list[Item]:
    return [Item(**row) for row in rows]
