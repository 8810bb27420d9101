"""Rounds of the world in which pages are opened: open, planned, with a plan under way, committed."""

from datetime import timedelta
from typing import Any

from django.utils import timezone

from hospes.matchmaking.choices import EntryKind
from hospes.matchmaking.models import Entry
from hospes.people.models import Person
from hospes.rounds.actions import pins, repairs, rounds, runs
from hospes.rounds.choices import RoundState
from hospes.rounds.models import Outcome, Placement, Round, Run

PIN_CANARY = "zzpincanary"


def add_rounds(places: dict[str, dict[str, Any]], by: Person) -> None:
    """One market, frozen once; the other rounds are copies of that one in other states."""
    opened = rounds.open_round(by=by, name="Open", entries_until=timezone.localdate() + timedelta(days=20))
    places["open round"] = {"pk": opened.pk}
    planned = rounds.open_round(by=by, name="Planned", entries_until=timezone.localdate() + timedelta(days=20))
    wish = Entry.objects.published().filter(kind=EntryKind.WISH, people__gt=0).order_by("pk")[0]
    offer = Entry.objects.published().filter(kind=EntryKind.OFFER, places__gt=0).order_by("pk")[0]
    pin = pins.pin(planned, wish, offer, kind="apart", reason=PIN_CANARY, by=by)
    planned = rounds.freeze(planned, by=by)
    run = runs.ask_for_run(planned, by=by)
    runs.carry_out(run.pk)
    other = Entry.objects.published().filter(kind=EntryKind.OFFER, places__gt=0).order_by("pk")[1]
    places["planned round"] = {"pk": planned.pk}
    places["pin of the planned round"] = {"pk": planned.pk, "pin": pin.pk}
    places["pin of the planned round by number"] = {"round_id": planned.pk, "pin_id": pin.pk}
    places["pair of the planned round"] = {"pk": planned.pk, "wish": wish.pk, "offer": other.pk}
    places["plan of the planned round"] = {"pk": planned.pk, "number": run.number}
    places["two plans of the planned round"] = {"pk": planned.pk, "number": run.number, "other": run.number}
    busy = _copy(planned, RoundState.PLANNING)
    under_way = runs.ask_for_run(busy, by=by)
    places["plan that is being made"] = {"pk": busy.pk, "number": under_way.number}
    committed = _copy(planned, RoundState.COMMITTED)
    _copy_run(run, committed)
    places["committed round"] = {"pk": committed.pk}
    mended = _copy(planned, RoundState.COMMITTED)
    repair = _a_repair(_copy_run(run, mended), by)
    places["repair of a round"] = {"pk": mended.pk, "number": repair.number}
    places["round that wants a repair"] = {"pk": mended.pk}
    places["round that wants a repair by number"] = {"round_id": mended.pk}
    for name in ("open round", "planned round", "committed round"):
        places[f"{name} by number"] = {"round_id": places[name]["pk"]}
    for name in ("plan of the planned round", "plan that is being made"):
        places[f"{name} by number"] = {"round_id": places[name]["pk"], "number": places[name]["number"]}


def _copy(round_: Round, state: RoundState) -> Round:
    """The same market in another state."""
    copy = Round.objects.get(pk=round_.pk)
    copy.pk, copy.key, copy._state.adding = None, Round._meta.get_field("key").get_default(), True
    copy.name, copy.state = state.label, state
    copy.answer_by, copy.committed_at = timezone.localdate() + timedelta(days=14), timezone.now()
    copy.save()
    return copy


def _a_repair(run: Run, by: Person) -> Run:
    """One stay came to nothing, and what is to be done about it."""
    stay = Placement.objects.filter(run=run).order_by("pk")[0]
    Placement.objects.filter(pk=stay.pk).update(refused="no_room")
    repair = repairs.ask_for_repair(run.round, by=by)
    runs.carry_out(repair.pk)
    return repair


def _copy_run(run: Run, round_: Round) -> Run:
    """The same plan, chosen."""
    copy = Run.objects.get(pk=run.pk)
    copy.pk, copy.round, copy.is_chosen, copy._state.adding = None, round_, True, True
    copy.save()
    for model in (Placement, Outcome):
        rows = list(model.objects.filter(run=run))
        for row in rows:
            row.pk, row.run = None, copy
        model.objects.bulk_create(rows)
    return copy
