"""Make the README's pictures from the demo, so that they never go stale.

    python tools/pictures.py                  # makes a demo of its own in a folder that is thrown away
    python tools/pictures.py --base http://127.0.0.1:8000 --accounts var/demo-accounts.json

Each picture is named, opened as somebody of a role, and kept below 200 KB.
"""

import argparse
import io
import json
import os
import shutil
import socket
import subprocess
import sys
import tempfile
import time
import urllib.request
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Literal

from PIL import Image
from playwright.sync_api import Browser, Page, sync_playwright

ROOT = Path(__file__).resolve().parent.parent
LARGEST = 200 * 1024


@dataclass(frozen=True)
class Picture:
    """`follow` are the links pressed after the page is open, to come to a page whose address has a number.

    `sends` is a file that the page's form takes; the buttons in `presses` are pressed one after the other.
    """

    name: str
    path: str
    role: str = ""
    width: int = 1280
    height: int = 860
    look: Literal["light", "dark"] = "light"
    follow: tuple[str, ...] = ()
    sends: str = ""
    presses: tuple[str, ...] = ()


# A list as somebody kept it by hand: a title above the headings, and everybody's own way of writing.
OLD_LIST = """Expressions of interest 2026 – last edit by hand

Nr;Organisation;Country / Region;We want to…;Topic(s);Format;Who;How many?;When?;How long;Languages;Accessible?
1;Institut Montclar;Catalunya;acollir;Cura de gent gran;pràctiques;alumnes FP;max. 5;May/June 2027;2 setmanes;CA, EN;sí
2;Berufsschule Eichtal;DE;senden;Holzbau;Praktikum;Azubis;4 (2 Gruppen);17.05.-06.06.2027;3 Wochen;deutsch, EN B1;n/a
3;Lycée des métiers de Kerval;France;envoyer;bois;stage;apprentis;six;printemps 2027;??;français;1 fauteuil roulant
"""

PICTURES = (
    Picture("home", "/"),
    Picture("home-phone-dark", "/", width=390, height=844, look="dark"),
    Picture("catalogue", "/entries/"),
    Picture(
        "suggestions",
        "/entries/mine/",
        role="representative",
        follow=(".content .card a[href*='/entries/']", "a[href$='/suggestions/']"),
    ),
    Picture("desk", "/desk/", role="facilitator"),
    Picture("introduction", "/introductions/", role="facilitator", follow=(".content .card a, .content tbody a",)),
    Picture("to-do-phone", "/todo/", role="representative", width=390, height=844),
    Picture("region", "/regions/", follow=(".content a[href*='/regions/']",)),
    Picture("gallery", "/gallery/pairs/"),
    Picture(
        "old-spreadsheet",
        "/entries/import/",
        role="facilitator",
        height=1240,
        sends=OLD_LIST,
        presses=("Read the file", "Show the rows"),
    ),
)


def sign_in(page: Page, base: str, account: dict[str, Any]) -> None:
    page.goto(f"{base}/accounts/login/")
    page.fill("input[name=login]", account["email"])
    page.fill("input[name=password]", account["password"])
    page.press("input[name=password]", "Enter")
    page.wait_for_url(lambda address: "/accounts/login" not in address)


def take(browser: Browser, base: str, picture: Picture, accounts: dict[str, dict[str, Any]]) -> bytes:
    context = browser.new_context(
        viewport={"width": picture.width, "height": picture.height}, color_scheme=picture.look, locale="en-GB"
    )
    page = context.new_page()
    if picture.role:
        sign_in(page, base, accounts[picture.role])
    answer = page.goto(base + picture.path)
    if answer is None or not answer.ok:
        raise LookupError(f"{picture.name}: {picture.path} does not answer")
    for link in picture.follow:
        page.goto(base + str(page.locator(link).first.get_attribute("href", timeout=5000)))
    if picture.sends:
        sent = {"name": "answers.csv", "mimeType": "text/csv", "buffer": picture.sends.encode("utf-8")}
        page.set_input_files("input[type=file]", sent)  # type: ignore[arg-type]
    for words in picture.presses:
        page.get_by_role("button", name=words).click()
    taken = page.screenshot()
    context.close()
    return taken


def small(taken: bytes) -> bytes:
    """The picture with as many colours as fit into the limit."""
    image = Image.open(io.BytesIO(taken)).convert("RGB")
    for colours in (256, 128, 64, 32):
        made = io.BytesIO()
        image.quantize(colours, dither=Image.Dither.NONE).save(made, "PNG", optimize=True)
        if made.tell() <= LARGEST:
            break
    return made.getvalue()


@contextmanager
def own_demo() -> Iterator[tuple[str, Path]]:
    """A demo in a folder of its own, served until the pictures are taken."""
    with socket.socket() as found:
        found.bind(("127.0.0.1", 0))
        port = found.getsockname()[1]
    with tempfile.TemporaryDirectory(prefix="hospes-pictures-") as folder:
        ours = {"HOSPES_DATA_DIR": folder, "HOSPES_DEMO": "1", "HOSPES_PORT": str(port), "HOSPES_DEBUG": "0"}
        env = os.environ | ours
        for words in (["migrate", "--verbosity", "0"], ["demo", "--stage", "first-round"]):
            subprocess.run([sys.executable, "manage.py", *words], check=True, cwd=ROOT, env=env)
        serving = [sys.executable, "-m", "gunicorn", "hospes.wsgi", "--bind", f"127.0.0.1:{port}", "--threads", "4"]
        site = subprocess.Popen([*serving, "--log-level", "error"], stderr=subprocess.DEVNULL, cwd=ROOT, env=env)
        try:
            base = f"http://127.0.0.1:{port}"
            wait_for(f"{base}/health/live")
            yield base, Path(folder) / "demo-accounts.json"
        finally:
            site.terminate()
            site.wait(timeout=20)


def wait_for(address: str, seconds: float = 30) -> None:
    end = time.monotonic() + seconds
    while True:
        try:
            with urllib.request.urlopen(address, timeout=2):
                return
        except OSError:
            if time.monotonic() > end:
                raise
            time.sleep(0.3)


def take_all(base: str, accounts_file: Path, folder: Path, only: list[str]) -> None:
    accounts: dict[str, dict[str, Any]] = {}
    for account in json.loads(accounts_file.read_text(encoding="utf-8")):
        accounts.setdefault(account["role"], account)
    folder.mkdir(parents=True, exist_ok=True)
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(
            executable_path=os.environ.get("HOSPES_CHROMIUM") or shutil.which("chromium"),
            args=["--no-sandbox", "--disable-gpu", "--disable-background-networking", "--disable-quic"],
        )
        for picture in PICTURES:
            if only and picture.name not in only:
                continue
            path = folder / f"{picture.name}.png"
            path.write_bytes(small(take(browser, base, picture, accounts)))
            print(f"{path} {path.stat().st_size // 1024} KB")
        browser.close()


def main() -> None:
    parser = argparse.ArgumentParser(description="Make the README's pictures from the demo.")
    parser.add_argument("folder", type=Path, nargs="?", default=ROOT / "docs" / "pictures")
    parser.add_argument("--base", help="address of a demo that runs; without it, one is made")
    parser.add_argument("--accounts", type=Path, default=ROOT / "var" / "demo-accounts.json")
    parser.add_argument("--only", nargs="*", default=[], help="names of pictures")
    asked = parser.parse_args()
    if asked.base:
        take_all(asked.base, asked.accounts, asked.folder, asked.only)
        return
    with own_demo() as (base, accounts):
        take_all(base, accounts, asked.folder, asked.only)


if __name__ == "__main__":
    main()
