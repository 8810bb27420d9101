"""The sign-ins of the demo, as the file that scripts and visitors read."""

import json
from pathlib import Path
from typing import Any

from django.contrib.auth.hashers import make_password

from hospes.demo.cast import PEOPLE, InventedPerson
from hospes.demo.scene import Scene
from hospes.organisations.choices import Post
from hospes.people import actions
from hospes.people.scopes import Scope

# Everybody in the demo has the same password: it protects nothing.
PASSWORD = "welcome-to-hospes"  # noqa: S105


def open_doors(scene: Scene) -> list[dict[str, Any]]:
    """Give each person the demo's password and a token, and list them: one line for each role they hold."""
    hashed = make_password(PASSWORD)
    lines = []
    for invented in PEOPLE:
        person = scene.people.get(invented.name)
        if person is None:
            continue
        person.password = hashed
        person.save(update_fields=["password"])
        organisation = scene.organisations.get(invented.organisation or "")
        _row, token = actions.make_api_token(
            person,
            name="Demo",
            by=person,
            organisation_id=organisation.pk if organisation else None,
            scopes=Scope.values,
        )
        lines += [
            {
                "email": person.email,
                "password": PASSWORD,
                "name": person.name,
                "role": role,
                "organisation": organisation.name if organisation else None,
                "api_token": token,
                "totp_secret": scene.app_secrets.get(invented.name),
            }
            for role in _roles(invented)
        ]
    return lines


def _roles(invented: InventedPerson) -> list[str]:
    roles = [role.value for role in invented.roles]
    if invented.organisation and not roles:
        roles.append({Post.MEMBER: "member"}.get(invented.post, invented.post.value))
    return roles


def write(lines: list[dict[str, Any]], folder: Path) -> Path:
    path = folder / "demo-accounts.json"
    path.write_text(json.dumps(lines, indent=2, ensure_ascii=False) + "\n", encoding="utf-8")
    path.chmod(0o600)
    return path
