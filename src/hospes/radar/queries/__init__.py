"""What the radar knows. Other apps ask `gaps`."""

from hospes.radar.queries.missing import Told, gaps

__all__ = ["Told", "gaps"]
