"""What organisations of the demo plan and have agreed together: a consortium half found, and cooperation recorded."""

from datetime import date

from hospes.consortia.actions import partners, roles
from hospes.consortia.models import Partner, Role
from hospes.cooperation.actions import agreements
from hospes.cooperation.choices import LinkKind
from hospes.cooperation.models import LinkEvidence
from hospes.demo.scene import Scene


def first_round(scene: Scene) -> None:
    """One idea with three roles: one filled, one for which somebody offers to come, one missing."""
    found: dict[str, Role] = {}
    standing: dict[str, Partner] = {}
    lead = "glenbawn"

    def seek() -> None:
        entry, by, ours = scene.entries["glenbawn-idea"], scene.speakers[lead], scene.organisations[lead]
        found["authority"] = roles.add_role(
            entry, by=by, acting_for=ours, name="A regional authority that can spread the toolbox",
            kinds=["REGIONAL_AUTHORITY", "LOCAL_AUTHORITY"], abroad=True,
            brings="Somebody who knows which offices meet young people first.",
        )  # fmt: skip
        found["guidance"] = roles.add_role(
            entry, by=by, acting_for=ours, name="A guidance service that meets young people where they are",
            kinds=["GUIDANCE_ORGANISATION", "REGIONAL_AUTHORITY", "NGO"], topics=["career-guidance", "neet-outreach"],
            abroad=True, brings="Counsellors who write down what works.",
        )  # fmt: skip
        found["school"] = roles.add_role(
            entry, by=by, acting_for=ours, name="A school or adult education centre that tries the toolbox",
            kinds=["VET_PROVIDER", "ADULT_EDUCATION_CENTRE", "SCHOOL"], number=2, abroad=True,
            works_with=["NON_FORMAL_LEARNER"], brings="A class in which people come back to learning.",
        )  # fmt: skip

    def ask() -> None:
        standing["orvane"] = partners.ask(
            found["authority"], scene.organisations["orvane"], by=scene.speakers[lead],
            acting_for=scene.organisations[lead], note="You have written about people who leave. We have, too.",
        )  # fmt: skip

    def accept() -> None:
        partners.accept(standing["orvane"], by=scene.speakers["orvane"], acting_for=scene.organisations["orvane"])

    def offer() -> None:
        partners.apply(
            found["guidance"], scene.organisations["saarekivi"], by=scene.speakers["saarekivi"],
            note="We do guidance on the ferry. We would love to write it down.",
        )  # fmt: skip

    for days_ago, deed in ((44, seek), (42, ask), (39, accept), (6, offer)):
        scene.happens(days_ago, deed)
    _cooperation(scene)


def _cooperation(scene: Scene) -> None:
    """Two that both sides have confirmed, and one that waits."""
    _agreed(
        scene, 60, "lindalen", "montclar", kind=LinkKind.ADULT, topic="elderly-care", since=date(2024, 9, 12),
        note="Våra vårdlärare träffas två gånger om året.", answered=57,
    )  # fmt: skip
    _agreed(
        scene, 34, "orvane", "eichtal", kind=LinkKind.APPRENTICESHIP, topic="apprenticeship", since=date(2025, 3, 3),
        note="Nous comparons nos contrats d’apprentissage.", answered=30,
    )  # fmt: skip
    _agreed(
        scene, 5, "valsole", "montclar", kind=LinkKind.STAFF, topic="hospitality-cooking", since=date(2026, 2, 2),
        note="I docenti di cucina si scambiano i programmi.",
    )  # fmt: skip


def _agreed(
    scene: Scene,
    days_ago: int,
    own: str,
    other: str,
    *,
    kind: LinkKind,
    topic: str,
    since: date,
    note: str,
    answered: int | None = None,
) -> None:
    rows: list[LinkEvidence] = []

    def propose() -> None:
        evidence = agreements.propose(
            scene.organisations[own], scene.organisations[other], kind=kind, topic=topic, since=since, note=note,
            by=scene.speakers[own],
        )  # fmt: skip
        rows.append(evidence)

    def confirm() -> None:
        for evidence in rows:
            agreements.confirm(evidence, by=scene.speakers[other])

    scene.happens(days_ago, propose)
    if answered is not None:
        scene.happens(answered, confirm)
