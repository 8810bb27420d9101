"""Why something cannot be done with a cooperation link, and what to do instead."""

from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from hospes.cooperation.rules import RefusedError

SENTENCES: dict[str, str | Promise] = {
    "since_the_future": gettext_lazy("Choose a day that is not in the future."),
    "too_many_today": gettext_lazy("You have proposed very many today. Go on tomorrow."),
    "agreed_already": gettext_lazy("These two organisations have recorded this already. Look at the list."),
    "confirmed_meanwhile": gettext_lazy("Both sides have confirmed it meanwhile. Look at it again."),
    "taken_back_meanwhile": gettext_lazy("It was taken back meanwhile. There is nothing to do any more."),
    "ended_already": gettext_lazy("This cooperation link has ended already."),
    "same_organisation": gettext_lazy("Choose another organisation than your own."),
}


def refusal(error: RefusedError) -> str:
    if error.code == "region_unknown":
        sentence = _("We do not know the region of %(organisation)s yet. Say it on the page of the organisation first.")
        return sentence % {"organisation": error.facts["organisation"]}
    return str(SENTENCES[error.code])
