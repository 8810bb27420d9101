"""The tables and pictures of `benchmarks/pairing.py`, as a page among the documents."""

import statistics
from collections.abc import Callable, Iterable, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from benchmarks.pairing import Result, Round

HEADINGS = (
    "who", "people placed", "÷ Hospes", "welfare ÷ bound", "fewer opportunities", "organisations served",
    "blocking pairs", "seconds", "÷ Hospes", "peak memory",
)  # fmt: skip
PICTURES = {
    "welfare": ("Welfare as a share of the bound", "welfare ÷ bound", "linear"),
    "seconds": ("Seconds to make a plan", "seconds", "log"),
}
SIGNS = "osD^v<>Pph*"


def write_page(page: Path, rounds: Sequence["Round"], machine: str, note: str) -> None:
    """The page, and beside the other pictures one for each figure of `PICTURES`."""
    folder = page.parent.parent / "pictures"
    parts = [_introduction(machine, note)]
    sizes = sorted({one.entries for one in rounds})
    parts += [_section(size, [one for one in rounds if one.entries == size]) for size in sizes]
    if len(sizes) > 1:
        names = [f"pairing-{figure}.svg" for figure in PICTURES]
        _draw(rounds, dict(zip(PICTURES, (folder / name for name in names), strict=True)))
        parts += [f"![{PICTURES[f][0]}](../pictures/{n})" for f, n in zip(PICTURES, names, strict=True)]
    page.write_text("\n\n".join(parts) + "\n", encoding="utf-8")


def _introduction(machine: str, note: str) -> str:
    said = f"**{note}**\n\n" if note else ""
    return f"""# Pairing, measured beside others

`just benchmark-pairing` draws markets, has each contender plan them in a process of its own, lets `pair-check` judge
every plan, and writes this page. Nothing here is typed by hand.

{said}{machine}.

- The market of 30 entries is thin: of one kind, and much that nobody has said yet. The larger ones are like Europe
  (`benchmarks/markets.py`). No number of the generators was chosen after looking at a result.
- *Welfare* is people times the score of their pair. The *bound* is the one that Hospes gives when it looks for welfare
  alone; no plan passes it. Hospes as it comes pays a little welfare for the reserve and for serving more organisations.
- *First come, first served* is a careful hand: in the order of arrival, each group takes the best host with room.
  *Best pair first* takes the best pair of all, again and again. Gale and Shapley's game (`matching`) and the assignment
  (`scipy`) know no sizes of groups, the flow (`ortools`) divides groups one by one: what they answer is cut to what
  fits, and the assignment and the flow may fill what is left, best pair first. CP-SAT and HiGHS get the whole problem,
  for welfare alone, one thread, and as much time as Hospes.
- *Seconds* are those of planning, when all pairs are known; looking at the pairs comes before and is the same for all.
  Median of three runs where one takes less than two seconds. *Peak memory* is that of the whole process, and for Hospes
  holds the looking as well.
- *Blocking pairs* would both rather have each other."""


def _section(entries: int, rounds: Sequence["Round"]) -> str:
    first = rounds[0]
    seeds = ", ".join(str(one.seed) for one in rounds)
    proven = "proven best" if all(one.proven for one in rounds) else "not proven best: the bound is above every plan"
    about = (
        f"Seeds {seeds}. {_listed(one.pairs for one in rounds)} pairs, looked at in "
        f"{_listed(round(one.looking, 2) for one in rounds)} s; welfare {proven}; "
        f"{_listed(one.organisations for one in rounds)} organisations send; "
        f"seats of the reserve {_listed(one.target for one in rounds)}."
    )
    if len(rounds) > 1:
        about += " Below stand the medians."
    lines = [f"| {' | '.join(HEADINGS)} |", "|---" + "|---:" * (len(HEADINGS) - 1) + "|"]
    lines += [_row(place, rounds) for place in range(len(first.results))]
    return f"## {entries:,} entries\n\n{about}\n\n" + "\n".join(lines)


def _listed(values: Iterable[float]) -> str:
    return ", ".join(f"{value:,}" for value in values)


def _row(place: int, rounds: Sequence["Round"]) -> str:
    results = [one.results[place] for one in rounds]
    ours = [one.results[0] for one in rounds]
    name = results[0].name
    seconds = statistics.median(result.seconds for result in results)
    slower = statistics.median(
        result.seconds / max(1e-3, other.seconds) for result, other in zip(results, ours, strict=True)
    )
    peak = max(result.peak for result in results)
    if any(result.people is None for result in results):
        unknown = ["no answer in time"] + ["–"] * 5
        return _line([name, *unknown, f"{seconds:.1f}", f"{slower:,.1f}", _megabytes(peak)])

    def median(value: Callable[["Result"], float]) -> float:
        return statistics.median(value(result) for result in results)

    placed = statistics.median(
        (result.people or 0) / max(1, other.people or 0) for result, other in zip(results, ours, strict=True)
    )
    reached = statistics.median(result.welfare / max(1, one.bound) for result, one in zip(results, rounds, strict=True))
    return _line(
        [
            name,
            f"{median(lambda one: one.people or 0):,.0f}",
            f"{placed:.3f}",
            f"{reached:.4f}",
            f"{median(lambda one: one.fewer):,.0f}",
            f"{median(lambda one: one.served):,.0f}",
            f"{median(lambda one: one.blocking):,.0f}",
            f"{seconds:.2f}" if seconds < 10 else f"{seconds:.0f}",
            f"{slower:,.2f}",
            _megabytes(peak),
        ]
    )


def _line(cells: Sequence[str]) -> str:
    return f"| {' | '.join(cells)} |"


def _megabytes(peak: int) -> str:
    return f"{peak / 2**20:,.0f} MB" if peak else "–"


def _draw(rounds: Sequence["Round"], files: dict[str, Path]) -> None:
    import matplotlib as drawing

    drawing.use("svg")
    from matplotlib import pyplot

    drawing.rcParams.update({"svg.hashsalt": "hospes", "svg.fonttype": "none", "font.size": 10})
    points = _points(rounds)
    for figure, file in files.items():
        title, label, scale = PICTURES[figure]
        picture, axes = pyplot.subplots(figsize=(9, 5.2), layout="constrained")
        for number, (name, by_size) in enumerate(points[figure].items()):
            own = name.startswith("Hospes")
            axes.plot(
                list(by_size),
                list(by_size.values()),
                marker=SIGNS[number % len(SIGNS)],
                linewidth=2.4 if own else 1.2,
                linestyle="-" if own else "--",
                label=name,
            )
        axes.set(title=title, xlabel="entries", ylabel=label, xscale="log", yscale=scale)
        axes.grid(visible=True, alpha=0.3)
        picture.legend(loc="outside right upper", frameon=False)
        picture.savefig(file, metadata={"Date": None})
        pyplot.close(picture)


def _points(rounds: Sequence["Round"]) -> dict[str, dict[str, dict[int, float]]]:
    """For each figure and contender the median at each size; what had no answer has no point."""
    found: dict[str, dict[str, dict[int, list[float]]]] = {figure: {} for figure in PICTURES}
    for one in rounds:
        for result in one.results:
            if result.people is not None:
                values = {"welfare": result.welfare / max(1, one.bound), "seconds": max(1e-3, result.seconds)}
                for figure, value in values.items():
                    found[figure].setdefault(result.name, {}).setdefault(one.entries, []).append(value)
    medians: Any = {
        figure: {
            name: {size: statistics.median(values) for size, values in by_size.items()}
            for name, by_size in contenders.items()
        }
        for figure, contenders in found.items()
    }
    return medians  # type: ignore[no-any-return]
