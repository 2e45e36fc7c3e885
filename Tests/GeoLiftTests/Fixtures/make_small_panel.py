"""Known answers on a small panel, by plain formulas and non-negative least squares.

Run: python3 make_small_panel.py > small_panel.json   (numpy, scipy)
"""

import json
import sys

import numpy as np
from scipy.optimize import nnls

GEOS, PERIODS, BEFORE = 7, 16, 12
TREATED = [2, 5]
rng = np.random.default_rng(20240611)
level = rng.uniform(50, 150, GEOS)
load = rng.uniform(0.5, 1.5, GEOS)
season = 10 * np.sin(np.arange(PERIODS) / 2)
Y = level[:, None] + load[:, None] * season + rng.normal(0, 3, (GEOS, PERIODS))
Y[TREATED, BEFORE:] += 6
Y = np.round(Y, 2)

donors = [g for g in range(GEOS) if g not in TREATED]
y, X = Y[TREATED].mean(0), Y[donors]
N, T1, N1 = len(donors), PERIODS - BEFORE, len(TREATED)


def simplex(A, b, ridge=0.0, intercept=False):
    """min |A w - b|^2 + ridge |w|^2 over the simplex; the sum is a row of large weight."""
    if intercept:
        A, b = A - A.mean(0), b - b.mean()
    n = A.shape[1]
    big = 1e6
    rows = np.vstack([A, np.sqrt(ridge) * np.eye(n), big * np.ones((1, n))])
    w = nnls(rows, np.r_[b, np.zeros(n), big], maxiter=10000)[0]
    return w / w.sum()


def answer(weights, counterfactual):
    gaps = y - counterfactual
    att = gaps[BEFORE:].mean()
    return {
        "weights": list(weights),
        "att": att,
        "lift": gaps[BEFORE:].sum() / counterfactual[BEFORE:].sum(),
        "incremental": att * T1 * N1,
        "imbalance": float(np.linalg.norm(gaps[:BEFORE])),
        "effects": list(gaps[BEFORE:]),
    }


def shift(c):
    return c + (y - c)[:BEFORE].mean()


def scm(unit):
    w = simplex(X[:, :BEFORE].T, y[:BEFORE], intercept=unit)
    return answer(w, shift(w @ X) if unit else w @ X)


def did():
    w = np.full(N, 1 / N)
    return answer(w, shift(w @ X))


def sdid():
    sigma = np.std(np.diff(X[:, :BEFORE], axis=1), ddof=1)
    zeta = (N1 * T1) ** 0.25 * sigma
    w = simplex(X[:, :BEFORE].T, y[:BEFORE], BEFORE * zeta**2, True)
    periods = simplex(X[:, :BEFORE], X[:, BEFORE:].mean(1), N * (1e-6 * sigma) ** 2, True)
    c = w @ X
    return answer(w, c + periods @ (y - c)[:BEFORE]) | {"zeta": zeta, "periods": list(periods)}


def ridge(unit):
    D, d = X[:, :BEFORE], y[:BEFORE]
    if unit:
        D, d = D - D.mean(1, keepdims=True), d - d.mean()
    D, d = D - D.mean(0), d - D.mean(0)
    lambdas = np.linalg.svd(D)[1][0] ** 2 * 10.0 ** (-0.4 * np.arange(21))

    def augmented(keep, lam):
        w = simplex(D[:, keep].T, d[keep])
        left = d[keep] - w @ D[:, keep]
        gram = D[:, keep].T @ D[:, keep] + lam * np.eye(len(keep))
        return w + D[:, keep] @ np.linalg.solve(gram, left)

    errors = np.array(
        [
            [(d[i] - augmented([t for t in range(BEFORE) if t != i], lam) @ D[:, i]) ** 2 for lam in lambdas]
            for i in range(BEFORE)
        ]
    )
    mean, se = errors.mean(0), errors.std(0, ddof=1) / np.sqrt(BEFORE)
    bar = mean.min() + se[mean.argmin()]
    lam = lambdas[mean <= bar].max()
    w = augmented(list(range(BEFORE)), lam)
    c = w @ X
    return answer(w, shift(c) if unit else c) | {"lambda": lam, "errors": list(mean)}


def tbr():
    x = X.mean(0)
    A = np.c_[np.ones(BEFORE), x[:BEFORE]]
    b = np.linalg.lstsq(A, y[:BEFORE], rcond=None)[0]
    c = b[0] + b[1] * x
    s2 = ((y - c)[:BEFORE] ** 2).sum() / (BEFORE - 2)
    a = np.array([1, x[BEFORE:].mean()])
    se = np.sqrt(s2 * (1 / T1 + a @ np.linalg.inv(A.T @ A) @ a))
    return answer(np.full(N, b[1] / N), c) | {"standardError": se}


json.dump(
    {
        "values": Y.tolist(),
        "treated": TREATED,
        "before": BEFORE,
        "answers": {
            "scm": scm(False),
            "scm-unit": scm(True),
            "did": did(),
            "sdid": sdid(),
            "ridge-ascm": ridge(False),
            "ridge-ascm-unit": ridge(True),
            "tbr": tbr(),
        },
    },
    sys.stdout,
    indent=1,
)
