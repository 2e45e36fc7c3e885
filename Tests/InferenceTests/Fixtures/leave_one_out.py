"""Writes leave_one_out.json: log likelihoods and what ArviZ 0.19.0 says about them.

    pip install 'arviz==0.19.0' && python leave_one_out.py
"""

import json
import logging
import pathlib

import arviz as az
import numpy as np

logging.getLogger("arviz").setLevel(logging.ERROR)
rng = np.random.default_rng(20240725)


def arrays(name, draws, tails):
    """Two models of the same observations; `tails` sets how heavy each observation's weights are."""
    n = len(tails)
    first = np.array([-1.2 - t * rng.standard_t(5, draws) ** 2 for t in tails])
    second = first + 0.3 * rng.standard_normal((n, 1)) - 0.1
    return name, np.round(first, 6), np.round(second, 6)


def inference_data(log_likelihood):
    values = log_likelihood.T[None]
    return az.from_dict(
        posterior={"x": np.zeros(values.shape[:2])}, log_likelihood={"y": values})


cases = []
for name, first, second in [
    arrays("light", 400, [0.05, 0.1, 0.15, 0.2, 0.25, 0.1]),
    arrays("heavy", 1000, [0.1, 0.3, 0.6, 1.0]),
    arrays("few draws", 30, [0.1, 0.2, 0.4]),
    ("constant", np.full((2, 50), -1.5), np.full((2, 50), -1.0)),
]:
    found = []
    for values in (first, second):
        weights, shapes = az.psislw(-values.copy(), reff=0.8)
        loo = az.loo(inference_data(values), reff=0.8, pointwise=True)
        n = len(values)
        found.append({
            "logLikelihood": values.tolist(),
            "firstLogWeights": np.asarray(weights)[0].tolist(),
            "shapes": [None if not np.isfinite(k) else k for k in np.asarray(shapes)],
            "elpd": float(loo.elpd_loo),
            # ArviZ divides by n, the paper by n - 1
            "standardError": float(loo.se) * (n / (n - 1)) ** 0.5,
            "parameters": float(loo.p_loo),
            "pointwise": np.asarray(loo.loo_i).tolist(),
        })
    case = {"name": name, "models": found}
    difference = np.array(found[0]["pointwise"]) - np.array(found[1]["pointwise"])
    case["difference"] = float(difference.sum())
    case["differenceError"] = float((len(difference) * difference.var(ddof=1)) ** 0.5)
    if name != "constant":
        table = az.compare(
            {"first": inference_data(first), "second": inference_data(second)},
            method="stacking", ic="loo")
        case["weights"] = [float(table.loc[m, "weight"]) for m in ("first", "second")]
    cases.append(case)

# A planted mixture: model 0 is right for the first observations, model 1 for the others.
n = 60
truth = rng.random(n) < 0.3
planted = {}
for k in range(3):
    level = np.where(truth == (k == 0), -1.0, -2.5) if k < 2 else np.full(n, -2.2)
    planted[k] = np.round(
        (level + 0.2 * rng.standard_normal(n))[:, None] + 0.05 * rng.standard_normal((n, 200)), 6)
table = az.compare(
    {str(k): inference_data(v) for k, v in planted.items()}, method="stacking", ic="loo")
stacking = {
    "pointwise": [
        np.asarray(az.loo(inference_data(v), pointwise=True).loo_i).tolist()
        for v in planted.values()
    ],
    "weights": [float(table.loc[str(k), "weight"]) for k in planted],
}

path = pathlib.Path(__file__).with_name("leave_one_out.json")
path.write_text(json.dumps({"cases": cases, "stacking": stacking}) + "\n")
