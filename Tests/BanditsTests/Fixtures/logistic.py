"""Makes logistic.json: mode and covariance of a logistic regression under a normal prior, by scipy.

Coefficients have the precision 0.7; run with Python 3, numpy and scipy: python3 logistic.py
"""
import json

import numpy as np
from scipy.optimize import minimize

rng = np.random.default_rng(20)
x = np.column_stack([np.ones(60), rng.normal(size=60), rng.normal(size=60)]).round(4)
y = rng.uniform(size=60) < 1 / (1 + np.exp(-(x @ [-0.5, 1.2, -0.7])))


def negative(beta):
    s = np.where(y, 1, -1) * (x @ beta)
    return np.logaddexp(0, -s).sum() + 0.35 * beta @ beta


def slope(beta):
    return x.T @ (1 / (1 + np.exp(-(x @ beta))) - y) + 0.7 * beta


found = minimize(negative, np.zeros(3), jac=slope, method="BFGS")
mode = found.x
for _ in range(5):  # Newton's method from there, to the last digits
    p = 1 / (1 + np.exp(-(x @ mode)))
    curvature = (x.T * (p * (1 - p))) @ x + 0.7 * np.eye(3)
    mode = mode - np.linalg.solve(curvature, slope(mode))
json.dump(
    {"contexts": x.tolist(), "converted": [bool(v) for v in y], "mode": mode.tolist(),
     "covariance": np.linalg.inv(curvature).tolist()},
    open("logistic.json", "w"), indent=1)
