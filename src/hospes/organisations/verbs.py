"""The journal's sentences for what is done with organisations."""

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from hospes.journal import phrases
from hospes.organisations.choices import Membership, Post


def _post(facts: phrases.Facts) -> str:
    code = facts.get("post")
    return str(Post(code).label) if code in Post.values else str(code)


def _membership_changed(facts: phrases.Facts) -> str:
    code = facts.get("membership")
    label = str(Membership(code).label) if code in Membership.values else str(code)
    if reason := facts.get("reason"):
        return _("The membership is now: %(membership)s. Reason: %(reason)s") % {"membership": label, "reason": reason}
    return _("The membership is now: %(membership)s.") % {"membership": label}


def _appointed(facts: phrases.Facts) -> str:
    return _("A person was given the post “%(post)s”.") % {"post": _post(facts)}


def _post_ended(facts: phrases.Facts) -> str:
    return _("A person’s post “%(post)s” ended.") % {"post": _post(facts)}


def _invited(facts: phrases.Facts) -> str:
    return _("A person was invited as “%(post)s”.") % {"post": _post(facts)}


phrases.add(
    {
        "organisation.added": gettext_lazy("The organisation was added."),
        "organisation.changed": gettext_lazy("The organisation’s page was changed."),
        "organisation.logo_changed": gettext_lazy("The logo was changed."),
        "organisation.membership_changed": _membership_changed,
        "organisation.accreditation_added": gettext_lazy("The accreditation %(number)s was added."),
        "organisation.appointed": _appointed,
        "organisation.post_ended": _post_ended,
        "organisation.imported": gettext_lazy("The organisation was added by an import."),
        "organisation.import_changed": gettext_lazy("The organisation was changed by an import."),
        "organisations.imported": gettext_lazy(
            "A list was imported: %(new)s new, %(changed)s changed, %(unchanged)s unchanged, %(refused)s refused."
        ),
        "invitation.sent": _invited,
        "invitation.revoked": gettext_lazy("An invitation was withdrawn."),
        "invitation.accepted": gettext_lazy("An invitation was accepted."),
        "join_request.submitted": gettext_lazy("The request to join was sent."),
        "join_request.under_review": gettext_lazy("The secretariat began to look at the request."),
        "join_request.accepted": gettext_lazy("The request to join was accepted."),
        "join_request.declined": gettext_lazy("The request to join was declined."),
        "region.challenge_added": gettext_lazy("A challenge of the region was added."),
        "region.challenge_removed": gettext_lazy("A challenge of the region was removed."),
        "region.skill_need_added": gettext_lazy("A skill need of the region was added."),
        "region.skill_need_removed": gettext_lazy("A skill need of the region was removed."),
    }
)
