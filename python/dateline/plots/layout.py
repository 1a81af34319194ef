"""Where the points of a network stand: those that belong together near each other, none upon another."""

from __future__ import annotations

from collections.abc import Sequence
from math import cos, hypot, pi, sin, sqrt

ROUNDS = 200
"""Steps of the spring model; after half of them little moves."""


def spring(count: int, links: Sequence[tuple[int, int, float]]) -> list[tuple[float, float]]:
    """Return places in the unit square for `count` points with weighted links between some of them.

    Points push each other away and links pull (Fruchterman and Reingold, 1991), in ever shorter steps; a pull to the
    middle keeps loose parts in sight. They start on a circle, so that the same network is always drawn in the same way.

    >>> near, linked, far = spring(3, [(0, 1, 1.0)])
    >>> hypot(near[0] - linked[0], near[1] - linked[1]) < hypot(near[0] - far[0], near[1] - far[1])
    True
    """
    places = [(cos(2 * pi * n / count), sin(2 * pi * n / count)) for n in range(count)]
    apart = 2 / sqrt(max(count, 1))
    heaviest = max((weight for _, _, weight in links), default=1.0)
    for turn in range(ROUNDS):
        moves = [[-4 * x, -4 * y] for x, y in places]  # as strong at distance 1 as all the others push
        for a in range(count):
            for b in range(a):
                _push(moves, places, a, b, apart * apart, -1)
        for a, b, weight in links:
            _push(moves, places, a, b, -(0.5 + weight / heaviest) / apart, 2)
        longest = 0.2 * (1 - turn / ROUNDS)
        places = [_moved(place, move, longest) for place, move in zip(places, moves, strict=True)]
    return _in_unit_square(places)


def spread(places: Sequence[tuple[float, float]], widths: Sequence[float], height: float) -> list[tuple[float, float]]:
    """Return places moved up and down until boxes of some widths and one height around them hardly overlap.

    >>> spread([(0.5, 0.5), (0.5, 0.5)], [0.2, 0.2], 0.1)
    [(0.5, 0.45), (0.5, 0.55)]
    """
    rows = [list(place) for place in places]
    for _ in range(ROUNDS):
        order = sorted(range(len(rows)), key=lambda n: (rows[n][1], n))
        still = True
        for at, a in enumerate(order):
            for b in order[at + 1 :]:
                room = height - (rows[b][1] - rows[a][1])
                if room > 1e-9 and abs(rows[a][0] - rows[b][0]) < (widths[a] + widths[b]) / 2:
                    rows[a][1] -= room / 2
                    rows[b][1] += room / 2
                    still = False
        if still:
            break
    return [(x, y) for x, y in rows]


def _push(
    moves: list[list[float]], places: Sequence[tuple[float, float]], a: int, b: int, force: float, power: int
) -> None:
    """Push two points apart (or pull them, where `force` is negative) by `force` times a power of their distance."""
    x, y = places[a][0] - places[b][0], places[a][1] - places[b][1]
    distance = max(hypot(x, y), 1e-3)
    push = force * distance ** (power - 1)
    for point, sign in ((a, 1), (b, -1)):
        moves[point][0] += sign * x * push
        moves[point][1] += sign * y * push


def _moved(place: tuple[float, float], move: Sequence[float], longest: float) -> tuple[float, float]:
    length = hypot(*move)
    share = min(longest, length) / length if length else 0.0
    return place[0] + move[0] * share, place[1] + move[1] * share


def _in_unit_square(places: Sequence[tuple[float, float]]) -> list[tuple[float, float]]:
    if not places:
        return []
    (left, right), (low, high) = ((min(axis), max(axis)) for axis in zip(*places, strict=True))
    return [((x - left) / ((right - left) or 1), (y - low) / ((high - low) or 1)) for x, y in places]
