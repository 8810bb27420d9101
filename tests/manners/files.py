"""The files of the project, as the manners read them."""

from collections.abc import Iterator
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
SOURCE = ROOT / "src" / "hospes"


def python_files() -> Iterator[Path]:
    yield from (path for path in sorted(SOURCE.rglob("*.py")) if "migrations" not in path.parts)


def templates() -> Iterator[Path]:
    yield from sorted(SOURCE.rglob("templates/**/*.html"))


def name(path: Path) -> str:
    return path.relative_to(ROOT).as_posix()
