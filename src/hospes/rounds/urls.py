"""Addresses of rounds."""

from django.urls import path

from hospes.rounds.views import answers, files, members, pins, repairs, rounds, runs

app_name = "rounds"
urlpatterns = [
    path("rounds/", rounds.round_list, name="round-list"),
    path("rounds/new/", rounds.round_new, name="round-new"),
    path("rounds/<int:pk>/", rounds.round_detail, name="round-detail"),
    path("rounds/<int:pk>/change/", rounds.round_change, name="round-change"),
    path("rounds/<int:pk>/freeze/", rounds.round_freeze, name="round-freeze"),
    path("rounds/<int:pk>/thaw/", rounds.round_thaw, name="round-thaw"),
    path("rounds/<int:pk>/cancel/", rounds.round_cancel, name="round-cancel"),
    path("rounds/<int:pk>/close/", rounds.round_close, name="round-close"),
    path("rounds/<int:pk>/answers/", answers.round_answers, name="round-answers"),
    # Pairs that are put together or kept apart
    path("rounds/<int:pk>/pins/<int:wish>/<int:offer>/", pins.pin_new, name="pin-new"),
    path("rounds/<int:pk>/pins/<int:pin>/release/", pins.pin_release, name="pin-release"),
    # Plans
    path("rounds/<int:pk>/plans/new/", runs.run_new, name="run-new"),
    path("rounds/<int:pk>/plans/<int:number>/", runs.run_detail, name="run-detail"),
    path("rounds/<int:pk>/plans/<int:number>/stop/", runs.run_stop, name="run-stop"),
    path("rounds/<int:pk>/plans/<int:number>/stays/", runs.run_stays, name="run-stays"),
    path("rounds/<int:pk>/plans/<int:number>/not-placed/", runs.run_not_placed, name="run-not-placed"),
    path("rounds/<int:pk>/plans/<int:number>/compared/<int:other>/", runs.run_compared, name="run-compared"),
    path("rounds/<int:pk>/plans/<int:number>/commit/", runs.run_commit, name="run-commit"),
    path("rounds/<int:pk>/plans/<int:number>/market.json", files.market_file, name="market-file"),
    path("rounds/<int:pk>/plans/<int:number>/plan.json", files.plan_file, name="plan-file"),
    path("rounds/<int:pk>/plans/<int:number>/earlier.json", files.earlier_file, name="earlier-file"),
    # Repairs of the chosen plan
    path("rounds/<int:pk>/repairs/new/", repairs.repair_new, name="repair-new"),
    path("rounds/<int:pk>/plans/<int:number>/carry-out/", repairs.repair_carry_out, name="repair-carry-out"),
    # For members
    path("rounds/<int:pk>/result/", members.round_result, name="round-result"),
    path("rounds/<int:pk>/ours/", members.round_ours, name="round-ours"),
]
