"""Which release this is: as installed, or as the clone says."""

import tomllib
from functools import cache
from importlib.metadata import PackageNotFoundError, version
from pathlib import Path


@cache
def release() -> str:
    try:
        return version("hospes")
    except PackageNotFoundError:
        clone = Path(__file__).resolve().parents[3] / "pyproject.toml"
        return str(tomllib.loads(clone.read_text(encoding="utf-8"))["project"]["version"])
