"""The text for those who found a weakness is true (RFC 9116)."""

from datetime import datetime, timedelta

import pytest
from django.conf import settings
from django.test import Client
from django.utils import timezone


def test_the_text_names_whom_to_write_to_and_never_runs_out(client: Client, db: None) -> None:
    answer = client.get("/.well-known/security.txt")
    fields = dict(line.split(": ", 1) for line in answer.content.decode().splitlines())
    left = datetime.fromisoformat(fields["Expires"]) - timezone.now()

    assert answer.headers["Content-Type"] == "text/plain; charset=utf-8"
    assert fields["Contact"] == f"mailto:{settings.CONTACT_EMAIL}"
    assert fields["Canonical"] == f"{settings.BASE_URL}/.well-known/security.txt"
    assert fields["Preferred-Languages"].split(", ") == [code for code, _name in settings.LANGUAGES]
    assert timedelta(days=90) < left < timedelta(days=365)


def test_it_leads_to_the_policy_of_the_operator_where_there_is_one(
    client: Client, monkeypatch: pytest.MonkeyPatch
) -> None:
    without = client.get("/.well-known/security.txt").content.decode()
    monkeypatch.setattr(settings, "SECURITY_POLICY", "https://region.example/security")

    answer = client.get("/.well-known/security.txt").content.decode()

    assert "Policy" not in without
    assert "\nPolicy: https://region.example/security\n" in answer
