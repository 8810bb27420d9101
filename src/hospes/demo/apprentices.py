"""One rule for apprentices, invented and marked as such: no real law is told in a demonstration."""

from django.utils import timezone

from hospes.apprenticeships.actions import Territories, enter_rule
from hospes.apprenticeships.choices import Matter, SourceKind, Verdict
from hospes.demo.scene import Scene


def found(scene: Scene) -> None:
    scene.happens(400, lambda: _enter(scene))


def _enter(scene: Scene) -> None:
    sending, hosting = (scene.organisations[code].territory for code in ("eichtal", "nordfjell"))
    enter_rule(
        Territories(sending, hosting),
        by=scene.secretariat,
        source_kind=SourceKind.DEMO,
        verdict=Verdict.CONDITIONAL.value,
        matters=[Matter.CONSENT.value, Matter.LONGEST_STAY.value],
        text="Invented for this demonstration: the training company agrees in writing, and the stay lasts nine weeks"
        " at most.",
        language="en",
        source="An invented agreement of this demonstration",
        source_url="https://agreement.example/apprentices",
        source_on=timezone.localdate(),
    )
