"""Exact credits of a small table of paths, by definition: writes credit_rules.json beside itself.

Games are evaluated coalition by coalition over all orders of the five channels, rules journey by
journey, all in fractions; the fixture holds the doubles nearest to them.
"""

import json
from fractions import Fraction
from itertools import permutations
from math import factorial
from pathlib import Path

# path, conversions, value in millionths, journeys without conversion
ROWS = [
    ("a", 2, 1_500_000, 40), ("a > b", 5, 7_250_001, 30), ("a > b > a", 3, 2_000_003, 11),
    ("b", 1, 900_000, 35), ("b > a > c", 4, 8_000_000, 9), ("c", 1, 333_333, 25),
    ("c > d > d > d", 2, 4_000_000, 10), ("d", 1, 250_000, 22), ("d > e", 3, 3_141_592, 12),
    ("e", 0, 0, 31), ("e > a > b > c > d", 6, 12_000_007, 5), ("e > e > b", 2, 2_718_281, 6),
    ("a > c > a > c > b > e", 3, 5_000_001, 4), ("b > d", 2, 1_000_000, 14),
]
CHANNELS = sorted({c for row in ROWS for c in row[0].split(" > ")})
WEIGHTS = (Fraction(3, 10), Fraction(1, 2), Fraction(1, 5))


def empty():
    return {c: Fraction(0) for c in CHANNELS}


def by_touch(weights):
    """Credits from a function of a path that returns one weight a touch."""
    conversions, value = empty(), empty()
    for path, conv, money, _ in ROWS:
        touches = path.split(" > ")
        for channel, weight in zip(touches, weights(touches)):
            conversions[channel] += weight * conv
            value[channel] += weight * money
    return conversions, value


def position(touches):
    first, between, last = WEIGHTS
    if len(touches) == 1:
        return [Fraction(1)]
    if len(touches) == 2:
        return [first / (first + last), last / (first + last)]
    return [first] + [between / (len(touches) - 2)] * (len(touches) - 2) + [last]


def ordered(touches):
    size = len(set(touches))
    return [Fraction(1, size * touches.count(t)) for t in touches]


def shapley(worth):
    total = empty()
    for order in permutations(CHANNELS):
        coalition, before = set(), worth(set())
        for channel in order:
            coalition.add(channel)
            after = worth(coalition)
            total[channel] += after - before
            before = after
    return {c: t / factorial(len(CHANNELS)) for c, t in total.items()}


def within(coalition):
    return [r for r in ROWS if set(r[0].split(" > ")) <= coalition]


def sum_game(coalition):
    return Fraction(sum(r[1] for r in within(coalition)))


def rate(column):
    def worth(coalition):
        rows = within(coalition)
        journeys = sum(r[1] + r[3] for r in rows)
        return Fraction(sum(r[column] for r in rows), journeys) if journeys else Fraction(0)
    return worth


def time_decay():
    """Entries of two half-lives' worth of touches; shares floored to 2^-32, the last takes the rest."""
    entries = [  # path, hours before the last touch, journeys, conversions, value
        ("a", [0], 2, 2, 1_500_000), ("a > b", [168, 0], 3, 3, 4_000_002), ("a > b", [30, 0], 1, 2, 3_250_000),
        ("c > d > d > d", [500, 400.5, 12, 0], 2, 2, 4_000_000),
    ]
    result, conversions, value = [], empty(), empty()
    for path, hours, journeys, conv, money in entries:
        raw = [2.0 ** (-h / 168) for h in hours]
        shares = [int(2**32 * r / sum(raw)) for r in raw]
        exact = shares[:-1] + [2**32 - sum(shares[:-1])]
        for channel, share in zip(path.split(" > "), exact):
            conversions[channel] += Fraction(share * conv, 2**32)
            value[channel] += Fraction(share * money, 2**32)
        result.append(dict(path=path, journeys=journeys, conversions=conv, value=money,
                           shares=[min(s, 2**32 - 1) for s in shares]))
    return dict(entries=result, conversions=numbers(conversions), value=numbers(value))


def numbers(credit):
    return [float(credit[c]) for c in CHANNELS]


def places():
    table = [empty() for _ in range(10)]
    for path, conv, _, _ in ROWS:
        touches = path.split(" > ")
        for place, (channel, weight) in enumerate(zip(touches, ordered(touches))):
            table[min(place, 9)][channel] += weight * conv
    return [numbers(row) for row in table]


def rules():
    linear = by_touch(lambda t: [Fraction(1, len(t))] * len(t))
    positioned, orderly = by_touch(position), by_touch(ordered)
    return dict(
        channels=CHANNELS, rows=[list(r) for r in ROWS], weights=[float(w) for w in WEIGHTS],
        linear=numbers(linear[0]), linear_value=numbers(linear[1]),
        position=numbers(positioned[0]), position_value=numbers(positioned[1]),
        ordered=numbers(orderly[0]), ordered_value=numbers(orderly[1]), places=places(),
        sum_game=numbers(shapley(sum_game)), rate_game=numbers(shapley(rate(1))),
        value_game=numbers(shapley(rate(2))), time_decay=time_decay())


if __name__ == "__main__":
    Path(__file__).with_suffix(".json").write_text(json.dumps(rules(), indent=1) + "\n")
