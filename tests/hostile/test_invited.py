"""Links of invitations in the wrong hands. Most attacks are tried in `organisations`; these are left."""

import pytest
from django.test import Client
from django.utils import timezone

from hospes.organisations.choices import Post
from hospes.organisations.models import OrganisationPost
from hospes.people.models import Person
from tests.factories.organisations import InvitationFactory, OrganisationFactory, PostFactory, RepresentativeFactory
from tests.factories.people import PASSWORD

pytestmark = pytest.mark.django_db
NEW = {"name": "Nora New", "password": PASSWORD, "language": "en", "time_zone": "Europe/Brussels"}
TOKEN = "aGVsbG8taG9zcGVz"


@pytest.mark.parametrize("becomes", ["a member of staff", "somebody elsewhere", "nobody"])
def test_an_invitation_ends_with_the_power_behind_it_and_the_refusal_is_in_the_log(
    becomes: str, caplog: pytest.LogCaptureFixture
) -> None:
    post = RepresentativeFactory()
    InvitationFactory(token=TOKEN, organisation=post.organisation, post=Post.DEPUTY, invited_by=post.person)
    post.ended_on = timezone.localdate()
    post.save()
    if becomes == "a member of staff":
        PostFactory(organisation=post.organisation, person=post.person)
    elif becomes == "somebody elsewhere":
        RepresentativeFactory(organisation=OrganisationFactory(), person=post.person)

    answers = [Client().get(f"/invitations/{TOKEN}/"), Client().post(f"/invitations/{TOKEN}/", NEW)]

    assert [answer.status_code for answer in answers] == [410, 410]
    assert not Person.objects.filter(name=NEW["name"]).exists()
    assert "invitation refused" in caplog.text
    assert TOKEN not in caplog.text


def test_no_letter_of_a_link_may_differ() -> None:
    """One bit of each letter is turned over."""
    InvitationFactory(token=TOKEN)
    others = {TOKEN[:at] + chr(ord(letter) ^ 1) + TOKEN[at + 1 :] for at, letter in enumerate(TOKEN)}
    others |= {TOKEN.swapcase(), TOKEN[:-1], f"{TOKEN}=", f"{TOKEN}%00", f"%20{TOKEN}"}

    assert {Client().post(f"/invitations/{other}/", NEW).status_code for other in others} <= {404, 410}
    assert not OrganisationPost.objects.exists()
    assert Client().post(f"/invitations/{TOKEN}/", NEW).status_code == 302


def test_the_page_of_a_link_tells_its_address_to_nobody_else() -> None:
    InvitationFactory(token=TOKEN)

    page = Client().get(f"/invitations/{TOKEN}/")

    assert page["Referrer-Policy"] in ("same-origin", "no-referrer")
    assert b'src="http' not in page.content
    assert "private" in page["Cache-Control"] or "no-store" in page["Cache-Control"]
