"""What machines ask: health, figures, pictures; and what every answer carries."""

import json

import pytest
from django.core.files.base import ContentFile
from django.core.files.storage import default_storage

from tests.core.installations import empty_installation

pytestmark = pytest.mark.django_db


def test_a_living_process_says_so_without_the_database(client, django_assert_num_queries) -> None:
    with django_assert_num_queries(0):
        answer = client.get("/health/live")

    assert (answer.status_code, answer.json()) == (200, {"status": "ok"})


def test_figures_are_for_this_machine_when_there_is_no_token(client, settings) -> None:
    settings.METRICS_TOKEN = ""

    here = client.get("/metrics")
    elsewhere = client.get("/metrics", REMOTE_ADDR="192.0.2.1")
    passed_on = client.get("/metrics", headers={"X-Forwarded-For": "192.0.2.1"})

    assert (here.status_code, elsewhere.status_code, passed_on.status_code) == (200, 404, 404)
    assert b"hospes_mails_waiting 0.0" in here.content


def test_figures_are_for_whoever_has_the_token_when_there_is_one(client, settings) -> None:
    settings.METRICS_TOKEN = "open"

    answers = [
        client.get("/metrics", headers={"Authorization": word}) for word in ("Bearer open", "Bearer é", "open", "")
    ]

    assert [answer.status_code for answer in answers] == [200, 404, 404, 404]


def test_an_uploaded_picture_can_run_nothing(client, settings, tmp_path) -> None:
    settings.MEDIA_ROOT = tmp_path
    name = default_storage.save("logos/a.webp", ContentFile(b"RIFF"))

    answer = client.get(f"/media/{name}")

    assert (answer.status_code, answer["Content-Type"], answer["X-Content-Type-Options"]) == (
        200,
        "image/webp",
        "nosniff",
    )
    assert answer["Content-Security-Policy"] == "default-src 'none'; sandbox"
    assert b"".join(answer.streaming_content) == b"RIFF"


@pytest.mark.parametrize(
    "name", ["../../etc/passwd", "%2e%2e/secret-key", "logos/a.html", "nothing.webp", "a%00.webp", "logos/"]
)
def test_nothing_else_is_served_as_a_picture(client, settings, tmp_path, name: str) -> None:
    settings.MEDIA_ROOT = tmp_path / "uploads"
    (tmp_path / "uploads" / "logos").mkdir(parents=True)
    (tmp_path / "uploads" / "logos" / "a.html").write_text("<script>")

    assert client.get(f"/media/{name}").status_code == 404


def test_every_answer_has_an_id_and_keeps_a_harmless_one_that_was_given(client) -> None:
    own = client.get("/health/live")["X-Request-ID"]
    kept = client.get("/health/live", headers={"X-Request-ID": "front-12345"})["X-Request-ID"]
    refused = client.get("/health/live", headers={"X-Request-ID": "a\r\nX: y" + "z" * 99})["X-Request-ID"]

    assert (len(own), kept, len(refused)) == (32, "front-12345", 32)


def test_no_cache_keeps_what_was_made_for_one_person(client, django_user_model) -> None:
    client.force_login(django_user_model.objects.create(email="a@example.org", name="A"))

    answer = client.get("/accounts/nothing-here/")

    assert "no-store" in client.get("/health/live")["Cache-Control"]
    assert "Cookie" in answer["Vary"]
    assert answer["Cache-Control"] == "private, no-store"


def test_json_of_health_holds_no_secret(client, settings) -> None:
    text = json.dumps(client.get("/health/ready").json())

    assert settings.SECRET_KEY not in text
    assert str(settings.DATABASES["default"]["NAME"]) not in text


def test_a_link_that_opens_something_is_neither_logged_nor_cached(client, caplog) -> None:
    answer = client.get("/mail/stop/somebodys-secret/")

    assert answer.status_code == 404
    assert "no-store" in answer["Cache-Control"]
    assert "/mail/stop/***/" in caplog.text
    assert "somebodys-secret" not in caplog.text


def test_a_database_without_tables_is_not_ready_and_says_so(tmp_path) -> None:
    with empty_installation(tmp_path / "new") as empty:
        said = empty.python(
            "from django.test import Client\n"
            "answer = Client(headers={'host': '127.0.0.1'}).get('/health/ready')\n"
            "print(answer.status_code, *answer.json()['parts'].values(), sep='|')"
        )

    status, database, migrations, disk, queue = said.splitlines()[-1].split("|")
    assert (status, database, disk, queue) == ("503", "ok", "ok", "unknown")
    assert migrations.endswith("waiting")
