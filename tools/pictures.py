"""Make the README's pictures from a running demo, so that they never go stale.

    bin/run                                   # in another window
    python tools/pictures.py docs/pictures    # --base http://127.0.0.1:8000 --accounts var/demo-accounts.json

Each picture is named, opened as somebody of a role, and kept below 200 KB.
"""

import argparse
import io
import json
import os
import shutil
import sys
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Literal

from PIL import Image
from playwright.sync_api import Browser, Page, sync_playwright

LARGEST = 200 * 1024


@dataclass(frozen=True)
class Picture:
    """`follow` is pressed after the page is open, to come to a page whose address has a number."""

    name: str
    path: str
    role: str = ""
    width: int = 1280
    height: int = 860
    look: Literal["light", "dark"] = "light"
    follow: str = ""


PICTURES = (
    Picture("home", "/"),
    Picture("home-phone-dark", "/", width=390, height=844, look="dark"),
    Picture("catalogue", "/entries/"),
    Picture("suggestions", "/entries/mine/", role="representative", follow='a[href$="/suggestions/"]'),
    Picture("desk", "/desk/", role="facilitator"),
    Picture("introduction", "/introductions/", role="facilitator", follow=".content .card-link, .content tbody a"),
    Picture("to-do-phone", "/todo/", role="representative", width=390, height=844),
    Picture("region", "/regions/", follow=".content a[href*='/regions/']"),
    Picture("gallery", "/gallery/pairs/"),
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
    if picture.follow:
        page.locator(picture.follow).first.click()
        page.wait_for_load_state()
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


def main() -> int:
    parser = argparse.ArgumentParser(description="Make the README's pictures from a running demo.")
    parser.add_argument("folder", type=Path)
    parser.add_argument("--base", default="http://127.0.0.1:8000")
    parser.add_argument("--accounts", type=Path, default=Path("var/demo-accounts.json"))
    parser.add_argument("--only", nargs="*", help="names of pictures")
    asked = parser.parse_args()
    accounts: dict[str, dict[str, Any]] = {}
    for account in json.loads(asked.accounts.read_text(encoding="utf-8")):
        accounts.setdefault(account["role"], account)
    asked.folder.mkdir(parents=True, exist_ok=True)
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(
            executable_path=os.environ.get("HOSPES_CHROMIUM") or shutil.which("chromium"),
            args=["--no-sandbox", "--disable-gpu", "--disable-background-networking", "--disable-quic"],
        )
        for picture in PICTURES:
            if asked.only and picture.name not in asked.only:
                continue
            path = asked.folder / f"{picture.name}.png"
            path.write_bytes(small(take(browser, asked.base, picture, accounts)))
            print(f"{path} {path.stat().st_size // 1024} KB")
        browser.close()
    return 0


if __name__ == "__main__":
    sys.exit(main())
