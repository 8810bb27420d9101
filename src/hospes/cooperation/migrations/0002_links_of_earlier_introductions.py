"""Links of introductions that were made before there were any: the same as their actions make since."""

from itertools import chain

from django.db import migrations

KINDS = (
    ({"APPRENTICE"}, "APPRENTICESHIP"),
    ({"LEARNER_VET"}, "VET"),
    ({"ADULT_LEARNER", "NON_FORMAL_LEARNER", "INFORMAL_LEARNER"}, "ADULT"),
    ({"SCHOOL_PUPIL"}, "SCHOOL"),
    ({"HE_STUDENT"}, "HIGHER_EDUCATION"),
    ({"YOUTH_WORKER"}, "YOUTH"),
    ({"TEACHER_TRAINER", "AUTHORITY_STAFF", "GUIDANCE_PRACTITIONER", "OTHER_STAFF"}, "STAFF"),
)


def _said(introduction, name):
    wished, offered = getattr(introduction.wish, name) or [], getattr(introduction.offer, name) or []
    return [code for code in wished if code in offered] or list(chain(wished, offered))


def draft(apps, schema_editor):
    Introduction = apps.get_model("matchmaking", "Introduction")
    Link = apps.get_model("cooperation", "CooperationLink")
    Evidence = apps.get_model("cooperation", "LinkEvidence")
    rows = Introduction.objects.filter(state__in=["introduced", "in_preparation", "realised"])
    rows = rows.exclude(introduced_at=None).select_related("wish__organisation", "offer__organisation")
    for one in rows.order_by("pk").iterator(chunk_size=500):
        both = sorted((one.wish.organisation, one.offer.organisation), key=lambda side: side.territory)
        if not both[0].territory or both[0].territory == both[1].territory:
            continue
        if Evidence.objects.filter(introduction=one.key).exists():
            continue
        profiles, topics, fields = (_said(one, name) for name in ("profiles", "topics", "fields"))
        topic, since = next(iter(topics), ""), one.introduced_at.date()
        link, _is_new = Link.objects.exclude(state="ended").get_or_create(
            territory_a=both[0].territory,
            territory_b=both[1].territory,
            kind=next((kind for some, kind in KINDS if some.intersection(profiles)), "OTHER"),
            topic=topic,
            field="" if topic else next(iter(fields), ""),
            defaults={"since": since},
        )
        proven = one.ended_at if one.state == "realised" else None
        Evidence.objects.create(
            link=link,
            source="introduction",
            introduction=one.key,
            organisation_a=both[0],
            organisation_b=both[1],
            since=since,
            proven_at=proven,
        )
        link.since = min(link.since, since)
        if proven is not None and link.state == "draft":
            link.state, link.confirmed_at = "confirmed", proven
        link.save()


def forget(apps, schema_editor):
    """Rows of this migration are not told apart from those of the actions; the tables go one step further back."""


class Migration(migrations.Migration):
    dependencies = [("cooperation", "0001_initial"), ("matchmaking", "0003_how_lists_are_found")]
    operations = [migrations.RunPython(draft, forget)]
