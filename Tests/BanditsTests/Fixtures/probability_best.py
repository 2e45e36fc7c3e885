"""Makes probability_best.json: probabilities to be the best arm, by mpmath with 30 digits.

Run with Python 3 and mpmath: python3 probability_best.py
"""
import json

from mpmath import beta, betainc, gammainc, gamma, mp, mpf, quad

mp.dps = 30


def beta_arm(a, b):
    a, b = mpf(a), mpf(b)
    return (lambda x: x ** (a - 1) * (1 - x) ** (b - 1) / beta(a, b),
            lambda x: betainc(a, b, 0, x, regularized=True))


def gamma_arm(k, r):
    k, r = mpf(k), mpf(r)
    return (lambda x: r ** k * x ** (k - 1) * mp.exp(-r * x) / gamma(k),
            lambda x: gammainc(k, 0, r * x, regularized=True))


def best(arms, points):
    out = []
    for i, (density, _) in enumerate(arms):
        def f(x):
            value = density(x)
            for j, (_, cdf) in enumerate(arms):
                if j != i:
                    value *= cdf(x)
            return value
        out.append(quad(f, points))
    return [float(v) for v in out]


cases = [
    ("beta", [[5, 95], [8, 92], [7, 120]], [mpf(k) / 50 for k in range(0, 21)] + [1]),
    ("beta", [[1, 1], [2000, 2000], [30, 40]], [mpf(k) / 100 for k in range(0, 101)]),
    ("beta", [[101, 9901], [120, 9882], [95, 9700]], [mpf(k) / 2000 for k in range(0, 61)] + [1]),
    ("gamma", [[12, 40], [9, 33], [20, 60]], [mpf(k) / 20 for k in range(0, 61)] + [10]),
]
result = []
for family, parameters, points in cases:
    make = beta_arm if family == "beta" else gamma_arm
    result.append({"family": family, "parameters": parameters,
                   "best": best([make(*p) for p in parameters], points)})
json.dump(result, open("probability_best.json", "w"), indent=1)
