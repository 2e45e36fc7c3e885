"""Exact credits of a tiny path table, by brute force in fractions; prints markov.json.

Removal to null: the fitted chain is solved again for each channel, with its states made absorbing.
The game of cut journeys: the chain is solved for each coalition, Shapley values are averaged over all
orders of the channels.
"""

import itertools
import json
from collections import Counter
from fractions import Fraction as F

ROWS = [
    # path, conversions, value, nulls
    ("a", 2, 30_000_000, 5),
    ("a > b", 3, 60_000_000, 2),
    ("a > b > c > a", 1, 90_000_000, 1),
    ("a > a > b", 2, 11_000_000, 4),
    ("b > c", 1, 25_000_000, 6),
    ("b > c > c", 4, 40_000_000, 0),
    ("c > a > b", 2, 70_000_000, 3),
    ("c > a > c > a > b > a", 1, 13_000_000, 2),
    ("d > a", 0, 0, 2),
    ("a > d", 1, 9_000_000, 0),
]
PATHS = [(tuple(p.split(" > ")), c, v, n) for p, c, v, n in ROWS]
CHANNELS = sorted({t for p, *_ in PATHS for t in p})
CONVERSIONS = sum(r[1] for r in PATHS)
VALUE = sum(r[2] for r in PATHS)
JOURNEYS = CONVERSIONS + sum(r[3] for r in PATHS)


def chain(order):
    moves, ends = Counter(), {}
    for path, c, v, n in PATHS:
        state = ()
        for touch in path:
            after = (state + (touch,))[-order:]
            moves[state, after] += c + n
            state = after
        e = ends.setdefault(state, [0, 0, 0])
        for i, x in enumerate((c, v, n)):
            e[i] += x
    visits = Counter()
    for (s, t), w in moves.items():
        visits[s] += w
    for s, (c, _, n) in ends.items():
        visits[s] += c + n
    q = {(s, t): F(w, visits[s]) for (s, t), w in moves.items()}
    reward = [{s: F(e[i], visits[s]) for s, e in ends.items()} for i in (0, 1)]
    return q, reward, ends, sorted(visits)


def solve(q, reward, states):
    """x = reward + q x, by elimination."""
    states = list(states)
    n = len(states)
    index = {s: i for i, s in enumerate(states)}
    m = [[F(int(i == j)) for j in range(n)] + [reward.get(s, F(0))] for i, s in enumerate(states)]
    for (s, t), p in q.items():
        if s in index and t in index:
            m[index[s]][index[t]] -= p
    for i in range(n):
        pivot = next(r for r in range(i, n) if m[r][i] != 0)
        m[i], m[pivot] = m[pivot], m[i]
        m[i] = [x / m[i][i] for x in m[i]]
        for r in range(n):
            if r != i and m[r][i] != 0:
                f = m[r][i]
                m[r] = [x - f * y for x, y in zip(m[r], m[i])]
    return {s: m[i][n] for s, i in index.items()}


def removal(order):
    q, rewards, _, states = chain(order)
    out = []
    for reward in rewards:
        whole = solve(q, reward, states)[()]
        out.append([
            float(1 - solve(q, reward, [s for s in states if s == () or s[-1] != c])[()] / whole)
            for c in CHANNELS])
    return {"effects": out[0], "valueEffects": out[1]}


def journeys(rule):
    out = []
    for gain in (1, 2):
        effects = []
        for c in CHANNELS:
            alone = [r for r in PATHS if set(r[0]) == {c}]
            held = alone if rule == "detour" else [r for r in PATHS if c in r[0]]
            lost, t = sum(r[gain] for r in held), sum(r[1] + r[3] for r in alone)
            total = (CONVERSIONS, VALUE)[gain - 1]
            if rule == "fail":
                effects.append(float(F(lost, total)))
            else:
                effects.append(float(1 - F(total - lost, JOURNEYS - t) / F(total, JOURNEYS)))
        out.append(effects)
    return {"effects": out[0], "valueEffects": out[1]}


def casv():
    q, _, ends, _ = chain(1)
    out = []
    for gain in (0, 1):
        base = {(): F(0)}
        for c in CHANNELS:
            e = ends[(c,)]
            base[(c,)] = F(e[gain], e[0] + e[2])

        def worth(coalition):
            states = [()] + [(c,) for c in coalition]
            reward = {}
            for s in states:
                inside = sum(p for (a, b), p in q.items() if a == s and b in states)
                reward[s] = base[s] * (1 - inside)
            return solve(q, reward, states)[()]

        values = {c: F(0) for c in CHANNELS}
        orders = list(itertools.permutations(CHANNELS))
        for order in orders:
            for i, c in enumerate(order):
                values[c] += (worth(order[: i + 1]) - worth(order[:i])) / len(orders)
        out.append([float(values[c]) for c in CHANNELS])
    return {"worth": out[0], "valueWorth": out[1]}


print(json.dumps({
    "rows": [{"path": p, "conversions": c, "value": v, "nulls": n} for p, c, v, n in ROWS],
    "orders": [removal(k) for k in (1, 2, 3)],
    "rules": {r: journeys(r) for r in ("fail", "refit", "detour")},
    "casv": casv(),
}, indent=1))
