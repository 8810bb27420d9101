"""What the secretariat tells everybody, and one thing that somebody did not like."""

from hospes.demo.scene import Scene
from hospes.moderation.actions import give_notice
from hospes.moderation.choices import NoticeKind
from hospes.moderation.reportable import find
from hospes.outreach import actions


def found(scene: Scene) -> None:
    _publish(
        scene,
        410,
        "Eight organisations begin",
        "Today eight organisations from seven countries begin to look for partners **together**. "
        "Each says what it offers and what it seeks; everybody sees who suits them, and why.",
    )
    _publish(
        scene,
        96,
        "Four apprentices will build in the north",
        "The vocational school of Eichtal and the school of Nordfjell said yes to each other. "
        "In spring four apprentices will learn to build houses that need no heating.",
    )


def first_round(scene: Scene) -> None:
    _publish(
        scene,
        70,
        "Fourteen new members",
        "Schools, adult centres, two chambers and a guidance centre on an island have joined. Welcome!\n\n"
        "- Look at the new offers and wishes.\n- Say what you seek: it takes three minutes.",
    )
    _publish(
        scene,
        6,
        "Ce que l’on nous demande le plus",
        "Des places en mai, un accès sans marches, et quelqu’un qui parle un peu anglais. "
        "Si vous pouvez l’offrir, dites-le : une seule réponse ouvre souvent plusieurs stages.",
        language="fr",
    )
    scene.happens(2, lambda: _somebody_complains(scene))


def _publish(scene: Scene, days_ago: int, title: str, text: str, language: str = "en") -> None:
    def deed() -> None:
        news = actions.draft_news(title=title, text=text, language=language, by=scene.secretariat)
        actions.publish_news(news, by=scene.secretariat)

    scene.happens(days_ago, deed)


def _somebody_complains(scene: Scene) -> None:
    entry = scene.entries["waterhorn-ship"]
    about = find("entry", str(entry.pk))
    if about is None:
        message = "The entry cannot be reported."
        raise LookupError(message)
    give_notice(
        about,
        about_kind="entry",
        about_id=str(entry.pk),
        kind=NoticeKind.WRONG,
        text="The ship was sold last week. Please ask the college.",
        contact_name="Jan Verzonnen",
        contact_email="jan@harbour.example",
    )
