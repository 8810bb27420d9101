"""What a race found: how often it was run, what was promised, and what went wrong."""

from dataclasses import dataclass, field


@dataclass
class Found:
    what: str
    rounds: int = 0
    promises: int = 0
    violations: list[str] = field(default_factory=list)

    def must(self, holds: bool, otherwise: object) -> None:
        if not holds:
            self.violations.append(f"{self.what}, round {self.rounds}: {otherwise}")

    @property
    def line(self) -> str:
        return f"{self.what}: {self.rounds} rounds, {self.promises} promises, {len(self.violations)} violations"
