"""What would raise a pair: the nearest change of one field, and the numbers it would bring.

The numbers are recomputed with the change made, never estimated: changing the entry and asking
again gives exactly them.
"""

from dataclasses import dataclass

from hospes.pairing.assess import RANK, Assessment, assess, is_hopeless
from hospes.pairing.changes import Change, Trial, changed_pair, concessions
from hospes.pairing.context import Context
from hospes.pairing.parties import Offer, Wish


@dataclass(frozen=True, slots=True)
class Improvement:
    """A change, and the pair before and after it."""

    change: Change
    before: Assessment
    after: Assessment

    @property
    def code(self) -> str:
        return self.change.code

    @property
    def gain(self) -> int:
        """Tenths of a point of the pair."""
        return self.after.pair_score - self.before.pair_score


def raises(wish: Wish, offer: Offer, context: Context, *, limit: int = 5) -> tuple[Improvement, ...]:
    """The nearest change of each field of either entry to the next level at which a reason or a
    barrier changes, best first. For a near miss only what removes the barrier counts.

    Of several changes of one field the best is kept.
    """
    if is_hopeless(wish, offer, context):
        return ()
    before = assess(wish, offer, context)

    def better(changed_wish: Wish, changed_offer: Offer) -> bool:
        return _worth(assess(changed_wish, changed_offer, context)) > worth

    worth = _worth(before)
    found: dict[tuple[str, str], Improvement] = {}
    for change in concessions(Trial(wish, offer, better)):
        improvement = Improvement(change, before, assess(*changed_pair(wish, offer, change), context))
        key = (change.side, change.code)
        if key not in found or _worth(improvement.after) > _worth(found[key].after):
            found[key] = improvement
    ranked = sorted(found.values(), key=_rank)
    return tuple(ranked[:limit])


def _worth(assessment: Assessment) -> tuple[int, int, int]:
    """What counts as better: first whether the pair can be, then how good it is."""
    if assessment.status == "impossible":
        return 0, 0, 0
    return RANK[assessment.status], assessment.pair_score, assessment.wish_score + assessment.offer_score


def _rank(improvement: Improvement) -> tuple[int, int, int, str, str]:
    after, change = improvement.after, improvement.change
    return -RANK[after.status], -after.pair_score, change.size, change.code, change.side
