"""The page's colours can be read in both themes (WCAG 2.2, success criterion 1.4.3: 4.5 to 1)."""

import re
from importlib.resources import files

import pytest

STYLE = files("vigil.exports").joinpath("templates", "style.css").read_text(encoding="utf-8")
PAIRS = [
    ("fg", "bg"),
    ("soft", "bg"),
    ("accent", "bg"),
    ("bad", "bg"),
    ("fg", "card"),
    ("soft", "card"),
    ("warn", "warn-bg"),
]


def palettes() -> list[dict[str, str]]:
    blocks = re.findall(r":root\{([^}]*)\}", STYLE)
    return [dict(re.findall(r"--([\w-]+):(#[0-9a-f]{3,6})", block)) for block in blocks]


def luminance(colour: str) -> float:
    digits = colour[1:] if len(colour) == 7 else "".join(c * 2 for c in colour[1:])
    parts = [int(digits[i : i + 2], 16) / 255 for i in (0, 2, 4)]
    red, green, blue = (p / 12.92 if p <= 0.04045 else ((p + 0.055) / 1.055) ** 2.4 for p in parts)
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


@pytest.mark.parametrize("palette", palettes(), ids=["light", "dark"])
@pytest.mark.parametrize(("front", "back"), PAIRS)
def test_words_stand_out_from_their_ground(palette: dict[str, str], front: str, back: str) -> None:
    light, dark = sorted((luminance(palette[front]), luminance(palette[back])), reverse=True)
    assert (light + 0.05) / (dark + 0.05) >= 4.5
