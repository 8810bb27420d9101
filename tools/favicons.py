"""Make the PNG favicons out of the mark's measures: python tools/favicons.py src/hospes/web/static/web/img

The same two arches as in `favicon.svg`, drawn large and made small, so that edges are smooth.
"""

import argparse
from math import sqrt
from pathlib import Path

from PIL import Image, ImageDraw

ACCENT, PAPER = (20, 89, 74, 255), (251, 250, 248, 255)
GRID = 32
LARGE = 1024
SIZES = {"favicon-48.png": (48, None), "favicon-180.png": (180, PAPER)}
LEFT, RIGHT, RADIUS, SPRING, FOOT, LINE = 12.0, 20.0, 9.0, 14.0, 28.5, 2.6


def unit(value: float) -> float:
    return value * LARGE / GRID


def drawing(ground: tuple[int, int, int, int] | None) -> Image.Image:
    image = Image.new("RGBA", (LARGE, LARGE), ground or (0, 0, 0, 0))
    draw = ImageDraw.Draw(image)
    draw.polygon([(unit(x), unit(y)) for x, y in shared_arch()], fill=ACCENT)
    for middle in (LEFT, RIGHT):
        outer = RADIUS + LINE / 2
        box = [unit(middle - outer), unit(SPRING - outer), unit(middle + outer), unit(SPRING + outer)]
        draw.arc(box, 180, 360, fill=ACCENT, width=round(unit(LINE)))
        for post in (middle - RADIUS, middle + RADIUS):
            draw.rectangle([unit(post - LINE / 2), unit(SPRING), unit(post + LINE / 2), unit(FOOT)], fill=ACCENT)
    return image


def shared_arch() -> list[tuple[float, float]]:
    """The pointed arch where the two round ones overlap."""
    half = (LEFT + RIGHT) / 2
    steps = [RIGHT - RADIUS + (half - RIGHT + RADIUS) * step / 40 for step in range(41)]
    left = [(x, SPRING - sqrt(max(RADIUS**2 - (x - RIGHT) ** 2, 0))) for x in steps]
    right = [(2 * half - x, y) for x, y in reversed(left)]
    return [(steps[0], FOOT), *left, *right, (2 * half - steps[0], FOOT)]


def main() -> None:
    parser = argparse.ArgumentParser(description="Make the PNG favicons.")
    parser.add_argument("folder", type=Path)
    folder = parser.parse_args().folder
    for name, (size, ground) in SIZES.items():
        image = drawing(ground)
        if ground:
            room = Image.new("RGBA", (LARGE, LARGE), ground)
            inner = image.resize((LARGE * 3 // 4, LARGE * 3 // 4), Image.Resampling.LANCZOS)
            room.paste(inner, (LARGE // 8, LARGE // 8))
            image = room
        image.resize((size, size), Image.Resampling.LANCZOS).save(folder / name, optimize=True)


if __name__ == "__main__":
    main()
