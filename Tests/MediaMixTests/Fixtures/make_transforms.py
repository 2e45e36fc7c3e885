"""Reference values of adstock weights and saturation curves: transforms.json.

Run with PyMC-Marketing 0.19 or later and scipy. All values are PyMC-Marketing's own, from its
transformers, except "weibull-density", which is scipy's density: PyMC-Marketing rescales that one
by its least and greatest value, and the rescaled weights stand under "weibull-pdf".
Its binomial weights fall to zero a period later than Meridian's and Liftwerk's.
"""

import json
import math

import numpy
from pymc_marketing.mmm import transformers
from pytensor.xtensor import as_xtensor
from scipy.stats import weibull_min

ALPHAS = [0.05, 0.3, 0.6, 0.95]
SCALES_SHAPES = [(0.5, 0.6), (2.0, 1.0), (2.0, 3.0), (3.5, 0.8), (6.0, 2.2), (4.0, 8.0)]
EXPOSURES = [0.0, 1e-6, 0.01, 0.2, 0.5, 0.8, 1.0, 1.7, 3.0, 10.0, 40.0]


def number(value):
    """A parameter in double precision; plain Python numbers would be stored in fewer bits."""
    return as_xtensor(numpy.asarray(value, dtype="float64"))


def impulse(function, max_lag, **parameters):
    """The normalised weights: the response to one unit in the first of max_lag + 1 periods."""
    x = numpy.zeros(max_lag + 1)
    x[0] = 1
    parameters = {k: v if isinstance(v, str) else number(v) for k, v in parameters.items()}
    series = as_xtensor(x, dims=("date",))
    return function(series, l_max=max_lag + 1, normalize=True, dim="date", **parameters).eval().tolist()


def adstock():
    for max_lag in (1, 4, 8):
        for alpha in ALPHAS:
            yield "geometric", [alpha, 0], max_lag, impulse(transformers.geometric_adstock, max_lag, alpha=alpha)
            yield "binomial", [alpha, 0], max_lag, impulse(transformers.binomial_adstock, max_lag, alpha=alpha)
            for delay in (0.0, 0.4, 1.0, 2.5, 7.0):
                weights = impulse(transformers.delayed_adstock, max_lag, alpha=alpha, theta=delay)
                if sum(weights) > 0.5:
                    yield "delayed", [alpha, delay], max_lag, weights
        for scale, shape in SCALES_SHAPES:
            for kind in ("CDF", "PDF"):
                weights = impulse(transformers.weibull_adstock, max_lag, lam=scale, k=shape, type=kind)
                yield f"weibull-{kind.lower()}", [scale, shape], max_lag, weights
            density = weibull_min.pdf(numpy.arange(max_lag + 1) + 1.0, shape, scale=scale)
            yield "weibull-density", [scale, shape], max_lag, (density / density.sum()).tolist()


def saturation():
    x = as_xtensor(numpy.array(EXPOSURES), dims=("x",))
    for half in (0.3, 0.8, 2.5):
        yield "logistic", [half, 0], transformers.logistic_saturation(x, number(math.log(3) / half))
        b = 0.7
        tanh = transformers.tanh_saturation(x, number(b), number(half / (b * math.atanh(0.5)))) / b
        yield "tanh", [half, 0], tanh
        yield "michaelis-menten", [half, 0], transformers.michaelis_menten(x, number(1.0), number(half))
        for slope in (0.7, 1.0, 2.3):
            yield "hill", [half, slope], transformers.hill_function(x, number(slope), number(half))
    for exponent in (0.1, 0.5, 0.9):
        yield "root", [exponent, 0], transformers.root_saturation(x, number(exponent))


if __name__ == "__main__":
    content = {
        "adstock": [{"family": f, "parameters": p, "maxLag": m, "weights": w} for f, p, m, w in adstock()],
        "exposures": EXPOSURES,
        "saturation": [{"family": f, "parameters": p, "response": y.eval().tolist()} for f, p, y in saturation()],
    }
    with open("transforms.json", "w") as file:
        file.write(json.dumps(content, allow_nan=False) + "\n")
