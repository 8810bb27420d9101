"""Who has to hear that a rule was entered, changed or withdrawn: apps above this one.

An app says so in its `apps.py`:

    followers.add("pairs", actions.find_pairs_anew)

The function is called in the transaction of the change. Territories of a rule never change.
"""

from collections.abc import Callable

from hospes.apprenticeships.models import ApprenticeRule

Follower = Callable[[ApprenticeRule], None]
_FOLLOWERS: dict[str, Follower] = {}


def add(name: str, follower: Follower) -> None:
    """The same name added twice counts once."""
    _FOLLOWERS[name] = follower


def tell(rule: ApprenticeRule) -> None:
    for name in sorted(_FOLLOWERS):
        _FOLLOWERS[name](rule)
