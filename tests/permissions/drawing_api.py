"""The API as documents: every address with its scope, and the table of roles for programs."""

import json
import re
from collections import defaultdict
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from hospes.people.scopes import Scope
from hospes.web.api import api
from hospes.web.roles import ROLES as ROLE_WORDS
from tests.pages.routes import all_routes
from tests.permissions.api_lines import API_FOR_ALL, API_WITH_A_TOKEN
from tests.permissions.lines import Line
from tests.world import DEACTIVATED, ROLES

REFERENCE = Path(__file__).resolve().parents[2] / "docs" / "reference"
ADDRESSES, ROLE_TABLE = REFERENCE / "api-addresses.md", REFERENCE / "roles.json"
SHOWN = tuple(role for role in ROLES if role != DEACTIVATED)
# In every operation that reads or writes, and no filter of its own.
EVERYWHERE = {"lang", "page", "page_size"}

INTRODUCTION = """\
# Addresses of the API

Every operation, drawn from the API itself by `python tools/api.py`. All addresses begin with `/api/v1`. What they
take and answer, field by field, stands at `/api/v1/docs`; what holds for all of them in [the API](api.md). Who may do
what is a table for people in [who sees what](who-sees-what.md), and one for programs in [roles.json](roles.json).

An operation without a scope is open to everybody; with a token it needs `read`.
"""

# Fields that not everybody reads who reads the rest.
FIELDS = {
    "Entry": {
        "fewer_opportunities": ["own organisation", "facilitator", "secretariat"],
        "refuses": ["own organisation", "facilitator", "secretariat"],
        "wants.organisations": ["own organisation", "facilitator", "secretariat"],
        "contact": ["own organisation", "facilitator", "secretariat"],
        "decision_reason": ["own organisation", "facilitator", "secretariat"],
        "submitted_at": ["own organisation", "facilitator", "secretariat"],
        "created_at": ["own organisation", "facilitator", "secretariat"],
        "unchecked_since": ["own organisation", "facilitator", "secretariat"],
        "needs": ["everybody with a token"],
    },
    "Introduction": {"contacts": ["both sides and facilitators, once both sides have accepted"]},
    "Pair": {"set_aside": ["facilitator", "secretariat"], "interests.note": ["the side that wrote it", "facilitator"]},
    "Organisation": {},
}


def operations() -> Iterator[tuple[str, str, dict[str, Any]]]:
    for path, methods in api.get_openapi_schema()["paths"].items():
        for method, operation in methods.items():
            yield path.removeprefix("/api/v1"), method.upper(), operation


def addresses() -> str:
    chapters = defaultdict(list)
    for path, method, operation in operations():
        chapters[operation["tags"][0]].append(_row(path, method, operation))
    parts = [INTRODUCTION]
    for title, rows in chapters.items():
        parts += [
            f"## {title[0].upper()}{title[1:]}\n",
            "| address | does | filters | scope |",
            "|---|---|---|---|",
            *rows,
            "",
        ]
    return "\n".join(parts)


def _row(path: str, method: str, operation: dict[str, Any]) -> str:
    names = [one["name"] for one in operation["parameters"] if one["in"] == "query" and one["name"] not in EVERYWHERE]
    filters = ", ".join(f"`{name}`" for name in names)
    words = " ".join(operation.get("description", "").split())
    does = f"{operation['summary']}. {words}".strip()
    return f"| `{method} {path}` | {does} | {filters} | {_scope(operation)} |"


def _scope(operation: dict[str, Any]) -> str:
    if {} in operation["security"]:
        return ""
    return f"`{operation['security'][0]['Token'][0]}`"


def role_table() -> str:
    """Role × operation × field, for programs."""
    known = {operation["operationId"]: (path, method, operation) for path, method, operation in operations()}
    lines = [line for line in (*API_FOR_ALL, *API_WITH_A_TOKEN) if line.route.removeprefix("api:") in known]
    table = {
        "roles": [{"code": role.key, "label": str(role.name), "meaning": str(role.meaning)} for role in ROLE_WORDS],
        "tested_as": list(SHOWN),
        "scopes": [{"code": scope.value, "label": str(scope.label)} for scope in Scope],
        "operations": [_operation(line, *known[line.route.removeprefix("api:")]) for line in lines],
        "fields": FIELDS,
    }
    return json.dumps(table, indent=1, ensure_ascii=False) + "\n"


def _operation(line: Line, path: str, method: str, operation: dict[str, Any]) -> dict[str, Any]:
    allowed = line.act if method != "GET" else line.see
    return {
        "operation": operation["operationId"],
        "method": method,
        "path": f"/api/v1{path}",
        "scope": operation["security"][-1]["Token"][0],
        "about": re.sub(r" by number$", "", line.about),
        "roles": {role: _word(line, role, allowed) for role in SHOWN},
    }


def _word(line: Line, role: str, allowed: frozenset[str]) -> str:
    if role in allowed:
        return "yes"
    if role == "visitor" and not line.is_open:
        return "401"
    return "403" if role in line.refused else "404"


def operations_without_a_line() -> set[str]:
    routes = {route.removeprefix("api:") for route in all_routes() if route.startswith("api:")}
    return {operation["operationId"] for _path, _method, operation in operations()} - routes
