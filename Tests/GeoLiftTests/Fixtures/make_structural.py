#!/usr/bin/env python3
"""The exact posterior of two small structural time series, written to structural.json.

Every set of donors is enumerated and the variances are integrated over a grid of their logarithms; given
both, all is normal, so that means and covariances follow from dense matrices. No filter, no sampler.
"""

import itertools
import json
from pathlib import Path

import numpy as np

BEFORE, WINDOW = 30, 6
DEGREES_NOISE, SHARE, DEGREES_STEP, STEP, SLAB = 50, 0.8, 32, 0.01, 0.01


def panel(seed):
    rng = np.random.default_rng(seed)
    time = np.arange(BEFORE + WINDOW)
    shared = np.cumsum(rng.normal(size=time.size))
    donors = np.array([20 + 5 * j + (1 + 0.3 * j) * shared + 2 * rng.normal(size=time.size)
                       for j in range(3)]).T
    season = np.array([2.0, -1.0, 0.5, -1.5])[time % 4]
    target = 5 + 0.7 * donors[:, 0] + 0.4 * donors[:, 1] + season + 2.5 * rng.normal(size=time.size)
    target[BEFORE:] += 3
    return np.round(target, 3), np.round(donors, 3)


def states(steps, slope, season):
    """The covariance of what the states say about each period."""
    t = np.arange(BEFORE + WINDOW)
    cov = 1.0 + steps[0] * np.minimum.outer(t, t)
    if slope:
        # The slope starts with variance 0.01 and moves; the level sums it up.
        path = np.tril(np.ones((t.size, t.size)), -1)
        cov = cov + path @ (0.01 + steps[1] * np.minimum.outer(t, t)) @ path.T
    if season > 1:
        cov = cov + (np.equal.outer(t % season, t % season) - 1 / season)
    return cov


def answer(target, donors, slope, season, expected):
    pre = slice(0, BEFORE)
    mean, scale = target[pre].mean(), target[pre].std(ddof=1)
    y = (target - mean) / scale
    x = (donors - donors[pre].mean(0)) / donors[pre].std(0, ddof=1)
    gram = x[pre].T @ x[pre]
    slab = SLAB / BEFORE * 0.5 * (gram + np.diag(np.diag(gram)))
    chance = min(1, expected / x.shape[1])
    grid_noise = np.linspace(np.log(0.02), np.log(1.2), 41)
    grid_step = np.linspace(np.log(0.01) - 1.2, np.log(0.01) + 1.2, 25 if slope else 41) * 2
    grids = [grid_noise] + [grid_step] * (2 if slope else 1)
    weights, means, seconds, sets = [], [], [], []
    for logs in itertools.product(*grids):
        noise, steps = np.exp(logs[0]), np.exp(logs[1:])
        prior = -DEGREES_NOISE / 2 * (logs[0] + (1 - SHARE) / noise)
        prior += sum(-DEGREES_STEP / 2 * (l + STEP**2 / s) for l, s in zip(logs[1:], steps))
        base = states(steps, slope, season) + noise * np.eye(y.size)
        for chosen in itertools.product([0, 1], repeat=x.shape[1]):
            index = np.flatnonzero(chosen)
            cov = base
            if index.size:
                cov = base + noise * x[:, index] @ np.linalg.solve(
                    slab[np.ix_(index, index)], x[:, index].T)
            a, c = cov[pre, pre], cov[BEFORE:, pre]
            low = np.linalg.cholesky(a)
            z = np.linalg.solve(low, y[pre])
            k = np.linalg.solve(low, c.T).T
            weights.append(prior - np.log(np.diag(low)).sum() - 0.5 * z @ z
                           + index.size * np.log(chance)
                           + (x.shape[1] - index.size) * np.log(1 - chance))
            effect = y[BEFORE:].mean() - (k @ z).mean()
            variance = (cov[BEFORE:, BEFORE:] - k @ k.T).mean()
            means.append(effect)
            seconds.append(variance + effect**2)
            sets.append(chosen)
    weights = np.exp(np.array(weights) - max(weights))
    weights /= weights.sum()
    effect = weights @ np.array(means)
    return {
        "slope": slope, "season": season, "expectedDonors": expected,
        "effect": effect * scale,
        "deviation": np.sqrt(weights @ np.array(seconds) - effect**2) * scale,
        "inclusion": list(weights @ np.array(sets)),
    }


def main():
    target, donors = panel(5)
    cases = [answer(target, donors, False, 1, 1.5), answer(target, donors, True, 4, 1.0)]
    out = {"target": list(target), "donors": donors.T.tolist(), "before": BEFORE, "cases": cases}
    path = Path(__file__).with_name("structural.json")
    path.write_text(json.dumps(out, indent=1) + "\n")
    print(json.dumps(cases, indent=1))


if __name__ == "__main__":
    main()
