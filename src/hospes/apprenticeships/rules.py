"""Who reads rules for apprentices, and who keeps them."""

from hospes.apprenticeships.models import ApprenticeRule
from hospes.people.rules import Visitor, is_secretariat


class NotNowError(Exception):
    """The rule changed meanwhile, or there is one already. `code`: `changed_meanwhile`, `withdrawn`, `there_is_one`."""

    def __init__(self, code: str, rule: ApprenticeRule | None = None) -> None:
        super().__init__(code)
        self.code = code
        self.rule = rule


def may_read_rules(person: Visitor) -> bool:
    """Everybody with an account: schools and companies plan by them."""
    return person.is_authenticated


def may_keep_rules(person: Visitor) -> bool:
    return is_secretariat(person)


def is_standing(rule: ApprenticeRule) -> bool:
    return rule.withdrawn_at is None


def may_change(person: Visitor, rule: ApprenticeRule) -> bool:
    return may_keep_rules(person) and is_standing(rule)
