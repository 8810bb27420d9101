"""Why something cannot be done in a consortium, and what to do instead."""

from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from hospes.consortia.rules import MOST_ROLES, RefusedError

SENTENCES: dict[str, str | Promise] = {
    "is_over": gettext_lazy("This project idea is over: roles can no longer be changed."),
    "does_not_seek": gettext_lazy(
        "This project idea does not seek partners now: it is not published, or its deadline has passed."
    ),
    "role_is_gone": gettext_lazy("This role was taken away meanwhile. Look at the consortium again."),
    "changed_meanwhile": gettext_lazy("Somebody else changed this role meanwhile. Look at it and change it again."),
    "fewer_than_found": gettext_lazy("More partners than that have this role already. Give a larger number."),
    "somebody_stands_there": gettext_lazy(
        "Somebody is asked or takes part in this role. Answer or release them first."
    ),
    "role_is_filled": gettext_lazy("This role is filled."),
    "own_organisation": gettext_lazy("The lead is in the consortium already."),
    "too_many_today": gettext_lazy("You have asked very many today. Go on tomorrow."),
    "answered_already": gettext_lazy("This has been answered already. Look at the consortium again."),
}


def refusal(error: RefusedError) -> str:
    match error.code:
        case "too_many_roles":
            return _("A consortium has at most %(number)s roles.") % {"number": MOST_ROLES}
        case "stands_already":
            return _("%(organisation)s is already asked for this role, or has it.") % error.facts
        case "nobody_to_ask":
            return _("Nobody of %(organisation)s can be asked here at the moment.") % error.facts
    return str(SENTENCES[error.code])
