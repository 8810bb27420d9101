"""Whatever a person does on a page, a program does through the API; or the reason why not stands here."""

import ast
from collections.abc import Iterator
from pathlib import Path

import hospes

ROOT = Path(hospes.__file__).resolve().parent

BY_LINK = "The link in a mail is the key: whoever holds it needs no token."
OPEN_FORM = "Needs no account, so it is a page with its own protection against floods."
AT_THE_SCREEN = "The person is asked at the screen: a lost token must not do it."
FILES = "Takes in a file and asks back about it: a page and a command."
AFTER_A_NOTICE = "Part of deciding a notice, which the API does."
ITSELF = "Nobody does it: the site does, or its command."
PART = "Part of other deeds, which have their addresses."

# Whole apps that are for people at a screen.
PAGES_ONLY = {
    "exports": "Lists are taken along as files from their pages; the API has the same lists, page by page.",
    "incoming": FILES,
    "journal": ITSELF,
    "privacy": "Agreeing, taking one's data along and erasing oneself: the person is asked, not a program.",
    "sharing": "Gives something out to another machine for good: a lost token must not be able to.",
}

# Each with its reason. What is not in `actions` any more must go from here, too.
NOT_BY_PROGRAMS = {
    "apprenticeships.take_over": PART,
    "consortia.must_lead": PART,
    "cooperation.confirm_from": PART,
    "cooperation.draft_from": PART,
    "following.try_again": "Administrators look after mail that could not be brought at their page.",
    "matchmaking.bring_changes": FILES,
    "matchmaking.end": PART,
    "matchmaking.remember_acceptance": PART,
    "matchmaking.remember_who": PART,
    "matchmaking.not_realised": PART,
    "matchmaking.side_for": PART,
    "matchmaking.write_down_part": PART,
    "matchmaking.withdraw_reported_entry": AFTER_A_NOTICE,
    "moderation.give_notice": OPEN_FORM,
    "organisations.accept_invitation": BY_LINK,
    "organisations.add_accreditation": FILES,
    "organisations.apply_import": FILES,
    "organisations.import_list": FILES,
    "organisations.keep_for_preview": FILES,
    "organisations.place": PART,
    "organisations.forget_pending": FILES,
    "organisations.withdraw_reported_challenge": AFTER_A_NOTICE,
    "organisations.withdraw_reported_skill_need": AFTER_A_NOTICE,
    "outreach.withdraw_reported_news": AFTER_A_NOTICE,
    "people.add_person": ITSELF,
    "people.make_api_token": "A token that makes tokens could not be withdrawn. The page makes them.",
    "radar.begin_entry": BY_LINK,
    "reference.load_labels": FILES,
    "rounds.hold_for": PART,
    "rounds.is_set_up": PART,
    "rounds.keep_market": PART,
}


def _functions(folder: Path) -> Iterator[tuple[str, ast.FunctionDef]]:
    for path in sorted([*folder.glob("actions.py"), *folder.glob("actions/*.py")]):
        for node in ast.parse(path.read_text(encoding="utf-8")).body:
            if isinstance(node, ast.FunctionDef) and not node.name.startswith("_"):
                yield node.name, node


def _is_done_by_somebody(function: ast.FunctionDef) -> bool:
    arguments = [*function.args.args, *function.args.kwonlyargs]
    return any(one.arg == "by" for one in arguments)


def _used(folder: Path) -> set[str]:
    """Every name that the app's own API reads."""
    names = set()
    for path in [*folder.glob("api.py"), *folder.glob("api/*.py")]:
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
            if isinstance(node, ast.Attribute):
                names.add(node.attr)
            elif isinstance(node, ast.Name):
                names.add(node.id)
    return names


def _apps() -> Iterator[Path]:
    yield from (
        path for path in sorted(ROOT.iterdir()) if (path / "actions.py").exists() or (path / "actions").exists()
    )


def _deeds() -> dict[str, bool]:
    """Every deed of a person, and whether the API does it."""
    # What people do to themselves is done where organisations are known.
    own = _used(ROOT / "organisations")
    found = {}
    for app in _apps():
        used = _used(app) | (own if app.name == "people" else set())
        for name, function in _functions(app):
            if _is_done_by_somebody(function):
                found[f"{app.name}.{name}"] = name in used
    return found


def test_every_deed_of_a_person_has_its_address_or_its_reason() -> None:
    missing = {name for name, is_there in _deeds().items() if not is_there} - set(NOT_BY_PROGRAMS)

    assert {name for name in missing if name.partition(".")[0] not in PAGES_ONLY} == set()


def test_no_reason_is_out_of_date() -> None:
    deeds = _deeds()

    assert {name for name in NOT_BY_PROGRAMS if name not in deeds or deeds[name]} == set()
    assert {app for app in PAGES_ONLY if not any(name.startswith(f"{app}.") for name in deeds)} == set()
    assert {name for name, is_there in deeds.items() if is_there and name.partition(".")[0] in PAGES_ONLY} == set()
    assert len(deeds) > 60
