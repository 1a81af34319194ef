"""Holds what is found in the articles of `seeds/records` to figures a little below those that were measured."""

from pathlib import Path

import pytest

import dateline as dl

RECORDS = Path(__file__).parents[2] / "seeds" / "records"

FLOORS: dict[str, dict[str, float]] = {
    "seen": {
        "mentions": 0.94,
        "headline": 0.99,
        "dates": 0.97,
        "quotes": 0.985,
        "speakers": 0.925,
        "indirect": 0.975,
        "indirect_speakers": 0.915,
        "entities": 0.965,
        "roles": 0.955,
    },
    "blind": {
        "mentions": 0.90,
        "headline": 0.875,
        "date": 0.875,
        "byline": 0.875,
        "dates": 0.81,
        "quotes": 0.945,
        "speakers": 0.838,
        "indirect": 0.85,
        "indirect_speakers": 0.72,
        "entities": 0.948,
        "roles": 0.78,
    },
}
"""Least share or F1 of each layer: what was measured, less about 0.01."""


@pytest.mark.parametrize("folder", FLOORS)
def test_articles_are_read_as_well_as_measured(folder: str) -> None:
    figures = dl.evaluate(RECORDS / folder).figures()
    reached = {name: figure if isinstance(figure, int | float) else figure.f1 for name, figure in figures.items()}
    low = {name: (reached[name], floor) for name, floor in FLOORS[folder].items() if reached[name] < floor}
    assert not low
