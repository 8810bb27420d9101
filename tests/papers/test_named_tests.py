"""What the papers name as their proof is there."""

import ast
import re

import pytest

from tests.manners.files import ROOT

PAPERS = ["security-model.md", "promises.md", "dpia.md", "asvs.md"]
NAMED = re.compile(r"`([a-z_]+/test_\w+\.py)(?:::(test_\w+))?`")
CODE = re.compile(r"`((?:src|benchmarks|tools)/[\w/]+\.py)`")


def functions_of(path: str) -> set[str]:
    tree = ast.parse((ROOT / "tests" / path).read_text(encoding="utf-8"))
    return {node.name for node in ast.walk(tree) if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef)}


@pytest.mark.parametrize("paper", PAPERS)
def test_every_test_that_a_paper_names_exists(paper: str) -> None:
    named = NAMED.findall((ROOT / "docs" / paper).read_text(encoding="utf-8"))
    missing = [path for path, _name in named if not (ROOT / "tests" / path).is_file()]
    unknown = [
        f"{path}::{name}" for path, name in named if name and path not in missing and name not in functions_of(path)
    ]

    assert named
    assert missing == []
    assert unknown == []


@pytest.mark.parametrize("paper", PAPERS)
def test_every_piece_of_code_that_a_paper_names_exists(paper: str) -> None:
    named = CODE.findall((ROOT / "docs" / paper).read_text(encoding="utf-8"))

    assert [path for path in named if not (ROOT / path).is_file()] == []


def test_no_line_that_is_met_stands_without_its_proof() -> None:
    lines = (ROOT / "docs" / "asvs.md").read_text(encoding="utf-8").splitlines()
    met = [line for line in lines if re.match(r"\| V\d+\.\d+\.\d+ \|", line) and re.search(r"\| met \|", line)]

    assert met
    assert [line for line in met if not (NAMED.search(line) or "`" in line or "](" in line)] == []
