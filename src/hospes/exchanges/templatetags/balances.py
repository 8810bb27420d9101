"""`{% load balances %}`: how many an organisation sent and hosted, on its page."""

from typing import Any

from django import template

from hospes.exchanges.queries.balance import balance_of
from hospes.exchanges.rules import may_see_balance
from hospes.organisations.models import Organisation

register = template.Library()


@register.inclusion_tag("exchanges/balance_block.html", takes_context=True)
def hosting_balance(context: dict[str, Any], organisation: Organisation) -> dict[str, Any]:
    """A section for those who may see it, and nothing for anybody else."""
    may_see = may_see_balance(context["request"].user, organisation)
    return {"own": balance_of(organisation) if may_see else None}
