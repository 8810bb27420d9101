"""Links of ours with another region, and project ideas of ours: drafts that nobody else sees, and what others see."""

from datetime import date
from typing import TYPE_CHECKING

from hospes.consortia.actions import partners
from hospes.cooperation.actions import agreements
from hospes.cooperation.choices import LinkKind
from hospes.organisations.choices import Post
from tests.consortia.things import a_role, an_idea
from tests.factories.introductions import hosting_organisation
from tests.factories.organisations import PostFactory

if TYPE_CHECKING:
    from tests.api.scene import Scene

SINCE = date(2026, 3, 2)


def add_links(scene: "Scene", canary: str) -> None:
    _cooperation(scene, canary)
    _consortia(scene, canary)


def _cooperation(scene: "Scene", canary: str) -> None:
    we, host = scene.programs["representative"].person, scene.programs["host"].organisation
    assert we is not None and host is not None
    they = PostFactory(organisation=host, post=Post.REPRESENTATIVE).person
    asked = agreements.propose(host, scene.ours, kind=LinkKind.STAFF, since=SINCE, note=f"{canary} note", by=they)
    agreed = agreements.propose(host, scene.ours, kind=LinkKind.VET, since=SINCE, by=they)
    agreements.confirm(agreed, by=we)
    scene.numbers |= {"link_id": asked.link_id, "evidence_id": asked.pk}
    scene.instead["cooperation_end"] = {"link_id": agreed.link_id}


def _consortia(scene: "Scene", canary: str) -> None:
    we, host = scene.programs["member"].person, scene.programs["host"]
    assert we is not None and host.person is not None and host.organisation is not None
    draft = an_idea(scene.ours, published=False, title=f"{canary} title")
    idea = an_idea(scene.ours, title="Our idea")
    school, chamber = a_role(idea, we), a_role(idea, we, name="A chamber", kinds=["CHAMBER"])
    applied = partners.apply(school, host.organisation, by=host.person, note=f"{canary} note")
    asked = partners.ask(school, hosting_organisation(name="Somebody asked"), by=we, note=f"{canary} note")
    scene.numbers |= {"idea_id": draft.pk, "role_id": a_role(draft, we, brings=f"{canary} text").pk}
    for verb in ("ask", "outside", "apply"):
        scene.instead[f"partner_{verb}"] = {"idea_id": idea.pk, "role_id": chamber.pk}
    for verb, partner in (("accept", applied), ("decline", applied), ("withdraw", asked)):
        scene.instead[f"partner_{verb}"] = {"idea_id": idea.pk, "partner_id": partner.pk}
