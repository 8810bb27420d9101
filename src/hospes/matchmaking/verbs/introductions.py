"""The journal's sentences for introductions, questions and pairs."""

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, pgettext

from hospes.journal import phrases
from hospes.matchmaking.choices import DeclineReason, NotRealisedReason, Side


def _accepted(facts: phrases.Facts) -> str:
    return {
        Side.WISH: _("The sending side accepted."),
        Side.OFFER: _("The hosting side accepted."),
    }.get(Side(facts["side"]), "")


def _introduced(facts: phrases.Facts) -> str:
    if facts.get("exchange"):
        return _("Everybody accepted all parts of the exchange. Both sides were introduced.")
    return {
        Side.WISH: _("The sending side accepted too. Both sides were introduced."),
        Side.OFFER: _("The hosting side accepted too. Both sides were introduced."),
    }.get(Side(facts["side"]), "")


def _declined(facts: phrases.Facts) -> str:
    sentence = {
        Side.WISH: _("The sending side declined: %(reason)s."),
        Side.OFFER: _("The hosting side declined: %(reason)s."),
    }[Side(facts["side"])]
    return sentence % {"reason": DeclineReason(facts["reason"]).label}


def _countered(facts: phrases.Facts) -> str:
    return {
        Side.WISH: _("The sending side proposed other terms."),
        Side.OFFER: _("The hosting side proposed other terms."),
    }.get(Side(facts["side"]), "")


def _not_realised(facts: phrases.Facts) -> str:
    reason = NotRealisedReason(facts["reason"]).label
    return _("The stay will not take place: %(reason)s.") % {"reason": reason}


def _answered(facts: phrases.Facts) -> str:
    sentences = {
        "yes": pgettext("journal", "A question was answered with yes."),
        "no": pgettext("journal", "A question was answered with no."),
        "value": _("A question was answered with another value."),
    }
    return sentences.get(str(facts.get("answer")), _("A question was answered."))


phrases.add(
    {
        "introduction.proposed": gettext_lazy("An introduction was proposed to both sides."),
        "introduction.accepted": _accepted,
        "introduction.introduced": _introduced,
        "introduction.declined": _declined,
        "introduction.countered": _countered,
        "introduction.fell_through": gettext_lazy("Another part of the exchange came to nothing, so this one ended."),
        "introduction.withdrawn": gettext_lazy("The facilitator withdrew the introduction."),
        "introduction.expired": gettext_lazy("The answer date passed without both answers."),
        "introduction.reminded": gettext_lazy("A reminder was sent."),
        "introduction.in_preparation": gettext_lazy("The stay is being prepared."),
        "introduction.realised": gettext_lazy("The stay took place."),
        "introduction.not_realised": _not_realised,
        "introduction.message": gettext_lazy("A message was written."),
        "pair.interest": gettext_lazy("One side asked to be introduced."),
        "pair.set_aside": gettext_lazy("A pair was set aside."),
        "pair.brought_back": gettext_lazy("A pair that was set aside came back."),
        "question.asked": gettext_lazy("A question was asked by mail."),
        "question.answered": _answered,
    }
)
