"""Holds what is found in the articles of `seeds/records` to figures a little below those that were measured."""

from pathlib import Path

import pytest

import dateline as dl

RECORDS = Path(__file__).parents[2] / "seeds" / "records"

FLOORS: dict[str, dict[str, float]] = {
    "seen": {
        "mentions": 0.933,
        "headline": 0.99,
        "date": 0.99,
        "byline": 0.99,
        "source": 0.977,
        "dateline": 0.99,
        "dates": 0.97,
        "quotes": 0.973,
        "speakers": 0.916,
        "indirect": 0.964,
        "indirect_speakers": 0.914,
        "entities": 0.962,
        "roles": 0.935,
    },
    "blind": {
        "mentions": 0.926,
        "headline": 0.948,
        "date": 0.99,
        "byline": 0.865,
        "source": 0.907,
        "dateline": 0.948,
        "dates": 0.887,
        "quotes": 0.931,
        "speakers": 0.864,
        "indirect": 0.827,
        "indirect_speakers": 0.719,
        "entities": 0.959,
        "roles": 0.86,
    },
}
"""Least share or F1 of each layer: what was measured, less about 0.01."""


@pytest.mark.parametrize("folder", FLOORS)
def test_articles_are_read_as_well_as_measured(folder: str) -> None:
    figures = dl.evaluate(RECORDS / folder).figures()
    reached = {name: figure if isinstance(figure, int | float) else figure.f1 for name, figure in figures.items()}
    low = {name: (reached[name], floor) for name, floor in FLOORS[folder].items() if reached[name] < floor}
    assert not low
