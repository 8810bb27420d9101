"""What rules for apprentices keep about people: who entered and who changed them."""

from django.utils.translation import gettext_lazy as _

from hospes.apprenticeships.models import ApprenticeRule, ApprenticeRuleVersion
from hospes.core import terms
from hospes.core.personal import MATCHMAKING
from hospes.people import own


def declare() -> None:
    """Called once, when the site starts."""
    own.keep(
        "apprentice_rules",
        title=_("Rules for apprentices that you entered or changed"),
        activity=MATCHMAKING,
        term=terms.PUBLISHED,
        columns={
            "from": own.text(_("Apprentices from")),
            "to": own.text(_("Working in")),
            "version": own.text(_("Version")),
            "at": own.moment(_("When")),
        },
        gather=lambda person: own.Rows(
            ApprenticeRuleVersion.objects.filter(by=person).select_related("rule").order_by("-at", "-pk"),
            lambda row: {"from": row.rule.sending, "to": row.rule.hosting, "version": row.number, "at": row.at},
        ),
    )
    own.keep(
        "apprentice_rules_withdrawn",
        title=_("Rules for apprentices that you withdrew"),
        activity=MATCHMAKING,
        term=terms.PUBLISHED,
        columns={
            "from": own.text(_("Apprentices from")),
            "to": own.text(_("Working in")),
            "reason": own.text(_("Reason")),
            "at": own.moment(_("When")),
        },
        gather=lambda person: own.Rows(
            ApprenticeRule.objects.filter(withdrawn_by=person).order_by("-withdrawn_at", "-pk"),
            lambda row: {
                "from": row.sending,
                "to": row.hosting,
                "reason": row.withdrawn_reason,
                "at": row.withdrawn_at,
            },
        ),
    )
