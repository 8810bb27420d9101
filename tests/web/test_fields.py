"""The one template for all fields: words, marks, mistakes, folds."""

from bs4 import BeautifulSoup
from django import forms

from hospes.core.rendering import FormRenderer


class Sample(forms.Form):
    name = forms.CharField(label="Name", help_text="As on letters.")
    town = forms.CharField(label="Town", required=False)
    days = forms.IntegerField(label="Days", required=False)
    formats = forms.MultipleChoiceField(
        label="Formats", choices=[("a", "A"), ("b", "B")], widget=forms.CheckboxSelectMultiple
    )
    topics = forms.MultipleChoiceField(
        label="Topics",
        choices=[("Care", [("elderly", "Older people"), ("child", "Children")]), ("Building", [("green", "Green")])],
        widget=forms.CheckboxSelectMultiple,
        required=False,
    )
    many = forms.MultipleChoiceField(
        label="Many",
        choices=[(str(n), f"Choice {n}") for n in range(20)],
        widget=forms.CheckboxSelectMultiple,
        required=False,
    )
    agreed = forms.BooleanField(label="Agreed")

    def __init__(self, data: dict[str, object] | None = None) -> None:
        super().__init__(data, renderer=FormRenderer())
        self.fields["days"].unknown_allowed = True  # type: ignore[attr-defined]


def drawn(data: dict[str, object] | None = None) -> BeautifulSoup:
    return BeautifulSoup(str(Sample(data)), "html.parser")


def one(page: BeautifulSoup, selector: str) -> str:
    found = page.select(selector)
    assert len(found) == 1
    return " ".join(found[0].get_text().split())


def test_optional_and_unknown_are_marked_and_required_is_not() -> None:
    page = drawn()

    assert one(page, 'label[for="id_town"]') == "Town optional"
    assert one(page, 'label[for="id_days"]') == "Days may stay unknown"
    assert one(page, 'label[for="id_name"]') == "Name"


def test_help_and_mistake_are_read_with_the_field() -> None:
    page = drawn({})
    described = str(page.select('input[name="name"]')[0]["aria-describedby"]).split()

    assert described == ["id_name_helptext", "id_name_error"]
    assert all(page.find(id=name) is not None for name in described)


def test_the_summary_leads_to_every_mistake() -> None:
    page = drawn({})
    targets = [str(link["href"])[1:] for link in page.select(".error-summary a")]

    assert targets == ["id_name", "id_formats", "id_agreed"]
    assert all(len(page.find_all(id=target)) == 1 for target in targets)


def test_groups_fold_and_open_where_something_is_chosen() -> None:
    groups = drawn({"topics": ["green"]}).select("#id_topics details")

    assert [(group.summary.contents[0], group.has_attr("open")) for group in groups if group.summary] == [
        ("Care", False),
        ("Building", True),
    ]


def test_a_long_list_folds_and_a_short_one_does_not() -> None:
    page = drawn()

    assert len(page.select("#id_many details")) == 1
    assert page.select("#id_formats details") == []


def test_what_was_ticked_stays_ticked() -> None:
    page = drawn({"many": ["3", "17"], "formats": ["b"]})

    assert [box["value"] for box in page.select('input[type="checkbox"][checked]')] == ["b", "3", "17"]


def test_typed_html_is_shown_as_typed() -> None:
    page = drawn({"name": '"><script>alert(1)</script>'})

    assert page.select("script") == []
    assert page.select('input[name="name"]')[0]["value"] == '"><script>alert(1)</script>'
