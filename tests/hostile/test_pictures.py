"""Pictures that are more, or less, than a picture, sent through the pages that take one."""

import resource
import struct
import zlib
from io import BytesIO
from typing import Any

import pytest
from bs4 import BeautifulSoup
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from PIL import Image

from hospes.organisations.models import Organisation
from hospes.outreach.models import Supporter
from tests.core.test_uploads import file_of, png_that_claims
from tests.factories.organisations import OrganisationFactory
from tests.factories.outreach import SupporterFactory
from tests.factories.people import PersonFactory

pytestmark = pytest.mark.django_db
RED = Image.new("RGB", (40, 20), "red")


def gif_of(frames: int) -> bytes:
    """So many frames of one pixel, written by hand: a library would need minutes."""
    frame = b"\x2c" + struct.pack("<HHHH", 0, 0, 1, 1) + b"\x00" + b"\x02\x02\x44\x01\x00"
    return b"GIF89a" + struct.pack("<HH", 1, 1) + b"\x80\x00\x00" + b"\x00" * 3 + b"\xff" * 3 + frame * frames + b"\x3b"


def chunk(name: bytes, content: bytes) -> bytes:
    return struct.pack(">I", len(content)) + name + content + struct.pack(">I", zlib.crc32(name + content))


def png_with(name: bytes, content: bytes) -> bytes:
    """A good picture with one part more, behind its header."""
    good = file_of(RED)
    return good[:33] + chunk(name, content) + good[33:]


def tiff_of(length: int) -> bytes:
    """A header that says how large the picture is, and nothing of it."""
    entries = [(256, 4, 1, 60_000), (257, 4, 1, 60_000), (258, 3, 1, 8), (273, 4, 1, 8), (279, 4, 1, length)]
    parts = b"".join(struct.pack("<HHII", *entry) for entry in entries)
    return b"II*\x00" + struct.pack("<I", 8) + struct.pack("<H", len(entries)) + parts + b"\x00" * 4


MORE_THAN_A_PICTURE: dict[str, bytes] = {
    "SVG with a script": b'<svg xmlns="http://www.w3.org/2000/svg"><script>alert(1)</script></svg>',
    "SVG with onload": b'<?xml version="1.0"?><svg xmlns="http://www.w3.org/2000/svg" onload="alert(1)"/>',
    "SVG with a page in it": b"<svg><foreignObject><body onload=alert(1)></body></foreignObject></svg>",
    "SVG with a link": b'<svg xmlns:xlink="x"><a xlink:href="javascript:alert(1)"><text>x</text></a></svg>',
    "SVG with declarations": b'<!DOCTYPE svg [<!ENTITY x SYSTEM "file:///etc/passwd">]><svg>&x;</svg>',
    "SVG in UTF-16": "<svg onload=alert(1)>".encode("utf-16"),
    "SVG, compressed": b"\x1f\x8b" + zlib.compress(b"<svg onload=alert(1)>"),
    "HTML": b"<!doctype html><script>alert(1)</script>",
    "a page behind a picture": file_of(RED) + b"<html><script>alert(1)</script>",
    "a page inside a picture": png_with(b"tEXt", b"Comment\x00<script>alert(1)</script>"),
    "a script that begins like a picture": b"GIF89a=1;alert(1)//",
    "PDF": b"%PDF-1.7\n1 0 obj<</OpenAction<</S/JavaScript/JS(app.alert(1))>>>>",
    "20,000 by 20,000": png_that_claims(20_000, 20_000),
    "10,000 frames": gif_of(10_000),
    "a moving PNG": file_of(RED, "PNG", save_all=True, append_images=[Image.new("RGB", (40, 20))]),
    "a moving WebP": file_of(RED, "WEBP", save_all=True, append_images=[Image.new("RGB", (40, 20))]),
    "a PNG that says it moves": png_with(b"acTL", struct.pack(">II", 2**31 - 1, 0)),
    "a text of a gigabyte": png_with(b"zTXt", b"x\x00\x00" + zlib.compress(b"\x00" * 100_000_000)),
    "the header of a TIFF": tiff_of(200_000_000),
    "nothing": b"",
}


def boxes(page: Any) -> BeautifulSoup:
    return BeautifulSoup(page.content, "html.parser")


@pytest.fixture
def office(client: Client) -> Client:
    client.force_login(PersonFactory(secretariat=True))
    return client


def doors() -> dict[str, dict[str, str]]:
    """Both pages that take a picture, and what else they want."""
    supporter = SupporterFactory()
    organisation = OrganisationFactory()
    about = {"name": "A Friend", "category": supporter.category, "order": "1", "logo_alt": "A logo"}
    return {f"/supporters/{supporter.pk}/edit/": about, f"/organisations/{organisation.slug}/logo/": {"logo_alt": "x"}}


@pytest.mark.parametrize("what", MORE_THAN_A_PICTURE)
def test_what_is_more_than_a_picture_is_refused_beside_its_box_in_little_memory(office: Client, what: str) -> None:
    before = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
    for url, values in doors().items():
        for name, kind in (("logo.png", "image/png"), ("../../x\r\nX-Y: z.svg", "image/svg+xml")):
            page = office.post(url, values | {"logo": SimpleUploadedFile(name, MORE_THAN_A_PICTURE[what], kind)})

            assert page.status_code in (200, 400)
            box = boxes(page).select_one('input[name="logo"][aria-invalid="true"]')
            assert box is not None
            assert boxes(page).find(id=str(box["aria-describedby"]).split()[0]) is not None
    # In kilobytes.
    assert resource.getrusage(resource.RUSAGE_SELF).ru_maxrss - before < 100 * 1024
    assert not Organisation.objects.exclude(logo="").exists()
    assert not Supporter.objects.exclude(logo="").exists()


@pytest.mark.parametrize(
    "name", ["../../x.png", "a\r\nX: y.png", "x" * 300 + ".png", "\u202egnp.exe", "CON.txt", "a\x00b"]
)
def test_the_name_of_a_file_is_forgotten(office: Client, name: str) -> None:
    organisation = OrganisationFactory()

    office.post(
        f"/organisations/{organisation.slug}/logo/",
        {"logo": SimpleUploadedFile(name, file_of(RED), "image/png"), "logo_alt": "x"},
    )

    organisation.refresh_from_db()
    assert len(organisation.logo.name) == len("logos/") + 37
    assert organisation.logo.name.endswith(".webp")


def test_where_a_picture_was_taken_is_gone_from_what_is_served(office: Client) -> None:
    organisation = OrganisationFactory()
    exif = Image.Exif()
    exif[0x010E] = "Anna's kitchen"
    exif.get_ifd(0x8825).update({1: "N", 2: (59.0, 20.0, 0.0)})
    taken = file_of(RED, "JPEG", exif=exif, comment=b"Anna's kitchen")

    office.post(
        f"/organisations/{organisation.slug}/logo/",
        {"logo": SimpleUploadedFile("x.jpg", taken, "image/jpeg"), "logo_alt": "x"},
    )

    organisation.refresh_from_db()
    served = office.get(organisation.logo.url)
    content = b"".join(served.streaming_content)  # type: ignore[attr-defined]
    assert b"kitchen" in taken
    assert b"kitchen" not in content
    assert dict(Image.open(BytesIO(content)).getexif()) == {}
    assert served["X-Content-Type-Options"] == "nosniff"
    assert "sandbox" in served["Content-Security-Policy"]


@pytest.mark.parametrize(
    "name",
    [
        "logos/x.svg",
        "logos/x.html",
        "../hospes.sqlite3",
        "..%2fhospes.sqlite3",
        "%2e%2e/secret_key",
        "/etc/passwd",
        "logos/../../secret_key",
        "logos/%00.webp",
        "../x.webp",
        "logos/" + "x" * 5000 + ".webp",
        ".",
    ],
)
def test_nothing_but_pictures_of_ours_is_served(client: Client, name: str) -> None:
    assert client.get(f"/media/{name}").status_code in (400, 404)
