"""Contact, news and supporters."""

import re
from datetime import timedelta
from io import BytesIO

import pytest
from bs4 import BeautifulSoup
from django.core.files.uploadedfile import SimpleUploadedFile
from django.utils import timezone
from PIL import Image

from hospes.mail.models import OutgoingMail
from hospes.outreach import queries
from hospes.outreach.choices import NewsStatus
from hospes.outreach.models import News, Supporter
from hospes.outreach.prose import to_html
from tests.factories.organisations import OrganisationFactory, RepresentativeFactory
from tests.factories.outreach import NewsFactory, SupporterFactory
from tests.factories.people import PersonFactory

pytestmark = pytest.mark.django_db


# Contact


def message(**values):
    return {
        "name": "Vera",
        "email": "vera@hospes.example",
        "subject": "A question",
        "text": "How do we join?",
        "fax_number": "",
    } | values


def test_a_message_reaches_the_role_mailbox_and_can_be_answered(client, settings):
    settings.CONTACT_PERSON = "Rosa Responsible"

    assert b"Rosa Responsible" in client.get("/contact/").content
    assert client.post("/contact/", message()).url == "/contact/sent/"

    mail = OutgoingMail.objects.get()
    assert (mail.address, mail.reply_to) == (settings.CONTACT_EMAIL, "vera@hospes.example")
    assert "How do we join?" in mail.text


def test_a_header_in_the_subject_stays_in_the_subject(client):
    client.post("/contact/", message(subject="A\r\nBcc: x@x.example"))

    assert OutgoingMail.objects.get().subject == "Message from the contact page: A Bcc: x@x.example"


@pytest.mark.parametrize(
    ("field", "value"),
    [("name", ""), ("email", "no"), ("subject", "x" * 10_000), ("text", ""), ("text", "a\x00b"), ("fax_number", "1")],
)
def test_a_bad_message_is_refused_and_the_typing_stays(client, field, value):
    page = client.post("/contact/", message(**{field: value}))

    assert list(page.context["form"].errors) == [field]
    assert b'value="A question"' in page.content or field == "subject"
    assert not OutgoingMail.objects.exists()


def test_a_flood_from_one_network_is_refused_for_a_while(client):
    statuses = [client.post("/contact/", message()).status_code for _ in range(11)]

    assert statuses == [302] * 10 + [429]


# News


def test_anybody_reads_what_is_published_and_nothing_else(client):
    shown, draft = NewsFactory(title="Shown"), NewsFactory(title="Canary", draft=True)

    page = client.get("/news/")

    assert page.context["page"].items == [shown]
    assert client.get(draft.get_absolute_url()).status_code == 404
    assert b"Canary" not in client.get("/feeds/news.atom").content


def test_the_secretariat_drafts_publishes_changes_and_withdraws(client):
    organisation = OrganisationFactory()
    client.force_login(PersonFactory(secretariat=True))
    words = {"title": "Łódź öppnar", "text": "# Välkommen\n\n- ett\n- två", "language": "sv"}

    url = client.post("/news/new/", words | {"organisation": f"/organisations/{organisation.slug}/"}).url
    news = News.objects.get()
    assert (url, news.status, news.organisation) == ("/news/lodz-oppnar/", NewsStatus.DRAFT, organisation)
    assert [client.post(f"{url}publish/").status_code for _click in range(2)] == [302, 302]
    client.post(f"{url}edit/", words | {"title": "Nytt", "organisation": ""})
    page = client.get(url).content.decode()
    assert "<h2>Välkommen</h2>" in page
    assert page.count("<h1") == 1
    client.post(f"{url}withdraw/")

    client.logout()
    assert client.get(url).status_code == 404


def test_of_two_who_edit_news_at_once_the_later_one_sees_what_the_first_one_saved(client):
    client.force_login(PersonFactory(secretariat=True))
    news = NewsFactory(title="First")
    url = f"/news/{news.slug}/edit/"
    version = client.get(url).context["version"]
    words = {"title": "Second", "text": news.text, "language": news.language, "organisation": "", "version": version}
    client.post(url, words)

    page = client.post(url, words | {"title": "Third"})

    cells = BeautifulSoup(page.content, "html.parser").select(".callout tbody :is(th, td)")
    assert page.status_code == 409
    assert News.objects.get().title == "Second"
    assert [cell.get_text(strip=True) for cell in cells] == ["Title", "Second", "Third"]

    client.post(url, words | {"title": "Third", "version": page.context["version"]})

    assert News.objects.get().title == "Third"


@pytest.mark.parametrize("url", ["/news/new/", "/news/drafts/", "/news/n/edit/"])
def test_writing_news_is_for_the_secretariat(client, url):
    NewsFactory(slug="n")
    client.force_login(RepresentativeFactory().person)

    assert client.get(url).status_code == 404
    assert client.post("/news/n/withdraw/").status_code == 404
    assert News.objects.get().status == NewsStatus.PUBLISHED


@pytest.mark.parametrize(
    "text",
    [
        "<script>alert(1)</script>", "[x](javascript:alert(1))", "<img src=x onerror=alert(1)>", "![x](http://x/y.png)",
        "[x](data:text/html,1)", "<a href='x' onclick='y'>z</a>", "`<script>`", "[" * 6_000, "*" * 6_000,
    ],
)  # fmt: skip
def test_no_text_becomes_more_than_text(text):
    parsed = BeautifulSoup(to_html(text), "html.parser")

    assert {tag.name for tag in parsed.find_all()} <= {"p", "a", "code", "hr"}
    assert all(link["href"] == "http://x/y.png" for link in parsed.find_all("a", href=True))
    assert {name for tag in parsed.find_all() for name in tag.attrs} <= {"href", "rel"}


def test_links_in_texts_do_not_vouch_for_their_target():
    assert to_html("[x](https://x.example)") == (
        '<p><a href="https://x.example" rel="nofollow noopener external">x</a></p>\n'
    )


def test_the_feed_is_atom_in_the_order_of_publication(client):
    NewsFactory(title="Old", published_at=timezone.now() - timedelta(days=2))
    NewsFactory(title="New & <b>", language="sv")

    answer = client.get("/feeds/news.atom")

    entries = re.findall(r'<entry xml:lang="(.*?)"><title>(.*?)</title>', answer.content.decode())
    assert answer["Content-Type"].startswith("application/atom+xml")
    assert entries == [("sv", "New &amp; &lt;b&gt;"), ("en", "Old")]


@pytest.mark.parametrize("count", [1, 3])
def test_the_news_ask_the_same_number_of_questions(client, count, django_assert_num_queries):
    for _ in range(count):
        NewsFactory(organisation=OrganisationFactory())

    with django_assert_num_queries(2):
        client.get("/news/")


# Supporters


def picture():
    file = BytesIO()
    Image.new("RGBA", (40, 20), "teal").save(file, "PNG")
    return SimpleUploadedFile("logo.png", file.getvalue(), "image/png")


def test_supporters_stand_under_their_headings_in_order(client):
    SupporterFactory(name="Second", category="INDUSTRY", order=2)
    SupporterFactory(name="First", category="INDUSTRY", order=1)
    OrganisationFactory(name="Region", supporter_category="REGIONAL_LOCAL_AUTHORITY")
    OrganisationFactory(name="Not a supporter")

    groups = queries.supporters_by_category()

    assert [(group.category, [one.name for one in group.supporters]) for group in groups] == [
        ("REGIONAL_LOCAL_AUTHORITY", ["Region"]),
        ("INDUSTRY", ["First", "Second"]),
    ]
    assert client.get("/supporters/").status_code == 200


def test_the_secretariat_adds_changes_and_removes_a_supporter(client):
    client.force_login(PersonFactory(secretariat=True))
    words = {"name": "Works", "category": "INDUSTRY", "website": "works.example", "order": "5"}

    page = client.post("/supporters/new/", words | {"logo": picture()})
    assert page.context["form"].errors["logo_alt"]
    client.post("/supporters/new/", words | {"logo": picture(), "logo_alt": "A wheel"})
    supporter = Supporter.objects.get()
    assert (supporter.logo_alt, supporter.website) == ("A wheel", "https://works.example")
    assert b'alt="A wheel"' in client.get("/supporters/").content

    client.post(f"/supporters/{supporter.pk}/edit/", words | {"name": "New works", "logo_alt": "A wheel"})
    supporter.refresh_from_db()
    assert (supporter.name, bool(supporter.logo)) == ("New works", True)

    client.post(f"/supporters/{supporter.pk}/remove/")
    assert not Supporter.objects.exists()


def test_supporters_are_not_for_others_to_change(client):
    supporter = SupporterFactory()
    client.force_login(RepresentativeFactory().person)

    assert client.get("/supporters/new/").status_code == 404
    assert client.post(f"/supporters/{supporter.pk}/remove/").status_code == 404
    assert Supporter.objects.exists()


@pytest.mark.parametrize("count", [1, 3])
def test_the_supporters_ask_the_same_number_of_questions(client, count, django_assert_num_queries):
    SupporterFactory.create_batch(count)
    for number in range(count):
        OrganisationFactory(name=f"O{number}", supporter_category="INDUSTRY")

    with django_assert_num_queries(2):
        client.get("/supporters/")
