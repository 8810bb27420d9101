"""Who may see what of exchanges, beyond what introductions say."""

from hospes.organisations.models import Organisation
from hospes.organisations.rules import acts_for
from hospes.people.rules import Visitor, is_facilitator


def may_see_balance(person: Visitor, organisation: Organisation) -> bool:
    """How many it sent and hosted: its own people and facilitators. It is shown to nobody else."""
    return is_facilitator(person) or acts_for(person, organisation)
