"""Qini and uplift curves of scikit-uplift 0.5.1, whose areas uplift.json keeps.

    pip install scikit-uplift && python uplift.py > uplift.json

scikit-uplift counts outcomes; here its curves are divided as UpliftCurve.definition says: the Qini curve
by the treated, the uplift curve by all units, the axis by all units. It divides areas by that of a
perfect order, which is left out here.
"""
import json

import numpy as np
from sklift.metrics import qini_curve, uplift_curve

rng = np.random.default_rng(11)
n = 60
score = np.round(rng.normal(size=n), 1)
treated = rng.integers(0, 2, n)
outcome = (rng.random(n) < 0.3 + 0.1 * treated * score).astype(int)


def area(x, y):
    x, y = np.concatenate([[0], x]) if x[0] else x, np.concatenate([[0], y]) if x[0] else y
    return float(np.sum(np.diff(x) * (y[1:] + y[:-1]) / 2) - y[-1] / 2)


qx, qy = qini_curve(outcome, score, treated)
ux, uy = uplift_curve(outcome, score, treated)
print(json.dumps({
    "scores": score.tolist(), "treated": treated.tolist(), "outcome": outcome.tolist(),
    "qini": (qy / treated.sum()).tolist(), "qini_shares": (qx / n).tolist(),
    "qini_area": area(qx / n, qy / treated.sum()), "auuc": area(ux / n, uy / n),
}))
