"""Writes diagnostics.json: draws and what ArviZ 0.23.4 says about them.

    pip install 'arviz==0.23.4' && python diagnostics.py
"""

import json
import logging
import math
import pathlib

import arviz as az
import numpy as np

logging.getLogger("arviz").setLevel(logging.ERROR)
rng = np.random.default_rng(20240607)


def ar(chains, draws, phi, shift=0.0, scale=1.0):
    noise = rng.standard_normal((chains, draws))
    x = np.empty((chains, draws))
    x[:, 0] = noise[:, 0]
    for t in range(1, draws):
        x[:, t] = phi * x[:, t - 1] + math.sqrt(1 - phi * phi) * noise[:, t]
    return x * scale + shift * np.arange(chains)[:, None]


def sticky(chains, draws):
    x = ar(chains, draws, 0.3)
    for c in range(chains):
        for t in range(1, draws):
            if rng.random() < 0.4:
                x[c, t] = x[c, t - 1]
    return x


unequal = ar(4, 200, 0.2)
unequal[0] *= 4
stuck = ar(4, 100, 0.2)
stuck[2] = 0.75
with_nan = ar(2, 20, 0.0)
with_nan[1, 3] = np.nan
cases = {
    "independent": ar(4, 250, 0.0),
    "autocorrelated": ar(4, 250, 0.9),
    "antithetic": ar(4, 250, -0.6),
    "odd length": ar(3, 101, 0.5),
    "odd number of chains and tiny scale": ar(3, 64, 0.4, scale=1e-6),
    "shifted chains": ar(4, 120, 0.3, shift=0.6),
    "unequal scales": unequal,
    "heavy tails": np.tan(ar(4, 150, 0.3)),
    "repeated values": sticky(4, 150),
    "integers": np.round(ar(4, 150, 0.5) * 2),
    "two values": (ar(4, 100, 0.3) > 0) * 1.0,
    "one chain": ar(1, 200, 0.4),
    "two chains of four": ar(2, 4, 0.0),
    "two chains of five": ar(2, 5, 0.0),
    "seven draws": ar(4, 7, 0.0),
    "eleven draws": ar(4, 11, 0.2),
    "three draws": ar(4, 3, 0.0),
    "constant": np.full((4, 50), 2.5),
    "one constant chain": stuck,
    "constant but different chains": np.repeat([[1.0], [2.0], [3.0]], 30, axis=1),
    "not a number": with_nan,
}


def number(x):
    x = float(x)
    return None if math.isnan(x) else x


def values(x):
    with np.errstate(all="ignore"):
        ok = x.shape[1] >= 4
        return {
            "rHat": number(az.rhat(x)),
            "essBulk": number(az.ess(x, method="bulk")),
            "essTail": number(az.ess(x, method="tail")),
            "mcseMean": number(az.mcse(x, method="mean")),
            "mcseStandardDeviation": number(az.mcse(x, method="sd")),
            "essMedian": number(az.ess(x, method="quantile", prob=0.5)),
            "mcseMedian": number(az.mcse(x, method="quantile", prob=0.5)) if ok else None,
            "mcseQuantile05": number(az.mcse(x, method="quantile", prob=0.05)) if ok else None,
            "bfmi": [number(v) for v in az.bfmi(x)],
        }


out = [
    {
        "name": name,
        "draws": [[number(v) for v in row] for row in x],
        "expected": values(x),
    }
    for name, x in cases.items()
]
path = pathlib.Path(__file__).with_name("diagnostics.json")
path.write_text(json.dumps(out, indent=None, separators=(",", ":")) + "\n")
