"""What happens between the invented organisations: regions described, pairs proposed, answered, declined."""

from datetime import timedelta

from django.utils import timezone

from hospes.demo.scene import Scene
from hospes.matchmaking.actions import introductions, suggestions
from hospes.matchmaking.choices import DeclineReason, IntroductionState, Side
from hospes.organisations.actions import joining, regions
from hospes.reference.choices import OrganisationKind

TIME_TO_ANSWER = timedelta(days=14)


def found(scene: Scene) -> None:
    """Two regions say what is hard for them; the first pair is introduced and prepares its stay."""
    _challenge(scene, 300, "lindalen", "SE232", "shortages", "sv",
        "Vi behöver fyrahundra nya undersköterskor på fem år. Få unga söker vårdprogrammet.")  # fmt: skip
    _challenge(scene, 290, "valsole", "ITH2", "access", "it",
        "Le scuole sono piccole e lontane. Per molti studenti il primo viaggio è il più difficile.")  # fmt: skip
    _need(scene, 300, "lindalen", "SE232", "0921", "sv", "Omsorg om äldre och personer med funktionsnedsättning")
    _need(scene, 299, "lindalen", "SE232", "0732", "sv", "Hållbart byggande och renovering")
    _need(scene, 290, "valsole", "ITH2", "1013", "it", "Cucina e accoglienza di montagna")

    pair = ("eichtal-build", "nordfjell-build")
    _introduced(scene, pair, people=4, days_ago=100, stay=("05-17", "06-05"))
    _say(scene, pair, "eichtal", 93, "Danke! Unsere Vier freuen sich. Brauchen sie eigene Sicherheitsschuhe?")
    _say(scene, pair, "nordfjell", 92, "Yes, please bring shoes. Helmets and rain clothes are here.")
    scene.happens(88, lambda: introductions.mark(
        scene.pairs[pair], IntroductionState.IN_PREPARATION,
        by=scene.speakers["nordfjell"], acting_for=scene.organisations["nordfjell"],
    ))  # fmt: skip


def first_round(scene: Scene) -> None:
    """One pair in each state that a facilitator meets in a normal month."""
    _challenge(scene, 40, "orvane", "FRB0", "brain_drain", "fr",
        "Les jeunes diplômés partent à Paris et reviennent peu.")  # fmt: skip
    _challenge(scene, 39, "almenar", "ES41", "demography", "es",
        "Cada año somos menos. La escuela cerró; el centro de día se llenó.")  # fmt: skip
    _need(scene, 40, "orvane", "FRB0", "0713", "fr", "Énergies renouvelables, maintenance")
    _need(scene, 39, "almenar", "ES41", "0921", "es", "Cuidados de personas mayores")

    half_way = ("lindalen-care", "montclar-care")
    _propose(scene, half_way, people=6, days_ago=4, stay=("05-10", "05-28"))
    _accept(scene, half_way, Side.OFFER, 3)

    countered = ("itsaslur-metal", "eichtal-metal")
    _propose(scene, countered, people=5, days_ago=9, stay=("05-03", "06-05"))
    scene.happens(6, lambda: introductions.counter(
        scene.pairs[countered], side=Side.OFFER, terms_version=1, by=scene.speakers["eichtal"], people=5,
        starts_on=scene.day("05-10"), ends_on=scene.day("06-05"),
        comment="In der ersten Maiwoche sind bei uns Prüfungen.",
    ))  # fmt: skip

    declined = ("pedralva-hosp", "kerval-kitchen")
    _propose(scene, declined, people=5, days_ago=20, stay=("05-03", "05-28"))
    scene.happens(17, lambda: introductions.decline(
        scene.pairs[declined], side=Side.OFFER, terms_version=1, by=scene.speakers["kerval"],
        reason=DeclineReason.CAPACITY, comment="Le restaurant est en travaux ce printemps.",
    ))  # fmt: skip

    _propose(scene, ("valsole-shadow", "lindalen-guidance"), people=2, days_ago=2, stay=("04-12", "04-16"))

    _propose(scene, ("stanneck-visit", "orvane-apprentice"), people=3, days_ago=30, stay=("03-16", "03-19"))
    scene.happens(15, lambda: introductions.expire_due(timezone.localdate()))

    inclusion = ("montclar-inclusion", "almgrund-inclusion")
    _introduced(scene, inclusion, people=3, days_ago=26, stay=("05-10", "05-14"))
    _say(scene, inclusion, "almgrund", 21, "Willkommen! Wollen Sie lieber Werkstatt oder Küche sehen?")
    _say(scene, inclusion, "montclar", 20, "Totes dues, si és possible. Arribem diumenge al vespre amb tren.")

    island = ("almenar-guidance", "saarekivi-guidance")
    _introduced(scene, island, people=1, days_ago=37, stay=("04-19", "04-23"))
    _say(scene, island, "saarekivi", 30, "The ferry leaves at nine. We will wait for you at the quay.")

    scene.happens(5, lambda: suggestions.say_interested(
        scene.entries["kerval-boats"], scene.entries["waterhorn-ship"], by=scene.speakers["kerval"],
        acting_for=scene.organisations["kerval"], note="Nos élèves connaissent déjà votre bateau en photo.",
    ))  # fmt: skip
    _requests_to_join(scene)


def _challenge(scene: Scene, days_ago: int, code: str, territory: str, kind: str, language: str, text: str) -> None:
    scene.happens(days_ago, lambda: regions.add_challenge(
        territory, kind=kind, text=text, language=language,
        by=scene.speakers[code], acting_for=scene.organisations[code],
    ))  # fmt: skip


def _need(scene: Scene, days_ago: int, code: str, territory: str, field: str, language: str, text: str) -> None:
    scene.happens(days_ago, lambda: regions.add_skill_need(
        territory, field=field, text=text, language=language,
        by=scene.speakers[code], acting_for=scene.organisations[code],
    ))  # fmt: skip


def _propose(scene: Scene, pair: tuple[str, str], *, people: int, days_ago: int, stay: tuple[str, str]) -> None:
    def deed() -> None:
        wish, offer = pair
        scene.pairs[pair] = introductions.propose(
            scene.entries[wish],
            scene.entries[offer],
            people=people,
            starts_on=scene.day(stay[0]),
            ends_on=scene.day(stay[1]),
            answer_by=timezone.localdate() + TIME_TO_ANSWER,
            by=scene.facilitator,
        )

    scene.happens(days_ago, deed)


def _accept(scene: Scene, pair: tuple[str, str], side: Side, days_ago: int) -> None:
    def deed() -> None:
        code = next(code for code in scene.organisations if pair[0 if side == Side.WISH else 1].startswith(f"{code}-"))
        scene.pairs[pair] = introductions.accept(
            scene.pairs[pair], side=side, terms_version=1, by=scene.speakers[code], via="page"
        )

    scene.happens(days_ago, deed)


def _introduced(scene: Scene, pair: tuple[str, str], *, people: int, days_ago: int, stay: tuple[str, str]) -> None:
    _propose(scene, pair, people=people, days_ago=days_ago, stay=stay)
    _accept(scene, pair, Side.OFFER, days_ago - 2)
    _accept(scene, pair, Side.WISH, days_ago - 3)


def _say(scene: Scene, pair: tuple[str, str], code: str, days_ago: int, text: str) -> None:
    scene.happens(days_ago, lambda: introductions.write_message(
        scene.pairs[pair], text=text, by=scene.speakers[code], acting_for=scene.organisations[code]
    ))  # fmt: skip


def _requests_to_join(scene: Scene) -> None:
    """Two organisations knock; one has been looked at."""

    def looked_at() -> None:
        request = joining.ask_to_join(
            name="Stichting De Brug (invented)",
            kind=OrganisationKind.NGO,
            country="NL",
            territory="NL32",
            town="Watergang aan Zee",
            languages=["nl", "en"],
            motivation="We help young mothers back to school. Three of our teachers would like to travel first.",
            contact_name="Truus Verzonnen",
            contact_email="truus@debrug.example",
        )
        joining.review_join_request(request, by=scene.secretariat)

    scene.happens(8, looked_at)
    scene.happens(1, lambda: joining.ask_to_join(
        name="Centre de formation de Rocheval (inventé)",
        kind=OrganisationKind.VET_PROVIDER,
        country="FR",
        territory="FRK2",
        town="Rocheval",
        languages=["fr"],
        motivation="Nous formons des apprentis boulangers. Ils voudraient voir d’autres pains.",
        contact_name="Odile Imaginaire",
        contact_email="odile@rocheval.example",
        contact_language="fr",
    ))  # fmt: skip
