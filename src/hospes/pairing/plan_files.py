"""The plan file, version 1: the form of every key. Whether what it says is true is for check.py."""

from dataclasses import dataclass, field
from datetime import date
from decimal import Decimal
from typing import Any

from hospes.pairing.reading import Field, Reader, day, items, one_of, record, row, text, truth, whole
from hospes.pairing.stays import Stay
from hospes.pairing.strict_json import FileError, Members, parse, shown

LARGEST = 10**15
Leg = tuple[str, str, int]


@dataclass(frozen=True, slots=True)
class Given:
    """One pair of a plan, as somebody gave it."""

    wish: str
    offer: str
    people: int
    fewer_opportunities: int | None = None
    start: date | None = None
    end: date | None = None
    scores: Any = None
    reasons: Any = None

    @property
    def stay(self) -> Stay:
        period = (self.start, self.end) if self.start is not None and self.end is not None else None
        return Stay(self.wish, self.offer, self.people, self.fewer_opportunities or 0, period)


@dataclass(frozen=True, slots=True)
class PlanFile:
    """A plan as somebody gave it. Only `pairs` has to be there; the rest is judged where it is."""

    pairs: tuple[Given, ...]
    exchanges: tuple[tuple[Leg, ...], ...] = ()
    said: dict[str, Any] = field(default_factory=dict)


def number(value: object, path: str) -> Decimal:
    if isinstance(value, bool) or not isinstance(value, int | Decimal):
        raise FileError(path, f"must be a number, not {shown(value)}.")
    if not -LARGEST <= value <= LARGEST:
        raise FileError(path, "is too large.")
    return Decimal(value)


def anything(value: object, path: str) -> object:
    return value


def _fields(**readers: Reader) -> dict[str, Field]:
    return {name: Field(reader) for name, reader in readers.items()}


def _object(required: tuple[str, ...] = (), **readers: Reader) -> Reader:
    known = {name: Field(reader, required=name in required) for name, reader in readers.items()}

    def read(value: object, path: str) -> dict[str, Any]:
        return record(value, path, known)

    return read


# Sums over a whole market.
counted = whole(0, LARGEST)
leg = row(text, text, whole(1), example="[wish, offer, people]")
code = _object(required=("code",), code=text, offers=counted, people=counted)
reason = _object(
    required=("code",), code=text, side=one_of("wish", "offer", "both"), points=whole(0), most=whole(0), facts=anything
)

because = _object(required=("code",), code=text, facts=anything)
pair = row(text, text, example="[wish, offer]")
nearest = _object(
    required=("offer",),
    offer=text,
    because=items(because),
    change=_object(side=one_of("wish", "offer"), field=text, code=text, facts=anything, value=anything, pair=number),
)
kinds = items(
    _object(required=("of",), of=text, groups=counted, people=counted, placed=counted, share=number), most=None
)
at_host = items(_object(required=("offer", "people"), offer=text, people=whole(1), **{"from": day, "to": day}))

PAIR = {
    "wish": Field(text, required=True),
    "offer": Field(text, required=True),
    "people": Field(whole(1), required=True),
    **_fields(
        fewer_opportunities=whole(0),
        scores=_object(wish=number, offer=number, pair=number),
        reasons=items(reason),
    ),
    "from": Field(day),
    "to": Field(day),
}


def _given(value: object, path: str) -> Given:
    found = record(value, path, PAIR)
    start, end = found.pop("from", None), found.pop("to", None)
    if (start is None) != (end is None):
        raise FileError(f"{path}.{'from' if start is None else 'to'}", "is missing while the other date is there.")
    if start is not None and end is not None and start > end:
        raise FileError(f"{path}.to", "is before the first day.")
    return Given(**found, start=start, end=end)


PLAN = {
    "version": Field(one_of(1), required=True),
    "pairs": Field(items(_given, most=None), required=True),
    **_fields(
        status=one_of("optimal", "limit", "infeasible"),
        objective=number,
        bound=number,
        gap=number,
        seconds=number,
        exchanges=items(items(leg), most=None),
        unplaced=items(
            _object(required=("wish", "people"), wish=text, people=whole(0), because=items(code), nearest=nearest),
            most=None,
        ),
        reserve=_object(
            asked=number,
            target=counted,
            reached=counted,
            share=number,
            price=_object(people=number, welfare=number),
            because=items(code),
        ),
        fairness=_object(
            organisations_served=counted,
            organisations_unserved=counted,
            gini=number,
            blocking_pairs=counted,
            envious_groups=counted,
            tables=_object(country=kinds, size=kinds, experience=kinds, profile=kinds, organisation=kinds),
        ),
        totals=_object(people=counted, fewer_opportunities=counted),
        questions=items(
            _object(
                required=("ask", "field"),
                ask=text,
                field=text,
                opens_pairs=counted,
                places_people=counted,
                solved=one_of("market", "neighbourhood"),
                answer=anything,
                pairs=items(pair, most=None),
            ),
            most=None,
        ),
        rule=one_of("best", "stable"),
        seed=whole(-LARGEST, LARGEST),
        work=whole(0),
        proven=items(text),
        conflict=items(leg, most=None),
        repair=_object(
            declined=items(pair, most=None),
            moved=counted,
            kept=counted,
            whole=truth,
            moves=items(
                _object(
                    required=("wish", "after"), wish=text, before=at_host, after=at_host, moved=truth, because=because
                ),
                most=None,
            ),
            choices=items(
                _object(
                    moved=items(text, most=None),
                    people=counted,
                    fewer_opportunities=counted,
                    organisations_served=counted,
                    welfare=number,
                    proven=truth,
                    chosen=truth,
                )
            ),
        ),
    ),
}


def read_plan(raw: bytes) -> PlanFile:
    """The plan in a file. What is no JSON object at all has no path in its error."""
    value = parse(raw, "The plan file")
    if not isinstance(value, Members):
        raise FileError("", f"The plan file must hold one object, not {shown(value)}.")
    said = record(value, "", PLAN)
    return PlanFile(pairs=said.pop("pairs"), exchanges=said.pop("exchanges", ()), said=said)
