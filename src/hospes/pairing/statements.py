"""Whether what a plan says of itself is true: its scores, reasons, sums and shares."""

import json
from collections.abc import Iterator, Mapping
from decimal import Decimal

from hospes.pairing.assess import assess
from hospes.pairing.fairness import fairness
from hospes.pairing.files import read_answer
from hospes.pairing.goals import welfare
from hospes.pairing.landscape import Landscape, changed_pairs
from hospes.pairing.plan_files import PlanFile
from hospes.pairing.report import reason_as_written, scores_as_written, totals
from hospes.pairing.stays import Ledger
from hospes.pairing.strict_json import FileError, parse

# Where, what the plan says, what it should say.
Statement = tuple[str, object, object]
ROUNDED = Decimal("0.000002")


def false_statements(plan: PlanFile, ledger: Ledger, landscape: Landscape) -> Iterator[Statement]:
    yield from _of_pairs(plan, landscape)
    if plan.said.get("status") == "infeasible":
        return
    fewer_known = all(given.fewer_opportunities is not None for given in plan.pairs)
    yield from _of_sums(plan, ledger, landscape, fewer_known=fewer_known)
    yield from _of_objective(plan, ledger, landscape)
    yield from _of_repair(plan, ledger)
    if not _is_cut_short(plan):
        yield from _of_questions(plan, landscape)
    if "unplaced" in plan.said:
        said = {left["wish"]: left["people"] for left in plan.said["unplaced"]}
        counted = {key: left for key, left in ledger.people_left.items() if left}
        if said != counted or len(said) != len(plan.said["unplaced"]):
            yield "unplaced", said, counted


def _of_pairs(plan: PlanFile, landscape: Landscape) -> Iterator[Statement]:
    for index, given in enumerate(plan.pairs):
        found = assess(landscape.wishes[given.wish], landscape.offers[given.offer], landscape.context)
        where = f"pairs[{index}]"
        if given.scores is not None:
            yield from _differing(f"{where}.scores", given.scores, scores_as_written(found))
        if given.reasons is not None:
            reasons = _as_read([reason_as_written(reason) for reason in found.reasons])
            if _sorted(given.reasons) != _sorted(reasons):
                yield f"{where}.reasons", "other reasons", [reason.code for reason in found.reasons]


def _of_sums(plan: PlanFile, ledger: Ledger, landscape: Landscape, *, fewer_known: bool) -> Iterator[Statement]:
    counted: dict[str, object] = dict(totals(ledger))
    settings = landscape.context.settings
    reserve: dict[str, object] = {
        "asked": float(settings.reserve),
        "reached": ledger.fewer,
        "share": round(ledger.fewer / ledger.people, 4) if ledger.people else 0.0,
    }
    if not fewer_known:
        del counted["fewer_opportunities"]
        reserve = {"asked": float(settings.reserve)}
    yield from _differing("totals", plan.said.get("totals", {}), counted)
    yield from _differing("reserve", plan.said.get("reserve", {}), reserve)
    if "fairness" in plan.said:
        fair = fairness(ledger, landscape)
        if _is_cut_short(plan):
            fair.pop("blocking_pairs")
            fair.pop("envious_groups", None)
        said = plan.said["fairness"]
        kinds = {name: list(rows) for name, rows in said.get("tables", {}).items()}
        yield from _differing("fairness.tables", kinds, fair.pop("tables"))
        yield from _differing("fairness", said, fair)


def _is_cut_short(plan: PlanFile) -> bool:
    """Whether the time was up before all groups were looked at: then less was known than is now."""
    return any(
        item["code"] == "not_looked_at" for left in plan.said.get("unplaced", ()) for item in left.get("because", ())
    )


def _of_repair(plan: PlanFile, ledger: Ledger) -> Iterator[Statement]:
    """Who moved must stand in the plan as the repair says, and the choice taken must be this plan."""
    repair = plan.said.get("repair", {})
    for index, move in enumerate(repair.get("moves", ())):
        said = sorted((stay["offer"], stay["people"]) for stay in move["after"])
        counted = sorted((stay.offer, stay.people) for stay in ledger.stays.values() if stay.wish == move["wish"])
        if said != counted:
            yield f"repair.moves[{index}].after", said, counted
    for index, choice in enumerate(repair.get("choices", ())):
        if choice.get("chosen"):
            yield from _differing(f"repair.choices[{index}]", choice, {"people": ledger.people})


def _of_questions(plan: PlanFile, landscape: Landscape) -> Iterator[Statement]:
    """A question must open the pairs that it promises."""
    for index, question in enumerate(plan.said.get("questions", ())):
        where = f"questions[{index}]"
        pairs = question.get("pairs")
        if pairs is not None and question.get("opens_pairs", len(pairs)) != len(pairs):
            yield f"{where}.opens_pairs", question["opens_pairs"], len(pairs)
        if pairs is None or "answer" not in question:
            continue
        try:
            entry = read_answer(
                question["answer"], question["field"], landscape.entry(question["ask"]), landscape.trees
            )
        except FileError as problem:
            yield f"{where}.answer", str(problem), None
            continue
        opens = sorted(changed_pairs(landscape, entry)[0])
        if sorted(pairs) != opens:
            yield f"{where}.pairs", [list(pair) for pair in pairs], [list(pair) for pair in opens]


def _of_objective(plan: PlanFile, ledger: Ledger, landscape: Landscape) -> Iterator[Statement]:
    counted = Decimal(welfare(ledger.stays.values(), landscape)) / 10
    objective: Decimal = plan.said.get("objective", counted)
    if objective != counted:
        yield "objective", float(objective), float(counted)
    bound: Decimal = plan.said.get("bound", counted)
    if bound < counted:
        yield "bound", float(bound), float(counted)
    gap = (bound - counted) / bound if bound > 0 else Decimal(0)
    if "bound" in plan.said and abs(plan.said.get("gap", gap) - gap) > ROUNDED:
        yield "gap", float(plan.said["gap"]), float(gap)


def _differing(where: str, said: Mapping[str, object], counted: Mapping[str, object]) -> Iterator[Statement]:
    for name, value in counted.items():
        if name in said and said[name] != _as_read(value):
            number = said[name]
            yield f"{where}.{name}", float(number) if isinstance(number, Decimal) else number, value


def _as_read(value: object) -> object:
    """A value as it comes back from a file, with decimals in place of floats."""
    return parse(json.dumps(value).encode(), "")


def _sorted(reasons: object) -> list[str]:
    listed = reasons if isinstance(reasons, list | tuple) else []
    return sorted(json.dumps(reason, sort_keys=True, default=str) for reason in listed)
