"""Looking at a page in a browser as a careful reviewer would: accessibility, width, headings, console, policy."""

from dataclasses import dataclass, field
from pathlib import Path
from typing import Any, Literal

import axe_playwright_python
from playwright.sync_api import BrowserContext, Page, ViewportSize

WIDE, NARROW = ViewportSize(width=1280, height=900), ViewportSize(width=390, height=844)
_AXE = Path(axe_playwright_python.__file__).with_name("axe.min.js")
_TAGS = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa"]
_EVERYTHING = {"runOnly": {"type": "tag", "values": _TAGS}, "resultTypes": ["violations"]}
_COLOURS = {"runOnly": {"type": "rule", "values": ["color-contrast"]}, "resultTypes": ["violations"]}
_LISTEN = """
window.policyReports = [];
document.addEventListener('securitypolicyviolation', (event) => {
  window.policyReports.push(`${event.violatedDirective} ${event.blockedURI} ${event.sourceFile || ''}`);
});
"""
_SETTLED = """
async () => {
  const frame = () => new Promise((drawn) => requestAnimationFrame(drawn));
  await frame();
  await Promise.all(document.getAnimations().map((one) => one.finished.catch(() => null)));
  await frame();
}
"""
_TOO_WIDE = """
() => {
  const wide = document.documentElement.clientWidth;
  if (document.documentElement.scrollWidth <= wide) return [];
  return [...document.body.querySelectorAll('*')]
    .filter((one) => one.getBoundingClientRect().right > wide + 1)
    .slice(0, 5).map((one) => `${one.tagName}.${one.className} to ${Math.round(one.getBoundingClientRect().right)}`);
}
"""


@dataclass
class Watch:
    """Everything a browser complained about, and what a reviewer found."""

    page: Page
    complaints: list[str] = field(default_factory=list)

    def open(self, url: str) -> None:
        answer = self.page.goto(url)
        assert answer is not None
        assert answer.status == 200, f"{url}: {answer.status}"

    def look(self, *, everywhere: bool = True) -> list[str]:
        """Wide and narrow, light and dark. One load of the page is enough: only the window changes."""
        found = [*self._structure(), *self._axe("wide, light", _EVERYTHING)]
        if everywhere:
            self._become("dark", WIDE)
            found += self._axe("wide, dark", _COLOURS)
            self._become("dark", NARROW)
            found += self._axe("narrow, dark", _COLOURS)
            self._become("light", NARROW)
            found += [*self._axe("narrow, light", _EVERYTHING), *self._width()]
            self._become("light", WIDE)
        found += self.page.evaluate("window.policyReports")
        found += self.complaints
        self.complaints.clear()
        return found

    def _become(self, colours: Literal["light", "dark"], size: ViewportSize) -> None:
        """Change the window, and wait until the browser has drawn it: colours fade over a frame."""
        self.page.emulate_media(color_scheme=colours)
        self.page.set_viewport_size(size)
        self.page.evaluate(_SETTLED)

    def _axe(self, how: str, options: dict[str, Any]) -> list[str]:
        result = self.page.evaluate("(options) => axe.run(options)", options)
        return [
            f"{how}: {one['id']} at {', '.join(str(node['target'][0]) for node in one['nodes'][:3])}"
            + f" ({one['nodes'][0]['failureSummary'].splitlines()[-1].strip()[:140]})"
            for one in result["violations"]
        ]

    def _structure(self) -> list[str]:
        facts = self.page.evaluate(
            "() => ({h1: document.querySelectorAll('h1').length, lang: document.documentElement.lang,"
            " title: document.title, main: document.querySelectorAll('main').length})"
        )
        wrong = []
        if facts["h1"] != 1:
            wrong.append(f"{facts['h1']} headings of the first level")
        if facts["main"] != 1:
            wrong.append(f"{facts['main']} main parts")
        if not facts["title"].strip():
            wrong.append("no title")
        path = self.page.evaluate("location.pathname")
        expected = path.split("/")[1] if path.split("/")[1] in {"fr", "de", "it", "es", "sv", "ca"} else "en"
        if facts["lang"] != expected:
            wrong.append(f"the page says it is in {facts['lang']!r}, not {expected!r}")
        return wrong

    def _width(self) -> list[str]:
        return [f"narrow: too wide, {one}" for one in self.page.evaluate(_TOO_WIDE)]


def watched(context: BrowserContext) -> Watch:
    """A page that notes what the browser complains about."""
    context.add_init_script(_LISTEN)
    context.add_init_script(path=_AXE)
    page = context.new_page()
    page.set_viewport_size(WIDE)
    watch = Watch(page)
    page.on("console", lambda said: watch.complaints.append(f"console: {said.text}") if said.type == "error" else None)
    page.on("pageerror", lambda error: watch.complaints.append(f"script: {error}"))
    return watch


def checked(page: Page) -> None:
    """No barrier and nothing too wide on a page of somebody's way, in the window as it is."""
    page.evaluate(_AXE.read_text(encoding="utf-8"))
    watch = Watch(page)
    assert [*watch._structure(), *watch._axe(page.url, _EVERYTHING), *watch._width()] == []
