"""Workbooks that are more than a list, sent through both pages that take one."""

import resource
from collections.abc import Callable

import pytest
from bs4 import BeautifulSoup
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client

from hospes.incoming.models import EntryImport
from hospes.organisations.models import Organisation, PendingImport
from tests.factories.people import PersonFactory
from tests.incoming.conftest import HEADINGS, HOST
from tests.incoming.conftest import workbook as entries_workbook
from tests.organisations.test_import import repacked
from tests.sharing.conftest import no_socket

__all__ = ["no_socket"]
pytestmark = pytest.mark.django_db
PAGES = ("/entries/import/", "/organisations/import/")
OUTSIDE = b'<?xml version="1.0"?><!DOCTYPE x [<!ENTITY y SYSTEM "http://127.0.0.1:9/x">]><x>&y;</x>'
LAUGHS = (
    b'<?xml version="1.0"?><!DOCTYPE l [<!ENTITY a "aaaaaaaaaa">'
    + b"".join(b'<!ENTITY %c "%s">' % (98 + n, b"&%c;" % (97 + n) * 10) for n in range(9))
    + b"]><l>&j;</l>"
)

HOSTILE: dict[str, Callable[[], dict[str, bytes]]] = {
    "unpacked it is 210 MB": lambda: {"xl/bomb.xml": b"0" * 210 * 1024 * 1024},
    "a question to outside": lambda: {"xl/workbook.xml": OUTSIDE},
    "a question to outside in its words": lambda: {"xl/sharedStrings.xml": OUTSIDE},
    "words of words of words": lambda: {"xl/sharedStrings.xml": LAUGHS},
    "macros in another dress": lambda: {"xl/vbaProject.bin": b"x"},
    "ten thousand sheets": lambda: {f"xl/worksheets/x{number}.xml": b"" for number in range(10_000)},
    "half of itself": lambda: {"xl/worksheets/sheet1.xml": b"<worksheet><sheetData><row"},
    "a way out of its folder": lambda: {"../../x": b"x", "xl/workbook.xml": b"<broken"},
}


@pytest.fixture
def office(client: Client) -> Client:
    client.force_login(PersonFactory(secretariat=True))
    return client


@pytest.mark.parametrize("what", HOSTILE)
def test_a_hostile_workbook_is_refused_beside_its_box_on_both_pages(
    office: Client, no_socket: list[object], what: str
) -> None:
    content = repacked(entries_workbook(HEADINGS, HOST), HOSTILE[what])
    before = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
    for page in PAGES:
        answer = office.post(page, {"file": SimpleUploadedFile("list.xlsx", content)})

        assert answer.status_code in (200, 400)
        assert BeautifulSoup(answer.content, "html.parser").select_one('input[name="file"][aria-invalid="true"]')
    assert no_socket == []
    assert resource.getrusage(resource.RUSAGE_SELF).ru_maxrss - before < 100 * 1024
    assert not EntryImport.objects.exists()
    assert not PendingImport.objects.exists()
    assert not Organisation.objects.exists()


def test_a_workbook_is_read_without_a_question_to_anybody_outside(office: Client, no_socket: list[object]) -> None:
    """Links to other files, formulas that would ask, a hidden sheet: values are read, nothing is asked."""
    formula = '=WEBSERVICE("http://127.0.0.1:9/x")'
    row = [formula if cell == HOST[4] else cell for cell in HOST]
    linked = (
        b'<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships"><Relationship Id="rId1"'
        b' Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/externalLinkPath"'
        b' Target="http://127.0.0.1:9/other.xlsx" TargetMode="External"/></Relationships>'
    )
    book = entries_workbook(HEADINGS, row, hidden=["secret"])
    content = repacked(book, lambda: {"xl/externalLinks/_rels/externalLink1.xml.rels": linked})

    answer = office.post(PAGES[0], {"file": SimpleUploadedFile("list.xlsx", content)})

    assert no_socket == []
    assert answer.status_code in (200, 302, 400)
    if answer.status_code == 302:
        page = office.get(answer["Location"]).content.decode()
        assert "secret" in page
        assert "<script" not in page.split("<main", 1)[1].split("</main", 1)[0]
