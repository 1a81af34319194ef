"""The sample articles with variations, so that no copy is the same text as another."""

from __future__ import annotations

import random
import re
from collections.abc import Iterator
from pathlib import Path

SAMPLES = Path(__file__).parents[2] / "seeds" / "articles"
SURNAMES = ["Abbott", "Brennan", "Castillo", "Dvorak", "Eriksen", "Fontaine", "Hashimoto", "Iyer", "Kowalski"]


def varied(copies: int) -> Iterator[str]:
    """Yield every sample article this many times, each time with other numbers and with a paragraph of its own."""
    texts = [path.read_text(encoding="utf-8") for path in sorted(SAMPLES.glob("*.txt"))]
    chance = random.Random(1)
    for copy in range(copies):
        for text in texts:
            numbers = re.sub(r"\b\d{2,3}\b", lambda match: str(chance.randrange(10, 10 ** len(match[0]))), text)
            surname = chance.choice(SURNAMES)
            yield f"{numbers}\n\nAnalyst {surname} of Group {copy} said {chance.randrange(1000)} people had asked.\n"
